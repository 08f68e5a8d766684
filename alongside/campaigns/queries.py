"""What came of calls: who is interested, who applied, and how the mentors of each group compare with the membership."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404

from alongside.campaigns.models import Campaign
from alongside.enrolment.models import Application
from alongside.people.models import Body, Member
from alongside.schemes.models import Scheme

MOST_GROUPS = 40


@dataclass(frozen=True)
class GroupLine:
    """A group of the membership list: its active members, and how many of them are accepted as mentors."""

    name: str
    members: int
    mentors: int

    @property
    def percent(self) -> float:
        """Mentors of a hundred members."""
        return 100 * self.mentors / self.members if self.members else 0.0


def campaign_or_404(campaign_id: UUID) -> Campaign:
    """A call for its public page, which anybody may open who has its address."""
    found: Campaign = get_object_or_404(Campaign.objects.select_related("scheme__body"), pk=campaign_id)
    return found


def campaigns_of(scheme: Scheme) -> QuerySet[Campaign]:
    """The newest first, with how many are interested."""
    rows: QuerySet[Campaign] = scheme.campaigns.annotate(interested=Count("interests"))
    return rows.order_by("-opens_on", "-made_at")


def applied_since(campaign: Campaign) -> int:
    """Applications as mentor that were sent while the call was open."""
    zone = campaign.scheme.body.zone
    begun = datetime.combine(campaign.opens_on, time.min, zone)
    ended = datetime.combine(campaign.closes_on, time.max, zone)
    rows = Application.objects.filter(scheme=campaign.scheme, role=Application.MENTOR)
    return rows.filter(submitted_at__gte=begun, submitted_at__lte=ended).count()


def interested_in(campaign: Campaign) -> list[Member]:
    """Members who said so, in the order of their names."""
    rows = Member.objects.filter(pk__in=campaign.interests.values("member"))
    return list(rows.order_by("family_name", "given_name", "pk"))


def mentors_by_group(scheme: Scheme) -> list[GroupLine]:
    """Accepted mentors against active members, for each group of the body's list; whoever is in none is a line, too."""
    body: Body = scheme.body
    active = Member.objects.on_the_list().filter(body=body, status=Member.ACTIVE)
    mentors = set(
        Application.objects.filter(
            scheme=scheme, role=Application.MENTOR, state__in=["waiting", "paired"]
        ).values_list("member", flat=True)
    )
    members: Counter[str] = Counter()
    of_mentors: Counter[str] = Counter()
    for pk, sections in active.values_list("pk", "sections").iterator():
        names = {str(each).strip() for each in sections or []} - {""} or {"In no group"}
        members.update(names)
        if pk in mentors:
            of_mentors.update(names)
    lines = [GroupLine(name, number, of_mentors[name]) for name, number in members.most_common(MOST_GROUPS)]
    return sorted(lines, key=lambda line: (line.name == "In no group", line.name.casefold()))
