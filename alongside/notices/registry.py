"""Where apps say which kinds of mail they send, which jobs the worker can do and what the clock must look after."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any


@dataclass(frozen=True)
class MailKind:
    """A kind of mail, as a person sees it among their preferences. An `optional` one can be switched off."""

    key: str
    words: str
    optional: bool = True


@dataclass(frozen=True)
class ClockTask:
    """A task the clock runs when its interval has passed since it last ran; must be safe to run twice."""

    name: str
    every: timedelta
    run: Callable[[datetime], None]


MAIL_KINDS: dict[str, MailKind] = {}
JOBS: dict[str, Callable[..., None]] = {}
CLOCK_TASKS: dict[str, ClockTask] = {}


def mail_kind(key: str, words: str, *, optional: bool = True) -> MailKind:
    """Declare a kind of mail."""
    MAIL_KINDS[key] = MailKind(key, words, optional)
    return MAIL_KINDS[key]


def job(kind: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Declare what the worker does for jobs of this kind: called with the Job; must be safe to run again after a kill."""

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
