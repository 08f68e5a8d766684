"""What the worker does for matching, and what the clock looks after."""

from datetime import datetime, timedelta

from alongside.matching.actions.answering import lapse_proposals, release_impossible
from alongside.matching.actions.running import JOB, carry_out_run
from alongside.matching.models import MatchRun
from alongside.notices.models import Job
from alongside.notices.registry import every, job
from alongside.notices.working import report_progress


@job(JOB)
def match(task: Job) -> None:
    """Carry out a run that was asked for, showing how far it has come."""
    run = MatchRun.objects.filter(pk=task.subject).first() if task.subject else None
    if run is not None:
        carry_out_run(run, progress=lambda stage, done, of: report_progress(task, done, of, stage))


@every(timedelta(minutes=15), "lapse proposals")
def lapse(now: datetime) -> None:
    """Silence is a no from the day after the last day to answer; whom nothing can introduce by now need not answer."""
    release_impossible(now)
    lapse_proposals(now)
