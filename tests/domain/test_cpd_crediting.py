"""Credits by each shipped body's published rules, worked out by hand, and what holds for any activities."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.cpd.activities import Activity, Kind, Period
from alongside.domain.cpd.credit_rules import CreditRules, Cycle
from alongside.domain.cpd.crediting import Reason, Standing, cycle_on, rules_in_cycle, standing_in
from alongside.presets import preset_keys
from tests.domain.credit_examples import GUILD, done, loaded, shipped

TODAY = date(2026, 11, 20)


def numbers(*values: Decimal | None) -> list[object]:
    """To compare several at once with whole numbers."""
    return list(values)


def credits_of(standing: Standing) -> list[object]:
    return numbers(*(one.credits for one in standing.credited))


def shares_of(standing: Standing) -> dict[str, list[object]]:
    return {one.share.key: numbers(one.credits, one.missing) for one in standing.shares}


@pytest.mark.requirement("R102")
def test_the_same_session_counts_differently_by_two_bodies_and_for_two_roles() -> None:
    """Twenty minutes bring a physician a third of a credit and a Canadian nurse nothing; a tenth hour of
    mentoring brings a physician another credit and an Australian mentor none."""
    short = [done(date(2026, 5, 1), Kind.MENTORING, "0.33")]
    assert standing_in(shipped("physicians-federation"), short, TODAY).earned == Decimal("0.33")
    assert standing_in(shipped("cna"), short, TODAY).earned == 0
    ten = [done(date(2026, 5, 1) + timedelta(days=day), Kind.MENTORING, "1") for day in range(10)]
    assert standing_in(shipped("physicians-federation"), ten, TODAY).earned == 10
    assert standing_in(shipped("racgp-mentoring"), ten, TODAY).earned == 8


def test_the_physicians_year_runs_from_april_with_half_of_it_external_and_ten_personal() -> None:
    """30 hours of conference and 14 of reading: 30 + 10 = 40 of 50, ten short, nothing external missing."""
    activities = [
        done(date(2026, 3, 31), Kind.CONFERENCE, "8"),  # the last day of the year before
        done(date(2026, 4, 1), Kind.CONFERENCE, "30"),
        *(done(date(2026, 6, day), Kind.READING, "2") for day in range(1, 8)),
    ]
    standing = standing_in(shipped("physicians-federation"), activities, TODAY)
    assert (standing.cycle.on, standing.cycle.until) == (date(2026, 4, 1), date(2027, 3, 31))
    assert numbers(standing.earned, standing.missing) == [40, 10]
    assert credits_of(standing) == [30, 2, 2, 2, 2, 2, 0, 0]
    assert standing.credited[-1].reason is Reason.AT_THE_MOST
    assert shares_of(standing) == {"external": [30, 0], "personal": [10, 0]}


def test_a_physician_without_external_credits_is_told_how_many() -> None:
    standing = standing_in(
        shipped("physicians-federation"), [done(date(2026, 5, 1), Kind.LEARNING_AT_WORK, "60")], TODAY
    )
    assert (shares_of(standing)["external"], standing.is_met) == ([0, 25], False)
    assert standing.missing == 0


def test_a_canadian_nurse_needs_half_an_hour_and_counts_the_same_thing_once() -> None:
    """Hours of 0.49 count nothing and 0.50 half; the same webinar twice counts once; sessions are each their own."""
    activities = [
        done(date(2026, 1, 1), Kind.READING, "0.49", "A paper"),
        done(date(2026, 1, 2), Kind.READING, "0.5", "Another paper"),
        done(date(2026, 1, 3), Kind.COURSE, "6", "Wound care"),
        done(date(2026, 2, 3), Kind.COURSE, "6", " wound  CARE "),
        done(date(2026, 3, 1), Kind.MENTORING, "1", "Mentoring session"),
        done(date(2026, 4, 1), Kind.MENTORING, "1", "Mentoring session"),
    ]
    standing = standing_in(shipped("cna"), activities, TODAY, own_first=date(2024, 11, 1))
    assert credits_of(standing) == [0, Decimal("0.5"), 6, 0, 1, 1]
    assert [one.reason for one in standing.credited][:4] == [
        Reason.TOO_SHORT,
        None,
        None,
        Reason.COUNTED_BEFORE,
    ]
    assert (standing.earned, standing.missing) == (Decimal("8.5"), Decimal("91.5"))
    assert standing.cycle == Period(date(2024, 11, 1), date(2029, 10, 31))


def test_a_doctor_aims_at_fifty_in_each_of_five_years() -> None:
    activities = [done(date(2023, 8, 1), Kind.CONFERENCE, "52"), done(date(2026, 7, 31), Kind.READING, "20")]
    standing = standing_in(shipped("gmc-aomrc"), activities, TODAY, own_first=date(2022, 8, 1))
    assert numbers(*(year.credits for year in standing.years)) == [0, 52, 0, 20, 0]
    assert standing.years[3].period == Period(date(2025, 8, 1), date(2026, 7, 31))
    assert standing.missing == 178
    assert shares_of(standing) == {"outside": [52, 0]}


def test_a_medical_physicist_has_five_years_to_the_last_of_september() -> None:
    activities = [done(date(2026, 9, 30), Kind.MENTORING, "3"), done(date(2026, 10, 1), Kind.MENTORING, "4")]
    before = standing_in(shipped("ccpm"), activities, date(2026, 9, 30), own_first=date(2021, 10, 1))
    after = standing_in(shipped("ccpm"), activities, date(2026, 10, 1), own_first=date(2021, 10, 1))
    assert before.cycle.until == date(2026, 9, 30)
    assert numbers(before.earned, before.missing) == [3, 47]
    assert after.cycle.on == date(2026, 10, 1)
    assert numbers(after.earned, after.missing) == [4, 46]


def test_an_australian_mentor_has_fifteen_hours_and_a_mentee_fourteen() -> None:
    """8 + 7 and 8 + 6: a module of an hour and three meetings of two hours are the educational part."""
    days = [date(2026, 2, 1) + timedelta(days=30 * number) for number in range(9)]

    def year_of(kind: Kind) -> list[Activity]:
        meetings = [done(day, kind, "1") for day in days]
        modules = [done(days[0], Kind.COURSE, "1", "Module")]
        return [*meetings, *modules, *(done(day, Kind.PEER_REVIEW, "2") for day in days[:4])]

    rules = shipped("racgp-mentoring")
    assert standing_in(rules, year_of(Kind.MENTORING), TODAY).earned == 15
    assert standing_in(rules, year_of(Kind.BEING_MENTORED), TODAY).earned == 14
    assert standing_in(rules, [done(days[0], Kind.COURSE, "1")], TODAY).earned == 0


@pytest.mark.parametrize("key", ["hcpc", "ahcs-imi"])
def test_the_council_asks_for_no_number_but_for_two_types_and_no_gap_of_three_months(key: str) -> None:
    activities = [done(date(2026, 1, 1), Kind.READING, "1"), done(date(2026, 5, 1), Kind.READING, "1")]
    standing = standing_in(shipped(key), activities, date(2026, 5, 2))
    assert numbers(standing.version.needed, standing.by_now, standing.missing) == [None, None, 0]
    assert (standing.missing_categories, standing.is_met) == (1, False)
    assert [(gap.on, gap.until, gap.months) for gap in standing.gaps] == [
        (date(2026, 1, 2), date(2026, 4, 30), 3)
    ]
    mixed = [*activities, done(date(2026, 3, 1), Kind.WORKSHOP, "0.1")]
    again = standing_in(shipped(key), mixed, date(2026, 5, 2))
    assert (again.is_met, again.gaps) == (True, ())


def test_only_what_is_above_the_need_is_taken_over_and_no_more_than_the_rules_say() -> None:
    """The cycle from 28 February 2023: 8 for mentoring (the cap) and 7 for reading make 15, five above ten: three."""
    before = [
        done(date(2023, 3, 1), Kind.MENTORING, "9"),
        *(done(date(2023, 4, 1), Kind.READING, "7", f"Book {number}") for number in (1, 2)),
    ]
    rules = loaded(GUILD)
    standing = standing_in(rules, [*before, done(date(2024, 3, 1), Kind.MENTORING, "1")], date(2024, 6, 1))
    assert numbers(standing.earned, standing.carried_in, standing.total) == [2, 3, 5]
    one_less = standing_in(rules, before[:2], date(2024, 6, 1))
    assert one_less.carried_in == Decimal("1.5")
    assert standing_in(rules, before[:1], date(2024, 6, 1)).carried_in == 0


def test_nothing_is_taken_over_into_a_members_first_cycle() -> None:
    before = [done(date(2023, 3, 1), Kind.MENTORING, "9"), done(date(2023, 4, 1), Kind.READING, "20")]
    first = standing_in(loaded(GUILD), before, date(2024, 6, 1), own_first=date(2024, 2, 29))
    assert first.carried_in == 0


def test_a_cycle_from_29_february_comes_back_in_leap_years() -> None:
    cycle = Cycle(months=12, first=date(2020, 2, 29))
    assert cycle_on(cycle, date(2023, 2, 27)) == Period(date(2022, 2, 28), date(2023, 2, 27))
    assert cycle_on(cycle, date(2023, 2, 28)) == Period(date(2023, 2, 28), date(2024, 2, 28))
    assert cycle_on(cycle, date(2024, 2, 29)) == Period(date(2024, 2, 29), date(2025, 2, 27))


def test_a_cycle_is_counted_to_its_end_by_the_rules_of_its_first_day() -> None:
    rules = loaded(GUILD)
    version, period = rules_in_cycle(rules, date(2026, 2, 27))
    assert (str(version.needed), period.on) == ("10", date(2025, 2, 28))
    version, period = rules_in_cycle(rules, date(2026, 2, 28))
    assert (str(version.needed), period.on) == ("12", date(2026, 2, 28))
    assert rules_in_cycle(rules, date(2019, 6, 1))[0].needed == 10


def test_an_even_pace_is_told_where_something_is_needed() -> None:
    standing = standing_in(shipped("physicians-federation"), [], date(2026, 4, 1))
    assert standing.by_now == Decimal("0.14")  # 50 credits in 365 days, one day gone
    assert standing_in(shipped("physicians-federation"), [], date(2027, 3, 31)).by_now == 50


KINDS = st.sampled_from(list(Kind))
DAYS = st.dates(date(2024, 1, 1), date(2026, 11, 20))
HOURS = st.decimals("0", "60", places=2)
TITLES = st.sampled_from(["A paper", "A course", "Session 3", ""])
ACTIVITIES = st.lists(st.builds(done, DAYS, KINDS, HOURS.map(str), TITLES), max_size=40)
RULES = st.sampled_from([*map(shipped, preset_keys("credit")), loaded(GUILD)])


@given(RULES, ACTIVITIES)
def test_credits_never_exceed_a_cap(rules: CreditRules, activities: list[Activity]) -> None:
    standing = standing_in(rules, activities, TODAY)
    for total in standing.categories:
        assert total.category.most is None or total.credits <= total.category.most
        assert 0 <= total.credits <= total.hours * total.category.per_hour
    for share in standing.shares:
        assert share.share.at_most is None or share.credits <= share.share.at_most
    before, _ = rules_in_cycle(rules, standing.cycle.on - timedelta(days=1))
    assert standing.carried_in <= before.carry_over  # the rules under which it was earned say what may go on


@given(RULES, ACTIVITIES, st.randoms(use_true_random=False))
def test_the_order_of_entry_changes_nothing(
    rules: CreditRules, activities: list[Activity], random: Random
) -> None:
    shuffled = list(activities)
    random.shuffle(shuffled)
    assert standing_in(rules, shuffled, TODAY) == standing_in(rules, activities, TODAY)


@given(RULES, ACTIVITIES)
def test_what_counts_is_the_sum_of_its_parts(rules: CreditRules, activities: list[Activity]) -> None:
    standing = standing_in(rules, activities, TODAY)
    assert standing.earned == sum(one.credits for one in standing.categories)
    if standing.years:
        assert standing.earned == sum(year.credits for year in standing.years)
    assert {one.activity.until in standing.cycle for one in standing.credited} <= {True}


@given(st.sampled_from(["cna", "gmc-aomrc", "physicians-federation"]), HOURS.map(str))
def test_moving_a_date_across_a_cycle_moves_the_credit(key: str, hours: str) -> None:
    rules, first = shipped(key), date(2025, 4, 1)
    cycle = rules_in_cycle(rules, TODAY, first)[1]
    last, next_day = cycle.until, cycle.until + timedelta(days=1)
    inside = standing_in(rules, [done(last, Kind.WORKSHOP, hours)], last, first)
    moved = [done(next_day, Kind.WORKSHOP, hours)]
    assert standing_in(rules, moved, last, first).earned == 0
    assert standing_in(rules, moved, next_day, first).earned == inside.earned
