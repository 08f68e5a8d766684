"""The office announces events, changes them and calls them off."""

from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.database.proposed_ids import id_for
from alongside.domain.lifecycle import MoveRefused
from alongside.domain.lifecycles import EVENT
from alongside.events.models import Event
from alongside.journal.moves import make_move, write_entry
from alongside.people.models import Account, Body


@transaction.atomic
def announce_event(body: Body, *, by: Account, fields: dict[str, Any], event_id: UUID | None = None) -> Event:
    """Put it on the page of every member. `event_id` is the id that the form proposed: sent twice, announced once."""
    Body.objects.select_for_update().get(pk=body.pk)
    sent = Event.objects.filter(pk=event_id, body=body).first() if event_id else None
    if sent is not None:
        return sent
    event = Event(body=body, added_by=by, **fields)
    event.pk = id_for(event, event_id)
    event.save(force_insert=True)
    _note(event, "announce", by)
    return event


@transaction.atomic
def change_event(event: Event, *, by: Account, fields: dict[str, Any]) -> Event:
    """Change what stands there. MoveRefused where it is called off."""
    locked = Event.objects.select_for_update().get(pk=event.pk)
    if locked.state != "announced":
        raise MoveRefused("This event is called off. Say first that it takes place after all.")
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.save()
    _note(locked, "change", by)
    return locked


def call_off(event: Event, *, by: Account) -> None:
    """It does not take place; it stays on the page and says so."""
    make_move(event, EVENT, "call_off", by=by, role="office")


def put_back(event: Event, *, by: Account) -> None:
    """It takes place after all."""
    make_move(event, EVENT, "put_back", by=by, role="office")


def _note(event: Event, move: str, by: Account) -> None:
    write_entry(noun="event", subject=event.pk, move=move, by=by, role="office", body_id=event.body_id)
