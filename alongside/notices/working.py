"""Runs the jobs that were asked for: leased with a heartbeat, taken up again when their worker died."""

import logging
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

from django.db import OperationalError, connection, connections, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from alongside.notices.models import Job
from alongside.notices.registry import JOBS, JobRefused

LEASE: Final = timedelta(seconds=60)
ATTEMPTS: Final = 3
RETRY_AFTER: Final = timedelta(seconds=30)

log = logging.getLogger(__name__)


class JobTakenOver(Exception):
    """Another worker has taken up this job meanwhile, so this one must leave it alone."""


def run_jobs(*, lease: timedelta = LEASE, stop: Callable[[], bool] = lambda: False) -> int:
    """Run all jobs that are due, one after the other; returns how many were run."""
    count = 0
    while not stop() and (job := take_job(timezone.now(), lease)):
        _run(job, lease)
        count += 1
    return count


def report_progress(job: Job, done: int, of: int, stage: str = "") -> None:
    """Show how far a job has come. Call it outside a transaction, or nobody sees it before the commit.

    Raises JobTakenOver, upon which the handler stops.
    """
    changed = _still_ours(job).update(done_steps=done, all_steps=of, stage=stage[:120])
    if not changed:
        raise JobTakenOver


def take_job(now: datetime, lease: timedelta) -> Job | None:
    """Lease the next job, or None. One whose last worker died on its last attempt is given up here."""
    if not _due(now).exists():
        return None
    with transaction.atomic():
        rows = _due(now)
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True, of=("self",))
        job = rows.order_by("not_before", "created_at").first()
        if job is None:
            return None
        if job.attempts >= ATTEMPTS:
            _give_up(
                job, f"This did not finish: the worker stopped in the middle of it {job.attempts} times."
            )
        else:
            job.attempts += 1
            job.lease_until = now + lease
            job.save(update_fields=["attempts", "lease_until"])
            return job
    return take_job(now, lease)


def _due(now: datetime) -> QuerySet[Job]:
    # A lease far ahead was written by a clock that has been set back since.
    free = Q(lease_until=None) | Q(lease_until__lt=now) | Q(lease_until__gt=now + 2 * LEASE)
    return Job.objects.filter(free, status=Job.WAITING, not_before__lte=now)


def _still_ours(job: Job) -> QuerySet[Job]:
    """The attempt's number tells workers apart: whoever takes the job up again counts one on."""
    return Job.objects.filter(pk=job.pk, status=Job.WAITING, attempts=job.attempts)


def _run(job: Job, lease: timedelta) -> None:
    try:
        with _heartbeat(job, lease):
            _handler(job.kind)(job)
    except JobTakenOver:
        log.warning("Job %s of the kind %s was taken over by another worker", job.pk, job.kind)
    except JobRefused as refusal:
        _give_up(job, str(refusal))
    except Exception as error:  # whatever a handler does, the worker goes on
        _note_error(job, error)
    else:
        _still_ours(job).update(status=Job.DONE, ended_at=timezone.now(), lease_until=None, fault="")


def _handler(kind: str) -> Callable[..., None]:
    if kind not in JOBS:
        raise JobRefused(f"This installation has no work of the kind “{kind}”.")
    return JOBS[kind]


def _note_error(job: Job, error: Exception) -> None:
    # The traceback names places only: an error's own words may quote what somebody wrote.
    places = "".join(traceback.format_tb(error.__traceback__))
    log.error("Job %s of the kind %s: %s at\n%s", job.pk, job.kind, type(error).__name__, places)
    words = f"This did not finish: it stopped with an error ({type(error).__name__})."
    if job.attempts >= ATTEMPTS:
        _give_up(job, f"{words} It was tried {job.attempts} times; the worker's log says where.")
    else:
        again = timezone.now() + RETRY_AFTER * job.attempts
        _still_ours(job).update(fault=f"{words} It will be tried again.", lease_until=None, not_before=again)


def _give_up(job: Job, fault: str) -> None:
    _still_ours(job).update(status=Job.FAILED, fault=fault[:300], lease_until=None, ended_at=timezone.now())


@contextmanager
def _heartbeat(job: Job, lease: timedelta) -> Iterator[None]:
    """Extend the lease from a thread of its own for as long as the block runs."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(lease.total_seconds() / 4):
            # A job in a long transaction holds SQLite's one pen; the next beat comes in time.
            try:
                _still_ours(job).update(lease_until=timezone.now() + lease)
            except OperationalError:
                connections.close_all()
        connections.close_all()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
