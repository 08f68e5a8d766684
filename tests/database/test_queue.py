"""Writers on SQLite take turns: nobody starves, and a dead writer's turn goes to the next."""

import time
from functools import partial

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.utils import timezone

from tests.plugins.races import Races

pytestmark = pytest.mark.skipif("postgres" in str(connection.vendor), reason="PostgreSQL has its own queue")

WRITES = 25


def _write_often(name: str) -> float:
    """Many short transactions one after the other; returns the longest wait for a turn, in seconds."""
    longest = 0.0
    for number in range(WRITES):
        began = time.monotonic()
        with transaction.atomic():
            longest = max(longest, time.monotonic() - began)
            _keep(f"{name}-{number}")
            time.sleep(0.005)
    return longest


def _keep(key: str) -> None:
    Session(session_key=key, session_data="", expire_date=timezone.now()).save(force_insert=True)


@pytest.mark.parametrize("way", ["at_once", "in_processes"])
def test_nobody_waits_much_longer_than_one_round_of_the_others(races: Races, way: str) -> None:
    outcomes = getattr(races, way)(*[partial(_write_often, f"writer{number}") for number in range(6)])
    assert Session.objects.count() == 6 * WRITES
    assert max(one.value for one in outcomes) < 3


def test_a_writer_killed_in_its_turn_holds_up_nobody(races: Races) -> None:
    for _ in races.each_kill_point(partial(_write_often, "killed"), at_most=3 * WRITES + 10):
        began = time.monotonic()
        with transaction.atomic():
            Session.objects.all().delete()
        assert time.monotonic() - began < 2


def test_a_turn_ends_with_a_rollback_and_with_a_failed_commit(races: Races) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        _keep_twice("one")
    assert [one.error for one in races.at_once(partial(_write_often, "next"))] == [None]


def _keep_twice(key: str) -> None:
    _keep(key)
    _keep(key)


def test_a_turn_ends_when_the_connection_is_closed_inside_it(races: Races) -> None:
    with transaction.atomic():
        connection.close()
    assert [one.error for one in races.at_once(partial(_write_often, "next"))] == [None]
