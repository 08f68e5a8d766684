"""Answers or skips a pulse, and compares the two answers when the second one arrives."""

import json
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.scheme.learning import Pulse as PulseRules
from alongside.journal.moves import write_entry
from alongside.notices.actions import clear_notices
from alongside.partnerships.actions.locking import lock_session
from alongside.partnerships.actions.private_texts import forget_note, seal_for_author
from alongside.partnerships.actions.sealing import seal_for_both
from alongside.partnerships.mails.pulse import pulse_event, tell_of_pulse
from alongside.partnerships.models import Pulse, Session
from alongside.partnerships.queries.pulse import pulse_rules
from alongside.people.models import Account
from alongside.vault.notes import open_note

KIND = "pulse"


@transaction.atomic
def answer_pulse(
    session: Session, *, by: Account, role: str, scores: Mapping[str, int], line: str = ""
) -> Pulse:
    """Say how it is going: a score from 1 to 5 by question, and a line for oneself, sealed for oneself.

    It can be changed until the partner has answered; then the two are compared once, and both answers stay.
    """
    locked = lock_session(session)
    rules = _rules_of(locked)
    if set(scores) != {question.key for question in rules.questions} or not _on_the_scale(scores):
        raise MoveRefused("Answer each question with a number from 1 to 5.")
    rows = Pulse.objects.select_related("text", "for_comparing").filter(session=locked)
    given = {pulse.role: pulse for pulse in rows}
    if any(pulse.differing_id for pulse in given.values()):
        raise MoveRefused("You have both answered, so both answers stay as they are.")
    own = given.pop(role, None) or Pulse(session=locked, author=by, role=role)
    words = json.dumps({"scores": dict(scores), "line": line.strip()})
    own.text = seal_for_author(words, locked.partnership, by=by, role=role, kind=KIND, note=own.text)
    own.answered_at = timezone.now()
    first = next((pulse for pulse in given.values() if pulse.for_comparing_id), None)
    if first is None:
        own.for_comparing = seal_for_both(
            json.dumps(dict(scores)),
            locked.partnership,
            by=by,
            role=role,
            kind="pulse to compare",
            note=own.for_comparing,
        )
    else:
        _compare(own, first, scores, rules, by)
    own.save()
    _note(own, "answer", by)
    clear_notices(event=pulse_event(locked), account=by)
    if first is not None:
        tell_of_pulse(locked, role=role)
    return own


@transaction.atomic
def skip_pulse(session: Session, *, by: Account, role: str) -> Pulse:
    """Rather not answer; it can still be answered later. An answer that was given stays."""
    locked = lock_session(session)
    _rules_of(locked)
    clear_notices(event=pulse_event(locked), account=by)
    found: Pulse | None = Pulse.objects.filter(session=locked, role=role).first()
    if found is not None:
        return found
    skipped = Pulse(session=locked, author=by, role=role, answered_at=timezone.now())
    skipped.save()
    _note(skipped, "skip", by)
    return skipped


def _compare(own: Pulse, first: Pulse, scores: Mapping[str, int], rules: PulseRules, by: Account) -> None:
    """Note where the two differ under the partnership's key, and forget the copy that waited to be compared."""
    copy, partnership = first.for_comparing, own.session.partnership
    if copy is None:
        return
    differs = rules.differing(scores, json.loads(open_note(copy, by=by, role=own.role)))
    said = json.dumps({question.key: int(question.key in differs) for question in rules.questions})
    own.differing = seal_for_both(said, partnership, by=by, role=own.role, kind="pulse difference")
    first.for_comparing = None
    first.save(update_fields=["for_comparing"])
    forget_note(copy, partnership, by=by, role=own.role)


def _rules_of(session: Session) -> PulseRules:
    rules = pulse_rules(session)
    if rules is None:
        raise MoveRefused("Nothing is asked about this session.")
    return rules


def _on_the_scale(scores: Mapping[str, int]) -> bool:
    return all(1 <= score <= 5 for score in scores.values())


def _note(pulse: Pulse, move: str, by: Account) -> None:
    write_entry(
        noun="pulse",
        subject=pulse.pk,
        move=move,
        by=by,
        role=pulse.role,
        body_id=pulse.session.partnership.scheme.body_id,
    )
