"""The worker: one process that sends mail, runs jobs and keeps the clock, each in a thread of its own.

A long job therefore holds up no mail. Stopping waits for the work under way for a moment and then leaves;
what was cut off is taken up again when its lease runs out.
"""

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, Final

from django.db import DatabaseError, close_old_connections, connections
from django.urls import get_resolver

from alongside.journal.origin import Origin, coming_from
from alongside.notices.clock import run_clock
from alongside.notices.outbox import SERVER_PAUSE, MailServerSilent, send_waiting
from alongside.notices.working import run_jobs

PAUSE: Final = 1.0
"""Seconds between two looks at the tables."""
PATIENCE: Final = 1.5
"""Seconds that a stop waits for the work under way."""

log = logging.getLogger(__name__)
Round = Callable[..., Any]


class Worker:
    """Looks for work until it is told to stop."""

    def __init__(self) -> None:
        # Reading the addresses loads every app's actions, and with them all kinds of mail.
        _ = get_resolver().url_patterns
        self.stopping = threading.Event()

    def stop(self, *_: object) -> None:
        """Ask the worker to stop; also the handler of SIGTERM and SIGINT."""
        self.stopping.set()

    def run(self) -> None:
        """Work until stopped, then leave within two seconds; does not return if work had to be cut off."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        threads = [threading.Thread(target=self._repeat, args=(one,), daemon=True) for one in ROUNDS]
        for thread in threads:
            thread.start()
        self.stopping.wait()
        last = time.monotonic() + PATIENCE
        for thread in threads:
            thread.join(max(0.0, last - time.monotonic()))
        if any(thread.is_alive() for thread in threads):
            sys.stderr.flush()
            os._exit(0)

    def run_once(self) -> None:
        """Do all that is due now and return; for a scheduler of the operator's own, and for tests."""
        with coming_from(Origin("worker")):
            for one in (run_clock, run_jobs, send_waiting):
                one(stop=self.stopping.is_set)

    def _repeat(self, one: Round) -> None:
        with coming_from(Origin("worker")):
            while not self.stopping.is_set():
                self.stopping.wait(self._look(one))
        connections.close_all()

    def _look(self, one: Round) -> float:
        """One round; returns the seconds until the next."""
        close_old_connections()
        try:
            one(stop=self.stopping.is_set)
        except MailServerSilent as silence:
            log.warning("%s The mails wait.", silence)
            return SERVER_PAUSE.total_seconds()
        except DatabaseError as error:
            log.warning("The database did not answer (%s); trying again.", type(error).__name__)
            connections.close_all()
        return PAUSE


ROUNDS: Final[tuple[Round, ...]] = (run_clock, run_jobs, send_waiting)
