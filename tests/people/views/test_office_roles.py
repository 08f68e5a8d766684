"""Who works in the office, as each of the cast."""

from collections.abc import Callable

import pytest
from django.test import Client

from alongside.notices.models import Mail
from alongside.people.models import Account, Body, OfficeRole
from tests.factories import Cast

Browser = Callable[[str], Client]
HOME = "/office/imi/people/"
NEW = {"email": "new@staff.example", "given_name": "New", "role": "coordinator"}


def test_a_director_asks_somebody_in_and_they_are_told(browser_of: Browser, cast: Cast) -> None:
    page = browser_of("dan").post(f"{HOME}grant/", NEW, follow=True)
    assert "new@staff.example" in page.content.decode()
    assert OfficeRole.objects.get(account__email="new@staff.example").body == cast.body
    assert Mail.objects.get(kind="office role").address == "new@staff.example"


def test_whoever_is_new_has_the_clock_of_the_body_that_asked_them_in(browser_of: Browser, cast: Cast) -> None:
    Body.objects.filter(pk=cast.body.pk).update(time_zone="America/Toronto")
    browser_of("dan").post(f"{HOME}grant/", NEW)
    assert Account.objects.get(email="new@staff.example").time_zone == "America/Toronto"
    browser_of("dan").post(f"{HOME}grant/", NEW | {"email": cast.alice.account.email})
    assert Account.objects.get(pk=cast.alice.account_id).time_zone == "Europe/London"


def test_a_director_takes_a_role_away_and_it_works_at_once(browser_of: Browser, cast: Cast) -> None:
    carol, dan = browser_of("carol"), browser_of("dan")
    held = OfficeRole.objects.get(account=cast.carol)
    assert "It holds from the next page they open" in dan.get(f"{HOME}{held.pk}/revoke/").content.decode()
    assert carol.get(HOME).status_code == 200
    dan.post(f"{HOME}{held.pk}/revoke/")
    assert carol.get(HOME).status_code == 404


def test_the_last_director_stays(browser_of: Browser, cast: Cast) -> None:
    held = OfficeRole.objects.get(account=cast.dan)
    page = browser_of("dan").post(f"{HOME}{held.pk}/revoke/", follow=True)
    assert "Make somebody else a director first" in page.content.decode()
    assert OfficeRole.objects.filter(pk=held.pk).exists()


def test_a_coordinator_sees_the_office_and_changes_nothing(browser_of: Browser, cast: Cast) -> None:
    carol = browser_of("carol")
    held = OfficeRole.objects.get(account=cast.tess)
    page = carol.get(HOME).content.decode()
    assert ("tess@staff.example" in page, "Ask somebody in" in page) == (True, False)
    assert carol.get(f"{HOME}grant/").status_code == 404
    assert carol.post(f"{HOME}grant/", NEW).status_code == 404
    assert carol.post(f"{HOME}{held.pk}/revoke/").status_code == 404


@pytest.mark.parametrize("who", ["alice", "bob", "erin", "frank", "grace", "tess", "visitor"])
def test_nobody_else_sees_or_changes_the_office(browser_of: Browser, cast: Cast, who: str) -> None:
    client, status = browser_of(who), 302 if who == "visitor" else 404
    held = OfficeRole.objects.get(account=cast.carol)
    before = OfficeRole.objects.count()
    assert client.get(HOME).status_code == status
    for address in (f"{HOME}grant/", f"{HOME}{held.pk}/revoke/"):
        assert (client.get(address).status_code, client.post(address, NEW).status_code) == (status, status)
    assert OfficeRole.objects.count() == before


def test_a_role_of_another_body_is_not_reached(browser_of: Browser, cast: Cast) -> None:
    held = OfficeRole.objects.create(body=cast.other_body, account=cast.tess, role="trainer")
    assert browser_of("dan").post(f"{HOME}{held.pk}/revoke/").status_code == 404
