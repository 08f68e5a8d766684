"""What members are told of their places. Each mail says what to do and by when; the join link is on the page."""

from collections.abc import Collection
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse

from alongside.notices.actions import MailText, clear_notices, post_notice
from alongside.training.invitation import CANCEL, REQUEST, invitation_text
from alongside.training.models import Place
from alongside.web.wording import day_in_full


def tell_of_place(place: Place, now: datetime) -> None:
    """They have a place; the half days go into their calendar."""
    _tell(
        place,
        "taken",
        f"You have a place in “{place.run.name}”.",
        "The days are in the invitation that comes with this mail. If you cannot come, give your place back on the "
        "page, so that somebody else can have it.",
        calendar=invitation_text(place, method=REQUEST, now=now),
        method=REQUEST,
    )


def tell_of_change(place: Place, now: datetime, gone: Collection[date] = ()) -> None:
    """Days, link or place are others now. An invitation moves a half day, but cannot take out one that is `gone`."""
    no_more = "".join(
        f"\n\nThe half day of {day_in_full(day)} does not take place any more. If it still stands in your calendar, "
        "take it out."
        for day in gone
    )
    _tell(
        place,
        f"changed-{now:%Y%m%d%H%M%S}",
        f"“{place.run.name}” has changed. Please look at its days again.",
        f"The new invitation takes the place of the old one. If you cannot come any more, give your place back.{no_more}",
        calendar=invitation_text(place, method=REQUEST, now=now),
        method=REQUEST,
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
        calendar=invitation_text(place, method=CANCEL, now=now),
        method=CANCEL,
    )


def tell_of_cancelling(place: Place, now: datetime) -> None:
    """The whole run does not take place."""
    clear_place(place)
    _tell(
        place,
        "cancelled",
        f"“{place.run.name}” does not take place.",
        "Your office is sorry. Other runs stand on the page of workshops.",
        calendar=invitation_text(place, method=CANCEL, now=now),
        method=CANCEL,
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


def _tell(place: Place, what: str, sentence: str, more: str, *, calendar: str = "", method: str = "") -> None:
    path = reverse("workshop", args=[place.run_id])
    post_notice(
        place.member.account,
        event=f"place:{place.pk}:{what}",
        kind="workshop",
        sentence=sentence,
        path=path,
        body_id=place.run.scheme.body_id,
        mail=MailText(
            subject=f"{place.run.scheme.name}: {place.run.name}",
            text=f"{sentence}\n\n{more}\n\n{settings.SITE_URL}{path}",
            calendar=calendar,
            calendar_method=method,
        ),
    )
