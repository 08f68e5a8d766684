"""Being prepared matters elsewhere: other apps say here what follows when a member has prepared for a scheme."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from alongside.domain.scheme.asking import Way
from alongside.enrolment.models import Application
from alongside.people.models import Member
from alongside.schemes.models import Scheme

Prepared = Callable[[Member, Scheme, Way, date, str], Any]
_followers: dict[str, Prepared] = {}


def when_prepared(name: str, follower: Prepared) -> None:
    """Declare what follows; called from `AppConfig.ready`. It gets the way, the day, and which edition or run."""
    _followers[name] = follower


def lock_who_prepares(members: Iterable[Member], scheme: Scheme) -> None:
    """Lock what follows from it for these members, before the transaction that prepares them journals anything."""
    rows = Application.objects.filter(member__in=list(members), scheme=scheme, role=Application.MENTOR)
    list(rows.select_for_update(of=("self",)).order_by("pk"))


def tell_prepared(member: Member, scheme: Scheme, way: Way, on: date, which: str) -> None:
    """Call everything that follows, inside the transaction of what prepared them."""
    for follower in _followers.values():
        follower(member, scheme, way, on, which)
