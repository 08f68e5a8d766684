"""Runs product code at the same moment on several connections, and kills it between its statements."""

import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any, NoReturn
from urllib.parse import urlsplit

import pytest
from django.db import connection, connections

from tests.plugins.postgres import choose_owner, find_programs

PATIENCE = 60.0  # seconds until contestants that never meet at the start line are given up
Contestant = Callable[[], Any]


@dataclass(frozen=True)
class Outcome:
    """What came of one contestant: the value it returned, or the exception it raised."""

    value: Any = None
    error: Exception | None = None

    @property
    def won(self) -> bool:
        """Whether it finished without an exception."""
        return self.error is None


class Races:
    """What the fixture `races` gives a test; rows made before are committed, so contestants see them."""

    def at_once(self, *contestants: Contestant) -> list[Outcome]:
        """Run each in a thread of its own with a connection of its own, released at the same moment."""
        connections.close_all()
        start_line = threading.Barrier(len(contestants), timeout=PATIENCE)

        def compete(contestant: Contestant) -> Outcome:
            try:
                connection.ensure_connection()
                start_line.wait()
                return _attempt(contestant)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(contestants)) as pool:
            return list(pool.map(compete, contestants))

    def in_processes(self, *contestants: Contestant) -> list[Outcome]:
        """Run each in a process of its own; what a contestant returns or raises must be picklable."""
        gate_read, gate_write = os.pipe()
        children = [_fork(partial(_compete_in_child, one, gate_read, gate_write)) for one in contestants]
        os.close(gate_read)
        os.close(gate_write)  # the gate opens when the last writing end is closed
        return [child.outcome() for child in children]

    def killed_after(self, statement: int, action: Contestant) -> bool:
        """Run `action` in another process and kill -9 it once its n-th statement (from 1) has run.

        Returns whether it was killed; False means that it finished with fewer statements. A commit is not
        counted, so the kill after the last statement of a transaction undoes that transaction.
        Raises what the action raises.
        """
        outcome = _fork(partial(_attempt_until, statement, action)).outcome()
        if outcome is KILLED:
            return True
        if outcome.error:
            raise outcome.error
        return False

    def each_kill_point(self, action: Contestant, *, at_most: int = 500) -> Iterator[int]:
        """Kill `action` after its first statement, then after its second, until it finishes.

        The caller looks at the rows after each; it also sets back what must be as before.
        """
        for statement in count(1):
            if not self.killed_after(statement, action):
                return
            if statement >= at_most:
                raise AssertionError(f"still not finished after {at_most} statements")
            yield statement


KILLED = Outcome()


def _attempt(contestant: Contestant) -> Outcome:
    try:
        return Outcome(value=contestant())
    except Exception as error:  # every exception is the outcome that the test asks about
        return Outcome(error=error)


def _compete_in_child(contestant: Contestant, gate_read: int, gate_write: int) -> Outcome:
    connection.ensure_connection()
    os.close(gate_write)
    os.read(gate_read, 1)  # end of file is the signal to go
    return _attempt(contestant)


def _attempt_until(statement: int, action: Contestant) -> Outcome:
    seen = 0

    def count_down(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal seen
        result = execute(*arguments)
        seen += 1
        if seen == statement:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    with connection.execute_wrapper(count_down):
        return _attempt(action)


@dataclass(frozen=True)
class _Child:
    pid: int
    pipe: int

    def outcome(self) -> Outcome:
        with os.fdopen(self.pipe, "rb") as pipe:
            written = pipe.read()
        _, status = os.waitpid(self.pid, 0)
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
            return KILLED
        if not written:
            raise AssertionError(f"the process of a contestant ended with status {status} and said nothing")
        outcome = pickle.loads(written)  # noqa: S301 - our own child wrote it
        assert isinstance(outcome, Outcome)
        return outcome


def _fork(work: Callable[[], Outcome]) -> _Child:
    """A child of this process, so that closures and rows in memory come along; connections do not."""
    connections.close_all()
    sys.stdout.flush()
    sys.stderr.flush()
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _work_and_leave(work, writing)
    os.close(writing)
    return _Child(pid, reading)


def _work_and_leave(work: Callable[[], Outcome], writing: int) -> NoReturn:
    """Leaves by `_exit`: pytest's own clean-up belongs to the parent."""
    status = 1
    try:
        assert all(one.connection is None for one in connections.all()), (
            "a child shares its parent's connection"
        )
        outcome = work()
        connections.close_all()
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(pickle.dumps(outcome))
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


@pytest.fixture
def races(transactional_db: None) -> Races:
    """Contestants at the same rows of the current database, each with a connection of its own."""
    return Races()


@pytest.fixture
def product_environment(transactional_db: None) -> dict[str, str]:
    """The environment in which a command of the product, run as a process, works on the test database."""
    name, programs = str(connection.settings_dict["NAME"]), {}
    if connection.vendor == "sqlite":
        address = f"sqlite:///{name}"
    else:
        address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
        # The dumping programs of this very server: an older pg_dump on the machine would refuse it.
        programs["ALONGSIDE_PG_BIN"] = str(find_programs(choose_owner())[0])
    return {**os.environ, **programs, "DATABASE_URL": address}
