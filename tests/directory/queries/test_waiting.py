"""How long mentees wait, as the director reads it."""

from datetime import timedelta

import pytest

from alongside.directory.models import Request
from alongside.directory.queries.waiting import waiting_of
from tests.directory.conftest import Educators
from tests.directory.moments import NOW
from tests.factories import make_member, make_request

pytestmark = pytest.mark.django_db


def ended(educators: Educators, state: str, sent: int, waited: int | None) -> None:
    """A request sent so many days ago, and how many days later it ended."""
    request = make_request(make_member(educators.cast.body), [educators.bob])
    sent_at = NOW - timedelta(days=sent)
    ended_at = None if waited is None else sent_at + timedelta(days=waited)
    Request.objects.filter(pk=request.pk).update(state=state, sent_at=sent_at, ended_at=ended_at)


def test_waiting_is_told_in_a_chart_and_in_words(educators: Educators) -> None:
    assert waiting_of(educators.cast.body, NOW.date()).sentences == ()
    for waited in (3, 7, 8, 20, 100):
        ended(educators, "introduced", 200, waited)
    ended(educators, "introduced", 400, 1)  # sent before the year
    ended(educators, "withdrawn", 50, 5)
    ended(educators, "exhausted", 40, None)
    told = waiting_of(educators.cast.body, NOW.date())
    assert told.chart is not None
    assert [point.value for point in told.chart.points] == [2, 1, 1, 0, 0, 1]
    assert told.sentences == (
        "Half of the 5 who were introduced waited at most 8 days, nine of ten at most 3 months.",
        "1 request under way, the oldest for 5 weeks.",
        "1 request withdrawn.",
    )
