"""Which held sessions have no CPD record yet, asked from above: partnerships know nothing of CPD."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.cpd.models import Record
from alongside.domain.cpd.activities import Source, hours_of_minutes
from alongside.partnerships.models import Partnership, Session
from alongside.people.models import Account

SESSION = Source.SESSION.value
SIDES = ("mentee", "mentor")


def held_sessions_of(account: Account) -> QuerySet[Session]:
    """Sessions that this person held, in any of their partnerships."""
    rows: QuerySet[Session] = (
        Session.objects.visible_to(account)
        .filter(state="held")
        .select_related(
            "partnership__scheme",
            "partnership__definition",
            "partnership__mentee",
            "partnership__mentor",
        )
    )
    return rows


def record_for(session: Session, account: Account) -> Record | None:
    """The record, not saved, that a held session makes for one of the two; None where the scheme makes none."""
    partnership = session.partnership
    side = partnership.role_of(account)
    rules = partnership.rules.cpd
    if side not in rules.records_for or session.held_on is None:
        return None
    return Record(
        owner=account,
        kind=rules.mentee_activity if side == "mentee" else rules.mentor_activity,
        on=session.held_on,
        until=session.held_on,
        hours=hours_of_minutes(session.held_minutes or 0),
        title=f"Mentoring session {session.number}: {session.theme}",
        source=SESSION,
        reference=session.pk,
        partner=partnership.partner_of(account),
    )


def session_records_of(account: Account) -> dict[UUID, Record]:
    """The person's records that came from sessions, also removed ones, by session."""
    rows = Record.objects.visible_to(account).filter(source=SESSION)
    return {record.reference: record for record in rows if record.reference}


def newest_open_record(partnership: Partnership, account: Account) -> Record | None:
    """The person's newest activity from a session of this partnership that has not gone out in a profile; locked."""
    sessions = partnership.sessions.filter(state="held").values("pk")
    rows = Record.objects.visible_to(account).standing().filter(source=SESSION, reference__in=sessions)
    newest = rows.filter(locked_at=None).order_by("-on", "-made_at")
    found: Record | None = newest.select_for_update(of=("self",)).first()
    return found


def accounts_behind() -> Iterator[UUID]:
    """Accounts for whom a held session may lack its record, or whose record has lost its session."""
    found: set[UUID] = set()
    for side in SIDES:
        account = f"partnership__{side}__account"
        record = Record.objects.filter(source=SESSION, reference=OuterRef("pk"), owner=OuterRef(account))
        found |= set(Session.objects.filter(~Exists(record), state="held").values_list(account, flat=True))
    not_held = Session.objects.filter(~Q(state="held")).values("pk")
    lost = Record.objects.filter(
        source=SESSION, is_edited=False, locked_at=None, documents=None, reference__in=not_held
    )
    yield from sorted(found | set(lost.values_list("owner_id", flat=True)))
