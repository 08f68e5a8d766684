"""Every route, as every role, over things of the own and of the other body, by every method."""

from collections import Counter

import pytest
from django.conf import LazySettings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver, path, reverse

from alongside.web.routes import ACCOUNT, ROUTES
from alongside.web.sign_in_routes import CLOSED
from tests.security.browsers import Browsers, leads_to_sign_in, page_of
from tests.security.matrix import Matrix
from tests.security.routes import Address, addresses, foreign_addresses, our_addresses
from tests.security.world import ROLES

pytestmark = pytest.mark.django_db
PARTS = {"key": "MQ:abc", "uidb36": "1", "pk": 1}
OPEN_TO_ALL = [one for one in foreign_addresses() if one.name not in CLOSED]


@pytest.mark.requirement("R49", "R73")
@pytest.mark.parametrize("address", our_addresses(), ids=lambda address: address.name)
def test_a_route_admits_exactly_whom_it_declares(matrix: Matrix, address: Address) -> None:
    assert list(matrix.faults(matrix.cells(address))) == []


def test_every_route_is_declared_or_closed() -> None:
    names = {address.name for address in addresses()}
    assert names - set(ROUTES) == CLOSED


def test_the_world_has_something_for_every_noun(matrix: Matrix) -> None:
    nouns = {noun for address in our_addresses() for noun in address.nouns}
    assert nouns - set(matrix.things) == set()


def test_no_two_routes_share_a_name() -> None:
    names = Counter(address.name for address in addresses())
    assert [name for name, count in names.items() if count > 1] == []


def test_every_route_of_ours_guards_what_it_declares() -> None:
    assert [one.name for one in our_addresses() if one.view.declared_route is not one.declared] == []


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", sorted(CLOSED))
def test_a_closed_route_is_missing(browsers: Browsers, name: str, role: str) -> None:
    nothing = page_of(browsers.ask(role, "GET", "/there/is/nothing/here/"))
    answer = browsers.ask(role, "GET", reverse(name))
    assert (answer.status_code, page_of(answer)) == (404, nothing)


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "head"])
def test_a_route_that_nobody_declared_is_missing(db: None, settings: LazySettings, method: str) -> None:
    def forgotten(request: HttpRequest) -> HttpResponse:
        return HttpResponse("You should never have come here.")

    settings.ROOT_URLCONF = (
        path("forgotten/", forgotten, name="forgotten"),
        path("nameless/", forgotten),
        *get_resolver("alongside.urls").url_patterns,
    )
    assert [getattr(Client(), method)(url).status_code for url in ("/forgotten/", "/nameless/")] == [404, 404]


@pytest.mark.parametrize("address", OPEN_TO_ALL, ids=lambda address: address.name)
def test_a_librarys_route_asks_visitors_to_sign_in_and_knows_two_methods(
    browsers: Browsers, address: Address
) -> None:
    declared = address.declared
    assert declared is not None
    url = reverse(address.name, kwargs={noun: PARTS[noun] for noun in address.nouns})
    for role in ("visitor", "erin"):
        for method in ("GET", "HEAD", "POST"):
            answer = browsers.ask(role, method, url)
            asks = role == "visitor" and ACCOUNT in declared.who
            assert leads_to_sign_in(answer) if asks else answer.status_code < 500, (role, method)
        assert [browsers.ask(role, method, url).status_code for method in ("PUT", "DELETE", "OPTIONS")] == [
            405,
            405,
            405,
        ]
