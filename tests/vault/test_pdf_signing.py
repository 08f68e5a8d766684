"""The signature of a body on a PDF: a validator accepts it, and refuses it when one byte changes."""

import io
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as new_curve_key
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key as new_rsa_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID
from django.utils import timezone
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from alongside.cli import main
from alongside.journal.models import Entry
from alongside.people.models import Body
from alongside.typesetting import typeset
from alongside.vault import pdf_signing
from alongside.vault.document_keys import (
    KeyRefused,
    certificates_of,
    document_key_of,
    make_document_key,
    private_key_of,
    stop_signing,
    take_document_key,
)
from alongside.vault.master import master_keys, place_canary
from alongside.vault.models import DocumentKey
from alongside.vault.pdf_signing import sign_pdf, signs
from alongside.vault.verifying import closed_texts
from tests.factories import make_body

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NAME = "Institiúid Ŷnys"
PASSWORD = "open sesame"


@pytest.fixture
def body() -> Body:
    return make_body()


def letter() -> bytes:
    """A document of ours, tagged and PDF/A."""
    facts = {
        "name": "Siân Llŷr", "body": NAME, "contact": "office@imi.example", "on": "2026-01-01", "until": "2026-02-01",
        "made": "2026-03-01", "parts": [], "hours_a_month": "", "time_of": "",
    }  # fmt: skip
    template = files("alongside.certificates") / "templates" / "certificates" / "letter.typ"
    return typeset(template, facts, datetime(2026, 3, 1, tzinfo=UTC).date(), signed_by=NAME)


def status_of(pdf: bytes, trusted: x509.Certificate) -> PdfSignatureStatus:
    """What the validator says, for somebody who trusts this certificate."""
    root = asn1.Certificate.load(trusted.public_bytes(Encoding.DER))
    context = ValidationContext(trust_roots=[root], allow_fetching=False)
    (embedded,) = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures
    return validate_pdf_signature(embedded, signer_validation_context=context)


def store_of(
    key: EllipticCurvePrivateKey | None = None, *, days: int = 30, usage: bool = True, bits: int = 2048
) -> bytes:
    """A PKCS#12 file as an authority hands it out."""
    private = key or new_rsa_key(public_exponent=65537, key_size=bits)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=400))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(
            x509.KeyUsage(usage, False, not usage, False, False, False, False, False, False), critical=True
        )
    )
    return serialize_key_and_certificates(
        b"body", private, builder.sign(private, SHA256()), None, BestAvailableEncryption(PASSWORD.encode())
    )


def test_a_body_signs_nothing_until_a_key_is_set_and_nothing_after_it_stops(body: Body) -> None:
    assert not signs(body.pk, TODAY)
    make_document_key(body.pk, body.name)
    assert signs(body.pk, TODAY)
    assert not signs(make_body(slug="other").pk, TODAY)
    stop_signing(body.pk)
    assert (signs(body.pk, TODAY), DocumentKey.objects.exists()) == (False, False)
    moves = Entry.objects.filter(noun="document key").order_by("number").values_list("move", flat=True)
    assert list(moves) == ["set", "remove"]


def test_the_validator_accepts_the_signature_over_the_whole_file(body: Body) -> None:
    key = make_document_key(body.pk, NAME)
    signed = sign_pdf(letter(), body.pk, NAME)
    status = status_of(signed, certificates_of(key)[0])
    assert (status.intact, status.valid, status.trusted, status.bottom_line) == (True, True, True, True)
    assert status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    # Another body's certificate is not trusted for it.
    other = make_document_key(make_body(slug="other").pk, "Other")
    assert not status_of(signed, certificates_of(other)[0]).trusted


def test_the_validator_refuses_it_when_any_one_byte_changes(body: Body) -> None:
    key = make_document_key(body.pk, NAME)
    signed = sign_pdf(letter(), body.pk, NAME)
    (embedded,) = PdfFileReader(io.BytesIO(signed)).embedded_regular_signatures
    _, first, second, rest = map(int, embedded.byte_range)
    streams = [signed.index(b"stream\n", start) + 40 for start in (0, 4000, 9000)]
    for place in [*streams, first - 300, second + rest - 12]:
        changed = bytearray(signed)
        changed[place] ^= 1
        assert not accepted(bytes(changed), certificates_of(key)[0]), f"byte {place}"


def accepted(pdf: bytes, trusted: x509.Certificate) -> bool:
    """Whether the validator is content; a file that it cannot read any more is refused as well."""
    try:
        return bool(status_of(pdf, trusted).bottom_line)
    except Exception:
        return False


def test_what_is_added_behind_the_signature_is_refused(body: Body) -> None:
    key = make_document_key(body.pk, NAME)
    writer = IncrementalPdfFileWriter(io.BytesIO(sign_pdf(letter(), body.pk, NAME)))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = generic.NumberObject(180)
    writer.update_container(page)
    more = io.BytesIO()
    writer.write(more)
    assert not status_of(more.getvalue(), certificates_of(key)[0]).bottom_line


