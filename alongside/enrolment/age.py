"""Whoever is under 18 says so, and the office ticks which adults may mentor them."""

from datetime import date

from django.db import transaction

from alongside.domain.lifecycles import APPLICATION
from alongside.enrolment.actions import NotEligible, must_be_eligible
from alongside.enrolment.models import Application, Clearance
from alongside.journal.moves import make_move, write_entry
from alongside.people.models import Account, Member


@transaction.atomic
def say_under_18(application: Application, *, adult_on: date, by: Account, today: date) -> str:
    """Note when an applicant turns 18; returns why the scheme does not take them before, empty where it does.

    Where it does not, the draft is withdrawn. The office alone can change the day afterwards.
    """
    member = Member.objects.select_for_update(of=("self",)).get(pk=application.member_id)
    # Before anything is journalled.
    Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if member.adult_on is None:
        member.adult_on = adult_on
        member.save(update_fields=["adult_on"])
        _note(member, "say under 18", by, "applicant" if member.account_id == by.pk else "office")
    try:
        must_be_eligible(application.scheme, member, application.role, today)
    except NotEligible as refused:
        role = "applicant" if member.account_id == by.pk else "office"
        make_move(application, APPLICATION, "withdraw", by=by, role=role)
        return str(refused)
    return ""


@transaction.atomic
def clear_adult(member: Member, *, until: date, by: Account) -> Clearance:
    """Note that the office has seen what the scheme asks for; from then on they may mentor somebody under 18."""
    cleared, _ = Clearance.objects.update_or_create(member=member, defaults={"until": until, "noted_by": by})
    _note(member, "clear", by, "office")
    return cleared


@transaction.atomic
def take_back_clearance(member: Member, *, by: Account) -> None:
    """It no longer holds; nobody under 18 is paired with them any more."""
    deleted, _ = Clearance.objects.filter(member=member).delete()
    if deleted:
        _note(member, "take back clearance", by, "office")


def _note(member: Member, move: str, by: Account, role: str) -> None:
    write_entry(noun="member", subject=member.pk, move=move, by=by, role=role, body_id=member.body_id)
