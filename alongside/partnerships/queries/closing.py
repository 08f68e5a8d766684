"""What is left to do in a partnership that has ended."""

from datetime import date, timedelta
from typing import Final

from django.urls import reverse

from alongside.partnerships.models import Acknowledgement, Partnership
from alongside.partnerships.queries.errands import Errand
from alongside.partnerships.queries.outcomes import questions_of, stage_open
from alongside.people.models import Account

LATELY: Final = timedelta(days=30)
"""For so long after the end somebody's own page reminds them of a last word."""


def ended_lately(partnerships: list[Partnership], today: date) -> list[Partnership]:
    """Those that came to their end within `LATELY`; after an early end nobody is asked for thanks."""
    return [
        each
        for each in partnerships
        if each.state == "ended"
        and each.ending != Partnership.EARLY
        and each.ended_at is not None
        and today - each.ended_at.astimezone(each.scheme.body.zone).date() <= LATELY
    ]


def errands_after_end(
    partnerships: list[Partnership], account: Account, *, today: date
) -> dict[Partnership, list[Errand]]:
    """What each of these partners is still asked, in one query for all; nothing of what the partner did."""
    thanked = set(
        Acknowledgement.objects.filter(partnership__in=partnerships, author=account).values_list(
            "partnership_id", flat=True
        )
    )
    return {each: _errands(each, account, each.pk in thanked, today) for each in partnerships}


def _errands(partnership: Partnership, account: Account, thanked: bool, today: date) -> list[Errand]:
    role, partner = partnership.role_of(account), partnership.partner_of(account).given_name
    errands = []
    if stage_open(partnership, role, today):
        asked = len(questions_of(partnership, role))
        url = reverse("outcomes", kwargs={"partnership_id": partnership.pk})
        errands.append(Errand(role, f"Answer {asked} short questions about what it has been good for.", url))
    if not thanked:
        url = reverse("acknowledgement", kwargs={"partnership_id": partnership.pk})
        errands.append(Errand(role, f"Thank {partner}.", url))
    return errands
