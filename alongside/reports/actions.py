"""Keeping a review of a programme."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from alongside.journal.moves import write_entry
from alongside.people.models import Account
from alongside.reports.models import Review
from alongside.reports.queries.outcomes import outcomes_of
from alongside.reports.queries.programme import programme_standards
from alongside.schemes.models import Scheme


@transaction.atomic
def review_programme(
    scheme: Scheme, *, by: Account, scores: Mapping[str, int], notes: Mapping[str, str], decisions: str
) -> Review:
    """Keep how the programme scores itself today, with the figures of this year as the office may see them."""
    today = timezone.localdate()
    made = Review(
        scheme=scheme,
        standards_key=programme_standards().key,
        on=today,
        scores=dict(scores),
        notes=dict(notes),
        decisions=decisions,
        figures=outcomes_of(by, scheme, today.year).as_json(),
        made_by=by,
    )
    made.save(force_insert=True)
    write_entry(
        noun="programme review", subject=made.pk, move="review", by=by, role="office", body_id=scheme.body_id
    )
    return made
