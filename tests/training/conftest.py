"""The medical educators' scheme with its workshops: Tess leads a run with two half days and two places."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.utils import timezone

from alongside.people.models import Member
from alongside.schemes.models import Scheme
from alongside.training.actions.places import ask_for_place
from alongside.training.actions.runs import announce_run, plan_run
from alongside.training.models import Place, Run
from tests.factories import Cast, make_member, make_scheme

NOW = timezone.now().replace(hour=10, minute=0, second=0, microsecond=0)
FIRST = NOW + timedelta(days=20)
SECOND = NOW + timedelta(days=27)
_turn = count()
AFTER = NOW + timedelta(days=30)


@dataclass(frozen=True)
class School:
    """A scheme with workshops."""

    cast: Cast
    scheme: Scheme

    def planned(self, *, places: int = 2, window: bool = False, **fields: Any) -> Run:
        """A run that is not announced; with a window, places are given out after ten days."""
        until = (NOW + timedelta(days=10)).date() if window else None
        fields = {"trainer": self.cast.tess, "join_url": "https://meet.example/room"} | fields
        return plan_run(
            self.scheme,
            by=self.cast.carol,
            fields={"name": "Mentoring skills", "places": places, "apply_until": until} | fields,
            half_days=[(FIRST, 180), (SECOND, 180)],
        )

    def announced(self, **fields: Any) -> Run:
        """The same, as members see it."""
        return announce_run(self.planned(**fields), by=self.cast.carol)

    def member(self, *sections: str) -> Member:
        """Somebody new, in these groups."""
        return make_member(self.cast.body, sections=list(sections))

    def asks(self, run: Run, member: Member | None = None, *, now: datetime = NOW, **answers: Any) -> Place:
        """Somebody asks for a place, after everybody who has asked before."""
        later = now + timedelta(microseconds=next(_turn))
        return ask_for_place(run, member=member or self.member(), answers=answers, now=later)


@pytest.fixture
def school(cast: Cast) -> School:
    """Workshops of the medical educators."""
    return School(cast, make_scheme(cast.body, preset="asme"))
