"""Ticks off what a partner has done before a session."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from alongside.domain.scheme import Side
from alongside.partnerships.actions.locking import lock_session
from alongside.partnerships.models import PreparationTick, Session
from alongside.people.models import Account


@transaction.atomic
def tick_preparation(session: Session, *, by: Account, role: Side, done: Collection[str]) -> Session:
    """One's own checklist is exactly `done` from now on; keys the scheme does not ask of this role are ignored."""
    locked = lock_session(session)
    asked = {item.key for item in locked.partnership.rules.preparation.items_for(role, locked.number)}
    own = locked.preparation_ticks.filter(role=role)
    ticked = set(own.values_list("item", flat=True))
    wanted = asked & set(done)
    own.filter(item__in=ticked - wanted).delete()
    PreparationTick.objects.bulk_create(
        PreparationTick(session=locked, role=role, item=item, ticked_at=timezone.now())
        for item in sorted(wanted - ticked)
    )
    return locked
