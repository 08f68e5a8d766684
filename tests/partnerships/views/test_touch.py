"""Staying in touch after the end, if both wish it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from alongside.notices.models import Mail
from alongside.partnerships.actions import end_partnership
from alongside.partnerships.models import Partnership, Touch
from tests.factories import Cast
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
IN_TOUCH = "You stay in touch"


def overview(client: Client, pair: Partnership) -> str:
    return text_of(client.get(reverse("partnership", args=[pair.pk])).content)


def says(client: Client, pair: Partnership, wishes: str) -> None:
    client.post(reverse("partnership-touch", args=[pair.pk]), {"wishes": wishes})


@pytest.mark.requirement("R202")
def test_addresses_outlive_the_partnership_only_if_both_agree(
    cast: Cast, pair: Partnership, browser_of: Browser
) -> None:
    alice, bob = browser_of("alice"), browser_of("bob")
    assert "bob@people.example" in overview(alice, pair)
    end_partnership(pair, by=cast.bob.account, role="mentor")
    assert "bob@people.example" not in overview(alice, pair)
    says(alice, pair, "yes")
    for client in (alice, bob):
        assert IN_TOUCH not in overview(client, pair)
    assert "You would like to" not in overview(bob, pair)
    assert not Mail.objects.filter(event__endswith="in-touch").exists()
    says(bob, pair, "yes")
    assert "bob@people.example" in overview(alice, pair)
    assert "alice@people.example" in overview(bob, pair)
    assert IN_TOUCH in text_of(alice.get(reverse("partnerships")).content)
    assert Mail.objects.filter(event__endswith="in-touch").count() == 2


@pytest.mark.requirement("R202")
def test_either_takes_it_back_at_any_time(cast: Cast, pair: Partnership, browser_of: Browser) -> None:
    end_partnership(pair, by=cast.bob.account, role="mentor")
    alice, bob = browser_of("alice"), browser_of("bob")
    says(alice, pair, "yes")
    says(bob, pair, "yes")
    says(bob, pair, "no")
    for client, address in ((alice, "bob@people.example"), (bob, "alice@people.example")):
        assert address not in overview(client, pair)
        assert IN_TOUCH not in text_of(client.get("/").content)


def test_before_the_end_there_is_nothing_to_say(pair: Partnership, browser_of: Browser) -> None:
    says(browser_of("alice"), pair, "yes")
    assert not Touch.objects.exists()
