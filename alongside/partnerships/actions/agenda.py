"""Writes, changes and takes off the items of an agenda."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.database.proposed_ids import id_for
from alongside.domain.lifecycle import MoveRefused
from alongside.journal.moves import write_entry
from alongside.notices.actions import clear_notices
from alongside.partnerships.actions.locking import lock_session
from alongside.partnerships.actions.sealing import seal_for_both
from alongside.partnerships.mails.reminders import agenda_reminder
from alongside.partnerships.models import AgendaItem, Session
from alongside.people.models import Account

MOST_ITEMS = 40


@transaction.atomic
def add_agenda_item(
    session: Session,
    *,
    by: Account,
    role: str,
    text: str,
    topic: str = "",
    item_id: UUID | None = None,
    origin: UUID | None = None,
) -> AgendaItem:
    """Put something on the agenda, sealed for both partners.

    `item_id` is the id the form proposed, and `origin` the id of what the item is made from: the same item is
    never added twice.
    """
    locked = lock_session(session)
    if (existing := _existing(locked, item_id, origin)) is not None:
        return existing
    if locked.agenda_items.standing().count() >= MOST_ITEMS:
        raise MoveRefused(f"This agenda has {MOST_ITEMS} items: take one off before you add another.")
    item = AgendaItem(
        session=locked,
        author=by,
        role=role,
        topic=topic,
        text=seal_for_both(text, locked.partnership, by=by, role=role, kind="agenda item"),
        origin=origin,
        added_at=timezone.now(),
    )
    item.pk = id_for(item, item_id)
    item.save(force_insert=True)
    clear_notices(event_prefix=agenda_reminder(locked))
    _note(item, "add", by, role)
    return item


@transaction.atomic
def change_agenda_item(
    item: AgendaItem, *, by: Account, role: str, text: str, topic: str = "", version: int | None = None
) -> AgendaItem:
    """Reword one's own item. `version` is the one the form showed: WrittenMeanwhile if it is no longer the last."""
    locked = _lock_own(item, by)
    seal_for_both(
        text,
        locked.session.partnership,
        by=by,
        role=role,
        kind="agenda item",
        note=locked.text,
        version=version,
    )
    locked.topic = topic
    locked.save(update_fields=["topic"])
    return locked


@transaction.atomic
def remove_agenda_item(item: AgendaItem, *, by: Account, role: str) -> AgendaItem:
    """Take one's own item off; it can be put back."""
    locked = _lock_own(item, by)
    if locked.removed_at is None:
        locked.removed_at = timezone.now()
        locked.save(update_fields=["removed_at"])
        _note(locked, "remove", by, role)
    return locked


@transaction.atomic
def restore_agenda_item(item: AgendaItem, *, by: Account, role: str) -> AgendaItem:
    """Put one's own item back."""
    locked = _lock_own(item, by)
    if locked.removed_at is not None:
        locked.removed_at = None
        locked.save(update_fields=["removed_at"])
        _note(locked, "restore", by, role)
    return locked


def _existing(session: Session, item_id: UUID | None, origin: UUID | None) -> AgendaItem | None:
    items: list[AgendaItem] = []
    if item_id:
        items += session.agenda_items.filter(pk=item_id)
    if origin:
        items += session.agenda_items.filter(origin=origin)
    return items[0] if items else None


def _lock_own(item: AgendaItem, by: Account) -> AgendaItem:
    session = lock_session(item.session)
    locked: AgendaItem = AgendaItem.objects.select_related("text").get(pk=item.pk)
    locked.session = session
    if locked.author_id != by.pk:
        raise MoveRefused("Only whoever wrote an item can change it.")
    return locked


def _note(item: AgendaItem, move: str, by: Account, role: str) -> None:
    write_entry(
        noun="agenda item",
        subject=item.pk,
        move=move,
        by=by,
        role=role,
        body_id=item.session.partnership.scheme.body_id,
    )
