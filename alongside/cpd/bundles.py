"""A profile together with the documents that support it: as a zip for a computer, and as one PDF for paper."""

import base64
import io
import zipfile
from collections.abc import Sequence
from importlib.resources import files
from typing import Any, Final

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from alongside.cpd.documents import profile_json, profile_pdf
from alongside.cpd.queries.documents import OpenedDocument
from alongside.cpd.queries.profiles import WrittenProfile
from alongside.cpd.typesetting import typeset
from alongside.domain.cpd.audit_profile import AuditProfile
from alongside.domain.documents import PDF
from alongside.spreadsheets.writing import csv_bytes

MOST_PAGES: Final = 60
"""Of one document in the binder; longer ones are in the zip."""
_DIVIDERS = files("alongside.cpd") / "templates" / "cpd" / "dividers.typ"
_NUMBERS = files("alongside.cpd") / "templates" / "cpd" / "numbers.typ"
_LIST = ("No.", "First day", "Last day", "Activity", "Kind", "Type of learning", "Hours", "With")


def profile_zip(written: WrittenProfile, attached: Sequence[OpenedDocument]) -> bytes:
    """PDF, JSON, the list as CSV, and each document under the number of its activity. Only what the profile tells."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("audit-profile.pdf", profile_pdf(written.document))
        archive.writestr("audit-profile.json", profile_json(written.document))
        archive.writestr("activities.csv", _list(written.document))
        for name, opened in zip(_names(written, attached), attached, strict=True):
            archive.writestr(f"documents/{name}", opened.data)
    return target.getvalue()


def profile_binder(written: WrittenProfile, attached: Sequence[OpenedDocument]) -> bytes:
    """The profile, an index, and each document behind a page that says what it is; every page numbered, for paper."""
    whole = PdfWriter()
    for page in PdfReader(io.BytesIO(profile_pdf(written.document))).pages:
        whole.add_page(page)
    if attached:
        for page in _numbered(_evidence(written, attached, len(whole.pages)), len(whole.pages) + 1, written):
            whole.add_page(page)
    whole.add_metadata({"/Title": f"{written.document.person.name}: {written.document.rules.name}"})
    target = io.BytesIO()
    whole.write(target)
    return target.getvalue()


def _list(profile: AuditProfile) -> bytes:
    rows = [
        (one.number, one.on, one.until, one.title, one.kind, one.learning_type, one.hours, one.partner)
        for one in profile.activities
    ]
    return csv_bytes(_LIST, rows)


def _names(written: WrittenProfile, attached: Sequence[OpenedDocument]) -> list[str]:
    """Each name once, with the number of the activity that the document supports."""
    numbers = _numbers(written)
    return [
        f"{numbers[opened.document.record_id]:03}-{place:02}-{opened.name}"
        for place, opened in enumerate(attached, start=1)
    ]


def _numbers(written: WrittenProfile) -> dict[Any, int]:
    return {record.pk: number for number, record in enumerate(written.listed, start=1)}


def _evidence(written: WrittenProfile, attached: Sequence[OpenedDocument], before: int) -> list[PageObject]:
    """The index, then each document after its own first page."""
    bodies = [_pages_of(opened) for opened in attached]
    # The index says on which page each begins, and how long it is itself is known once it is set.
    index = len(_dividers(written, attached, bodies, [0] * len(attached))) - len(attached)
    starts, page = [], before + index + 1
    for body in bodies:
        starts.append(page)
        page += 1 + len(body or ())
    dividers = _dividers(written, attached, bodies, starts)
    pages = dividers[:index]
    for divider, body in zip(dividers[index:], bodies, strict=True):
        pages += [divider, *(body or ())]
    return pages


def _pages_of(opened: OpenedDocument) -> list[PageObject] | None:
    """The pages of a PDF; none of a picture, which its own first page shows; None of a PDF that cannot be put in."""
    if opened.kind != PDF:
        return []
    try:
        reader = PdfReader(io.BytesIO(opened.data))
        if reader.is_encrypted or len(reader.pages) > MOST_PAGES:
            return None
        return list(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, AttributeError):
        return None


def _dividers(
    written: WrittenProfile,
    attached: Sequence[OpenedDocument],
    bodies: Sequence[list[PageObject] | None],
    starts: Sequence[int],
) -> list[PageObject]:
    numbers, titles = _numbers(written), {record.pk: record.title for record in written.listed}
    rows = [
        {
            "name": opened.name,
            "activity": numbers[opened.document.record_id],
            "title": titles[opened.document.record_id],
            "page": start,
            "pages": len(body or ()),
            "left_out": body is None,
            "picture": "" if opened.kind == PDF else _picture(opened),
        }
        for opened, body, start in zip(attached, bodies, starts, strict=True)
    ]
    facts = {"name": written.document.person.name, "rules": written.document.rules.name, "documents": rows}
    return list(PdfReader(io.BytesIO(typeset(_DIVIDERS, facts, written.document.made_on))).pages)


def _picture(opened: OpenedDocument) -> str:
    """The picture within an SVG: the typesetter takes text only."""
    data = base64.b64encode(opened.data).decode()
    href = f"data:{opened.kind.media_type};base64,{data}"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1200" width="1000" height="1200">'
        f'<image href="{href}" width="1000" height="1200" preserveAspectRatio="xMidYMin meet"/></svg>'
    )


def _numbered(pages: list[PageObject], first: int, written: WrittenProfile) -> list[PageObject]:
    """The pages with their numbers in the foot, whatever size they have."""
    facts = {"first": first, "pages": len(pages), "name": written.document.person.name}
    stamps = PdfReader(io.BytesIO(typeset(_NUMBERS, facts, written.document.made_on))).pages
    writer = PdfWriter()
    for page, stamp in zip(pages, stamps, strict=True):
        copy = writer.add_page(page)
        copy.transfer_rotation_to_content()
        copy.merge_translated_page(stamp, float(copy.mediabox.left), float(copy.mediabox.bottom))
    return list(writer.pages)
