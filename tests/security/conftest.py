"""The world of the permission matrix, built once for each module and gone after it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import get_resolver
from pytest_django import DjangoDbBlocker

from tests.security.browsers import Browsers
from tests.security.matrix import Matrix, Pages, pages_alone
from tests.security.world import World, build_world


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[World, Pages]]:
    """Two bodies with one of everything; one transaction around the whole module, rolled back at its end."""
    # In demo mode, so that the style guide is there as well; the demonstration's own addresses are not.
    assert get_resolver().url_patterns
    with django_db_blocker.unblock(), override_settings(DEMO=True), transaction.atomic():
        alone: list[Pages] = []
        built = build_world(before_the_other=lambda world: alone.append(pages_alone(world)))
        yield built, alone[0]
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def world(built: tuple[World, Pages]) -> World:
    """The two bodies."""
    return built[0]


@pytest.fixture(scope="module")
def browsers(world: World) -> Browsers:
    """A browser for each role."""
    return Browsers(world)


@pytest.fixture(scope="module")
def matrix(built: tuple[World, Pages], browsers: Browsers) -> Matrix:
    """Every cell over that world."""
    return Matrix(built[0], browsers, built[1])
