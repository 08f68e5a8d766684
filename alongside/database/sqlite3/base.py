"""SQLite whose writers queue instead of asking again and again.

SQLite lets a writer that finds the database taken sleep and try again, up to a tenth of a second later. Whoever has
just finished is faster: with eight busy writers one was seen to wait for twenty seconds and then to be told that the
database is locked. Here a transaction first takes its turn at two file locks, which the kernel hands on fairly and
takes back from a process that dies. Measured with eight writers on a busy machine of two cores: each waited for less
than a second instead of up to 16, and half as many transactions again were done (`bench/writers.py`).
"""

import fcntl
import os
import time
from typing import IO, Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

PAUSE = 0.001


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, with a queue before BEGIN."""

    _gate: IO[str] | None = None
    _turn: IO[str] | None = None
    _opened_by = 0

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # Django's hook; its stubs leave it out
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # Django's hook; its stubs leave it out
        self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # Django's hook; its stubs leave it out
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # Django's hook; its stubs leave it out
        finally:
            for file in (self._gate, self._turn):
                if file is not None:
                    file.close()
            self._gate = self._turn = None

    def _take_turn(self) -> None:
        """Wait at the gate and, being next, for the turn. Whoever ends a turn has to go back to the gate."""
        if self.is_in_memory_db():
            return
        if self._gate is None or self._turn is None or self._opened_by != os.getpid():
            # A lock taken through files that a fork brought along would outlive the process that took it.
            self._gate, self._turn, self._opened_by = self._open("gate"), self._open("turn"), os.getpid()
        fcntl.flock(self._gate, fcntl.LOCK_EX)
        try:
            self._wait_for(self._turn)
        finally:
            fcntl.flock(self._gate, fcntl.LOCK_UN)

    def _wait_for(self, turn: IO[str]) -> None:
        """Only whoever stands at the gate asks, so asking often costs little and favours nobody."""
        until = time.monotonic() + self.settings_dict["OPTIONS"].get("timeout", 5.0)
        while True:
            try:
                fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    raise OperationalError("database is locked: another transaction does not end") from None
                time.sleep(PAUSE)
            else:
                return

    def _end_turn(self) -> None:
        if self._turn is not None:
            fcntl.flock(self._turn, fcntl.LOCK_UN)

    def _open(self, name: str) -> IO[str]:
        settings: dict[str, Any] = self.settings_dict
        return open(f"{settings['NAME']}-{name}", "a")
