"""Who was there, noted by the trainer at the roll call or by themselves with the code of the half day."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.domain.lifecycle import MoveRefused
from alongside.journal.moves import write_entry
from alongside.people.models import Account
from alongside.training.completed import tell_completed
from alongside.training.mails.places import tell_of_completing
from alongside.training.models import Attendance, HalfDay, Place
from alongside.training.prepared import lock_who_prepares, tell_prepared
from alongside.training.queries.runs import attended, half_days_of, today_at


@transaction.atomic
def call_roll(
    half_day: HalfDay,
    *,
    present: Collection[UUID],
    by: Account,
    now: datetime,
    shown: Collection[UUID] | None = None,
) -> int:
    """Note who of those with a place was there, and who was not; returns how many were.

    `shown` are those who were noted already when the roll was opened: whoever has typed the code since then is not among
    those whose tick somebody has taken off, and stays noted. Without it, whoever is not present was not there.
    """
    run = half_day.run
    if half_day.starts_at > now:
        raise MoveRefused("This half day has not begun yet.")
    places = list(run.asked_for.filter(state="taken").select_related("member__account", "member__body"))
    if run.state == "over" and run.prepares:
        lock_who_prepares((place.member for place in places), run.scheme)
    there = [place for place in places if place.pk in present]
    noted = Attendance.objects.filter(half_day=half_day)
    gone = noted.exclude(place__in=there)
    (gone if shown is None else gone.filter(place__in=shown)).delete()
    for place in there:
        Attendance.objects.get_or_create(half_day=half_day, place=place, defaults={"noted_by": by})
    count = noted.filter(place__in=places).count()
    write_entry(
        noun="workshop run", subject=run.pk, move="call roll", by=by,
        role="trainer" if run.trainer_id == by.pk else "office", body_id=run.scheme.body_id,
        facts={"half_day": half_day.pk, "present": count},
    )  # fmt: skip
    for place in places:
        place.run = run
        if run.state == "over":
            complete(place, now=now)
    return count


@transaction.atomic
def say_present(place: Place, *, code: str, now: datetime) -> HalfDay:
    """Take the code that was shown on a half day. Raises MoveRefused for another code or at another time."""
    if place.state != "taken":
        raise MoveRefused("You have no place in this run.")
    typed = "".join(code.split()).upper()
    found = next((day for day in half_days_of(place.run) if typed and day.code == typed), None)
    if found is None:
        raise MoveRefused("This is not the code of a half day of this run. Check it, or ask your trainer.")
    if not found.takes_code(now):
        raise MoveRefused(
            "The code is taken while the half day goes on. If you were there, your trainer can note it."
        )
    Attendance.objects.get_or_create(half_day=found, place=place, defaults={"noted_by": place.member.account})
    return found


def complete(place: Place, *, now: datetime) -> bool:
    """Complete a place whose holder was there on every half day; what was completed stays so."""
    days = half_days_of(place.run)
    if place.completed_on is not None or not days or attended(place) < {day.pk for day in days}:
        return False
    on = days[-1].starts_at.astimezone(place.run.scheme.body.zone).date()
    place.completed_on = min(on, today_at(place.run, now))
    place.save(update_fields=["completed_on"])
    tell_of_completing(place, now)
    tell_completed(place, now)
    if place.run.prepares:
        tell_prepared(place.member, place.run.scheme, "workshop", place.completed_on, place.run.name)
    return True
