"""Introduces a pair: from two applications in the pool to a partnership with a plan."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.lifecycles import APPLICATION
from alongside.domain.scheme.plan import Plan
from alongside.domain.sessions import Preference, propose_dates
from alongside.enrolment.apart import apart_of, why_apart
from alongside.enrolment.models import Application
from alongside.journal.moves import make_move, write_entry
from alongside.partnerships.mails.introduction import tell_of_introduction, tell_office_of_relation
from alongside.partnerships.models import Partnership, Session
from alongside.people.models import Account
from alongside.schemes.models import AdoptedDefinition
from alongside.schemes.queries import rules_of
from alongside.vault.keys import key_for_partnership


class PairRefused(MoveRefused):
    """These two cannot be introduced now; the message says why."""


@transaction.atomic
def introduce_pair(
    *,
    mentee_application: Application,
    mentor_application: Application,
    definition: AdoptedDefinition,
    by: Account | None,
    now: datetime,
    reasons: Sequence[str | Mapping[str, str]] = (),
    origin: str = "",
) -> Partnership:
    """Make a partnership of two who wait, plan its sessions, and tell both how to reach each other and why.

    Locks the mentee's application, then the mentor's, and asks both again: of two who introduce the same
    mentee, or take a mentor's last place, one gets PairRefused; and so does whoever introduces two who are kept apart,
    which is asked here for every way to a partner. `reasons` are sentences that both read,
    or one to each by role; `origin` is how they came together.
    """
    mentee = _locked(mentee_application, "mentee")
    mentor = _locked(mentor_application, "mentor")
    if why := why_apart(mentee.member, mentor.member, rules_of(definition)):
        raise PairRefused(why)
    if mentee.scheme_id != mentor.scheme_id or definition.scheme_id != mentee.scheme_id:
        raise PairRefused("The two have applied to different schemes, so they cannot be introduced.")
    partnership = Partnership.objects.create(
        scheme=mentee.scheme,
        definition=definition,
        mentee=mentee.member,
        mentor=mentor.member,
        mentee_application=mentee,
        mentor_application=mentor,
        mentor_place=_free_place(mentor),
        introduced_at=now,
        until=rules_of(definition).plan.last_day(now.astimezone(mentee.member.account.zone).date()),
        reasons=list(reasons),
        origin=origin,
    )
    key_for_partnership(
        partnership.pk,
        body_id=mentee.scheme.body_id,
        readers=(mentee.member.account, mentor.member.account),
    )
    _plan_sessions(partnership, now)
    _note(partnership, by)
    make_move(mentee_application, APPLICATION, "pair", by=by, role="system")
    tell_of_introduction(partnership)
    if apart_of(mentee.member, mentor.member, partnership.rules).flags(mentee.member_id, mentor.member_id):
        tell_office_of_relation(partnership)
    return partnership


def _locked(application: Application, role: str) -> Application:
    rows = Application.objects.select_for_update(of=("self",)).select_related(
        "scheme__body", "member__account"
    )
    locked: Application = rows.get(pk=application.pk)
    if locked.role != role or locked.state != "waiting":
        raise PairRefused(f"{locked.member.name} is not waiting for a partner as {role} any more.")
    return locked


def _free_place(mentor: Application) -> int:
    """The lowest place of the mentor's that no live partnership takes."""
    taken = set(
        Partnership.objects.alive().filter(mentor_application=mentor).values_list("mentor_place", flat=True)
    )
    free = next((place for place in range(1, mentor.capacity + 1) if place not in taken), None)
    if free is None:
        raise PairRefused(f"{mentor.member.name} has no place free now.")
    return free


def _plan_sessions(partnership: Partnership, now: datetime) -> None:
    plan: Plan = partnership.rules.plan
    zone = partnership.mentee.account.zone
    starts_on = now.astimezone(zone).date()
    Session.objects.bulk_create(
        Session(
            partnership=partnership,
            number=planned.number,
            theme=planned.theme,
            kind=planned.kind,
            lead=planned.lead or "",
            target_on=planned.starts_at.astimezone(zone).date(),
            minutes=planned.minutes,
        )
        for planned in propose_dates(plan, starts_on=starts_on, preference=Preference(zone))
    )


def _note(partnership: Partnership, by: Account | None) -> None:
    write_entry(
        noun="partnership",
        subject=partnership.pk,
        move="introduce",
        by=by,
        role="office" if by else "system",
        body_id=partnership.scheme.body_id,
        target=partnership.state,
        facts={
            "mentee_application": str(partnership.mentee_application_id),
            "mentor_application": str(partnership.mentor_application_id),
            "origin": partnership.origin,
        },
    )
