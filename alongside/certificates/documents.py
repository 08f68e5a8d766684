"""Certificates and letters on paper, and the badge as a picture that carries its credential."""

from datetime import date
from html import escape
from importlib.resources import files
from typing import Any

import qrcode  # type: ignore[import-untyped]
from qrcode.image.svg import SvgPathImage  # type: ignore[import-untyped]

from alongside.certificates.models import Certificate
from alongside.certificates.queries import check_address
from alongside.people.models import Body
from alongside.typesetting import typeset
from alongside.vault.pdf_signing import issued

TEMPLATES = files("alongside.certificates") / "templates" / "certificates"


def certificate_pdf(certificate: Certificate, today: date) -> bytes:
    """The certificate as accessible PDF with its code, the address that checks it, and the same as a QR code.

    Signed by the body where it signs its documents, as letters are.
    """
    statement, address = certificate.statement, check_address(certificate)
    made_on = certificate.issued_at.astimezone(certificate.body.zone).date()
    facts = {
        "title": statement.title,
        "name": statement.name,
        "body": statement.body,
        "sentences": list(statement.sentences),
        "on": statement.on.isoformat(),
        "until": statement.until.isoformat(),
        "issued": made_on.isoformat(),
        "code": certificate.printed_code,
        "address": address,
    }
    return _document("certificate.typ", facts, made_on, certificate.body, today, qr=_qr(address))


def letter_pdf(facts: dict[str, Any], body: Body, today: date) -> bytes:
    """A letter for an employer, by the facts of `letter_facts`."""
    return _document("letter.typ", facts, today, body, today)


def badge_svg(certificate: Certificate) -> bytes:
    """A picture of the badge that carries its credential, as Open Badges 3.0 puts it into an SVG."""
    statement = certificate.statement
    template = (TEMPLATES / "badge.svg").read_text(encoding="utf-8")
    words = {"TITLE": statement.title, "BODY": statement.body, "CREDENTIAL": certificate.badge}
    for mark, said in words.items():
        template = template.replace(f"[{mark}]", escape(said))
    return template.encode()


def _document(
    template: str, facts: dict[str, Any], made_on: date, body: Body, today: date, **more: str
) -> bytes:
    def make(signed_by: str) -> bytes:
        return typeset(TEMPLATES / template, facts, made_on, signed_by=signed_by, **more)

    return issued(make, body.pk, body.name, today)


def _qr(address: str) -> str:
    code = qrcode.QRCode(border=0, image_factory=SvgPathImage)
    code.add_data(address)
    drawn: str = code.make_image().to_string(encoding="unicode")
    return drawn
