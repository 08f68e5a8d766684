"""Jobs: run once, taken up again after a kill, given up with a fault in plain words."""

import time
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from alongside.notices.actions import ask_worker
from alongside.notices.models import Job
from alongside.notices.registry import JobRefused, job
from alongside.notices.working import ATTEMPTS, JobTakenOver, report_progress, run_jobs, take_job
from tests.plugins.races import Races

LEASE = timedelta(minutes=1)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def _again() -> Job:
    return Job.objects.get()


@pytest.mark.django_db
def test_a_job_is_run_once_and_done() -> None:
    seen: list[str] = []
    job("count")(lambda asked: seen.append(asked.payload["word"]))
    ask_worker("count", payload={"word": "one"})
    assert (run_jobs(), run_jobs(), seen, _again().status) == (1, 0, ["one"], Job.DONE)


@pytest.mark.django_db(transaction=True)
def test_a_job_asked_for_in_a_change_that_fails_is_never_run() -> None:
    with transaction.atomic():
        ask_worker("count")
        transaction.set_rollback(True)
    assert run_jobs() == 0


@pytest.mark.django_db
def test_progress_is_shown_and_kept() -> None:
    job("count")(lambda asked: report_progress(asked, 3, 7, "Counting"))
    ask_worker("count")
    run_jobs()
    row = _again()
    assert (row.done_steps, row.all_steps, row.stage) == (3, 7, "Counting")


@pytest.mark.django_db
def test_what_stands_in_a_jobs_way_is_told_as_it_is_and_not_tried_again() -> None:
    def refuse(_: Job) -> None:
        raise JobRefused("Nobody is waiting, so there is nothing to match.")

    job("match")(refuse)
    ask_worker("match")
    run_jobs()
    row = _again()
    assert (row.status, row.fault, row.attempts) == (
        Job.FAILED,
        "Nobody is waiting, so there is nothing to match.",
        1,
    )


@pytest.mark.django_db
def test_an_error_is_tried_again_then_told_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    def fail(asked: Job) -> None:
        raise ValueError(asked.payload["note"])

    job("fail")(fail)
    ask_worker("fail", payload={"note": "private words"})
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(ATTEMPTS):
            run_jobs()
            clock.shift(timedelta(minutes=10))
        run_jobs()
    row = _again()
    assert (row.status, row.attempts) == (Job.FAILED, ATTEMPTS)
    assert "ValueError" in row.fault
    assert "private words" not in row.fault + caplog.text


@pytest.mark.django_db
def test_a_job_that_keeps_killing_its_worker_is_given_up() -> None:
    ask_worker("fatal")
    now = timezone.now()
    for round_number in range(ATTEMPTS):
        assert take_job(now + 2 * LEASE * round_number, LEASE) is not None
    assert take_job(now + 2 * LEASE * ATTEMPTS, LEASE) is None
    row = _again()
    assert (row.status, row.fault) == (
        Job.FAILED,
        f"This did not finish: the worker stopped in the middle of it {ATTEMPTS} times.",
    )


@pytest.mark.django_db
def test_work_that_nobody_knows_is_said_to_be_so() -> None:
    ask_worker("unheard of")
    run_jobs()
    assert _again().fault == "This installation has no work of the kind “unheard of”."


@pytest.mark.django_db
def test_a_worker_that_lost_its_job_may_not_go_on_with_it() -> None:
    ask_worker("slow")
    now = timezone.now()
    first = take_job(now, LEASE)
    second = take_job(now + 2 * LEASE, LEASE)
    assert first is not None
    assert second is not None
    report_progress(second, 1, 2)
    with pytest.raises(JobTakenOver):
        report_progress(first, 1, 2)


def test_two_workers_never_take_the_same_job(races: Races) -> None:
    now = timezone.now()
    for _ in range(6):
        ask_worker("count")
    taken = [one.value for one in races.at_once(*[partial(take_job, now, LEASE)] * 4)]
    ids = [one.pk for one in taken if one]
    assert len(ids) == len(set(ids))


def test_a_heartbeat_keeps_a_long_job(races: Races) -> None:
    lease = timedelta(seconds=0.4)
    ask_worker("long")
    seen: list[int] = []

    def be_long(_: Job) -> None:
        for _moment in range(4):
            time.sleep(0.2)
            seen.append(run_jobs(lease=lease))

    job("long")(be_long)
    run_jobs(lease=lease)
    assert (seen, _again().status) == ([0, 0, 0, 0], Job.DONE)


def _count_to_two(asked: Job) -> None:
    """Safe to run again: the trace it leaves is there once however often it is run."""
    report_progress(asked, 1, 2)
    Job.objects.get_or_create(kind="trace", defaults={"not_before": NOON, "status": Job.DONE})
    report_progress(asked, 2, 2)


def test_a_job_killed_after_any_statement_is_taken_up_and_done(races: Races) -> None:
    job("work")(_count_to_two)
    ended: list[list[tuple[str, str]]] = []
    ask_worker("work")
    for _ in races.each_kill_point(partial(run_jobs, lease=timedelta(0))):
        run_jobs(lease=LEASE)
        ended.append(sorted(Job.objects.values_list("kind", "status")))
        Job.objects.all().delete()
        ask_worker("work")
    assert len(ended) > 5
    assert ended == [[("trace", Job.DONE), ("work", Job.DONE)]] * len(ended)
