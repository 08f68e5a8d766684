"""What the clock looks after: news of circles."""

from datetime import datetime, timedelta
from typing import Any

from alongside.circles.actions import let_go_who_left
from alongside.circles.mails import tell_of_news
from alongside.circles.queries import to_be_told
from alongside.notices.registry import every


@every(timedelta(minutes=30), "tell of what is new in circles")
def tell_circles(now: datetime) -> None:
    """Tell everybody in whose circle others have said something since they last looked, once until they look; whoever
    does not take part any more is let go first.
    """
    let_go_who_left()
    places: Any = to_be_told()
    for place in places:
        tell_of_news(place)
        place.told_at = now
        place.save(update_fields=["told_at"])