def test_the_file_stays_tagged_pdf_a_and_sound(body: Body) -> None:
    make_document_key(body.pk, NAME)
    before = letter()
    signed = sign_pdf(before, body.pk, NAME)
    assert signed.startswith(before)  # nothing in it is touched, the signature stands behind it
    reader, plain = PdfReader(io.BytesIO(signed)), PdfReader(io.BytesIO(before))
    assert reader.pages[0].extract_text() == plain.pages[0].extract_text()
    root: Any = reader.root_object
    metadata = root["/Metadata"].get_object().get_data()
    was: Any = plain.root_object
    assert metadata == was["/Metadata"].get_object().get_data()
    assert b"<pdfaid:part>3</pdfaid:part>" in metadata
    assert ("/Version" in root, "/StructTreeRoot" in root, root["/MarkInfo"]["/Marked"]) == (
        False,
        True,
        True,
    )
    (field,) = [one.get_object() for one in root["/AcroForm"]["/Fields"]]
    assert (field["/Rect"], field["/F"] & 4) == ([0, 0, 0, 0], 4)  # unseen and printable, as PDF/A asks
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        assert pdf.check_pdf_syntax() == []  # as `qpdf --check` finds it


@pytest.mark.parametrize("curve", [False, True])
def test_a_key_from_an_authority_is_taken_and_signs(body: Body, curve: bool) -> None:
    key = new_curve_key(SECP256R1()) if curve else None
    taken = take_document_key(body.pk, store_of(key), PASSWORD)
    status = status_of(sign_pdf(letter(), body.pk, NAME), certificates_of(taken)[0])
    assert (status.intact, status.valid) == (True, True)


@pytest.mark.parametrize(
    "store, password, said",
    [
        (b"no such thing", PASSWORD, "no PKCS#12 file"),
        (lambda: store_of(), "another", "the password is another"),
        (lambda: store_of(days=-1), PASSWORD, "which is not today"),
        (lambda: store_of(usage=False), PASSWORD, "not for signatures"),
        (lambda: store_of(bits=1024), PASSWORD, "RSA needs 2048"),
    ],
)
def test_a_key_that_cannot_sign_is_refused_in_words(
    body: Body, store: object, password: str, said: str
) -> None:
    data = store() if callable(store) else store
    assert isinstance(data, bytes)
    with pytest.raises(KeyRefused, match=said):
        take_document_key(body.pk, data, password)
    assert not DocumentKey.objects.exists()


def test_a_key_whose_certificate_has_ended_holds_up_no_document(body: Body) -> None:
    key = take_document_key(body.pk, store_of(days=3), PASSWORD)
    assert (signs(body.pk, key.until), signs(body.pk, key.until + timedelta(days=1))) == (True, False)


def test_without_the_package_nothing_is_signed_and_nothing_fails(
    body: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_document_key(body.pk, NAME)
    monkeypatch.setattr(pdf_signing, "find_spec", lambda name: None)
    assert not signs(body.pk, TODAY)


def test_the_key_is_sealed_and_the_drill_opens_it(body: Body) -> None:
    key = make_document_key(body.pk, NAME)
    private = private_key_of(key)
    assert private[200:300] not in bytes(DocumentKey.objects.get().blob)
    assert list(closed_texts(master_keys())) == []
    DocumentKey.objects.update(body=make_body(slug="other"))  # moved to another body, it opens nothing
    (sentence,) = closed_texts(master_keys())
    assert sentence.startswith("Document key")


@pytest.fixture
def installation() -> None:
    """The installation is set up, as `alongside init` leaves it."""
    place_canary()


def test_the_command_sets_shows_and_stops(
    body: Body, installation: None, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def told(*words: str) -> str:
        assert main(["sign-documents", body.slug, *words]) == 0
        return capsys.readouterr().out

    assert told() == f"{body.name} signs no documents.\n"
    assert "BEGIN CERTIFICATE" in told("--make")
    (path := tmp_path / "body.p12").write_bytes(store_of())
    monkeypatch.setenv("ALONGSIDE_P12_PASSWORD", PASSWORD)
    made = document_key_of(body.pk)
    assert "signs its documents until" in told("--take", str(path))
    taken = document_key_of(body.pk)
    assert made
    assert taken
    assert made.certificates != taken.certificates
    assert told("--stop") == f"{body.name} signs no documents.\n"


def test_the_command_says_what_stands_in_the_way(
    body: Body, installation: None, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    (path := tmp_path / "body.p12").write_bytes(b"nothing")
    assert main(["sign-documents", body.slug, "--take", str(path)]) == 2
    assert main(["sign-documents", "nobody"]) == 2
    assert main(["sign-documents", body.slug, "--take", str(tmp_path / "gone.p12")]) == 2
    monkeypatch.setattr(pdf_signing, "find_spec", lambda name: None)
    assert main(["sign-documents", body.slug, "--make"]) == 2
    said = capsys.readouterr().err
    for words in ("no PKCS#12 file", "no body called nobody", "cannot be read", "alongside[signatures]"):
        assert words in said
