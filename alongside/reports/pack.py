"""The evidence of a programme for an assessor: one PDF by standard, its definition, and its figures."""

import io
import zipfile
from importlib.resources import files
from typing import Any

from alongside.domain.programme import ProgrammeStandards
from alongside.reports.models import Review
from alongside.reports.queries.outcomes import outcomes_kept, table_of
from alongside.reports.queries.programme import Facts, evidence_for
from alongside.spreadsheets.writing import csv_bytes
from alongside.typesetting import typeset

_TEMPLATE = files("alongside.reports") / "templates" / "reports" / "programme.typ"


def programme_pack(review: Review, standards: ProgrammeStandards, facts: Facts) -> bytes:
    """A zip of the pack as PDF, the adopted definition as it stands, and as CSV the figures of the day of the review.

    It names no member.
    """
    target, outcomes = io.BytesIO(), outcomes_kept(review.figures)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("programme.pdf", typeset(_TEMPLATE, _told(review, standards, facts), review.on))
        archive.writestr(f"definition-version-{facts.adopted.version}.toml", facts.adopted.text)
        archive.writestr(f"figures-{outcomes.year}.csv", csv_bytes(*table_of(outcomes)))
    return target.getvalue()


def _told(review: Review, standards: ProgrammeStandards, facts: Facts) -> dict[str, Any]:
    award = standards.award_for(review.scores)
    return {
        "scheme": facts.scheme.name,
        "body": facts.scheme.body.name,
        "standards": standards.name,
        "of": standards.body,
        "on": review.on.isoformat(),
        "overall": standards.overall(review.scores),
        "award": award.name if award else "",
        "decisions": review.decisions,
        "figures": review.figures,
        "parts": [
            {
                "name": one.name,
                "asks": list(one.asks),
                "evidence": evidence_for(one, facts),
                "score": review.scores.get(one.key, 0),
                "note": review.notes.get(one.key, ""),
            }
            for one in standards.standards
        ],
    }
