"""Held sessions become CPD records of both partners.

Partnerships stand below CPD and cannot tell it anything, so CPD pulls: when somebody looks at their records,
and by the clock for everybody else. However often and from however many sides it is pulled, a session makes
one record for each partner, since the database allows one per owner and session.
"""

from datetime import datetime, timedelta

from django.db import transaction

from alongside.cpd.models import Record
from alongside.cpd.queries.sessions import accounts_behind, held_sessions_of, record_for, session_records_of
from alongside.journal.moves import write_entry
from alongside.notices.registry import every
from alongside.people.models import Account

_FOLLOWS = ("kind", "on", "until", "hours", "title")


@every(timedelta(minutes=10), "cpd records of held sessions")
def record_hours_of_everybody(now: datetime) -> None:
    """The clock's way of pulling, so that nobody has to open a page to have their hours."""
    for account in Account.objects.filter(pk__in=list(accounts_behind())):
        record_session_hours(account)


def record_session_hours(account: Account) -> int:
    """Bring the person's records in line with the sessions they held; returns how many records were made.

    A record that its owner has not touched follows a corrected session and goes when the session turns out
    not to have been held. One that was edited, removed or sent in a profile stays as it is, and one to which a
    document was attached stays with it.
    """
    sessions = {session.pk: session for session in held_sessions_of(account)}
    known = session_records_of(account)
    wanted = {key: record_for(session, account) for key, session in sessions.items()}
    for key, record in known.items():
        if not (record.is_edited or record.locked_at or record.removed_at):
            _follow(record, wanted.get(key))
    missing = [(key, record) for key, record in wanted.items() if record and key not in known]
    return sum(int(_record_once(record, sessions[key].body_id)) for key, record in missing)


@transaction.atomic
def _record_once(record: Record, body_id: object) -> bool:
    # Another page view or the clock may have been quicker: then the database keeps theirs.
    made, is_new = Record.objects.get_or_create(
        owner=record.owner,
        source=record.source,
        reference=record.reference,
        defaults={field: getattr(record, field) for field in (*_FOLLOWS, "partner")},
    )
    if is_new:
        _note(made, "record", body_id)
    return is_new


def _follow(record: Record, wanted: Record | None) -> None:
    if wanted is None:
        # What its owner put there, also what they took off and may put back, is never lost with a partner's correction.
        untouched = Record.objects.filter(is_edited=False, locked_at=None, text=None, documents=None)
        untouched.filter(pk=record.pk).delete()
        return
    changed = {
        field: getattr(wanted, field)
        for field in _FOLLOWS
        if getattr(record, field) != getattr(wanted, field)
    }
    if changed:
        Record.objects.filter(pk=record.pk, is_edited=False, locked_at=None).update(**changed)


def _note(record: Record, move: str, body_id: object) -> None:
    write_entry(
        noun="cpd record",
        subject=record.pk,
        move=move,
        by=None,
        role="system",
        body_id=body_id,  # type: ignore[arg-type]  # every body_id is a uuid
        facts={"source": record.source, "reference": str(record.reference)},
    )
