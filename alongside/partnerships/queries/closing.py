"""What is left to do in a partnership that has ended."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from django.urls import reverse

from alongside.partnerships.models import Acknowledgement, Partnership
from alongside.partnerships.queries.errands import Errand
from alongside.partnerships.queries.outcomes import questions_of, stage_open
from alongside.people.models import Account

LATELY: Final = timedelta(days=30)
"""For so long after the end somebody's own page reminds them of a last word."""


def errands_after_end(
    partnerships: Iterable[Partnership], account: Account, *, today: date
) -> dict[Partnership, list[Errand]]:
    """What this partner is still asked in those that have ended, without those in which they are asked nothing.

    Thanks for a month, and none after an early end; questions for as long as they are open. In one query for all, and
    nothing of what the partner did.
    """
    ended = [each for each in partnerships if each.state == "ended"]
    thanks = [each for each in ended if _ended_well_lately(each, today)]
    thanked = set(
        Acknowledgement.objects.filter(partnership__in=thanks, author=account).values_list(
            "partnership_id", flat=True
        )
    )
    found = {
        each: _errands(each, account, each in thanks and each.pk not in thanked, today) for each in ended
    }
    return {partnership: errands for partnership, errands in found.items() if errands}


def _ended_well_lately(partnership: Partnership, today: date) -> bool:
    ended = partnership.ended_on
    return ended is not None and partnership.ending != Partnership.EARLY and today - ended <= LATELY


def _errands(partnership: Partnership, account: Account, asks_thanks: bool, today: date) -> list[Errand]:
    role, partner = partnership.role_of(account), partnership.partner_of(account).given_name
    named, errands = {"partnership_id": partnership.pk}, []
    if asks_thanks:
        errands.append(Errand(role, f"Thank {partner}.", reverse("acknowledgement", kwargs=named)))
    if stage_open(partnership, role, today):
        asked = len(questions_of(partnership, role))
        sentence = f"Answer {asked} short questions about what it has been good for."
        errands.append(Errand(role, sentence, reverse("outcomes", kwargs=named)))
    return errands
