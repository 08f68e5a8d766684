"""Yes, no and silence: how a proposal becomes a partnership or leaves both where they were."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.lifecycles import PROPOSAL
from alongside.enrolment.apart import declared_of, why_apart
from alongside.enrolment.models import Application
from alongside.journal.moves import make_move, write_entry
from alongside.matching.mails import tell_of_end
from alongside.matching.models import Proposal
from alongside.notices.actions import clear_notices
from alongside.partnerships.actions import introduce_pair
from alongside.partnerships.models import Partnership
from alongside.people.models import Account, Member
from alongside.schemes.queries import rules_of


@transaction.atomic
def answer_proposal(proposal: Proposal, *, by: Account, yes: bool, now: datetime) -> Proposal:
    """Take one person's answer. A second yes introduces the two; a no ends it, without a reason and for both."""
    proposal = _locked(proposal)
    role = proposal.role_of(by)
    if proposal.state == "open" and proposal.answer_of(role) == (Proposal.YES if yes else Proposal.NO):
        return proposal  # the same answer sent twice
    if role not in rules_of(proposal.definition).matching.asks:
        raise MoveRefused("This proposal is not yours to answer.")
    if not yes:
        return _decline(proposal, by, role, now)
    if proposal.state != "open":
        raise MoveRefused("This proposal is no longer open. Your page shows what comes next.")
    if not _both_take_part(proposal):
        raise MoveRefused("The two of you cannot be introduced at present. Your office can tell you more.")
    field = f"{role}_answer"
    setattr(proposal, field, Proposal.YES)
    proposal.save(update_fields=[field])
    write_entry(
        noun="proposal",
        subject=proposal.pk,
        move="say yes",
        by=by,
        role=role,
        body_id=proposal.scheme.body_id,
    )
    clear_notices(event=f"proposal:{proposal.pk}:asked", account=by)
    settle_if_all_agree(proposal, by=by, now=now)
    return proposal


def _decline(proposal: Proposal, by: Account, role: str, now: datetime) -> Proposal:
    said: dict[str, Any] = {f"{role}_answer": Proposal.NO}
    make_move(proposal, PROPOSAL, "decline", by=by, role=role, ended_at=now, **said)
    clear_notices(event_prefix=f"proposal:{proposal.pk}:")
    tell_of_end(proposal, told=["mentor" if role == "mentee" else "mentee"])
    return proposal


def settle_if_all_agree(proposal: Proposal, *, by: Account, now: datetime) -> None:
    """Introduce the two once everyone whom the scheme asks has said yes; at once where it asks nobody."""
    asked = rules_of(proposal.definition).matching.asks
    if any(proposal.answer_of(role) != Proposal.YES for role in asked):
        return
    make_move(proposal, PROPOSAL, "accept", by=by, role="system", ended_at=now)
    clear_notices(event_prefix=f"proposal:{proposal.pk}:")
    introduce_pair(
        mentee_application=proposal.mentee_application,
        mentor_application=proposal.mentor_application,
        definition=proposal.definition,
        by=by,
        now=now,
        origin=Partnership.PROPOSED if asked else Partnership.ASSIGNED,
        reasons=[
            {"mentee": reason["to_mentee"], "mentor": reason["to_mentor"]}
            for reason in proposal.reasons
            if reason["points"]
        ],
    )


def lapse_proposals(now: datetime) -> int:
    """Silence is a no: end every proposal whose last day has passed where its office is; returns how many."""
    count = 0
    rows = Proposal.objects.filter(state="open", answer_by__lt=now.date()).select_related("scheme__body")
    for proposal in rows.order_by("pk"):
        if (
            proposal.answer_by is not None
            and proposal.answer_by < now.astimezone(proposal.scheme.body.zone).date()
        ):
            count += _lapse(proposal, now)
    return count


@transaction.atomic
def _lapse(proposal: Proposal, now: datetime) -> bool:
    proposal = _locked(proposal)
    if proposal.state != "open":
        return False  # answered in the last moment
    make_move(proposal, PROPOSAL, "lapse", by=None, role="clock", ended_at=now)
    clear_notices(event_prefix=f"proposal:{proposal.pk}:")
    tell_of_end(proposal, told=["mentee", "mentor"])
    return True


def release_impossible(now: datetime) -> int:
    """End every proposal to two of whom one has declared since what keeps them apart, or is no member any more; returns
    how many.
    """
    declared = declared_of("mentee_application__member", "mentor_application__member")
    ended = ~Q(mentee_application__member__status=Member.ACTIVE) | ~Q(
        mentor_application__member__status=Member.ACTIVE
    )
    rows = Proposal.objects.filter(declared | ended, state="open").order_by("pk")
    return sum(_release(proposal, now) for proposal in rows)


@transaction.atomic
def _release(proposal: Proposal, now: datetime) -> bool:
    proposal = _locked(proposal)
    mentee, mentor = proposal.mentee_application.member, proposal.mentor_application.member
    apart = why_apart(mentee, mentor, rules_of(proposal.definition))
    if proposal.state != "open" or (_both_take_part(proposal) and not apart):
        return False
    make_move(proposal, PROPOSAL, "withdraw", by=None, role="system", ended_at=now)
    clear_notices(event_prefix=f"proposal:{proposal.pk}:")
    tell_of_end(proposal, told=["mentee", "mentor"])
    return True


def _both_take_part(proposal: Proposal) -> bool:
    """Whether the memberships of both are ones that the scheme takes."""
    eligibility = rules_of(proposal.definition).eligibility
    both = proposal.mentee_application.member, proposal.mentor_application.member
    return all(eligibility.takes(member.status) for member in both)


@transaction.atomic
def withdraw_proposal(proposal: Proposal, *, by: Account, now: datetime) -> Proposal:
    """The office takes a proposal back; those who were asked are told, and both stay where they were in the queue."""
    proposal = _locked(proposal)
    was_open = proposal.state == "open"
    make_move(proposal, PROPOSAL, "withdraw", by=by, role="office", ended_at=now)
    clear_notices(event_prefix=f"proposal:{proposal.pk}:")
    if was_open:
        tell_of_end(proposal, told=["mentee", "mentor"])
    return proposal


def _locked(proposal: Proposal) -> Proposal:
    """The proposal, locked after its mentee's application and its mentor's, which is the order everybody keeps.

    The mentor's as well, as a last yes takes a place of theirs when it stands in the journal already.
    """
    ids = Proposal.objects.values_list("mentee_application", "mentor_application").get(pk=proposal.pk)
    for application_id in ids:
        Application.objects.select_for_update().get(pk=application_id)
    rows = Proposal.objects.select_for_update(of=("self",)).select_related(
        "mentee_application__member__account",
        "mentor_application__member__account",
        "scheme__body",
        "definition",
    )
    return rows.get(pk=proposal.pk)
