"""Tells application forms which groups of a framework somebody rated low or high in themselves."""

from django.urls import reverse

from alongside.cpd.models import Assessment
from alongside.cpd.queries.competencies import framework_or_none, seen_of
from alongside.domain.scheme.part import Side
from alongside.enrolment.suggesting import Level, Ratings, knows_ratings
from alongside.people.models import Account


def ratings_in(account: Account, framework: str, part: Side) -> Ratings | None:
    """The person's ratings by one part of a framework; None where we have no such part."""
    known = framework_or_none(framework, part)
    if known is None:
        return None
    looks = Assessment.objects.visible_to(account).standing().filter(framework_key=framework, part=part)
    newest = looks.first()

    def groups_at(level: Level) -> tuple[str, ...]:
        groups = seen_of(account, known, part).groups
        return tuple(one.group.key for one in groups if (one.is_low if level == "low" else one.is_high))

    url = reverse("competencies-assess", args=[framework, part])
    return Ratings(newest.on if newest else None, url, groups_at)


knows_ratings("cpd", ratings_in)
