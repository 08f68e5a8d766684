"""The members of a body of the demonstration: seeded, so that every demonstration is the same on its first day."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from alongside.demo import words
from alongside.domain.scheme import SchemeDefinition
from alongside.people.actions import enrol_member
from alongside.people.models import Body, Member


@dataclass(frozen=True)
class Place:
    """Where a body's members live."""

    country: str
    time_zones: tuple[str, ...]
    regions: tuple[str, ...]


BRITAIN = Place(
    "GB", ("Europe/London",), ("Wales", "Scotland", "Northern Ireland", "London", "North", "South West")
)
CANADA = Place("CA", ("America/Toronto", "America/Vancouver"), ("Ontario", "Québec", "British Columbia"))
IRELAND = Place("IE", ("Europe/Dublin",), ("Leinster", "Munster", "Connacht", "Ulster"))


class Crowd:
    """Makes members and what they answer."""

    def __init__(self, body: Body, place: Place, seed: int) -> None:
        self.body, self.place = body, place
        self.chance = Random(seed)
        self._numbers = iter(range(1001, 1_000_000))

    def member(self, *, years: float, name: tuple[str, str] | None = None, email: str = "") -> Member:
        """A new member with so many years of experience by today's clock."""
        given, family = name or (self.chance.choice(words.GIVEN), self.chance.choice(words.FAMILY))
        number = next(self._numbers)
        member = enrol_member(
            self.body,
            by=None,
            email=email or f"member{number}@{self.body.slug}.example",
            given_name=given,
            family_name=family,
            number=f"{self.body.slug.upper()}-{number}",
            since=_days_ago(years * 300 + 30).date(),
            experience_since=_days_ago(years * 365.2425).date(),
            employer=self.chance.choice(words.EMPLOYERS),
            job_title=self.chance.choice(words.TITLES[:5] if years < 4 else words.TITLES),
            country=self.place.country,
            region=self.chance.choice(self.place.regions),
            career_stage="Early career" if years < 3 else "Established",
        )
        account = member.account
        account.time_zone = self.chance.choice(self.place.time_zones)
        account.save(update_fields=["time_zone"])
        return member

    def junior(self) -> Member:
        """Someone with less than the two years that let a member choose."""
        return self.member(years=self.chance.uniform(0.2, 1.9))

    def senior(self) -> Member:
        """Someone with experience to share."""
        return self.member(years=self.chance.uniform(4, 24))

    def answers(self, rules: SchemeDefinition, role: str) -> dict[str, Any]:
        """Answers to every question of the form that most people answer."""
        pick = self.chance.choice
        found: dict[str, Any] = {
            "hope_to_get": pick(words.HOPES_MENTEE if role == "mentee" else words.HOPES_MENTOR),
            "expertise": self._some(rules, "expertise", 2),
            "expertise_detail": pick(words.DETAIL_MENTEE if role == "mentee" else words.DETAIL_MENTOR),
        }
        if role == "mentee":
            found["expertise_sought"] = self._some(rules, "expertise", 2)
            found["support_sought"] = self._some(rules, "support_type", 2)
            found["help_sought"] = self._some(rules, "help_type", 2)
        else:
            found["support_offered"] = self._some(rules, "support_type", 3)
            found["help_offered"] = self._some(rules, "help_type", 3)
        return found

    def _some(self, rules: SchemeDefinition, vocabulary: str, most: int) -> list[str]:
        keys = [term.key for term in rules.vocabulary(vocabulary).terms]
        return self.chance.sample(keys, self.chance.randint(1, most))

    def days(self, low: float, high: float) -> timedelta:
        """Some time between two numbers of days."""
        return timedelta(days=self.chance.uniform(low, high))


def _days_ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)
