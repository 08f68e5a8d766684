"""What is asked about a recommendation: whether there is one, its line, and what the office may read of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from alongside.enrolment.queries import sides_open_to
from alongside.partnerships.models import Partnership, Recommendation
from alongside.people.models import Account, Member
from alongside.schemes.queries import definition_in_force, rules_of
from alongside.vault.notes import open_note


@dataclass(frozen=True)
class OpenedRecommendation:
    """A recommendation with its line, as both partners read it; the line may be empty."""

    recommendation: Recommendation
    words: str


def recommendation_of(partnership: Partnership) -> Recommendation | None:
    """The mentor's recommendation; asks nothing where the scheme has none."""
    if not partnership.rules.sponsorship.recommendation:
        return None
    rows = Recommendation.objects.filter(partnership=partnership).select_related("text")
    found: Recommendation | None = rows.first()
    if found is not None:
        found.partnership = partnership
    return found


def opened_recommendation(partnership: Partnership, *, by: Account) -> OpenedRecommendation | None:
    """The recommendation with its line, for one of the two."""
    found = recommendation_of(partnership)
    if found is None:
        return None
    role = partnership.role_of(by)
    return OpenedRecommendation(found, open_note(found.text, by=by, role=role) if found.text else "")


def shown_recommendations(mentees: Iterable[Member]) -> list[Recommendation]:
    """Those of these members that they let their office read, the first one given first."""
    rows = Recommendation.objects.filter(partnership__mentee__in=list(mentees)).exclude(shown_at=None)
    return list(rows.select_related("partnership__mentor").order_by("given_at"))


def may_mentor_next(partnership: Partnership, role: str, today: date) -> bool:
    """Whether the mentee could apply as mentor in this scheme now, by the rules of today."""
    if role != "mentee" or not partnership.scheme.is_open:
        return False
    rules = rules_of(definition_in_force(partnership.scheme, today))
    return "mentor" in sides_open_to(partnership.mentee, rules, today)
