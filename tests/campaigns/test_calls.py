"""Calls for mentors: a public page between two days, interest, and where mentors come from."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.campaigns.models import Campaign, Interest
from alongside.campaigns.queries import mentors_by_group
from alongside.enrolment.models import Application
from tests.factories import Cast, make_application, make_member
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]


def made(cast: Cast, browser_of: Browser, opens: date, closes: date) -> Campaign:
    """A call, as the office makes it."""
    path = reverse("office-calls", args=[cast.body.slug, cast.scheme.pk])
    filled = {"title": "Mentors wanted", "text": "Give an hour.", "opens_on": opens, "closes_on": closes}
    browser_of("carol").post(path, filled)
    return Campaign.objects.get()


@pytest.mark.requirement("R207")
def test_the_page_of_a_call_opens_and_closes_on_its_days(cast: Cast, browser_of: Browser) -> None:
    today = timezone.localdate()
    call = made(cast, browser_of, today + timedelta(days=3), today + timedelta(days=5))
    path = reverse("call", args=[call.pk])
    interest = reverse("call-interest", args=[call.pk])
    noon = timezone.localtime().replace(hour=12)
    told = {
        2: ("This call opens on", False),
        3: ("Give an hour.", True),
        5: ("Give an hour.", True),
        6: ("This call closed on", False),
    }
    for days, (words, is_open) in told.items():
        with time_machine.travel(noon + timedelta(days=days)):
            assert words in text_of(browser_of("visitor").get(path).content)
            assert ("Give an hour." in text_of(browser_of("visitor").get(path).content)) is is_open
            Interest.objects.all().delete()
            browser_of("alice").post(interest, {})
            assert Interest.objects.exists() is is_open


def test_interest_is_taken_back_and_read_by_the_office_alone(cast: Cast, browser_of: Browser) -> None:
    today = timezone.localdate()
    call = made(cast, browser_of, today, today)
    path, interest = reverse("call", args=[call.pk]), reverse("call-interest", args=[call.pk])
    office = reverse("office-call", args=[cast.body.slug, call.pk])
    browser_of("alice").post(interest, {})
    make_application(cast.scheme, cast.bob, "mentor")
    page = text_of(browser_of("carol").get(office).content)
    assert cast.alice.email in page
    assert "1 application as mentor while it was open" in page
    for name in ("visitor", "alice", "bob", "frank"):
        assert cast.alice.email not in text_of(browser_of(name).get(path).content)
    assert browser_of("frank").post(interest, {}).status_code == 404
    browser_of("alice").post(interest, {"interested": "no"})
    assert not Interest.objects.exists()


@pytest.mark.parametrize(
    "changes, told",
    [({"title": ""}, "Title"), ({"closes_on": "2026-01-01"}, "Choose the day on which it opens")],
)
def test_a_call_that_cannot_be_is_refused_in_words(
    cast: Cast, browser_of: Browser, changes: dict[str, str], told: str
) -> None:
    path = reverse("office-calls", args=[cast.body.slug, cast.scheme.pk])
    filled = {"title": "Call", "text": "Come.", "opens_on": "2026-12-01", "closes_on": "2026-12-31"}
    answer = browser_of("carol").post(path, filled | changes)
    assert told in text_of(answer.content)
    assert not Campaign.objects.exists()


@pytest.mark.requirement("R193")
def test_the_director_sees_the_mentors_of_each_group_against_the_membership(
    cast: Cast, browser_of: Browser
) -> None:
    groups: tuple[list[str], ...] = (["Research"], ["Research", "Board"], ["Research"], [])
    members = [make_member(cast.body, sections=sections) for sections in groups]
    for member in (members[0], members[3]):
        make_application(cast.scheme, member, "mentor")
    assert Application.objects.filter(state="waiting").count() == 2
    lines = {line.name: (line.members, line.mentors) for line in mentors_by_group(cast.scheme)}
    others = lines.pop("In no group")
    assert lines == {"Research": (3, 1), "Board": (1, 0)}
    assert others[1] == 1
    page = browser_of("dan").get(reverse("office-calls", args=[cast.body.slug, cast.scheme.pk])).content
    assert "Research 3 1 33.3" in text_of(page)
