"""A reader of mails, and kinds of mail, jobs and clock tasks that exist for one test only."""

from collections.abc import Iterator
from typing import Any

import pytest

from alongside.notices import registry
from alongside.people.actions import find_or_create_account
from alongside.people.models import Account


@pytest.fixture
def alice(db: None) -> Account:
    """Somebody who gets mails, in London."""
    return find_or_create_account("alice@people.example", given_name="Alice")


@pytest.fixture(autouse=True)
def declared() -> Iterator[None]:
    """What a test declares is forgotten after it; the three kinds below are there for every test here."""
    registries: list[dict[str, Any]] = [registry.MAIL_KINDS, registry.JOBS, registry.CLOCK_TASKS]
    before = [dict(one) for one in registries]
    registry.JOBS.clear()
    registry.CLOCK_TASKS.clear()
    registry.mail_kind("session", "Your sessions")
    registry.mail_kind("offer", "Offers that need your answer", optional=False)
    registry.mail_kind("door", "Signing in", optional=False, urgent=True, forgotten=True)
    yield
    for now, then in zip(registries, before, strict=True):
        now.clear()
        now.update(then)
