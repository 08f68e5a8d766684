"""Where apps declare their kinds of mail, the jobs of the worker and the tasks of the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any


@dataclass(frozen=True)
class MailKind:
    """A kind of mail, as a person sees it among their preferences. An `optional` one can be switched off.

    An `urgent` one does not wait for the end of somebody's quiet hours. One that is `forgotten` has a link
    that opens something, so the outbox forgets its text once it is sent.
    """

    key: str
    words: str
    optional: bool = True
    urgent: bool = False
    forgotten: bool = False


@dataclass(frozen=True)
class ClockTask:
    """A task the clock runs when its interval has passed since it last ran; must be safe to run twice."""

    name: str
    every: timedelta
    run: Callable[[datetime], None]


MAIL_KINDS: dict[str, MailKind] = {}
JOBS: dict[str, Callable[..., None]] = {}
CLOCK_TASKS: dict[str, ClockTask] = {}


class JobRefused(Exception):
    """What stands in a job's way, in words for the person who asked; it is not tried again."""


def mail_kind(
    key: str, words: str, *, optional: bool = True, urgent: bool = False, forgotten: bool = False
) -> MailKind:
    """Declare a kind of mail."""
    MAIL_KINDS[key] = MailKind(key, words, optional, urgent, forgotten)
    return MAIL_KINDS[key]


def job(kind: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Declare what the worker does for jobs of this kind: called with the Job, and again after a kill."""

    def declare(run: Callable[..., None]) -> Callable[..., None]:
        JOBS[kind] = run
        return run

    return declare


def every(interval: timedelta, name: str) -> Callable[[Callable[[datetime], Any]], Callable[[datetime], Any]]:
    """Declare a task of the clock; it is called with the present moment."""

    def declare(run: Callable[[datetime], Any]) -> Callable[[datetime], Any]:
        CLOCK_TASKS[name] = ClockTask(name, interval, run)
        return run

    return declare
