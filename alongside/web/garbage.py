"""Looks for garbage after a response has been sent, so that nobody's page waits for what others have left behind."""

import gc
from typing import Any, Final

from django.core.signals import request_finished

YOUNG_AT_MOST: Final = 500_000
"""So many new objects without a response in between and the interpreter looks by itself after all, as in a long import."""
SEARCHES_UNTIL_FULL: Final = 100
"""After so many searches of what is new, one goes through everything that has outlived them."""


def collect_between_requests() -> None:
    """Leave out of every search what is loaded now and stays, and search once a response is out of the house.

    A page leaves tens of thousands of objects that hold on to each other. Searched for in the middle of the next page they
    cost that page up to 0.4 s, and most of them were not yet garbage when they were looked at first.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_AT_MOST, 5, 5)
    request_finished.connect(collect_after_response, dispatch_uid="collect-after-response")


def collect_after_response(**_: Any) -> None:
    """Search what is new since the last time; now and then everything."""
    since_full = gc.get_count()[2]
    gc.collect(2 if since_full >= SEARCHES_UNTIL_FULL else 1)
