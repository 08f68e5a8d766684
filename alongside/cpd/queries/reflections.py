"""What the owner of a record reflected on its session, to begin from by choice; nothing of it moves by itself."""

from collections.abc import Iterable
from uuid import UUID

from alongside.cpd.models import Record
from alongside.cpd.queries.sessions import SESSION
from alongside.partnerships.queries.reflections import opened_reflections, reflections_of
from alongside.people.models import Account

SERVES = {
    "learned": "learning",
    "benefit_self": "benefit_self",
    "benefit_service_users": "benefit_service_users",
}
"""Which answers of a reflection serve which words of a record."""


def reflected_on(record: Record, *, by: Account) -> dict[str, str]:
    """The owner's own answers about the session of this record, by field of the record, the oldest first.

    Journalled as an opening where there are any. Empty for records that came from no session.
    """
    if record.source != SESSION:
        return {}
    rows = list(reflections_of(by).filter(session=record.reference))
    if not rows:
        return {}
    opened = opened_reflections(reversed(rows), by=by, role=rows[0].role)
    words = {
        name: "\n\n".join(said for each in opened if (said := each.serving(serves)))
        for name, serves in SERVES.items()
    }
    return {name: said for name, said in words.items() if said}


def reflected_sessions(records: Iterable[Record], *, by: Account) -> frozenset[UUID]:
    """Ids of the sessions behind these records on which their owner reflected; opens nothing."""
    sessions = [record.reference for record in records if record.source == SESSION]
    found = reflections_of(by).filter(session__in=sessions).order_by().values_list("session_id", flat=True)
    return frozenset(key for key in found if key)
