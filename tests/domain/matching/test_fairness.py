"""Groups are compared without any of their people being told of."""

from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.matching.fairness import OTHERS, UNTOLD, by_group
from alongside.domain.matching.people import Market, Mentee, Mentor
from alongside.domain.matching.result import Result
from alongside.domain.matching.rules import ShareValue
from alongside.domain.matching.solve import solve
from alongside.domain.suppression import LEAST


def run(languages: list[str], places: dict[str, int]) -> Result:
    """As many mentees as languages, and one mentor for each language with so many places."""
    mentees = tuple(Mentee(f"a{number:02}", {"language": each}) for number, each in enumerate(languages))
    mentors = tuple(Mentor(each, {"language": each}, capacity=capacity) for each, capacity in places.items())
    return solve(Market(mentees, mentors), [ShareValue("language", "language", "language")], [])


def test_each_group_is_held_against_an_even_share() -> None:
    result = run(["Welsh"] * 10 + ["English"] * 30, {"Welsh": 2, "English": 30})
    said = {mentee.key: [str(mentee.facts["language"])] for mentee in result.working.market.mentees}
    english, welsh = by_group(result, said)
    assert (english.group, english.people, english.matched, english.share) == ("English", 30, 30, 100)
    assert (welsh.group, welsh.people, welsh.matched, welsh.share) == ("Welsh", 10, 2, 20)
    assert (english.expected, welsh.expected) == (24, 8)
    assert (english.apart, welsh.apart) == (6, -6)
    assert welsh.mean_fit is not None


def test_small_groups_are_put_together_and_nothing_follows_from_the_total() -> None:
    result = run(["x"] * 23, {"x": 23})
    said = {f"a{number:02}": ["big"] for number in range(12)}
    said |= {f"a{number:02}": ["middle"] for number in range(12, 18)}
    said |= {"a18": ["one"], "a19": ["two"]}
    shown = {row.group: row.people for row in by_group(result, said)}
    assert shown == {"big": 12, "middle": 6, OTHERS: 5}
    few = dict(list(said.items())[:20])
    shown = {row.group: row.people for row in by_group(run(["x"] * 20, {"x": 20}), few)}
    assert shown == {"big": 12, OTHERS: 8}


def test_where_nobody_said_anything_or_all_said_the_same_there_is_nothing_to_compare() -> None:
    result = run(["x"] * 9, {"x": 9})
    assert by_group(result, {}) == ()
    assert by_group(result, {f"a{number:02}": ["same"] for number in range(9)}) == ()


def test_those_who_did_not_say_stand_last() -> None:
    result = run(["x"] * 20, {"x": 20})
    rows = by_group(result, {f"a{number:02}": ["some"] for number in range(6)})
    assert [row.group for row in rows] == ["some", UNTOLD]


@given(st.lists(st.sampled_from("abcdef"), max_size=40), st.integers(0, 40))
def test_no_shown_group_is_small_and_all_groups_add_up(answers: list[str], places: int) -> None:
    result = run(["x"] * len(answers), {"x": places})
    rows = by_group(result, {f"a{number:02}": [answer] for number, answer in enumerate(answers)})
    assert all(row.people >= LEAST for row in rows)
    assert sum(row.people for row in rows) in (0, len(answers))
    if rows:
        assert sum(row.matched for row in rows) == len(result.pairs)
        assert abs(sum(row.expected for row in rows) - len(result.pairs)) < 1e-9
        named = {row.group for row in rows} - {OTHERS}
        assert all(answers.count(group) >= LEAST for group in named)
