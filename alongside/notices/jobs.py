"""What the clock does for the notices themselves: shows that it runs, and forgets what is old."""

from datetime import datetime, timedelta
from typing import Final

from alongside.notices.models import Job, Mail
from alongside.notices.registry import every

KEPT: Final = timedelta(days=90)
ALIVE: Final = "show that the worker runs"


@every(timedelta(minutes=1), ALIVE)
def show_life(now: datetime) -> None:
    """Leaves its mark, which is all that is wanted of it."""


@every(timedelta(days=1), "forget old mails and jobs")
def forget_old(now: datetime) -> None:
    """Mails and jobs that ended ninety days ago; the journal keeps what happened."""
    Mail.objects.filter(status__in=[Mail.SENT, Mail.FAILED], created_at__lt=now - KEPT).delete()
    Job.objects.filter(status__in=[Job.DONE, Job.FAILED], ended_at__lt=now - KEPT).delete()
