"""Notes to whom a mentor has introduced their mentee; whoever noted it puts it right and takes it back."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.database.proposed_ids import id_for
from alongside.domain.lifecycle import MoveRefused
from alongside.journal.moves import write_entry
from alongside.notices.actions import clear_notices
from alongside.partnerships.actions.locking import lock_partnership, must_run
from alongside.partnerships.actions.private_texts import forget_note
from alongside.partnerships.actions.sealing import seal_for_both
from alongside.partnerships.mails.sponsorship import doors_event, tell_of_door
from alongside.partnerships.models import OpenedDoor, Partnership
from alongside.partnerships.queries.doors import DoorText, notes_doors
from alongside.people.models import Account

MOST_DOORS = 200
KIND = "opened door"


@transaction.atomic
def note_door(
    partnership: Partnership,
    *,
    by: Account,
    role: str,
    on: date,
    text: DoorText,
    door_id: UUID | None = None,
) -> OpenedDoor:
    """Note an introduction, for both to read. MoveRefused where the scheme leaves it to the other, or to nobody.

    `door_id` is the id the form proposed: sending the same form twice notes it once.
    """
    locked = lock_partnership(partnership.pk)
    must_run(locked)
    if not notes_doors(locked, role):
        raise MoveRefused("In your scheme this is not for you to note.")
    existing: OpenedDoor | None = (
        locked.opened_doors.filter(pk=door_id, author=by).first() if door_id else None
    )
    if existing is not None:
        return existing
    if locked.opened_doors.count() >= MOST_DOORS:
        raise MoveRefused(f"{MOST_DOORS} introductions are noted, which is as many as can be.")
    door = OpenedDoor(
        partnership=locked,
        author=by,
        role=role,
        on=on,
        text=seal_for_both(text.as_json(), locked, by=by, role=role, kind=KIND),
        written_at=timezone.now(),
    )
    door.pk = id_for(door, door_id)
    door.save(force_insert=True)
    _note(door, "note", by)
    tell_of_door(locked, role=role)
    return door


@transaction.atomic
def change_door(
    door: OpenedDoor, *, by: Account, on: date, text: DoorText, version: int | None = None
) -> OpenedDoor:
    """Put an introduction right. WrittenMeanwhile if `version` is no longer the last one saved."""
    locked = _lock_own(door, by)
    must_run(locked.partnership)
    seal_for_both(
        text.as_json(),
        locked.partnership,
        by=by,
        role=locked.role,
        kind=KIND,
        note=locked.text,
        version=version,
    )
    locked.on = on
    locked.save(update_fields=["on"])
    _note(locked, "change", by)
    return locked


@transaction.atomic
def take_back_door(door: OpenedDoor, *, by: Account) -> None:
    """Delete it with its words, also after the end: somebody who is named in it may have asked for that."""
    locked = _lock_own(door, by)
    _note(locked, "take back", by)
    note = locked.text
    locked.delete()
    forget_note(note, locked.partnership, by=by, role=locked.role)


def read_doors(partnership: Partnership, *, by: Account) -> None:
    """They have been read, so the news leaves the reader's home page."""
    clear_notices(event_prefix=doors_event(partnership), account=by)


def _lock_own(door: OpenedDoor, by: Account) -> OpenedDoor:
    partnership = lock_partnership(door.partnership_id)
    locked: OpenedDoor | None = OpenedDoor.objects.select_related("text").filter(pk=door.pk).first()
    if locked is None:
        raise MoveRefused("This has been taken back already.")
    if locked.author_id != by.pk:
        raise MoveRefused("Only whoever noted this can change it.")
    locked.partnership = partnership
    return locked


def _note(door: OpenedDoor, move: str, by: Account) -> None:
    write_entry(
        noun="opened door",
        subject=door.pk,
        move=move,
        by=by,
        role=door.role,
        body_id=door.partnership.scheme.body_id,
    )
