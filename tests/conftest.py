"""The cast of the tests, and the plugins that every test may use."""

from collections.abc import Callable

import pytest
from django.test import Client

from alongside.people.models import Account
from tests.factories import Cast, make_cast

pytest_plugins = [
    "tests.plugins.browser",
    "tests.plugins.locks",
    "tests.plugins.network",
    "tests.plugins.races",
    "tests.plugins.requirements",
    "tests.plugins.templates",
]


@pytest.fixture
def cast(db: None) -> Cast:
    """Two bodies, three schemes and everyone whom a page is tried as."""
    return make_cast()


@pytest.fixture
def sign_in() -> Callable[[Account | None], Client]:
    """A browser in which this account is signed in; None is the visitor."""

    def signed_in(account: Account | None) -> Client:
        client = Client()
        if account is not None:
            client.force_login(account)
        return client

    return signed_in


@pytest.fixture
def browser_of(cast: Cast, sign_in: Callable[[Account | None], Client]) -> Callable[[str], Client]:
    """The browser of one of the cast, by name; `visitor` is not signed in."""

    def browser(name: str) -> Client:
        return sign_in(None if name == "visitor" else cast.account(name))

    return browser
