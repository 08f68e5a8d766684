"""Two partners answer, thank or ask at the same moment: each time it counts once."""

from functools import partial

import pytest
from django.db.models import Sum

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.scheme import BOTH_SIDES
from alongside.notices.models import Notice
from alongside.partnerships.actions import end_partnership, hold_session
from alongside.partnerships.actions.acknowledging import write_acknowledgement
from alongside.partnerships.actions.outcomes import answer_outcomes
from alongside.partnerships.actions.pulse import answer_pulse
from alongside.partnerships.actions.quiet_words import ask_for_word, settle_words, withdraw_word
from alongside.partnerships.mails.acknowledgement import thanks_event
from alongside.partnerships.mails.quiet_word import quiet_word_event
from alongside.partnerships.models import (
    Acknowledgement,
    OutcomeAnswer,
    OutcomeSum,
    Partnership,
    Pulse,
    QuietWord,
    Session,
)
from alongside.partnerships.queries.outcomes import questions_of
from alongside.vault.models import Note
from tests.plugins.races import Races
from tests.races.pairs import ROUNDS, Place, make_place, mistakes, moves_of, told


@pytest.fixture
def place(races: Races) -> Place:
    """The illustrators' scheme and its office."""
    return make_place()


@pytest.fixture
def doctors(races: Races) -> Place:
    """A scheme that asks what a partnership has been good for, and its office."""
    return make_place("nhs")


def held(place: Place) -> Session:
    """The first session of a new pair, held, after which both are asked how it is going."""
    session: Session = place.pair().sessions.select_related("partnership__mentee__account").get(number=1)
    by = session.partnership.account_of("mentee")
    return hold_session(session, by=by, role="mentee", minutes=60, held_on=place.now.date(), now=place.now)


def pulse(session: Session, role: str, score: int) -> Pulse:
    """Answer every question with this score."""
    pair = session.partnership
    scores = {question.key: score for question in pair.rules.pulse.questions} if pair.rules.pulse else {}
    return answer_pulse(session, by=pair.account_of(role), role=role, scores=scores)


def notes_to_compare(session: Session) -> int:
    key = {"data_key__scope": "partnership", "data_key__subject": session.partnership_id}
    return Note.objects.filter(kind="pulse to compare", **key).count()


def test_a_pulse_given_twice_at_once_is_one_and_both_are_compared_once(races: Races, place: Place) -> None:
    for _ in range(ROUNDS):
        session = held(place)
        assert mistakes(races.at_once(*[partial(pulse, session, "mentee", 2)] * 2)) == []
        only = Pulse.objects.get(session=session)
        assert (only.for_comparing is not None, only.differing, notes_to_compare(session)) == (True, None, 1)
        last = [partial(pulse, session, "mentee", 4), partial(pulse, session, "mentor", 2)]
        assert mistakes(races.at_once(*last), MoveRefused) == []
        given = Pulse.objects.filter(session=session)
        assert (given.count(), given.exclude(differing=None).count()) == (2, 1)
        assert (given.exclude(for_comparing=None).count(), notes_to_compare(session)) == (0, 0)
        assert told(f"session:{session.pk}:pulse:both")[0] == 1


def answer(pair: Partnership, stage: str) -> OutcomeAnswer:
    """The mentee answers every question with 3."""
    answers = {question.key: 3 for question in questions_of(pair, "mentee")}
    return answer_outcomes(pair, by=pair.account_of("mentee"), role="mentee", stage=stage, answers=answers)


def test_outcomes_answered_twice_at_once_are_added_up_once(races: Races, doctors: Place) -> None:
    for number in range(1, ROUNDS + 1):
        pairs = [doctors.pair(), doctors.pair()]
        asked = len(questions_of(pairs[0], "mentee"))
        for stage in ("start", "end"):
            if stage == "end":
                for pair in pairs:
                    end_partnership(pair, by=pair.account_of("mentor"), role="mentor")
            outcomes = races.at_once(*[partial(answer, pair, stage) for pair in pairs * 2])
            assert mistakes(outcomes, MoveRefused) == []
            assert sum(one.won for one in outcomes) == 2
        assert OutcomeAnswer.objects.filter(partnership__in=pairs).count() == 4
        rows = OutcomeSum.objects.filter(scheme=doctors.scheme, stage="end")
        sums = rows.aggregate(people=Sum("people"), before=Sum("before"), after=Sum("after"))
        people = 2 * number * asked
        assert sums == {"people": people, "before": 3 * people, "after": 3 * people}
        assert not rows.filter(people__gt=5).exists()


def test_thanks_written_twice_at_once_are_told_once(races: Races, place: Place) -> None:
    for _ in range(ROUNDS):
        pair = place.pair()
        end_partnership(pair, by=pair.account_of("mentor"), role="mentor")
        write = [
            partial(
                write_acknowledgement,
                pair,
                by=pair.account_of(role),
                role=role,
                text=f"Thank you, {number}.",
                may_be_shown=True,
            )
            for role in BOTH_SIDES
            for number in range(2)
        ]
        assert mistakes(races.at_once(*write)) == []
        written = Acknowledgement.objects.filter(partnership=pair).order_by("role")
        assert [thanks.role for thanks in written] == ["mentee", "mentor"]
        for thanks in written:
            assert moves_of(thanks) == {"write": 1, "change": 1}
            assert told(thanks_event(thanks)) == (1, 1)


def test_a_quiet_word_sent_twice_reaches_the_office_once_and_ends_in_one_way(
    races: Races, place: Place
) -> None:
    for _ in range(ROUNDS):
        pair = place.pair()
        mentee = pair.account_of("mentee")
        ask = partial(ask_for_word, pair, by=mentee, role="mentee")
        assert mistakes(races.at_once(ask, ask)) == []
        word = QuietWord.objects.get(partnership=pair)
        assert (moves_of(word), told(quiet_word_event(word))) == ({"ask": 1}, (2, 2))  # to Carol and to Dan
        settle = partial(settle_words, pair, by=place.carol)
        assert mistakes(races.at_once(settle, partial(withdraw_word, pair, by=mentee, role="mentee"))) == []
        word.refresh_from_db()
        assert (word.state, sum(moves_of(word).values())) in (("talked", 2), ("withdrawn", 2))
        assert not Notice.objects.filter(event=quiet_word_event(word), cleared_at=None).exists()
