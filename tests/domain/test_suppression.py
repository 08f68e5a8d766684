"""No figure that is shown, and none that follows from what is shown, speaks of fewer than five people."""

from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.suppression import LEAST, fives_of, in_fives, tellable, total_is_tellable

GROUPS = st.lists(st.integers(0, 30), max_size=8)


def test_small_groups_and_whatever_would_give_them_away_are_hidden() -> None:
    assert tellable((6, 7, 8)) == (True, True, True)
    assert tellable((6, 3, 8)) == (False, False, True)
    assert tellable((0, 3, 8, 9)) == (True, False, False, True)
    assert tellable((2, 2, 9, 8)) == (False, False, True, False)
    assert tellable((4, 4, 9)) == (False, False, True)
    assert tellable(()) == ()


def test_a_total_of_few_is_hidden_too() -> None:
    assert [total_is_tellable(number) for number in (0, 1, 4, 5)] == [True, False, False, True]


@given(GROUPS)
def test_what_is_hidden_never_follows_from_the_total(people: list[int]) -> None:
    shown = tellable(people)
    hidden = [number for number, may in zip(people, shown, strict=True) if not may]
    assert all(number == 0 or number >= LEAST for number, may in zip(people, shown, strict=True) if may)
    if hidden and total_is_tellable(sum(people)):
        assert len(hidden) > 1
        assert sum(hidden) >= LEAST


@given(GROUPS)
def test_a_group_of_none_is_never_what_is_hidden(people: list[int]) -> None:
    assert all(may for number, may in zip(people, tellable(people), strict=True) if number == 0)


def test_what_some_of_them_share_is_told_in_whole_fives_and_never_of_all() -> None:
    assert [fives_of(number, 12) for number in (0, 4, 5, 9, 10, 12)] == [0, 0, 5, 5, 10, 10]
    assert [fives_of(number, number) for number in (0, 1, 5, 10, 11)] == [0, 0, 0, 5, 10]


def test_groups_that_are_everybody_are_told_with_room_for_doubt() -> None:
    assert in_fives((7, 8, 4)) == (5, 5, 0)
    assert in_fives((5, 0, 0)) == (0, 0, 0)
    assert in_fives((10, 5, 0)) == (10, 0, 0)
    assert in_fives((0, 0)) == (0, 0)


@given(GROUPS)
def test_no_number_follows_from_fives_and_their_total(people: list[int]) -> None:
    told = in_fives(people)
    assert all(number % LEAST == 0 and number <= real for number, real in zip(told, people, strict=True))
    assert sum(told) < sum(people) or not sum(people)
