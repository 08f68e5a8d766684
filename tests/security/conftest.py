"""The world of the permission matrix, built once for each module and gone after it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.security.browsers import Browsers
from tests.security.matrix import Matrix
from tests.security.world import World, build_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Two bodies with one of everything; one transaction around the whole module, rolled back at its end."""
    # In demo mode, so that the style guide is there as well.
    with django_db_blocker.unblock(), override_settings(DEMO=True), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def browsers(world: World) -> Browsers:
    """A browser for each role."""
    return Browsers(world)


@pytest.fixture(scope="module")
def matrix(world: World, browsers: Browsers) -> Matrix:
    """Every cell over that world."""
    return Matrix(world, browsers)
