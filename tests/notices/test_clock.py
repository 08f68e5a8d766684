"""The clock: what is due runs once, after a standstill too, and never twice because a clock was set back."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
import time_machine

from alongside.notices.clock import LEASE, RETRY_AFTER, run_clock
from alongside.notices.models import ClockMark
from alongside.notices.registry import every
from tests.plugins.races import Races

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def runs() -> list[datetime]:
    """When an hourly task ran."""
    seen: list[datetime] = []
    every(HOUR, "look")(seen.append)
    return seen


def test_a_task_runs_when_its_time_has_come(runs: list[datetime]) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(5):
            run_clock()
            clock.shift(HOUR / 2)
    assert runs == [NOON, NOON + HOUR, NOON + 2 * HOUR]


def test_a_standstill_is_made_up_for_once(runs: list[datetime]) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        run_clock()
        clock.shift(timedelta(days=3))
        run_clock()
        run_clock()
    assert runs == [NOON, NOON + timedelta(days=3)]


def test_a_clock_set_back_runs_nothing_twice_and_goes_on(runs: list[datetime]) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        run_clock()
        clock.shift(-2 * HOUR)
        run_clock()
        run_clock()
        assert runs == [NOON]
        clock.shift(HOUR)
        run_clock()
    assert runs == [NOON, NOON - HOUR]


def test_a_clock_that_was_years_ahead_stops_nothing_for_years(runs: list[datetime]) -> None:
    ClockMark.objects.create(task="look", ran_at=NOON + timedelta(days=3650))
    with time_machine.travel(NOON, tick=False) as clock:
        run_clock()
        clock.shift(HOUR)
        run_clock()
    assert runs == [NOON + HOUR]


def test_a_failing_task_is_tried_again_and_stops_no_other(
    runs: list[datetime], caplog: pytest.LogCaptureFixture
) -> None:
    words = "private words"

    def fail(_: datetime) -> None:
        raise ValueError(words)

    every(HOUR, "fail")(fail)
    with time_machine.travel(NOON, tick=False) as clock:
        assert run_clock() == ["look"]
        mark = ClockMark.objects.get(task="fail")
        assert (mark.ran_at, mark.fault) == (None, "It stopped with an error (ValueError).")
        every(HOUR, "fail")(runs.append)
        assert run_clock() == []
        clock.shift(RETRY_AFTER)
        assert run_clock() == ["fail"]
    assert words not in caplog.text


def test_of_two_clocks_one_runs_the_task(races: Races) -> None:
    every(HOUR, "look")(lambda _: None)
    outcomes = [one.value for one in races.at_once(*[partial(run_clock)] * 4)]
    assert sorted(outcomes) == [[], [], [], ["look"]]


def test_a_lease_that_another_clock_took_a_moment_later_counts(runs: list[datetime]) -> None:
    ClockMark.objects.create(task="look", lease_until=NOON + timedelta(seconds=1) + LEASE)
    with time_machine.travel(NOON, tick=False):
        run_clock()
    assert runs == []
