"""The members of a body of the demonstration: seeded, so that every demonstration is the same on its first day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

from django.utils import timezone

from alongside.demo import names
from alongside.demo.voice import Voice, Words
from alongside.domain.scheme import SchemeDefinition
from alongside.domain.scheme.forms import CHOICE_KINDS, TEXT_KINDS, Question
from alongside.domain.scheme.part import Side
from alongside.people.actions import enrol_member
from alongside.people.models import Body, Member

Answers = dict[str, Any]
IN_FIRST_YEARS: Final = 5


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

    def __init__(self, body: Body, place: Place, voice: Voice, seed: int) -> None:
        self.body, self.place, self.voice = body, place, voice
        self.chance = Random(seed)
        self._numbers = iter(range(1001, 1_000_000))

    def member(self, *, years: float, name: tuple[str, str] | None = None, email: str = "") -> Member:
        """A new member with so many years of experience by today's clock."""
        given, family = name or (self.chance.choice(names.GIVEN), self.chance.choice(names.FAMILY))
        number = next(self._numbers)
        titles = self.voice.titles
        member = enrol_member(
            self.body,
            by=None,
            email=email or f"member{number}@{self.body.slug}.example",
            given_name=given,
            family_name=family,
            number=f"{self.body.slug.upper()}-{number}",
            since=_days_ago(years * 300 + 30).date(),
            experience_since=_days_ago(years * 365.2425).date(),
            employer=self.chance.choice(self.voice.employers),
            job_title=self.chance.choice(titles[:IN_FIRST_YEARS] if years < 4 else titles),
            country=self.place.country,
            region=self.chance.choice(self.place.regions),
            career_stage="Early career" if years < 3 else "Established",
        )
        account = member.account
        account.time_zone = self.chance.choice(self.place.time_zones)
        account.save(update_fields=["time_zone"])
        return member

    def star(self, given: str, family: str, *, years: float) -> Member:
        """Somebody of the cast, whose address begins with their name in plain letters."""
        return self.member(
            years=years, name=(given, family), email=f"{names.plain(given)}@{self.body.slug}.example"
        )

    def junior(self) -> Member:
        """Someone with less than the two years that let a member choose."""
        return self.member(years=self.chance.uniform(0.2, 1.9))

    def senior(self) -> Member:
        """Someone with experience to share."""
        return self.member(years=self.chance.uniform(4, 24))

    def answers(self, rules: SchemeDefinition, role: str) -> tuple[Answers, Answers]:
        """What somebody answers who applies, and apart from it what of that only the office reads."""
        side: Side = "mentee" if role == "mentee" else "mentor"
        questions = rules.forms.for_side(side).questions
        found = self.answer(
            questions, rules, self.voice.answers.get(side, {}), most=2 if side == "mentee" else 3
        )
        private = {question.key for question in questions if question.private}
        return (
            {key: answer for key, answer in found.items() if key not in private},
            {key: answer for key, answer in found.items() if key in private},
        )

    def answer(
        self, questions: Iterable[Question], rules: SchemeDefinition, texts: Mapping[str, Words], *, most: int
    ) -> Answers:
        """Something for every question with a list to choose from, and for each that the body has words for."""
        found: Answers = {}
        for question in questions:
            if question.kind in CHOICE_KINDS and question.vocabulary:
                chosen = self._some(rules, question.vocabulary, most)
                found[question.key] = chosen if question.kind == "many_choices" else chosen[0]
            elif question.kind in TEXT_KINDS and texts.get(question.key):
                found[question.key] = self.chance.choice(texts[question.key])
        return {key: answer for key, answer in found.items() if answer}

    def _some(self, rules: SchemeDefinition, vocabulary: str, most: int) -> list[str]:
        keys = [term.key for term in rules.vocabulary(vocabulary).terms]
        return self.chance.sample(keys, self.chance.randint(1, min(most, len(keys))))

    def days(self, low: float, high: float) -> timedelta:
        """Some time between two numbers of days."""
        return timedelta(days=self.chance.uniform(low, high))


def _days_ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)
