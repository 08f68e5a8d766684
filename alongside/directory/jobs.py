"""What the clock looks after in requests."""

from datetime import datetime, timedelta

from alongside.directory.actions.asking import (
    close_what_is_over,
    lapse_offers,
    release_who_left,
    remind_of_offers,
    take_up_again,
)
from alongside.directory.actions.entries import look_at_preparation
from alongside.directory.actions.named import look_after_named
from alongside.directory.queries.entries import listed_with_a_last_day
from alongside.notices.registry import every


@every(timedelta(hours=6), "look at the preparation of mentors")
def look_at_preparations(now: datetime) -> None:
    """Remind those who have to refresh theirs, and take those off the list whose day is over."""
    for entry in listed_with_a_last_day(now):
        look_at_preparation(entry, now=now)


@every(timedelta(minutes=15), "ask mentors in turn")
def ask_in_turn(now: datetime) -> None:
    """Silence is a no from the day after the last day, leaving is one at once; a free place is offered to who waits."""
    close_what_is_over(now)
    release_who_left(now)
    lapse_offers(now)
    take_up_again(now)
    remind_of_offers(now)


@every(timedelta(minutes=15), "look after mentors whom mentees bring along")
def look_after_own_mentors(now: datetime) -> None:
    """Silence is a no from the day after the last day, and an address that came to nothing is forgotten."""
    look_after_named(now)
