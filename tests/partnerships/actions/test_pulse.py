"""A pulse: each answers for themselves, the two are compared once, and nobody learns who answered what."""

from datetime import date
from typing import Any

import pytest

from alongside.domain.lifecycle import MoveRefused
from alongside.journal.models import Entry
from alongside.notices.models import Mail, Notice
from alongside.partnerships.actions import correct_session, end_partnership, hold_session
from alongside.partnerships.actions.pulse import answer_pulse, skip_pulse
from alongside.partnerships.models import Partnership, Pulse, Session
from alongside.partnerships.queries.errands import waiting_on
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.queries.pulse import differing_questions, pulse_counts
from alongside.vault.models import Note
from alongside.vault.notes import NotAReader, open_note
from tests.factories import Cast

DAY = date(2026, 9, 1)
ASKED = "Say how it is going, or skip it."


def meet(session: Session, cast: Cast) -> Session:
    return hold_session(session, by=cast.alice.account, role="mentee", minutes=60, held_on=DAY)


def answer(session: Session, cast: Cast, role: str, clarity: int = 4, worth: int = 4, **more: Any) -> Pulse:
    by = cast.alice.account if role == "mentee" else cast.bob.account
    return answer_pulse(session, by=by, role=role, scores={"clarity": clarity, "worth": worth}, **more)


def asks(cast: Cast, pair: Partnership) -> list[str]:
    found = partnership_or_404(cast.alice.account, pair.pk)
    return [each.role for each in waiting_on(found, cast.alice.account) if each.sentence == ASKED]


@pytest.mark.requirement("R57")
def test_both_are_asked_once_after_the_sessions_that_the_scheme_names(cast: Cast, pair: Partnership) -> None:
    for session in pair.sessions.order_by("number")[:3]:
        meet(session, cast)
    notices = Notice.objects.filter(event__contains=":pulse:ask")
    told = [(notice.account_id, notice.event.split(":")[1]) for notice in notices]
    sessions = [str(pair.sessions.get(number=number).pk) for number in (1, 3)]
    people = (cast.alice.account_id, cast.bob.account_id)
    assert sorted(told) == sorted((who, session) for who in people for session in sessions)


def test_meeting_after_all_asks_nobody_twice(cast: Cast, first: Session) -> None:
    meet(first, cast)
    correct_session(first, by=cast.alice.account, role="mentee")
    meet(first, cast)
    assert Mail.objects.filter(event__contains=":pulse:ask").count() == 2


def test_it_waits_on_each_until_they_answer_or_skip(cast: Cast, pair: Partnership, first: Session) -> None:
    assert asks(cast, pair) == []
    meet(first, cast)
    assert asks(cast, pair) == ["mentee", "mentor"]
    answer(first, cast, "mentee")
    assert asks(cast, pair) == ["mentor"]
    skip_pulse(first, by=cast.bob.account, role="mentor")
    assert asks(cast, pair) == []
    standing = Notice.objects.filter(event__contains=":pulse:ask", cleared_at=None)
    assert standing.count() == 0


def asked_about(pair: Partnership) -> list[int]:
    """The sessions about which somebody's home page asks."""
    standing = Notice.objects.filter(event__contains=":pulse:ask", cleared_at=None)
    return [
        pair.sessions.get(pk=event.split(":")[1]).number for event in standing.values_list("event", flat=True)
    ]


def test_what_asks_leaves_both_home_pages_when_they_end(
    cast: Cast, pair: Partnership, first: Session
) -> None:
    meet(first, cast)
    assert asked_about(pair) == [1, 1]
    end_partnership(pair, by=cast.bob.account, role="mentor")
    assert asked_about(pair) == []


def test_nobody_is_asked_about_an_earlier_session_that_is_noted_late(cast: Cast, pair: Partnership) -> None:
    for number in (3, 1):
        meet(pair.sessions.get(number=number), cast)
    assert asked_about(pair) == [3, 3]


def test_only_the_newest_waits(cast: Cast, pair: Partnership) -> None:
    for session in pair.sessions.order_by("number")[:3]:
        meet(session, cast)
    assert asks(cast, pair) == ["mentee", "mentor"]
    assert asked_about(pair) == [3, 3]
    for session in pair.sessions.filter(number=3):
        for role, by in (("mentee", cast.alice.account), ("mentor", cast.bob.account)):
            skip_pulse(session, by=by, role=role)
    assert asks(cast, pair) == []


@pytest.mark.requirement("R57")
@pytest.mark.parametrize(
    "first_said,second_said,differing",
    [
        ((5, 4), (3, 4), ["It is clear to me what we expect of each other."]),
        ((4, 4), (3, 5), []),
        (
            (1, 1),
            (5, 5),
            ["It is clear to me what we expect of each other.", "Our sessions are worth the time."],
        ),
    ],
)
def test_the_second_answer_shows_both_where_they_differ(
    cast: Cast,
    first: Session,
    first_said: tuple[int, int],
    second_said: tuple[int, int],
    differing: list[str],
) -> None:
    meet(first, cast)
    answer(first, cast, "mentee", *first_said)
    note = answer(first, cast, "mentor", *second_said).differing
    assert note is not None
    for by, role in ((cast.alice.account, "mentee"), (cast.bob.account, "mentor")):
        assert list(differing_questions(first, open_note(note, by=by, role=role))) == differing


