"""The one way in which a state changes, and the one way in which anything is written down."""

import json
import secrets
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from alongside.domain.lifecycle import Lifecycle, find_move
from alongside.journal.chain import digest_of, hash_of
from alongside.journal.models import Chain, Entry
from alongside.journal.origin import current_origin

Thing = TypeVar("Thing", bound=models.Model)


class Person(Protocol):
    """Whoever acts: an account (the people app, which stands above, knows its class)."""

    @property
    def pk(self) -> Any: ...


def write_entry(
    *,
    noun: str,
    subject: UUID,
    move: str,
    by: Person | None,
    role: str,
    body_id: UUID | None,
    source: str = "",
    target: str = "",
    facts: dict[str, Any] | None = None,
) -> Entry:
    """Hang one entry on the body's chain. Must be called inside the transaction of the change it tells of."""
    if not transaction.get_connection().in_atomic_block:
        # PostgreSQL would say so itself; SQLite would let two writers take the same place in the chain.
        raise transaction.TransactionManagementError("An entry is written in the transaction of its change.")
    chain = lock_journal(body_id)
    origin = current_origin()
    entry = Entry(
        chain=chain,
        number=chain.length + 1,
        at=timezone.now(),
        account_id=by.pk if by else None,
        role=role,
        noun=noun,
        subject=subject,
        move=move,
        source=source,
        target=target,
        via=origin.via,
        address=origin.address,
        # As the database will give them back, so that the digest is the same then.
        facts=json.loads(json.dumps(facts or {})),
        salt=secrets.token_hex(16),
    )
    entry.digest = digest_of(entry)
    entry.hash = hash_of(chain.head, entry.digest)
    entry.save(force_insert=True)
    chain.length, chain.head = entry.number, entry.hash
    chain.save(update_fields=["length", "head"])
    return entry


def lock_journal(body_id: UUID | None) -> Chain:
    """Wait for whoever journals in this body, None for what belongs to none, and keep all others out until one is done.

    What is locked this way may come after anything else, as the journal's own entries do.
    """
    chains = Chain.objects.filter(body=None) if body_id is None else Chain.objects.filter(body_id=body_id)
    chain = chains.select_for_update().first()
    if chain is None:
        made, _ = Chain.objects.get_or_create(body_id=body_id)  # type: ignore[misc]  # None is a value here
        chain = Chain.objects.select_for_update().get(pk=made.pk)
    return chain


def make_move(
    thing: Thing,
    lifecycle: Lifecycle,
    name: str,
    *,
    by: Person | None,
    role: str,
    facts: dict[str, Any] | None = None,
    **changes: Any,
) -> Thing:
    """Change `thing.state` as the table allows, with `changes` to other fields in the same write, and journal it.

    Locks the row and asks the table about the state in the database, not the one in memory, so that of two
    racers one gets MoveRefused. The thing must know its `body_id`.
    """
    manager: models.Manager[Thing] = type(thing)._base_manager
    with transaction.atomic():
        locked: Any = manager.select_for_update(of=("self",)).get(pk=thing.pk)
        row = find_move(lifecycle, name, locked.state, role)
        source = locked.state
        for field, value in {"state": row.target, **changes}.items():
            setattr(locked, field, value)
            setattr(thing, field, value)
        locked.save(update_fields=["state", *changes])
        write_entry(
            noun=lifecycle.noun,
            subject=thing.pk,
            move=name,
            by=by,
            role=role,
            body_id=locked.body_id,
            source=source,
            target=row.target,
            facts=facts,
        )
    return thing
