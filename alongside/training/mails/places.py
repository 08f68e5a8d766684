"""What members are told of their places. Each mail says what to do and by when; the join link is on the page."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from django.conf import settings
from django.urls import reverse

from alongside.notices.actions import MailText, clear_notices, post_notice, queue_mail
from alongside.training.invitation import CANCEL, REQUEST, cancellation_of, invitations_of
from alongside.training.models import HalfDay, Place
from alongside.web.wording import day_in_full

KIND: Final = "workshop"


def tell_of_place(place: Place, now: datetime) -> None:
    """They have a place; the half days go into their calendar."""
    _tell(
        place,
        "taken",
        f"You have a place in “{place.run.name}”.",
        "Its days come to your calendar, each half day with a mail of its own. If you cannot come, give your place back "
        "on the page, so that somebody else can have it.",
        invitations=invitations_of(place, method=REQUEST, now=now),
        method=REQUEST,
    )


def tell_of_change(place: Place, now: datetime, gone: Iterable[HalfDay] = ()) -> None:
    """Days, link or place are others now; half days that are `gone` leave the calendar."""
    what = f"changed-{now:%Y%m%d%H%M%S}"
    _tell(
        place,
        what,
        f"“{place.run.name}” has changed. Please look at its days again.",
        "New invitations take the place of the old ones. If you cannot come any more, give your place back.",
        invitations=invitations_of(place, method=REQUEST, now=now),
        method=REQUEST,
    )
    for day in gone:
        on = day_in_full(day.starts_at.astimezone(place.member.account.zone).date())
        _send_along(
            place,
            f"{what}:{day.pk}",
            f"The half day of {on} does not take place any more. If it stays in your calendar, take it out.",
            cancellation_of(place, day, now=now),
            CANCEL,
        )


def tell_of_offer(place: Place, now: datetime) -> None:
    """A place is theirs if they say so in time."""
    by = day_in_full(place.answer_by) if place.answer_by else ""
    _tell(
        place,
        f"offered-{now:%Y%m%d%H%M%S}",
        f"There is a place for you in “{place.run.name}”. Please say by {by} whether you take it.",
        "After that day it goes to the next on the list.",
    )


def feedback_event(place: Place) -> str:
    """The event under which somebody is asked how it was."""
    return f"place:{place.pk}:feedback"


def ask_for_feedback(place: Place) -> None:
    """Once, when the run is closed."""
    _tell(
        place,
        "feedback",
        f"How was “{place.run.name}” for you? One answer is enough.",
        "Your trainer and the office read all answers together, without names, once five have answered.",
    )


def remind_of_offer(place: Place) -> None:
    """Once, shortly before the last day."""
    by = day_in_full(place.answer_by) if place.answer_by else ""
    _tell(
        place,
        f"reminder-{place.answer_by}",
        f"The place offered to you in “{place.run.name}” waits for your answer until {by}.",
        "After that day it goes to the next on the list.",
    )


def tell_of_waiting(place: Place, now: datetime) -> None:
    """There are fewer places than wishes."""
    _tell(
        place,
        f"waiting-{now:%Y%m%d%H%M%S}",
        f"All places of “{place.run.name}” are taken, and you are on the waiting list.",
        "The list moves by itself: when a place becomes free you get a mail, with a day by which to answer. "
        "Your page shows where you stand.",
    )


def tell_of_lapse(place: Place, now: datetime) -> None:
    """Their last day has passed."""
    begun = place.run.has_begun(now)
    _tell(
        place,
        f"lapsed-{now:%Y%m%d%H%M%S}",
        f"“{place.run.name}” has begun, so the place offered to you is not kept any more."
        if begun
        else f"The place offered to you in “{place.run.name}” has gone to the next on the list.",
        "We did not hear from you in time. "
        + ("Other runs stand on the page of workshops." if begun else "You can ask for a place again."),
    )


def tell_of_giving_back(place: Place, now: datetime, *, by_office: bool) -> None:
    """The days leave their calendar."""
    sentence = f"Your place in “{place.run.name}” is given back."
    if by_office:
        sentence = f"The office has given back your place in “{place.run.name}”."
    _tell(
        place,
        f"back-{now:%Y%m%d%H%M%S}",
        sentence,
        "You need not do anything more.",
        invitations=invitations_of(place, method=CANCEL, now=now),
        method=CANCEL,
    )


def tell_of_cancelling(place: Place, now: datetime) -> None:
    """The whole run does not take place; it leaves the calendars of those who had a place."""
    clear_place(place)
    had_place = place.state == "withdrawn"
    _tell(
        place,
        "cancelled",
        f"“{place.run.name}” does not take place.",
        "Your office is sorry. Other runs stand on the page of workshops.",
        invitations=invitations_of(place, method=CANCEL, now=now) if had_place else (),
        method=CANCEL if had_place else "",
    )


def tell_of_completing(place: Place, now: datetime) -> None:
    """They were there on every half day."""
    _tell(
        place,
        "completed",
        f"You have completed “{place.run.name}”.",
        "Your certificate is among your certificates, and the workshop stands in your CPD record.",
    )


def clear_place(place: Place) -> None:
    """Take off the member's home page what is answered."""
    for what in ("offered", "reminder", "waiting"):
        clear_notices(event_prefix=f"place:{place.pk}:{what}")


def _tell(
    place: Place,
    what: str,
    sentence: str,
    more: str,
    *,
    invitations: Sequence[str] = (),
    method: str = "",
) -> None:
    """Tell it once. Of several half days the first comes with this mail, and each other with one of its own."""
    first, *others = invitations or [""]
    post_notice(
        place.member.account,
        event=_event_of(place, what),
        kind=KIND,
        sentence=sentence,
        path=reverse("workshop", args=[place.run_id]),
        body_id=place.run.scheme.body_id,
        mail=_mail(place, f"{sentence}\n\n{more}", first, method),
    )
    for part, invitation in enumerate(others, start=2):
        words = (
            f"{sentence}\n\nThis mail is about part {part} of {len(invitations)}, for your calendar: calendars take one "
            "day from one mail."
        )
        _send_along(place, f"{what}:part-{part}", words, invitation, method)


def _send_along(place: Place, what: str, words: str, invitation: str, method: str) -> None:
    """Another mail of the same news, which moves one more half day in the calendar."""
    queue_mail(
        place.member.account.email,
        event=_event_of(place, what),
        kind=KIND,
        mail=_mail(place, words, invitation, method),
        account=place.member.account,
    )


def _event_of(place: Place, what: str) -> str:
    return f"place:{place.pk}:{what}"


def _mail(place: Place, words: str, invitation: str, method: str) -> MailText:
    path = reverse("workshop", args=[place.run_id])
    return MailText(
        subject=f"{place.run.scheme.name}: {place.run.name}",
        text=f"{words}\n\n{settings.SITE_URL}{path}",
        calendar=invitation,
        calendar_method=method,
    )
