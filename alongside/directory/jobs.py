"""What the clock looks after in requests."""

from datetime import datetime, timedelta

from alongside.directory.actions.asking import (
    close_what_is_over,
    lapse_offers,
    release_who_left,
    remind_of_offers,
    take_up_again,
)
from alongside.notices.registry import every


@every(timedelta(minutes=15), "ask mentors in turn")
def ask_in_turn(now: datetime) -> None:
    """Silence is a no from the day after the last day, leaving is one at once; a free place is offered to who waits."""
    close_what_is_over(now)
    release_who_left(now)
    lapse_offers(now)
    take_up_again(now)
    remind_of_offers(now)
