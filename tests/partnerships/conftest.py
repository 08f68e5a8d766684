"""A pair of the cast, introduced and ready to meet, on a day in September."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

from alongside.partnerships.models import Partnership, Session
from tests.factories import Cast, make_partnership, make_scheme

INTRODUCED = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """The clock starts on the morning of 1 September 2026, and goes on until the test moves it."""
    with time_machine.travel(INTRODUCED, tick=True) as coordinates:
        yield coordinates


@pytest.fixture
def pair(clock: time_machine.Traveller, cast: Cast) -> Partnership:
    """Alice and Bob, introduced on 1 September 2026."""
    return make_partnership(cast.scheme, cast.alice, cast.bob, now=INTRODUCED)


@pytest.fixture
def first(pair: Partnership) -> Session:
    """Their first session."""
    session: Session = pair.sessions.get(number=1)
    return session


@pytest.fixture
def physicists(clock: time_machine.Traveller, cast: Cast) -> Partnership:
    """The same two in the physicists' scheme, which recommends an agreement."""
    scheme = make_scheme(cast.body, preset="comp", slug="physicists")
    return make_partnership(scheme, cast.alice, cast.bob, now=INTRODUCED)
