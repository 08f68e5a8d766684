"""Reflections: one's own, a copy for the partner, and nothing left behind when it is taken back."""

import json
import uuid

import pytest

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.scheme import Side
from alongside.journal.queries import entries_about, verify_journal
from alongside.notices.models import Mail, Notice
from alongside.partnerships.actions import end_partnership, hold_session
from alongside.partnerships.actions.reflections import (
    change_reflection,
    remove_reflection,
    share_reflection,
    take_reflection_back,
    write_reflection,
)
from alongside.partnerships.models import Partnership, Reflection
from alongside.partnerships.queries.reflections import (
    last_reflection_of,
    occasion_of,
    opened_reflections,
    reflection_on,
    reflections_for,
    reflections_of,
    sets_for,
)
from alongside.vault.models import Note
from alongside.vault.notes import NotAReader, WrittenMeanwhile, open_note
from tests.factories import Cast, make_member, make_partnership
from tests.partnerships.conftest import INTRODUCED

ANSWERS = {
    "what_happened": "We spoke about consent.",
    "learned": "To ask twice.",
    "benefit_self": "I feel surer of myself.",
    "benefit_service_users": "Nobody is photographed against their will.",
}


def write(pair: Partnership, role: str = "mentee", answers: dict[str, str] = ANSWERS) -> Reflection:
    return write_reflection(
        pair,
        by=pair.account_of(role),
        role=role,
        occasion="any_time",
        prompt_set="after_session",
        answers=answers,
    )


@pytest.mark.requirement("R49")
def test_one_partner_cannot_read_the_others_reflection_unless_it_is_shared(
    cast: Cast, pair: Partnership
) -> None:
    reflection = write(pair)
    assert not reflections_for(cast.bob.account, pair).exists()
    with pytest.raises(NotAReader):
        open_note(reflection.text, by=cast.bob.account, role="mentor")
    share_reflection(reflection, by=cast.alice.account, role="mentee")
    rows = reflections_for(cast.bob.account, pair)
    (opened,) = opened_reflections(rows, by=cast.bob.account, role="mentor")
    assert [words for _, words in opened.answers] == list(ANSWERS.values())
    assert opened.is_copy
    with pytest.raises(NotAReader):
        open_note(rows[0].text, by=cast.bob.account, role="mentor")


def test_taking_it_back_removes_the_copy(cast: Cast, pair: Partnership) -> None:
    shared = share_reflection(write(pair), by=cast.alice.account, role="mentee")
    assert shared.shared_text_id is not None
    copy = shared.shared_text_id
    for _ in range(2):
        taken = take_reflection_back(shared, by=cast.alice.account, role="mentee")
    assert not Note.objects.filter(pk=copy).exists()
    assert not reflections_for(cast.bob.account, pair).exists()
    assert Notice.objects.get(kind="sharing").cleared_at is not None
    assert not taken.is_shared


def test_a_change_reaches_the_partner_only_when_it_is_shared_again(cast: Cast, pair: Partnership) -> None:
    shared = share_reflection(write(pair), by=cast.alice.account, role="mentee")
    changed = change_reflection(
        shared, by=cast.alice.account, role="mentee", answers={"learned": "To ask three times."}, version=1
    )
    rows = reflections_for(cast.bob.account, pair)
    (old,) = opened_reflections(rows, by=cast.bob.account, role="mentor")
    assert "To ask twice." in [words for _, words in old.answers]
    share_reflection(changed, by=cast.alice.account, role="mentee")
    rows = reflections_for(cast.bob.account, pair)
    (new,) = opened_reflections(rows, by=cast.bob.account, role="mentor")
    assert [words for _, words in new.answers] == ["To ask three times."]
    assert Note.objects.filter(kind="reflection").count() == 2


def test_two_windows_lose_nothing(cast: Cast, pair: Partnership) -> None:
    reflection = write(pair)
    change_reflection(reflection, by=cast.alice.account, role="mentee", answers={"learned": "A"}, version=1)
    with pytest.raises(WrittenMeanwhile):
        change_reflection(
            reflection, by=cast.alice.account, role="mentee", answers={"learned": "B"}, version=1
        )


def test_removing_leaves_no_words_behind(cast: Cast, pair: Partnership) -> None:
    reflection = share_reflection(write(pair), by=cast.alice.account, role="mentee")
    remove_reflection(reflection, by=cast.alice.account, role="mentee")
    assert not Reflection.objects.exists()
    assert not Note.objects.filter(kind="reflection").exists()
    moves = [entry.move for entry in entries_about("reflection", reflection.pk)]
    assert moves == ["write", "share", "take back", "remove"]
    assert verify_journal()[1] == []