def test_the_note_is_as_long_whether_they_differ_or_not(cast: Cast, pair: Partnership) -> None:
    lengths = []
    for session, said in zip(pair.sessions.filter(number__in=[1, 3]), (4, 1), strict=True):
        meet(session, cast)
        answer(session, cast, "mentee")
        note = answer(session, cast, "mentor", said, said).differing
        assert note is not None
        lengths.append(len(Note.objects.get(pk=note.pk).blob))
    assert lengths[0] == lengths[1]


def test_answers_are_their_authors_alone_and_the_copy_goes_with_the_comparison(
    cast: Cast, first: Session
) -> None:
    meet(first, cast)
    mine = answer(first, cast, "mentee", line="canary line")
    copy = mine.for_comparing
    assert mine.text is not None
    assert copy is not None
    with pytest.raises(NotAReader):
        open_note(mine.text, by=cast.bob.account, role="mentor")
    with pytest.raises(NotAReader):
        open_note(copy, by=cast.carol, role="office")
    answer(first, cast, "mentor")
    assert not Note.objects.filter(pk=copy.pk).exists()
    assert list(Pulse.objects.exclude(for_comparing=None)) == []


def test_nothing_answered_stands_in_the_database_in_plain_words(cast: Cast, first: Session) -> None:
    meet(first, cast)
    answer(first, cast, "mentee", 1, 5, line="canary line")
    answer(first, cast, "mentor", 5, 5, line="canary line")
    assert not any(
        b"canary" in bytes(note.blob) or b"clarity" in bytes(note.blob) for note in Note.objects.all()
    )
    plain = [
        *Entry.objects.values_list("facts", flat=True),
        *Notice.objects.values_list("sentence", flat=True),
        *Mail.objects.values_list("text", flat=True),
    ]
    assert not any("canary" in str(each) or "clarity" in str(each) for each in plain)


def test_the_first_is_told_that_both_answered_whatever_came_of_it(cast: Cast, pair: Partnership) -> None:
    told: list[Notice] = []
    for session, said in zip(pair.sessions.filter(number__in=[1, 3]), (4, 1), strict=True):
        meet(session, cast)
        answer(session, cast, "mentee")
        answer(session, cast, "mentor", said)
        told += Notice.objects.filter(event=f"session:{session.pk}:pulse:both")
    assert [(notice.account, notice.sentence) for notice in told] == [
        (cast.alice.account, "You and Bob Example have both said how it is going.")
    ] * 2


def test_an_answer_can_be_changed_until_the_partner_has_answered(cast: Cast, first: Session) -> None:
    meet(first, cast)
    answer(first, cast, "mentee", 5)
    answer(first, cast, "mentee", 1)
    note = answer(first, cast, "mentor", 1).differing
    assert note is not None
    assert differing_questions(first, open_note(note, by=cast.bob.account, role="mentor")) == ()
    with pytest.raises(MoveRefused, match="both answered"):
        answer(first, cast, "mentee", 5)


def test_who_skipped_can_answer_later_and_is_compared_then(cast: Cast, first: Session) -> None:
    meet(first, cast)
    answer(first, cast, "mentor", 1)
    skip_pulse(first, by=cast.alice.account, role="mentee")
    assert answer(first, cast, "mentee", 5).differing is not None
    kept = skip_pulse(first, by=cast.alice.account, role="mentee")
    assert kept.text_id is not None


def test_the_office_counts_answers_alone(cast: Cast, pair: Partnership, first: Session) -> None:
    assert pulse_counts(pair) == (0, 0)
    meet(first, cast)
    answer(first, cast, "mentee")
    skip_pulse(first, by=cast.bob.account, role="mentor")
    assert pulse_counts(Partnership.objects.get(pk=pair.pk)) == (1, 2)


@pytest.mark.parametrize(
    "scores", [{}, {"clarity": 4}, {"clarity": 4, "worth": 6}, {"clarity": 0, "worth": 1}]
)
def test_what_is_no_answer_is_refused(cast: Cast, first: Session, scores: dict[str, int]) -> None:
    meet(first, cast)
    with pytest.raises(MoveRefused, match="from 1 to 5"):
        answer_pulse(first, by=cast.alice.account, role="mentee", scores=scores)


def test_nothing_is_asked_before_the_meeting_after_another_session_or_at_the_end(
    cast: Cast, pair: Partnership, first: Session
) -> None:
    second = pair.sessions.get(number=2)
    meet(second, cast)
    for session in (first, second):
        with pytest.raises(MoveRefused, match="Nothing is asked"):
            answer(session, cast, "mentee")
    meet(first, cast)
    end_partnership(pair, by=cast.bob.account, role="mentor")
    with pytest.raises(MoveRefused, match="has ended"):
        answer(first, cast, "mentee")


def test_answers_of_before_count_once_the_two_look_at_it_in_another_rhythm(
    cast: Cast, pair: Partnership, first: Session
) -> None:
    meet(first, cast)
    for role in ("mentee", "mentor"):
        answer(first, cast, role)
    Partnership.objects.filter(pk=pair.pk).update(review_every=2)
    assert pulse_counts(Partnership.objects.get(pk=pair.pk)) == (2, 2)
    meet(pair.sessions.get(number=2), cast)
    assert pulse_counts(Partnership.objects.get(pk=pair.pk)) == (2, 4)
