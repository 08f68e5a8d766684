"""The demonstration's world as tests look at it: a small one, made once for a module and gone after it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from alongside.demo.world import load_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A tenth of the people, and the whole cast."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_world(share=0.1, say=lambda _: None)
        yield
        transaction.set_rollback(True)
