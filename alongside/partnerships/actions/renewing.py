"""Says whether one wants to go on after the last day agreed on, and ends what nobody renews."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.journal.moves import write_entry
from alongside.notices.actions import clear_notices
from alongside.partnerships.actions.ending import end_partnership, lock_application
from alongside.partnerships.actions.locking import lock_partnership, must_run
from alongside.partnerships.mails.renewal import (
    ask_about_renewal,
    renewal_event,
    say_it_ends,
    tell_of_renewal,
)
from alongside.partnerships.models import Partnership, RenewalAnswer
from alongside.partnerships.queries.renewals import asks_for_renewal, nears_its_last_day
from alongside.people.models import Account

FURTHEST = timedelta(days=5 * 366)


@transaction.atomic
def answer_renewal(
    partnership: Partnership,
    *,
    by: Account,
    role: str,
    about: date,
    further_until: date | None,
    now: datetime | None = None,
) -> Partnership:
    """Say until when one would go on, or None to stop; it can be changed until both want to go on.

    Renewed once both want to, until the earlier of the two days they named. `about` is the last day that was on the
    page: MoveRefused if another stands by now. The partner never learns of this answer by itself.
    """
    now = now or timezone.now()
    locked = lock_partnership(partnership.pk)
    must_run(locked)
    if locked.until != about:
        raise MoveRefused("The last day of your partnership has changed in the meantime. Look at it first.")
    if not asks_for_renewal(locked, now.astimezone(by.zone).date()):
        raise MoveRefused("It is too early to decide this: you are both asked when the last day comes near.")
    if further_until is not None and not about < further_until <= about + FURTHEST:
        raise MoveRefused("Choose a day after the present last day, and within five years of it.")
    RenewalAnswer.objects.update_or_create(
        partnership=locked,
        role=role,
        about=about,
        defaults={"further_until": further_until, "answered_at": now},
    )
    _note(locked, "answer renewal", by, role)
    clear_notices(event=renewal_event(locked), account=by)
    wanted = list(locked.renewal_answers.filter(about=about).exclude(further_until=None))
    if len(wanted) == 2:
        _renew(locked, min(each.further_until for each in wanted if each.further_until), by, role)
    return locked


def end_if_not_renewed(partnership: Partnership, *, now: datetime | None = None) -> bool:
    """End it once its last day is over and the two have not both said that they go on; whether it did."""
    now = now or timezone.now()
    with transaction.atomic():
        lock_application(partnership)
        locked = lock_partnership(partnership.pk)
        today = now.astimezone(locked.mentee.account.zone).date()
        if locked.state == "ended" or locked.until is None or locked.until >= today:
            return False
        end_partnership(locked, by=None, role="clock", now=now)
        return True


@transaction.atomic
def look_at_last_day(partnership: Partnership, *, now: datetime) -> None:
    """The clock's part: end what is over; where the last day is near, ask both whether they go on, or say that it ends.

    It asks the locked row, as the two may have gone on or parted since the clock looked: whoever has parted hears
    nothing more of a last day, and whoever goes on nothing of the old one.
    """
    lock_application(partnership)
    locked = lock_partnership(partnership.pk)
    today = now.astimezone(locked.mentee.account.zone).date()
    if not nears_its_last_day(locked, today) or end_if_not_renewed(locked, now=now):
        return
    if asks_for_renewal(locked, today):
        ask_about_renewal(locked)
    else:
        say_it_ends(locked)


def _renew(partnership: Partnership, until: date, by: Account, role: str) -> None:
    clear_notices(event=renewal_event(partnership))
    partnership.until = until
    partnership.save(update_fields=["until"])
    _note(partnership, "renew", by, role)
    tell_of_renewal(partnership)


def _note(partnership: Partnership, move: str, by: Account, role: str) -> None:
    write_entry(
        noun="partnership",
        subject=partnership.pk,
        move=move,
        by=by,
        role=role,
        body_id=partnership.scheme.body_id,
    )
