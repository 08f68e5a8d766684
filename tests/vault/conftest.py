"""Two partners, a stranger, and their keys."""

from dataclasses import dataclass
from uuid import uuid4

import pytest

from alongside.people.actions import create_body, find_or_create_account
from alongside.people.models import Account, Body
from alongside.vault.keys import key_for_author, key_for_partnership
from alongside.vault.models import DataKey


@dataclass
class Pair:
    """A partnership as the vault knows it."""

    body: Body
    alice: Account
    bob: Account
    stranger: Account
    shared: DataKey
    alices: DataKey


def make_pair(slug: str = "imi") -> Pair:
    """A pair of this body, with the key they share and Alice's own."""
    body = create_body(slug=slug, name=slug, short_name=slug, contact_email=f"office@{slug}.example")
    alice, bob, stranger = (
        find_or_create_account(f"{name}@{slug}.example", given_name=name)
        for name in ("alice", "bob", "frank")
    )
    partnership = uuid4()
    shared = key_for_partnership(partnership, body_id=body.pk, readers=[alice, bob])
    alices = key_for_author(alice, subject=partnership, body_id=body.pk)
    return Pair(body, alice, bob, stranger, shared, alices)


@pytest.fixture
def pair(db: None) -> Pair:
    """A pair."""
    return make_pair()
