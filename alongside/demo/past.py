"""A history that is lived through in order: what was planned for a moment happens with the clock at that moment."""

import heapq
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from unittest.mock import patch

from alongside.journal.origin import Origin, coming_from

Act = Callable[[], object]


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Everything inside happens at this moment, for Django's own clock and so for every action."""
    with patch("django.utils.timezone.now", lambda: moment), coming_from(Origin("demo")):
        yield


class History:
    """Acts waiting for their moment. An act may plan others, for later or for now."""

    def __init__(self) -> None:
        self._acts: list[tuple[datetime, int, Act]] = []
        self._order = count()

    def plan(self, moment: datetime, act: Act) -> None:
        """Let `act` happen at `moment`; of two at the same moment, the one planned first comes first."""
        heapq.heappush(self._acts, (moment, next(self._order), act))

    def live(self, until: datetime) -> int:
        """Let everything happen up to this moment, in order; returns how much did."""
        happened = 0
        while self._acts and self._acts[0][0] <= until:
            moment, _, act = heapq.heappop(self._acts)
            with at(moment):
                act()
            happened += 1
        return happened
