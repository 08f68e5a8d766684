"""A page asks the database as often for a partnership of five years as for one that has just begun."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.people.models import Account
from tests.factories import Cast
from tests.partnerships.growing import SIDES, Amount, long_partnership, pages_of

FEW = Amount(sessions=6, steps=6, reflections=8, others=3)
MANY = Amount(sessions=36, steps=30, reflections=40, others=30)
NO_PAGES = {"papers-binder", "papers-zip"}
"""Files for which every note of the two is opened, each journalled by itself."""
NOT_THERE = {"partnership-required", "session-invitation", "session-facilitator", "agreement-scan"}
"""Pages of what these two do not have: a mandate, a time for that session, a third person, a signed paper."""


@pytest.mark.django_db
@pytest.mark.timeout(600)
def test_every_page_asks_as_often_for_many_as_for_few(
    cast: Cast, sign_in: Callable[[Account | None], Client]
) -> None:
    small, big = (long_partnership(cast.body, each, slug=f"of-{each.others}") for each in (FEW, MANY))
    grown = {}
    for role in SIDES:
        browsers = [(pair, sign_in(pair.account_of(role))) for pair in (small, big)]
        pages = [pages_of(pair, pair.account_of(role)) for pair, _ in browsers]
        for name in pages[0].keys() - NO_PAGES:
            counts = []
            for (_, browser), known in zip(browsers, pages, strict=True):
                browser.get(known[name])
                with CaptureQueriesContext(connection) as queries:
                    answer = browser.get(known[name])
                counts.append((answer.status_code, len(queries)))
            if counts[0] != counts[1] or (counts[0][0] == 404) != (name in NOT_THERE):
                grown[name, role] = counts
    assert grown == {}
