"""When a pulse is asked, how far a pair is with it, and where the two see it differently."""

import json
from dataclasses import dataclass

from alongside.domain.scheme.learning import Pulse as PulseRules
from alongside.partnerships.models import Partnership, Pulse, Session
from alongside.partnerships.queries.steps import next_session


@dataclass(frozen=True)
class PulseState:
    """How far the two are with the pulse of one session, for the partner who looks."""

    own: Pulse | None
    is_answered: bool
    partner_answered: bool

    @property
    def both_answered(self) -> bool:
        """Whether there are two answers to compare."""
        return self.is_answered and self.partner_answered


def pulse_rules(session: Session) -> PulseRules | None:
    """What is asked after this session; None unless it was held and is one to ask after.

    Those are the sessions that the scheme names, or those of the rhythm that the two have agreed on.
    """
    partnership = session.partnership
    rules = partnership.rules.pulse
    if rules is None or session.state != "held":
        return None
    if partnership.review_every:
        return None if session.number % partnership.review_every else rules
    return rules if session.number in rules.after_sessions else None


def owes_pulse(session: Session, role: str) -> bool:
    """Whether this partner is asked now: only about the newest, and not once they answered or skipped it."""
    if pulse_rules(session) is None or any(pulse.role == role for pulse in session.pulses.all()):
        return False
    return not any(
        later.number > session.number and pulse_rules(later) for later in _sessions_of(session.partnership)
    )


def pulse_state(session: Session, role: str) -> PulseState:
    """How far the two are; asks no database where the session came from `session_or_404`."""
    given = {pulse.role: pulse for pulse in session.pulses.all()}
    answered = {role for role, pulse in given.items() if pulse.text_id}
    return PulseState(given.get(role), role in answered, bool(answered - {role}))


def pulse_to_talk_about(session: Session) -> Pulse | None:
    """The pulse whose comparison belongs on this session's page: its own, or for the next session the newest."""
    if session.state == "held":
        return _compared(session)
    if session != next_session(session.partnership):
        return None
    compared = (_compared(each) for each in reversed(_sessions_of(session.partnership)))
    return next((pulse for pulse in compared if pulse), None)


def differing_questions(session: Session, opened: str) -> tuple[str, ...]:
    """The questions at which the two differ, in the scheme's words, from the opened `differing` note."""
    rules = session.partnership.rules.pulse
    differs: dict[str, int] = json.loads(opened)
    return tuple(each.label for each in rules.questions if differs.get(each.key)) if rules else ()


def pulse_counts(partnership: Partnership) -> tuple[int, int]:
    """How many answers were given and how many were asked for: all that the office knows of pulses.

    A session that was answered about was asked about, whatever rhythm the two have agreed on since.
    """
    rows = Pulse.objects.filter(session__partnership=partnership, session__state="held", text__isnull=False)
    given = list(rows.values_list("session_id", flat=True))
    asked = {session.pk for session in partnership.sessions.all() if pulse_rules(session) is not None}
    return len(given), 2 * len(asked.union(given))


def _compared(session: Session) -> Pulse | None:
    return next((pulse for pulse in session.pulses.all() if pulse.differing_id), None)


def _sessions_of(partnership: Partnership) -> list[Session]:
    return sorted(partnership.sessions.all(), key=lambda session: session.number)
