"""The cycle as a picture: a dot for each activity, gaps shaded, and words for those who do not see it."""

import re
from datetime import date
from decimal import Decimal

import pytest

from alongside.cpd.timeline import timeline, title_of
from alongside.domain.cpd.activities import Activity, Kind, Period
from alongside.domain.cpd.gaps import Gap, gaps_between

PERIOD = Period(date(2025, 11, 1), date(2027, 1, 31))


def on(day: date, kind: Kind = Kind.COURSE) -> Activity:
    return Activity(day, day, kind, "<b>Course</b>", Decimal("1.00"))


def picture(*activities: Activity) -> str:
    return str(timeline(activities, gaps_between(activities, PERIOD, PERIOD.until), PERIOD))


def test_every_activity_is_a_dot_and_a_mentoring_session_a_full_one() -> None:
    sessions = [on(date(2026, 1, 5), Kind.MENTORING), on(date(2026, 2, 5), Kind.BEING_MENTORED)]
    drawn = picture(on(date(2025, 11, 3)), *sessions, on(date(2026, 1, 9)))
    assert (drawn.count('class="timeline-dot"'), drawn.count('class="timeline-session"')) == (2, 2)


def test_a_crowded_month_says_how_many_more_there_are() -> None:
    drawn = picture(*[on(date(2026, 1, day)) for day in range(1, 11)])
    assert (drawn.count("<circle"), ">+3<" in drawn) == (7, True)


def test_what_lies_outside_the_period_is_not_drawn() -> None:
    assert picture(on(date(2025, 10, 31)), on(date(2027, 2, 1))).count("<circle") == 0


def test_a_gap_is_shaded_and_told_in_words() -> None:
    drawn = picture(on(date(2025, 11, 1)), on(date(2026, 6, 1)), on(date(2026, 9, 1)), on(date(2026, 11, 25)))
    assert (drawn.count('class="timeline-gap"'), ">6 months<" in drawn) == (1, True)
    assert "Nothing from 2 November 2025 to 31 May 2026." in drawn


@pytest.mark.parametrize("months, title", [([], "No long gap"), ([4], "1 long gap, of 4 months")])
def test_the_title_answers_whether_there_are_gaps(months: list[int], title: str) -> None:
    gaps = [Gap(date(2026, 1, 1), date(2026, 5, 1), count) for count in months]
    assert title_of(gaps) == title


def test_of_several_gaps_the_longest_is_named() -> None:
    gaps = [Gap(date(2026, 1, 1), date(2026, 5, 1), count) for count in (3, 5)]
    assert title_of(gaps) == "2 long gaps, the longest of 5 months"


def test_everything_stands_inside_the_picture() -> None:
    drawn = picture(on(date(2025, 11, 1)), on(date(2027, 1, 31)))
    places = [float(place) for place in re.findall(r'(?:x|cx|x2)="([\d.]+)"', drawn)]
    assert (min(places) >= 0, max(places) <= 640) == (True, True)


def test_years_without_room_give_way() -> None:
    assert [year for year in ("2025", "2026", "2027") if f">{year}<" in picture()] == ["2025", "2026", "2027"]
    two_months = Period(date(2025, 12, 1), date(2029, 12, 31))
    assert ">2025<" not in timeline([], [], two_months)
