"""A profile together with the documents that support it: as a zip for a computer, and as one PDF for paper."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from alongside.cpd.documents import profile_json, profile_pdf
from alongside.cpd.issuing import issued_profile_pdf
from alongside.cpd.queries.documents import OpenedDocument
from alongside.cpd.queries.profiles import WrittenProfile
from alongside.domain.cpd.audit_profile import AuditProfile
from alongside.spreadsheets.writing import csv_bytes
from alongside.typesetting.binding import Binding, Enclosure, bind

_LIST: Final = ("No.", "First day", "Last day", "Activity", "Kind", "Type of learning", "Hours", "With")


def profile_zip(written: WrittenProfile, attached: Sequence[OpenedDocument], today: date) -> bytes:
    """PDF, JSON, the list as CSV, and each document under the number of its activity. Only what the profile tells."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "audit-profile.pdf", issued_profile_pdf(written.document, written.profile.member.body, today)
        )
        archive.writestr("audit-profile.json", profile_json(written.document))
        archive.writestr("activities.csv", _list(written.document))
        for name, opened in zip(_names(written, attached), attached, strict=True):
            archive.writestr(f"documents/{name}", opened.data)
    return target.getvalue()


def profile_binder(written: WrittenProfile, attached: Sequence[OpenedDocument]) -> bytes:
    """The profile, an index, and each document behind a page that says what it is; every page numbered, for paper."""
    numbers, titles = _numbers(written), {record.pk: record.title for record in written.listed}
    enclosures = [
        Enclosure(
            name=opened.name,
            belongs_to=f"Activity {numbers[opened.document.record_id]}, {titles[opened.document.record_id]}",
            kind=opened.kind,
            data=opened.data,
        )
        for opened in attached
    ]
    binding = Binding(
        title=f"{written.document.person.name}: {written.document.rules.name}",
        owner=written.document.person.name,
        made_on=written.document.made_on,
        elsewhere="It is in the zip of this profile.",
    )
    return bind(profile_pdf(written.document), enclosures, binding)


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
