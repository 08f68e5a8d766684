"""Workshops and the handbook of the demonstration: a run that is over, one with a waiting list, one to be planned."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from django.utils import timezone

from alongside.campaigns.actions import make_campaign, say_interested
from alongside.demo.crowd import Crowd
from alongside.demo.past import History
from alongside.people.models import Account, Member
from alongside.schemes.models import Scheme
from alongside.schemes.queries import definition_in_force, rules_of
from alongside.training.actions.attendance import call_roll
from alongside.training.actions.handbook import publish_edition, say_read
from alongside.training.actions.library import add_item
from alongside.training.actions.places import ask_for_place
from alongside.training.actions.runs import announce_run, finish_run, plan_run
from alongside.training.actions.taking_part import note_taking_part
from alongside.training.models import Run
from alongside.training.queries.handbook import newest_edition, starter_text

OPENED: Final = 220
PLANNED: Final = 132
FIRST_RUN: Final = 112
"""Days ago: the handbook appears, a run is announced, its first half day takes place."""
ABOUT: Final = (
    "Two half days online. On the first you practise listening and asking; on the second, giving feedback and ending "
    "well. Between the two you try one thing with a colleague. Bring a conversation that you found difficult."
)
CALL: Final = (
    "An hour a month, for somebody who is where you once were. You need not be at the top of anything: what helps is "
    "that you have been there, and that you listen. We prepare you, you say how many mentees you take, and you can stop "
    "on any day."
)

LIBRARY: Final = (
    {
        "title": "The conversation you brought: notes from the spring workshop",
        "note": "What the group found helpful when a mentee is stuck, in six sentences, and the questions behind them.",
        "url": "https://training.example/mentoring-skills/notes",
        "phase": "sessions",
        "side": "mentor",
    },
    {
        "title": "Film: a first meeting that goes well, and one that does not (12 minutes)",
        "note": "Watch it before you meet for the first time. Stop after four minutes and say what you would do.",
        "url": "https://training.example/films/first-meeting",
        "phase": "starting",
    },
    {
        "title": "Egan: The Skilled Helper",
        "note": "A book to borrow from most libraries of hospitals and universities.",
        "phase": "goals",
    },
)


@dataclass(frozen=True)
class Workshops:
    """Lives the training of a scheme."""

    history: History
    scheme: Scheme
    crowd: Crowd
    coordinator: Account
    trainer: Account

    def live(self, now: datetime) -> None:
        """The handbook, a run in the past, and what is announced today."""
        self.history.plan(now - timedelta(days=OPENED), self._handbook)
        begins = (now - timedelta(days=FIRST_RUN)).replace(hour=9, minute=30)
        self.history.plan(now - timedelta(days=PLANNED), partial(self._announce, "spring", begins, 14))
        self.history.plan(begins + timedelta(days=8), self._close)
        coming = (now + timedelta(days=24)).replace(hour=9, minute=30)
        self.history.plan(now - timedelta(days=6), partial(self._announce, "winter", coming, 6))
        self.history.plan(now - timedelta(days=5), self._wishes)
        self.history.plan(now - timedelta(days=21), self._call)
        self.history.plan(begins + timedelta(days=9), self._library)

    def prepare(self, member: Member, number: int) -> None:
        """A mentor reads the handbook, or asks for a place in the first run."""
        if number % 3 == 0:
            edition = newest_edition(self.scheme, "mentor")
            if edition is not None:
                say_read(edition, member=member, now=timezone.now())
            return
        run = self.scheme.runs.get(name__endswith="spring")
        ask_for_place(run, member=member, answers=self._answers(), now=timezone.now())

    def _handbook(self) -> None:
        rules = rules_of(definition_in_force(self.scheme, timezone.localdate()))
        for side in ("mentor", "mentee"):
            text = starter_text(side, self.scheme, rules)
            publish_edition(self.scheme, side=side, text=text, by=self.coordinator)

    def _call(self) -> None:
        today = timezone.localdate()
        call = make_campaign(
            self.scheme,
            by=self.coordinator,
            fields={
                "title": "We are looking for mentors",
                "text": CALL,
                "opens_on": today,
                "closes_on": today + timedelta(days=40),
            },
        )
        for _ in range(4):
            member = self.crowd.member(years=self.crowd.chance.uniform(5, 25))
            say_interested(call, member=member, interested=True, today=today)

    def _library(self) -> None:
        """What the trainer puts beside the handbook after the first run."""
        for fields in LIBRARY:
            add_item(self.scheme, by=self.trainer, fields=fields)

    def _announce(self, season: str, begins: datetime, places: int) -> None:
        fields = {
            "name": f"Mentoring skills, {season}",
            "about": ABOUT,
            "places": places,
            "provider": "Open Door Training",
            "trainer": self.trainer,
            "join_url": "https://meet.example/mentoring-skills",
        }
        half_days = [(begins, 180), (begins + timedelta(days=7), 180)]
        announce_run(
            plan_run(self.scheme, by=self.coordinator, fields=fields, half_days=half_days),
            by=self.coordinator,
        )

    def _close(self) -> None:
        """Everybody was there but one, who missed the second half day."""
        run: Run = self.scheme.runs.get(name__endswith="spring")
        now = timezone.now()
        there = list(run.asked_for.filter(state="taken").order_by("applied_at").values_list("pk", flat=True))
        for number, day in enumerate(run.half_days.order_by("starts_at")):
            day.run = run
            call_roll(day, present=there[number:], by=self.trainer, now=now)
        finish_run(run, by=self.trainer, now=now)

    def _wishes(self) -> None:
        run = self.scheme.runs.get(name__endswith="winter")
        people = [self.crowd.member(years=self.crowd.chance.uniform(3, 20)) for _ in range(9)]
        note_taking_part(
            self.scheme.body,
            what="Annual scientific meeting",
            on=timezone.localdate() - timedelta(days=40),
            people=[member.email for member in people[5:8]],
            by=self.coordinator,
        )
        for member in people[7:]:
            member.sections = ["Education Research"]
            member.save(update_fields=["sections"])
        for member in people:
            ask_for_place(run, member=member, answers=self._answers(), now=timezone.now())

    def _answers(self) -> dict[str, Any]:
        rules = rules_of(definition_in_force(self.scheme, timezone.localdate()))
        skills = [term.key for term in rules.vocabulary("mentoring_skill").terms]
        chance = self.crowd.chance
        answers: dict[str, Any] = {"hopes": chance.sample(skills, chance.randint(1, 3))}
        if chance.random() < 0.3:
            answers["access"] = chance.choice(
                ["Captions, please", "A break every hour", "I dial in by telephone"]
            )
        return answers