def test_sending_twice_writes_and_shares_once(cast: Cast, pair: Partnership) -> None:
    key = uuid.uuid4()
    for _ in range(2):
        reflection = write_reflection(
            pair,
            by=cast.alice.account,
            role="mentee",
            occasion="any_time",
            prompt_set="after_session",
            answers=ANSWERS,
            reflection_id=key,
        )
        share_reflection(reflection, by=cast.alice.account, role="mentee")
    assert Reflection.objects.count() == 1
    assert Mail.objects.filter(kind="sharing").count() == 1
    assert "consent" not in Mail.objects.get(kind="sharing").text


def test_nobody_else_changes_shares_or_removes_it(cast: Cast, pair: Partnership) -> None:
    reflection = share_reflection(write(pair), by=cast.alice.account, role="mentee")
    for step in (share_reflection, take_reflection_back, remove_reflection):
        with pytest.raises(MoveRefused):
            step(reflection, by=cast.bob.account, role="mentor")
    with pytest.raises(MoveRefused):
        change_reflection(reflection, by=cast.bob.account, role="mentor", answers={})
    assert Reflection.objects.get().is_shared


def test_after_the_end_one_may_still_reflect_and_take_back_but_not_share(
    cast: Cast, pair: Partnership
) -> None:
    shared = share_reflection(write(pair), by=cast.alice.account, role="mentee")
    end_partnership(pair, by=cast.bob.account, role="mentor")
    take_reflection_back(shared, by=cast.alice.account, role="mentee")
    with pytest.raises(MoveRefused, match="has ended"):
        share_reflection(write(pair), by=cast.alice.account, role="mentee")


@pytest.mark.requirement("R19")
def test_the_mentor_is_asked_what_they_learned(pair: Partnership) -> None:
    proposed = sets_for(pair, "mentor", "after_session")[0]
    assert "What did you, as the mentor, learn from your partner?" in [
        each.label for each in proposed.prompts
    ]


@pytest.mark.requirement("R52")
def test_several_frameworks_each_have_prompts_of_their_own(pair: Partnership) -> None:
    sets = sets_for(pair, "mentee", "after_session")
    assert len(sets) >= 2
    assert len({tuple(each.label for each in prompts.prompts) for prompts in sets}) == len(sets)


@pytest.mark.parametrize("role", ["mentee", "mentor"])
def test_every_occasion_has_questions_for_both(pair: Partnership, role: Side) -> None:
    for occasion, _ in Reflection.OCCASIONS:
        assert sets_for(pair, role, occasion)


@pytest.mark.requirement("R50", "R51")
def test_what_serves_oneself_and_service_users_can_be_told_apart(cast: Cast, pair: Partnership) -> None:
    write(pair)
    (opened,) = opened_reflections(reflections_of(cast.alice.account), by=cast.alice.account, role="mentee")
    assert opened.serving("benefit_self") == "I feel surer of myself."
    assert opened.serving("benefit_service_users") == "Nobody is photographed against their will."
    assert opened.serving("learning") == "To ask twice."


def test_the_query_for_cpd_returns_ones_own_alone(cast: Cast, pair: Partnership) -> None:
    mine = write(pair)
    theirs = share_reflection(write(pair, "mentor"), by=cast.bob.account, role="mentor")
    other = make_partnership(cast.scheme, make_member(cast.body, years="1"), make_member(cast.body))
    write(other)
    assert list(reflections_of(cast.alice.account)) == [mine]
    assert list(reflections_of(cast.bob.account)) == [theirs]


@pytest.mark.requirement("R6")
def test_the_occasion_follows_the_session(pair: Partnership) -> None:
    first, last = pair.sessions.get(number=1), pair.sessions.get(number=6)
    assert occasion_of(first) == "before_session"
    hold_session(first, by=pair.account_of("mentee"), role="mentee", minutes=60, held_on=INTRODUCED.date())
    assert occasion_of(pair.sessions.get(number=1)) == "after_session"
    assert occasion_of(last) == "closing"
    assert occasion_of(None) == "any_time"


def test_the_last_one_and_the_one_on_a_session_are_found_for_their_author(
    cast: Cast, pair: Partnership
) -> None:
    session = pair.sessions.get(number=6)
    write(pair)
    on_session = write_reflection(
        pair,
        by=cast.alice.account,
        role="mentee",
        occasion="closing",
        prompt_set="closing",
        answers={"future": "I carry on."},
        session=session,
    )
    assert reflection_on(session, cast.alice.account) == on_session
    assert reflection_on(session, cast.bob.account) is None
    assert last_reflection_of(pair, cast.bob.account) is None
    assert last_reflection_of(pair, cast.alice.account) is not None


def test_its_words_are_sealed(pair: Partnership) -> None:
    write(pair)
    stored = b"".join(bytes(blob) for blob in Note.objects.values_list("blob", flat=True))
    assert b"consent" not in stored
    assert json.dumps(ANSWERS).encode() not in stored
