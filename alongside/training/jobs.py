"""What the clock looks after in workshops and in the library."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max

from alongside.notices.registry import every
from alongside.training.actions.library import look_at_links
from alongside.training.actions.places import lapse_places, remind_of_places
from alongside.training.actions.runs import allot_places, finish_run
from alongside.training.models import Run
from alongside.training.queries.runs import today_at

SETTLES = timedelta(days=2)
"""How long after its last half day a run stays open for the roll call, if nobody closes it before."""


@every(timedelta(minutes=15), "give out places in workshops")
def give_out_places(now: datetime) -> None:
    """Places are allotted after the last day to ask, offers run out, and runs end."""
    for run in Run.objects.filter(
        state="open", apply_until__lt=now.date() + timedelta(days=1)
    ).select_related("scheme__body"):
        if run.apply_until is not None and run.apply_until < today_at(run, now):
            allot_places(run, by=None, now=now)
    lapse_places(now)
    remind_of_places(now)
    ended = Run.objects.filter(state__in=["open", "allotted"]).annotate(last=Max("half_days__starts_at"))
    for run in ended.filter(last__lt=now - SETTLES):
        finish_run(run, by=None, now=now)


@every(timedelta(days=7), "look whether links in the library still lead somewhere")
def look_for_broken_links(now: datetime) -> None:
    """Only where the installation may ask other websites."""
    if settings.CHECK_LINKS:
        look_at_links(now)
