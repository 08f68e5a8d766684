"""Which figures about groups of people may be shown, so that none of them speaks of a person."""

from collections.abc import Sequence
from typing import Final

LEAST: Final = 5
"""A group of fewer people is not shown by itself."""
_LOWEST: Final = 1.5
_HIGHEST: Final = 4.5


def tellable(people: Sequence[int]) -> tuple[bool, ...]:
    """Which of these groups may be shown when their total is shown as well.

    A group of 1 to 4 is hidden. What is hidden follows from the total where it is one group only, or where those hidden
    together are fewer than 5: then the next smallest is hidden too. Nobody is told of by a group of none.
    """
    hidden = {place for place, number in enumerate(people) if 0 < number < LEAST}
    while hidden and (len(hidden) == 1 or sum(people[place] for place in hidden) < LEAST):
        shown = [place for place, number in enumerate(people) if number and place not in hidden]
        if not shown:
            break
        hidden.add(min(shown, key=lambda place: (people[place], place)))
    return tuple(place not in hidden for place in range(len(people)))


def fives_of(number: int, people: int) -> int:
    """How many of these people share something at least: in whole fives, and never everybody, which would tell of each."""
    return max(min(number, people - 1), 0) // LEAST * LEAST


def in_fives(people: Sequence[int]) -> tuple[int, ...]:
    """How many people each of these groups has at least, where all groups together are known: in whole fives.

    No group's number follows from the others and their total: where everybody would be in what is told, the smallest
    group is told with five fewer.
    """
    told = [number // LEAST * LEAST for number in people]
    if any(told) and sum(told) == sum(people):
        smallest = min((place for place, number in enumerate(told) if number), key=lambda place: told[place])
        told[smallest] -= LEAST
    return tuple(told)


def sum_of_marks(total: int) -> float:
    """What five people marked from 1 to 5 in sum, as it may be counted: no less than 1.5 and no more than 4.5 each.

    1 or 5 would tell of everybody in the group what they said.
    """
    return min(max(total, _LOWEST * LEAST), _HIGHEST * LEAST)


def total_is_tellable(people: int) -> bool:
    """Whether a figure about all of them may be shown."""
    return people == 0 or people >= LEAST
