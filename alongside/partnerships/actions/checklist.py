"""Ticks, takes off, puts back and adds lines of a first meeting's checklist. Either partner may; nothing waits for it."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.database.proposed_ids import id_for
from alongside.domain.lifecycle import MoveRefused
from alongside.journal.moves import write_entry
from alongside.partnerships.actions.locking import lock_session
from alongside.partnerships.actions.sealing import seal_for_both
from alongside.partnerships.models import ChecklistLine, Session
from alongside.people.models import Account

MOST_OWN = 40


@transaction.atomic
def tick_checklist(
    session: Session, *, by: Account, role: str, done: Collection[str], seen: Collection[str]
) -> Session:
    """Tick what is in `done` and not in `seen`, which the form showed as ticked; take back what is only in `seen`.

    What the partner ticked meanwhile stays. Names that are not on the list are ignored.
    """
    locked = lock_session(session)
    lines = _lines(locked)
    for name in sorted({*done} ^ {*seen}):
        line = lines.get(name)
        ticks = name in done
        if line is None or line.removed_at is not None or bool(line.ticked_by) == ticks:
            continue
        line.ticked_by, line.ticked_at = (role, timezone.now()) if ticks else ("", None)
        _keep(line, "tick" if ticks else "take back", by, role)
    return locked


@transaction.atomic
def add_to_checklist(
    session: Session, *, by: Account, role: str, text: str, line_id: UUID | None = None
) -> ChecklistLine:
    """A line of the two's own. `line_id` is the id the form proposed: sending it twice adds it once."""
    locked = lock_session(session)
    own = locked.checklist_lines.filter(item="")
    existing = own.filter(pk=line_id).first() if line_id else None
    if existing is not None:
        return existing
    if own.filter(removed_at=None).count() >= MOST_OWN:
        raise MoveRefused(f"You have added {MOST_OWN} lines: take one off before you add another.")
    line = ChecklistLine(
        session=locked,
        text=seal_for_both(text, locked.partnership, by=by, role=role, kind="checklist"),
        added_by=by,
        added_at=timezone.now(),
    )
    line.pk = id_for(line, line_id)
    _keep(line, "add", by, role)
    return line


@transaction.atomic
def take_off_checklist(session: Session, *, by: Account, role: str, name: str) -> None:
    """Leave a line out, of the scheme's or one's own; it can be put back."""
    locked = lock_session(session)
    line = _lines(locked).get(name)
    if line is not None and line.removed_at is None:
        line.removed_at = timezone.now()
        _keep(line, "take off", by, role)


@transaction.atomic
def put_back_on_checklist(session: Session, *, by: Account, role: str, name: str) -> None:
    """Put a line back as it was, with its tick."""
    locked = lock_session(session)
    line = _lines(locked).get(name)
    if line is not None and line.removed_at is not None:
        line.removed_at = None
        _keep(line, "put back", by, role)


def _lines(session: Session) -> dict[str, ChecklistLine]:
    """Every line by name; one of the scheme's that nobody touched is made now, and saved only if the caller keeps it."""
    items = session.partnership.rules.checklist.items
    fresh = {
        item.key: ChecklistLine(session=session, item=item.key, added_at=timezone.now()) for item in items
    }
    touched = {line.name: line for line in session.checklist_lines.all()}
    for line in touched.values():
        line.session = session
    return fresh | touched


def _keep(line: ChecklistLine, move: str, by: Account, role: str) -> None:
    line.save()
    write_entry(
        noun="checklist line",
        subject=line.pk,
        move=move,
        by=by,
        role=role,
        body_id=line.session.partnership.scheme.body_id,
    )
