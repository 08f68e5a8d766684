"""Keeps the learning log, and brings an entry to the agenda of the next session."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.database.proposed_ids import id_for
from alongside.domain.lifecycle import MoveRefused
from alongside.journal.moves import write_entry
from alongside.partnerships.actions.agenda import add_agenda_item, restore_agenda_item
from alongside.partnerships.actions.locking import lock_partnership
from alongside.partnerships.actions.private_texts import seal_for_author
from alongside.partnerships.models import AgendaItem, LearningEntry, Partnership
from alongside.partnerships.queries.learning import kinds_of_learning
from alongside.people.models import Account
from alongside.vault.notes import open_note

MOST_ENTRIES = 1000
KIND = "learning entry"


@transaction.atomic
def log_learning(
    partnership: Partnership,
    *,
    by: Account,
    role: str,
    kind: str,
    on: date,
    text: str,
    entry_id: UUID | None = None,
) -> LearningEntry:
    """Note what one read, tried out, or heard, sealed for oneself; also once the partnership has ended.

    `entry_id` is the id the form proposed: sending the same form twice notes it once.
    """
    locked = lock_partnership(partnership.pk)
    own = locked.learning_entries.filter(author=by)
    existing: LearningEntry | None = own.filter(pk=entry_id).first() if entry_id else None
    if existing is not None:
        return existing
    if own.count() >= MOST_ENTRIES:
        raise MoveRefused(f"Your log has {MOST_ENTRIES} entries, which is as many as it can hold.")
    entry = LearningEntry(
        partnership=locked,
        author=by,
        role=role,
        kind=kind,
        on=on,
        text=seal_for_author(text, locked, by=by, role=role, kind=KIND),
        written_at=timezone.now(),
    )
    entry.pk = id_for(entry, entry_id)
    entry.save(force_insert=True)
    _note(entry, "log", by, role)
    return entry


@transaction.atomic
def change_learning(
    entry: LearningEntry,
    *,
    by: Account,
    role: str,
    kind: str,
    on: date,
    text: str,
    version: int | None = None,
) -> LearningEntry:
    """Put an entry right; an agenda item made from it stays as it was. WrittenMeanwhile as in `change_goal`."""
    locked = _lock_own(entry, by)
    seal_for_author(text, locked.partnership, by=by, role=role, kind=KIND, note=locked.text, version=version)
    locked.kind, locked.on = kind, on
    locked.save(update_fields=["kind", "on"])
    _note(locked, "change", by, role)
    return locked


@transaction.atomic
def remove_learning(entry: LearningEntry, *, by: Account, role: str) -> LearningEntry:
    """Take an entry out of the log; it can be put back. What was brought to an agenda stays there."""
    locked = _lock_own(entry, by)
    if locked.removed_at is None:
        locked.removed_at = timezone.now()
        locked.save(update_fields=["removed_at"])
        _note(locked, "remove", by, role)
    return locked


@transaction.atomic
def restore_learning(entry: LearningEntry, *, by: Account, role: str) -> LearningEntry:
    """Put an entry back."""
    locked = _lock_own(entry, by)
    if locked.removed_at is not None:
        locked.removed_at = None
        locked.save(update_fields=["removed_at"])
        _note(locked, "restore", by, role)
    return locked


@transaction.atomic
def bring_learning(entry: LearningEntry, *, by: Account, role: str) -> AgendaItem:
    """Put an entry on the agenda of the next session, where the partner reads it; twice is the same as once."""
    locked = _lock_own(entry, by)
    following = locked.partnership.sessions.filter(state="planned").order_by("number").first()
    if following is None:
        raise MoveRefused("No session is planned. Add one first, then bring this to it.")
    kind = dict(kinds_of_learning(locked.partnership)).get(locked.kind, "")
    words = open_note(locked.text, by=by, role=role)
    text = f"{kind}: {words}" if kind else words
    item = add_agenda_item(following, by=by, role=role, text=text, origin=locked.pk)
    return restore_agenda_item(item, by=by, role=role) if item.removed_at else item


def _lock_own(entry: LearningEntry, by: Account) -> LearningEntry:
    partnership = lock_partnership(entry.partnership_id)
    locked: LearningEntry = LearningEntry.objects.select_related("text").get(pk=entry.pk)
    locked.partnership = partnership
    if locked.author_id != by.pk:
        raise MoveRefused("Only whoever wrote an entry can change it.")
    return locked


def _note(entry: LearningEntry, move: str, by: Account, role: str) -> None:
    write_entry(
        noun="learning entry",
        subject=entry.pk,
        move=move,
        by=by,
        role=role,
        body_id=entry.partnership.scheme.body_id,
    )
