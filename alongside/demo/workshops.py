"""Workshops and the handbook of the demonstration: a run that is over, one with a waiting list, one to be planned."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from django.utils import timezone

from alongside.campaigns.actions import make_campaign, say_interested
from alongside.demo.crowd import Answers
from alongside.demo.stage import Stage
from alongside.domain.scheme.forms import CHOICE_KINDS
from alongside.domain.scheme.part import BOTH_SIDES
from alongside.people.models import Member
from alongside.training.actions.attendance import call_roll
from alongside.training.actions.handbook import publish_edition, say_read
from alongside.training.actions.library import add_item
from alongside.training.actions.places import answer_place, ask_for_place
from alongside.training.actions.runs import allot_places, announce_run, finish_run, plan_run
from alongside.training.actions.taking_part import note_taking_part
from alongside.training.models import Run
from alongside.training.queries.handbook import newest_edition, starter_text

ANNOUNCED_BEFORE: Final = 20
"""Days from the announcement of a run to its first half day."""
ABOUT: Final = (
    "Two half days online. On the first you practise listening and asking; on the second, giving feedback and ending "
    "well. Between the two you try one thing with a colleague. Bring a conversation that you found difficult."
)
CALL: Final = (
    "An hour a month, for somebody who is where you once were. You need not be at the top of anything: what helps is "
    "that you have been there, and that you listen. We prepare you, you say how many mentees you take, and you can stop "
    "on any day."
)

NEEDED: Final = {"access": ("Captions, please", "A break every hour", "I dial in by telephone")}
"""What some write whom a scheme asks what would help them to take part."""

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
    """Lives the training of a scheme, whose handbook appears and whose first run takes place so many days ago."""

    stage: Stage
    opened: int
    first_run: int

    def live(self) -> None:
        """The handbook, a run in the past, and what is announced today."""
        ago, begins = self.stage.ago, self._begins
        ago(self.opened, self._handbook)
        ago(self.first_run + ANNOUNCED_BEFORE, partial(self._announce, begins, 14))
        self.stage.history.plan(begins + timedelta(days=8), self._close)
        self.stage.history.plan(begins + timedelta(days=9), self._library)
        ago(21, self._call)
        ago(6, partial(self._announce, self._comes, 6, collects=True))
        ago(5, self._wishes)
        ago(2, self._give_out)

    @property
    def _begins(self) -> datetime:
        return (self.stage.now - timedelta(days=self.first_run)).replace(hour=9, minute=30)

    @property
    def _comes(self) -> datetime:
        return (self.stage.now + timedelta(days=24)).replace(hour=9, minute=30)

    def prepare(self, member: Member, number: int) -> None:
        """A mentor reads the handbook where that is enough, or takes part in the first run while it is open."""
        directory = self.stage.rules.directory
        edition = newest_edition(self.stage.scheme, "mentor")
        if directory and directory.preparation != "workshop" and number % 3 == 0 and edition is not None:
            say_read(edition, member=member, now=timezone.now())
            return
        when = max(self._begins - timedelta(days=ANNOUNCED_BEFORE - 2 - number / 4), timezone.now())
        if when < self._begins:
            self.stage.history.plan(when, partial(self._ask_for_place, self._begins, member))

    def _ask_for_place(self, begins: datetime, member: Member) -> None:
        run = self.stage.scheme.runs.get(name=_name(begins))
        ask_for_place(run, member=member, answers=self._answers(), now=timezone.now())

    def _handbook(self) -> None:
        scheme, rules = self.stage.scheme, self.stage.rules
        for side in BOTH_SIDES:
            text = starter_text(side, scheme, rules)
            publish_edition(scheme, side=side, text=text, by=self.stage.coordinator)

    def _call(self) -> None:
        today = timezone.localdate()
        call = make_campaign(
            self.stage.scheme,
            by=self.stage.coordinator,
            fields={
                "title": "We are looking for mentors",
                "text": CALL,
                "opens_on": today,
                "closes_on": today + timedelta(days=40),
            },
        )
        for _ in range(4):
            member = self.stage.crowd.senior()
            say_interested(call, member=member, interested=True, today=today)

    def _library(self) -> None:
        """What the trainer puts beside the handbook after the first run."""
        for fields in LIBRARY:
            add_item(self.stage.scheme, by=self.stage.office["trainer"], fields=fields)

    def _announce(self, begins: datetime, places: int, *, collects: bool = False) -> None:
        """A run whose places go to whoever asks, or one that collects wishes for three days and serves them in order."""
        fields = {
            "apply_until": timezone.localdate() + timedelta(days=3) if collects else None,
            "name": _name(begins),
            "about": ABOUT,
            "places": places,
            "provider": "Open Door Training",
            "trainer": self.stage.office["trainer"],
            "join_url": "https://meet.example/mentoring-skills",
        }
        half_days = [(begins, 180), (begins + timedelta(days=7), 180)]
        by = self.stage.coordinator
        announce_run(plan_run(self.stage.scheme, by=by, fields=fields, half_days=half_days), by=by)

    def _close(self) -> None:
        """Everybody was there but one, who missed the second half day."""
        run: Run = self.stage.scheme.runs.get(name=_name(self._begins))
        now, by = timezone.now(), self.stage.office["trainer"]
        there = list(run.asked_for.filter(state="taken").order_by("applied_at").values_list("pk", flat=True))
        for number, day in enumerate(run.half_days.order_by("starts_at")):
            day.run = run
            call_roll(day, present=there[number:], by=by, now=now)
        finish_run(run, by=by, now=now)

    def _wishes(self) -> None:
        """More people than places; where the scheme serves some first, there are some of those."""
        people = [self.stage.crowd.senior() for _ in range(9)]
        priority = self.stage.rules.priority
        if priority is not None:
            note_taking_part(
                self.stage.scheme.body,
                what="Annual scientific meeting",
                on=timezone.localdate() - timedelta(days=40),
                people=[member.email for member in people[5:8]],
                by=self.stage.coordinator,
            )
            for member in people[7:]:
                member.sections = [*priority.tiers[0].groups[:1]]
                member.save(update_fields=["sections"])
        for member in people:
            self._ask_for_place(self._comes, member)

    def _give_out(self) -> None:
        """The places are offered in order; all but two have said yes by now."""
        run: Run = self.stage.scheme.runs.get(name=_name(self._comes))
        if run.state == "open":
            allot_places(run, by=self.stage.coordinator, now=timezone.now())
        offered = run.asked_for.filter(state="offered").order_by("tier", "applied_at")
        for place in list(offered.select_related("run__scheme__body", "member__account"))[:4]:
            answer_place(place, yes=True, now=timezone.now())

    def _answers(self) -> Answers:
        """What whoever asks for a place would like to practise; few need something to take part."""
        rules, crowd = self.stage.rules, self.stage.crowd
        asked = rules.training.needs if rules.training else ()
        some = [need for need in asked if need.kind in CHOICE_KINDS or crowd.chance.random() < 0.3]
        return crowd.answer(some, rules, NEEDED, most=3)


def _name(begins: datetime) -> str:
    return f"Mentoring skills, {begins:%B %Y}"
