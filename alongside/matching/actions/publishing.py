"""Publishing a run: every pair hears on the same day, or the office hears why one cannot."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from alongside.domain.lifecycles import MATCH_RUN, PROPOSAL
from alongside.domain.scheme import SchemeDefinition
from alongside.enrolment.apart import Apart
from alongside.enrolment.models import Application
from alongside.enrolment.places import places_left
from alongside.journal.moves import make_move
from alongside.matching.actions.answering import settle_if_all_agree
from alongside.matching.mails import tell_of_proposal
from alongside.matching.models import MatchRun, Proposal, Ruling
from alongside.people.models import Account
from alongside.schemes.queries import rules_of


@dataclass(frozen=True)
class Published:
    """How many pairs heard, and a sentence for each that could not go out."""

    told: int
    held_back: tuple[str, ...]


@transaction.atomic
def publish_run(run: MatchRun, *, by: Account, now: datetime) -> Published:
    """Put every pair of a draft run to those whom the scheme asks, all in one transaction.

    What changed since the run is looked at again: someone who has withdrawn, a place that has gone, a membership that
    has ended, a conflict or a ban that came up. Such a pair is held back, with a sentence, and the others go out.
    """
    applications = _lock(run)
    make_move(run, MATCH_RUN, "publish", by=by, role="office", published_at=now)
    proposals = list(
        run.proposals.filter(state="draft")
        .select_related(
            "mentee_application__member__account", "mentor_application__member__account", "scheme__body"
        )
        .order_by("mentee_application_id")
    )
    places = places_left(applications[proposal.mentor_application_id] for proposal in proposals)
    rules = rules_of(run.definition)
    apart = _kept_apart(proposals, rules)
    told, held_back = 0, []
    for proposal in proposals:
        mentee = applications[proposal.mentee_application_id]
        mentor = applications[proposal.mentor_application_id]
        why = _why_not(proposal, mentee, mentor, places[mentor.pk], apart) or _not_taken(
            mentee, mentor, rules
        )
        if why:
            make_move(proposal, PROPOSAL, "withdraw", by=None, role="system", ended_at=now)
            held_back.append(why)
            continue
        places[mentor.pk] -= 1
        _put(proposal, by, now)
        told += 1
    return Published(told, tuple(held_back))


def _lock(run: MatchRun) -> dict[object, Application]:
    """All applications concerned, locked so that nobody waits in a ring: mentees first, and the journal after them."""
    MatchRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    pairs = run.proposals.values_list("mentee_application_id", "mentor_application_id")
    ids = {pk for pair in pairs for pk in pair}
    rows = Application.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("role", "pk")
    return {row.pk: row for row in rows.select_related("member")}


def _kept_apart(proposals: list[Proposal], rules: SchemeDefinition) -> set[tuple[object, object]]:
    """Pairs of members that a conflict or the office keeps apart by now."""
    pairs = [(each.mentee_application.member_id, each.mentor_application.member_id) for each in proposals]
    said = Apart({member for pair in pairs for member in pair}, rules)
    apart = {pair for pair in pairs if said.are_blocked(*pair)}
    bans = Ruling.objects.filter(
        kind=Ruling.BAN, mentee_application__in=[p.mentee_application_id for p in proposals]
    )
    return apart | set(bans.values_list("mentee_application__member_id", "mentor_application__member_id"))


def _why_not(
    proposal: Proposal,
    mentee: Application,
    mentor: Application,
    places: int,
    apart: set[tuple[object, object]],
) -> str:
    names = f"{mentee.member.name} and {mentor.member.name}"
    for application in (mentee, mentor):
        if application.state != "waiting":
            return f"{names}: {application.member.name} is no longer waiting."
    if Proposal.objects.filter(mentee_application=mentee, state="open").exclude(pk=proposal.pk).exists():
        return f"{names}: {mentee.member.name} has another proposal to answer."
    if places < 1:
        return f"{names}: {mentor.member.name} has no place left."
    if (mentee.member_id, mentor.member_id) in apart:
        return f"{names}: they are to be kept apart since the run was made."
    return ""


def _not_taken(mentee: Application, mentor: Application, rules: SchemeDefinition) -> str:
    """Somebody whose membership ended since the run was made is introduced to nobody."""
    names = f"{mentee.member.name} and {mentor.member.name}"
    for application in (mentee, mentor):
        if not rules.eligibility.takes(application.member.status):
            return f"{names}: the membership of {application.member.name} is not one that the scheme takes."
    return ""


def _put(proposal: Proposal, by: Account, now: datetime) -> None:
    matching = rules_of(proposal.definition).matching
    answer_by = now.astimezone(proposal.scheme.body.zone).date() + timedelta(days=matching.answer_within_days)
    make_move(proposal, PROPOSAL, "publish", by=by, role="office", published_at=now, answer_by=answer_by)
    for role in matching.asks:
        tell_of_proposal(proposal, role)
    settle_if_all_agree(proposal, by=by, now=now)
