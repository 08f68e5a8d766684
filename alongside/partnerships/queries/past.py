"""With whom somebody has been in a partnership before."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from alongside.partnerships.models import Partnership
from alongside.people.models import Member


def past_partners(members: Iterable[Member]) -> dict[UUID, set[UUID]]:
    """For each member, everyone with whom they have been in a partnership, in whatever scheme or part."""
    met: dict[UUID, set[UUID]] = defaultdict(set)
    rows = Partnership.objects.filter(Q(mentee__in=members) | Q(mentor__in=members))
    for mentee, mentor in rows.values_list("mentee_id", "mentor_id"):
        met[mentee].add(mentor)
        met[mentor].add(mentee)
    return met
