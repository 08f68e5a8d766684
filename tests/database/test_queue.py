"""Writers on SQLite take turns: nobody starves, and a dead writer's turn goes to the next."""

import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, connections, transaction
from django.db.utils import IntegrityError, OperationalError
from django.utils import timezone

from tests.plugins.races import Races

pytestmark = pytest.mark.skipif("postgres" in str(connection.vendor), reason="PostgreSQL has its own queue")

WRITERS, WRITES = 6, 25


def _write_often(name: str, writes: int = WRITES) -> int:
    """Many short transactions one after the other; returns how many turns of others one turn had to wait for at most."""
    most = 0
    for number in range(writes):
        before = Session.objects.count()
        with transaction.atomic():
            most = max(most, Session.objects.count() - before)
            _keep(f"{name}-{number}")
            time.sleep(0.005)
    return most


def _keep(key: str) -> None:
    Session(session_key=key, session_data="", expire_date=timezone.now()).save(force_insert=True)


@pytest.mark.parametrize("way", ["at_once", "in_processes"])
def test_nobody_waits_much_longer_than_one_round_of_the_others(races: Races, way: str) -> None:
    outcomes = getattr(races, way)(*[partial(_write_often, f"writer{number}") for number in range(WRITERS)])
    assert Session.objects.count() == WRITERS * WRITES
    # Five to seven where they queue; 100 and more where whoever has just finished is faster.
    assert max(one.value for one in outcomes) < 5 * WRITERS


def test_a_writer_killed_in_its_turn_holds_up_nobody(races: Races) -> None:
    for _ in races.each_kill_point(partial(_write_often, "killed", 10), at_most=60):
        with transaction.atomic():  # says that the database is locked where the dead one holds its turn
            Session.objects.all().delete()


def test_a_forked_process_takes_no_turn_through_files_of_its_parent(races: Races) -> None:
    with transaction.atomic():
        _keep("before")
    child = os.fork()
    if child == 0:
        transaction.atomic().__enter__()
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    with transaction.atomic():  # says that the database is locked where the child holds a turn
        _keep("after")
    assert Session.objects.count() == 2


def test_a_transaction_that_does_not_end_makes_the_others_fail_not_wait_for_ever(
    races: Races, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connections.settings["default"]["OPTIONS"], "timeout", 0.3)
    with transaction.atomic():
        error = _error_beside(partial(_keep_in_turn, "never"))
    assert isinstance(error, OperationalError)


def _error_beside(action: Callable[[], None]) -> Exception | None:
    """What becomes of an action in another thread while this one goes on with its transaction."""

    def attempt() -> Exception | None:
        try:
            action()
        except OperationalError as error:
            return error
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(attempt).result()


def _keep_in_turn(key: str) -> None:
    with transaction.atomic():
        _keep(key)


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
