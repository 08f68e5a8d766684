"""The papers of a partnership as one PDF for a binder, and as a zip with a copy for machines."""

import io
import json
import zipfile
from collections.abc import Sequence
from datetime import date
from importlib.resources import files
from typing import Any

from alongside.partnerships.queries.papers import Scan
from alongside.typesetting import typeset
from alongside.typesetting.binding import Binding, Enclosure, bind

_TEMPLATES = files("alongside.partnerships") / "templates" / "partnerships"


def binder_pdf(facts: dict[str, Any], scans: Sequence[Scan], today: date) -> bytes:
    """Cover, index and papers as accessible PDF; pages that were signed by hand stand behind them."""
    front = typeset(_TEMPLATES / "papers.typ", facts, today)
    if not scans:
        return front
    enclosures = [Enclosure(one.file.name, one.belongs_to, one.file.kind, one.file.data) for one in scans]
    binding = Binding(
        title="Papers of a mentoring partnership",
        owner=facts["owner"],
        made_on=today,
        elsewhere="It is in the zip of these papers.",
    )
    return bind(front, enclosures, binding)


def manager_letter_pdf(facts: dict[str, Any], today: date) -> bytes:
    """The letter to one's line manager as accessible PDF."""
    return typeset(_TEMPLATES / "manager.typ", facts, today)


def papers_zip(facts: dict[str, Any], scans: Sequence[Scan], today: date) -> bytes:
    """The same PDF, everything in it as JSON in UTF-8, and each signed page as it was uploaded."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("papers.pdf", binder_pdf(facts, scans, today))
        archive.writestr("papers.json", json.dumps(facts, indent=2, ensure_ascii=False))
        for number, scan in enumerate(scans, start=1):
            archive.writestr(f"signed/{number}-{scan.file.name}", scan.file.data)
    return target.getvalue()
