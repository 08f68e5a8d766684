"""The clock: runs what is due, catches up after a standstill, runs nothing twice when set back."""

import logging
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from alongside.notices.models import ClockMark
from alongside.notices.registry import CLOCK_TASKS, ClockTask

LEASE: Final = timedelta(minutes=10)
RETRY_AFTER: Final = timedelta(minutes=1)

log = logging.getLogger(__name__)


def run_clock(*, stop: Callable[[], bool] = lambda: False) -> list[str]:
    """Run every task that is due; returns the names of those that ran to their end."""
    done: list[str] = []
    for task in sorted(CLOCK_TASKS.values(), key=lambda task: task.name):
        if not stop() and (now := timezone.now()) and _take(task, now) and _run(task, now):
            done.append(task.name)
    return done


def _take(task: ClockTask, now: datetime) -> bool:
    """Lease the task if it is due. A mark in the future, left by a clock set back, is drawn to now."""
    mark = ClockMark.objects.filter(task=task.name).first()
    if mark and not _is_due(mark, task, now) and not _is_ahead(mark, now):
        return False
    with transaction.atomic():
        ClockMark.objects.get_or_create(task=task.name)
        rows = ClockMark.objects.filter(task=task.name)
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        mark = rows.first()
        if mark is None:
            return False
        if _is_ahead(mark, now):
            rows.update(ran_at=now, lease_until=None)
            return False
        return _is_due(mark, task, now) and bool(
            ClockMark.objects.filter(pk=mark.pk).update(lease_until=now + LEASE)
        )


def _is_due(mark: ClockMark, task: ClockTask, now: datetime) -> bool:
    # Another clock's lease may end a little past ours, since it read the time a moment later. Only one that ends
    # far beyond any lease is left over from a clock that was set back.
    if mark.lease_until and now < mark.lease_until <= now + 2 * LEASE:
        return False
    return mark.ran_at is None or mark.ran_at + task.every <= now


def _is_ahead(mark: ClockMark, now: datetime) -> bool:
    return mark.ran_at is not None and mark.ran_at > now


def _run(task: ClockTask, now: datetime) -> bool:
    """Run the task and set its mark; a task that fails is tried again in a minute and says so on its mark."""
    mark = ClockMark.objects.filter(task=task.name)
    try:
        task.run(now)
    except Exception as error:  # one task's fault must not stop the clock
        places = "".join(traceback.format_tb(error.__traceback__))
        log.error("The clock's task “%s”: %s at\n%s", task.name, type(error).__name__, places)
        fault = f"It stopped with an error ({type(error).__name__})."
        mark.update(fault=fault, lease_until=timezone.now() + RETRY_AFTER)
        return False
    mark.update(ran_at=now, lease_until=None, fault="")
    return True
