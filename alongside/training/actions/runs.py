"""The office plans runs of a workshop, announces, copies and cancels them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.lifecycles import PLACE, RUN
from alongside.journal.moves import make_move, write_entry
from alongside.people.models import Account
from alongside.schemes.models import Scheme
from alongside.training.actions.attendance import complete
from alongside.training.actions.filling import fill
from alongside.training.mails.places import ask_for_feedback, tell_of_cancelling, tell_of_change
from alongside.training.models import HalfDay, Place, Run
from alongside.training.prepared import lock_who_prepares
from alongside.training.queries.runs import today_at, training_of
from alongside.web.wording import count_of

COPIED = ("name", "about", "provider", "trainer_id", "places", "join_url", "where", "prepares")


def lock_run(run: Run) -> Run:
    """The run as the database has it now; every change to its places begins here.

    The scheme is locked before it, because a pilot's cap counts over all its runs.
    """
    Scheme.objects.select_for_update().get(pk=run.scheme_id)
    rows = Run.objects.select_for_update(of=("self",)).select_related("scheme__body", "trainer")
    found: Run = rows.get(pk=run.pk)
    return found


@transaction.atomic
def plan_run(
    scheme: Scheme, *, by: Account, fields: dict[str, Any], half_days: Sequence[tuple[datetime, int]]
) -> Run:
    """A new run, which nobody but the office sees until it is announced. Raises MoveRefused without workshops."""
    if training_of(scheme, timezone.now().astimezone(scheme.body.zone).date()) is None:
        raise MoveRefused("The rules of this scheme have no workshops. Add the section [training] first.")
    run = Run.objects.create(scheme=scheme, **fields)
    _set_half_days(run, half_days)
    _note(run, "plan", by)
    return run


@transaction.atomic
def change_run(
    run: Run, *, by: Account, fields: dict[str, Any], half_days: Sequence[tuple[datetime, int]]
) -> Run:
    """Change a run that is not over. Whoever has a place hears of other days; more places go to those who wait."""
    run = lock_run(run)
    if run.state in ("over", "cancelled"):
        raise MoveRefused("This run has ended, so it can no longer be changed.")
    _must_have_room(run, fields)
    now = timezone.now()
    before = list(run.half_days.values_list("starts_at", "minutes")), run.join_url, run.where
    for name, value in fields.items():
        setattr(run, name, value)
    run.save(update_fields=[*fields])
    gone = _set_half_days(run, half_days)
    _note(run, "change", by)
    after = list(run.half_days.values_list("starts_at", "minutes")), run.join_url, run.where
    if before != after and run.state != "draft":
        for place in run.asked_for.filter(state="taken").select_related("member__account"):
            tell_of_change(place, now, gone)
    fill(run, now=now)
    return run


def _must_have_room(run: Run, fields: dict[str, Any]) -> None:
    taken = run.asked_for.filter(state__in=["taken", "offered"]).count()
    if fields.get("places", run.places) < min(taken, run.places):
        raise MoveRefused(
            f"{count_of(taken, 'place is', 'places are')} taken or offered already, so there cannot be fewer. Give places "
            "back on the list of participants first."
        )


def _set_half_days(run: Run, half_days: Sequence[tuple[datetime, int]]) -> list[HalfDay]:
    """Keep those whose time stays; one that moves stays itself, with its code and who was there, so that it moves in
    calendars, too. Those that are left over are deleted; returns them as they were.
    """
    wanted, zone = dict(half_days), run.scheme.body.zone
    before = list(run.half_days.order_by("starts_at"))
    left = [day for day in before if day.starts_at not in wanted]
    free = sorted(wanted.keys() - {day.starts_at for day in before})
    for same_day in (True, False):
        for day in list(left):
            on = day.starts_at.astimezone(zone).date()
            if same_day:
                to = next((each for each in free if each.astimezone(zone).date() == on), None)
            else:  # who was there on one day was not there on another
                to = None if day.attendances.exists() else next(iter(free), None)
            if to is not None:
                day.starts_at = to
                day.save(update_fields=["starts_at"])
                free.remove(to)
                left.remove(day)
    if any(day.attendances.exists() for day in left):
        raise MoveRefused(
            "Somebody is noted as there on a half day that would go. It can move within its day; if nobody was there, "
            "take them off at the roll call first."
        )
    run.half_days.filter(pk__in=[day.pk for day in left]).delete()
    for starts_at, minutes in wanted.items():
        HalfDay.objects.update_or_create(run=run, starts_at=starts_at, defaults={"minutes": minutes})
    return left


@transaction.atomic
def announce_run(run: Run, *, by: Account) -> Run:
    """Let members see it and ask for places."""
    run = lock_run(run)
    if not run.half_days.exists():
        raise MoveRefused("Give it at least one half day before you announce it.")
    now = timezone.now()
    if run.has_begun(now):
        raise MoveRefused(
            "Its first half day is not to come, so nobody could ask for a place. Change its days first."
        )
    if run.apply_until is not None and run.apply_until < today_at(run, now):
        raise MoveRefused(
            "The last day to ask for a place has passed. Change it before you announce the run."
        )
    return make_move(run, RUN, "announce", by=by, role="office")


@transaction.atomic
def allot_places(run: Run, *, by: Account | None, now: datetime) -> Run:
    """Give out the places in order of tier and time; the rest wait. From now on a free place is offered at once."""
    run = lock_run(run)
    if run.apply_until is None:
        raise MoveRefused("This run gives its places out as they are asked for.")
    make_move(run, RUN, "allot", by=by, role="office" if by else "clock")
    fill(run, now=now)
    return run


@transaction.atomic
def cancel_run(run: Run, *, by: Account, now: datetime) -> Run:
    """Cancel it; everybody who has a place or waits for one is told."""
    run = lock_run(run)
    told = run.state != "draft"
    make_move(run, RUN, "cancel", by=by, role="office")
    for place in run.asked_for.exclude(state__in=Place.OVER).select_related("member__account"):
        place.run = run
        name = "withdraw" if place.state == "taken" else "close"
        make_move(place, PLACE, name, by=by, role="office")
        if told:
            tell_of_cancelling(place, now)
    return run


@transaction.atomic
def finish_run(run: Run, *, by: Account | None, now: datetime) -> Run:
    """Close it after its last half day; whoever was there on every half day has completed it."""
    run = lock_run(run)
    last = run.half_days.order_by("-starts_at").first()
    if last is None or last.ends_at > now:
        raise MoveRefused("Its last half day is not over yet.")
    role = "clock" if by is None else "trainer" if run.trainer_id == by.pk else "office"
    taken = list(run.asked_for.filter(state="taken").select_related("member__account", "member__body"))
    if run.prepares:
        lock_who_prepares((place.member for place in taken), run.scheme)
    make_move(run, RUN, "finish", by=by, role=role)
    for place in run.asked_for.filter(state__in=["applied", "waiting", "offered"]):
        place.run = run
        make_move(place, PLACE, "close", by=by, role=role)
    for place in taken:
        place.run = run
        complete(place, now=now)
        ask_for_feedback(place)
    return run


@transaction.atomic
def copy_run(run: Run, *, by: Account) -> Run:
    """A new run with the same settings and half days, moved so that the first is a week from today; not announced."""
    made = Run.objects.create(scheme=run.scheme, **{name: getattr(run, name) for name in COPIED})
    days = list(run.half_days.order_by("starts_at"))
    if days:
        today = today_at(run, timezone.now())
        zone = run.scheme.body.zone
        first = days[0].starts_at.astimezone(zone)
        weeks = max(((today - first.date()).days + 13) // 7, 1)
        for day in days:
            local = day.starts_at.astimezone(zone).replace(tzinfo=None) + timedelta(weeks=weeks)
            HalfDay.objects.create(run=made, starts_at=local.replace(tzinfo=zone), minutes=day.minutes)
    _note(made, "copy", by)
    return made


def _note(run: Run, move: str, by: Account) -> None:
    write_entry(
        noun="workshop run", subject=run.pk, move=move, by=by, role="office", body_id=run.scheme.body_id
    )
