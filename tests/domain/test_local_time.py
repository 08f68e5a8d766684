"""Hours that exist once, never or twice."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.local_time import Doubled, Impossible, Resolved, resolve_local

LONDON = ZoneInfo("Europe/London")
ZONES = st.sampled_from(
    ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata")
)


def test_an_ordinary_hour_is_one_moment() -> None:
    assert resolve_local(date(2026, 7, 1), time(12, 30), LONDON) == Resolved(
        datetime(2026, 7, 1, 11, 30, tzinfo=UTC)
    )


def test_an_hour_the_clocks_jump_over_is_asked_again_with_both_moments() -> None:
    assert resolve_local(date(2026, 3, 29), time(1, 30), LONDON) == Impossible(
        datetime(2026, 3, 29, 0, 30, tzinfo=UTC),
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
        "On 29 March 2026 the clocks go forward in London, so there is no 01:30. Choose 00:30 or 02:30.",
    )


def test_an_hour_that_comes_twice_is_asked_again_with_both_moments() -> None:
    assert resolve_local(date(2026, 10, 25), time(1, 30), LONDON) == Doubled(
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
        "On 25 October 2026 the clocks go back in London, so 01:30 comes twice. "
        "Choose the first (BST, UTC+01:00) or the second (GMT, UTC+00:00), 1 hour later.",
    )


def test_half_an_hour_is_told_as_it_is() -> None:
    asked = resolve_local(date(2026, 4, 5), time(1, 45), ZoneInfo("Australia/Lord_Howe"))
    assert isinstance(asked, Doubled)
    assert asked.sentence == (
        "On 5 April 2026 the clocks go back in Lord Howe, so 01:45 comes twice. Choose the first (UTC+11:00) "
        "or the second (UTC+10:30), 30 minutes later."
    )


def test_a_whole_day_that_never_was_offers_the_days_beside_it() -> None:
    asked = resolve_local(date(2011, 12, 30), time(12, 0), ZoneInfo("Pacific/Apia"))
    assert isinstance(asked, Impossible)
    assert asked.sentence.endswith("Choose 12:00 on 29 December 2011 or 12:00 on 31 December 2011.")


@given(day=st.dates(date(1990, 1, 1), date(2090, 1, 1)), clock=st.times(), zone=ZONES)
def test_every_answer_is_true_of_the_zone(day: date, clock: time, zone: str) -> None:
    place = ZoneInfo(zone)
    said = datetime.combine(day, clock)
    answer = resolve_local(day, clock, place)
    if isinstance(answer, Resolved):
        assert answer.at.astimezone(place).replace(tzinfo=None) == said
        return
    shown = [moment.astimezone(place).replace(tzinfo=None) for moment in (answer.earlier, answer.later)]
    assert answer.earlier < answer.later
    if isinstance(answer, Doubled):
        assert shown == [said, said]
    else:
        assert shown[0] < said < shown[1]
