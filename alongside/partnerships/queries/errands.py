"""What waits on each of the two partners."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from alongside.partnerships.models import Action, Partnership, Session
from alongside.partnerships.queries.agreements import agreement_of, waits_for_signature
from alongside.partnerships.queries.completion import goals_missing_for
from alongside.partnerships.queries.expectations import round_of, waits_for
from alongside.partnerships.queries.outcomes import questions_of, stage_open
from alongside.partnerships.queries.pulse import owes_pulse
from alongside.partnerships.queries.renewals import answer_of, asks_for_renewal
from alongside.partnerships.queries.steps import next_session, owes_feedback, page_of
from alongside.people.models import Account
from alongside.web.parts import NextStep


@dataclass(frozen=True)
class Errand:
    """One thing that waits on a partner: on whom (`mentee` or `mentor`), what, where, and by when if by a day."""

    role: str
    sentence: str
    url: str
    day: date | None = None


def waiting_on(partnership: Partnership, account: Account, *, now: datetime | None = None) -> list[Errand]:
    """Everything that waits on either partner, one's own first; asks no database, as `next_step`."""
    now = now or timezone.now()
    if partnership.state in ("ended", "paused"):
        return []
    own = partnership.role_of(account)
    errands = [
        *_session_errands(partnership, now),
        *_expectation_errands(partnership),
        *_agreement_errands(partnership),
        *_renewal_errands(partnership, own),
        *_outcome_errands(partnership, own),
        *_record_errands(partnership),
        *_goal_errands(partnership),
        *_feedback_errands(partnership),
        *_late_actions(partnership),
    ]
    return sorted(errands, key=lambda errand: errand.role != own)


def waiting_beside(
    step: NextStep | None, partnership: Partnership, account: Account, *, now: datetime | None = None
) -> list[Errand]:
    """What waits on either beside the next step of whoever looks, which is not said twice."""
    errands, own = waiting_on(partnership, account, now=now), partnership.role_of(account)
    said = next((each for each in errands if step and each.role == own and each.url == step.url), None)
    return [errand for errand in errands if errand is not said]


def late_actions(partnership: Partnership, today: date) -> list[Action]:
    """Open actions past their day."""
    return [action for action in partnership.actions.all() if action.is_late(today)]


def _session_errands(partnership: Partnership, now: datetime) -> Iterator[Errand]:
    session = next_session(partnership)
    if session is None:
        return
    if session.starts_at is None:
        url = reverse("session-time", kwargs={"session_id": session.pk})
        for role in partnership.rules.meetings.arranging():
            yield Errand(role, f"Choose a time for session {session.number}.", url, session.target_on)
    elif session.starts_at <= now and partnership.paper_level != "none":
        for role in ("mentee", "mentor"):
            yield Errand(role, f"Say whether you met for session {session.number}.", page_of(session))
    elif session.starts_at > now and not session.agenda_items.all():
        yield Errand(
            "mentee", f"Begin the agenda of session {session.number}.", page_of(session), session.starts_at
        )


def _expectation_errands(partnership: Partnership) -> Iterator[Errand]:
    """From the introduction until everything is settled."""
    if not partnership.rules.expectations.enabled:
        return
    url = reverse("expectations", kwargs={"partnership_id": partnership.pk})
    missing = round_of(partnership).missing
    for role in ("mentee", "mentor"):
        if role in missing:
            yield Errand(role, "Say what you expect of each other.", url)
        if any(waits_for(each, role) for each in partnership.expectations.all()):
            yield Errand(role, "Answer an expectation: accept its words, ask, or suggest others.", url)


def _agreement_errands(partnership: Partnership) -> Iterator[Errand]:
    """A signature that is missing; and, where the scheme wants an agreement, that there is none yet."""
    use, agreement = partnership.rules.agreement.use, agreement_of(partnership)
    url = reverse("agreement", kwargs={"partnership_id": partnership.pk})
    for role in ("mentee", "mentor"):
        if agreement is None and use in ("recommended", "required"):
            yield Errand(
                role, "Begin your agreement: what you work on, how often you meet, how it ends.", url
            )
        if waits_for_signature(agreement, role):
            yield Errand(role, "Read your agreement and sign it, or suggest other words.", url)


def _renewal_errands(partnership: Partnership, own: str) -> Iterator[Errand]:
    """One's own alone: whether the partner has answered is theirs to say."""
    today = timezone.localdate()
    if asks_for_renewal(partnership, today) and answer_of(partnership, own) is None:
        url = reverse("partnership-renewal", kwargs={"partnership_id": partnership.pk})
        yield Errand(own, "Say whether you want to go on.", url, partnership.until)


def _outcome_errands(partnership: Partnership, own: str) -> Iterator[Errand]:
    """One's own alone: whether the partner answers is theirs to say."""
    if stage_open(partnership, own, timezone.localdate()):
        url = reverse("outcomes", kwargs={"partnership_id": partnership.pk})
        asked = len(questions_of(partnership, own))
        yield Errand(own, f"Answer {asked} short questions before you begin.", url)


def _record_errands(partnership: Partnership) -> Iterator[Errand]:
    """Where the two keep a record of each session, the last one's alone: a long list of debts helps nobody."""
    for last in _held(partnership)[-1:]:
        if partnership.paper_level != "full" or last.record_id is not None:
            return
        url = reverse("session-record", kwargs={"session_id": last.pk})
        for role in ("mentee", "mentor"):
            yield Errand(role, f"Write what you both want to keep of session {last.number}.", url)


def _goal_errands(partnership: Partnership) -> Iterator[Errand]:
    for session in _held(partnership):
        if session.completed_at is None:
            goals = reverse("goals", kwargs={"partnership_id": partnership.pk})
            for role in goals_missing_for(session):
                yield Errand(role, f"Share a goal: session {session.number} is complete then.", goals)


def _feedback_errands(partnership: Partnership) -> Iterator[Errand]:
    """What is asked of the last session, and the last pulse that is owed: what was long ago is not asked for ever."""
    held = _held(partnership)
    for role in ("mentee", "mentor"):
        for session in held[-1:]:
            if owes_feedback(session, role):
                url = reverse("session-feedback", kwargs={"session_id": session.pk})
                yield Errand(role, f"Answer one question about session {session.number}.", url)
        for session in [each for each in held if owes_pulse(each, role)][-1:]:
            url = reverse("session-pulse", kwargs={"session_id": session.pk})
            yield Errand(role, "Say how it is going, or skip it.", url)


def _held(partnership: Partnership) -> list[Session]:
    """The sessions held, in the order of the plan."""
    held = [session for session in partnership.sessions.all() if session.state == "held"]
    return sorted(held, key=lambda session: session.number)


def _late_actions(partnership: Partnership) -> Iterator[Errand]:
    url = reverse("partnership-actions", kwargs={"partnership_id": partnership.pk})
    late = late_actions(partnership, timezone.localdate())
    for role in ("mentee", "mentor"):
        days = [action.due_on for action in late if action.owner == role and action.due_on]
        if days:
            many = (
                f"{len(days)} actions are past their days." if len(days) > 1 else "An action is past its day."
            )
            yield Errand(role, many, url, min(days))
