"""The office makes and changes calls; members say that they are interested."""

from datetime import date
from typing import Any

from django.db import transaction

from alongside.campaigns.models import Campaign, Interest
from alongside.domain.lifecycle import MoveRefused
from alongside.journal.moves import write_entry
from alongside.people.models import Account, Member
from alongside.schemes.models import Scheme


@transaction.atomic
def make_campaign(scheme: Scheme, *, by: Account, fields: dict[str, Any]) -> Campaign:
    """A new call with title, text and its first and last day."""
    made: Campaign = Campaign.objects.create(scheme=scheme, made_by=by, **fields)
    _note(made, "make", by, "office")
    return made


@transaction.atomic
def change_campaign(campaign: Campaign, *, by: Account, fields: dict[str, Any]) -> Campaign:
    """Change what it says or its days; who was interested stays so."""
    for name, value in fields.items():
        setattr(campaign, name, value)
    campaign.save(update_fields=[*fields])
    _note(campaign, "change", by, "office")
    return campaign


@transaction.atomic
def say_interested(campaign: Campaign, *, member: Member, interested: bool, today: date) -> None:
    """Say so, or take it back; raises MoveRefused before the call opens and after it has closed."""
    if campaign.stands_on(today) != "open":
        raise MoveRefused("This call is not open today.")
    if interested:
        Interest.objects.get_or_create(campaign=campaign, member=member)
    else:
        Interest.objects.filter(campaign=campaign, member=member).delete()
    _note(campaign, "interested" if interested else "not interested", member.account, "member")


def _note(campaign: Campaign, move: str, by: Account, role: str) -> None:
    write_entry(
        noun="campaign", subject=campaign.pk, move=move, by=by, role=role, body_id=campaign.scheme.body_id
    )
