"""A person's looks at themselves, and what they have to show for each competency."""

import json
from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Sum
from django.http import Http404
from django.shortcuts import get_object_or_404

from alongside.cpd.models import Assessment, CompetencySum, Record
from alongside.cpd.shelf import on_shelf
from alongside.domain.cpd.competencies import Framework
from alongside.domain.cpd.loading import load_framework
from alongside.domain.cpd.progress import Answers, GroupProgress, progress_in
from alongside.domain.scheme.part import BOTH_SIDES, Side
from alongside.domain.suppression import LEAST, fives_of
from alongside.partnerships.models import Partnership
from alongside.partnerships.permissions import can_change_partnership
from alongside.partnerships.queries.goals import goals_are_asked_of
from alongside.partnerships.queries.partnerships import partnerships_of
from alongside.people.models import Account, Body
from alongside.vault.notes import open_notes

MOST_LOOKS = 12
"""So many of the newest looks are opened to find the latest level of each indicator and the one before it."""


def all_frameworks() -> tuple[Framework, ...]:
    """Those that we ship and those in the installation's own folder, by name; a key of theirs replaces ours."""
    return on_shelf("competencies", settings.COMPETENCIES, load_framework, "check-competencies")


def framework_or_none(key: str, part: Side) -> Framework | None:
    """The framework with that key, if it has that part."""
    return next((one for one in all_frameworks() if one.key == key and part in one.parts), None)


def framework_or_404(key: str, part: str) -> tuple[Framework, Side]:
    """A framework and the part of it that is looked at."""
    side: Side | None = next((one for one in BOTH_SIDES if one == part), None)
    found = framework_or_none(key, side) if side else None
    if side is None or found is None:
        raise Http404
    return found, side


@dataclass(frozen=True)
class Shelf:
    """One part of a framework, with how often and when one looked at oneself by it."""

    framework: Framework
    part: Side
    looks: tuple[Assessment, ...]

    @property
    def indicators(self) -> int:
        """How many it asks."""
        return len(self.framework.indicators_for(self.part))


def shelves_of(account: Account) -> tuple[Shelf, ...]:
    """Every framework by part; the parts that the person has in a partnership first."""
    looks: dict[tuple[str, str], list[Assessment]] = defaultdict(list)
    for look in Assessment.objects.visible_to(account).standing():
        looks[look.framework_key, look.part].append(look)
    own = {partnership.role_of(account) for partnership in partnerships_of(account)}
    parts = sorted(BOTH_SIDES, key=lambda part: part not in own)
    return tuple(
        Shelf(framework, part, tuple(looks[framework.key, part]))
        for part in parts
        for framework in all_frameworks()
        if part in framework.parts
    )


def assessment_or_404(account: Account, assessment_id: UUID) -> Assessment:
    """One's own look; a 404 like a missing one otherwise."""
    found: Assessment = get_object_or_404(Assessment.objects.visible_to(account), pk=assessment_id)
    return found


@dataclass(frozen=True)
class Seen:
    """What a person sees of themselves by one part of a framework; the newest look is the first."""

    framework: Framework
    part: Side
    looks: tuple[Assessment, ...]
    groups: tuple[GroupProgress, ...]
    shown_by: dict[str, list[Record]]


def seen_of(account: Account, framework: Framework, part: Side) -> Seen:
    """Open the newest looks, and find the activities that show each indicator, newest first."""
    looks = tuple(
        Assessment.objects.visible_to(account)
        .standing()
        .filter(framework_key=framework.key, part=part)
        .select_related("answers")[:MOST_LOOKS]
    )
    opened = open_notes([look.answers for look in looks], by=account, role="author")
    answers: list[Answers] = [json.loads(opened[look.answers_id]) for look in looks]
    return Seen(framework, part, looks, progress_in(framework, part, answers), shown_by(account, framework))


def shown_by(account: Account, framework: Framework) -> dict[str, list[Record]]:
    """The person's activities by the indicator they show, newest first."""
    shown: dict[str, list[Record]] = defaultdict(list)
    for record in Record.objects.visible_to(account).standing().exclude(competencies=[]):
        for name in record.competencies:
            key, _, indicator = name.partition(":")
            if key == framework.key:
                shown[indicator].append(record)
    return dict(shown)


def partnerships_for_goals(account: Account) -> list[Partnership]:
    """Those of the person's partnerships that go on and ask them for goals."""
    return [
        partnership
        for partnership in partnerships_of(account)
        if can_change_partnership(account, partnership)
        and goals_are_asked_of(partnership, partnership.role_of(account))
    ]


def partnership_for_goals(account: Account, part: Side) -> Partnership | None:
    """The first of them in which the person has this part; None without one."""
    fitting = partnerships_for_goals(account)
    return next((one for one in fitting if one.role_of(account) == part), None)


def was_counted(account: Account, framework: Framework, part: Side, year: int) -> bool:
    """Whether a look of this person was added to the sums in that year, also one they have removed since."""
    rows = Assessment.objects.visible_to(account).filter(
        framework_key=framework.key, part=part, on__year=year
    )
    return bool(rows.filter(counted=True).exists())


@dataclass(frozen=True)
class LevelLine:
    """One indicator over whole groups of five: how many people, and how many of them at least want to work on it.

    `low` is in whole fives and never everybody; 0 where that tells nothing.
    """

    text: str
    people: int
    low: int


@dataclass(frozen=True)
class LevelTable:
    """The indicators of one part of a framework, as the members of a body rated themselves in a year."""

    title: str
    lines: tuple[LevelLine, ...]


def levels_in(body: Body, year: int) -> list[LevelTable]:
    """What members of this body said of themselves, in whole groups of five; only what has one."""
    rows = (
        CompetencySum.objects.filter(body=body, year=year, people=LEAST)
        .values("framework_key", "part", "indicator")
        .annotate(everybody=Sum("people"), lows=Sum("low"))
    )
    found = {
        (row["framework_key"], row["part"], row["indicator"]): (row["everybody"], row["lows"]) for row in rows
    }
    tables = []
    for framework in all_frameworks():
        for part in framework.parts:
            lines = tuple(
                _level_line(one.text, *found.get((framework.key, part, one.key), (0, 0)))
                for one in framework.indicators_for(part)
            )
            if any(line.people for line in lines):
                tables.append(LevelTable(f"{framework.name}: {part}", lines))
    return tables


def _level_line(text: str, people: int, low: int) -> LevelLine:
    return LevelLine(text, people, fives_of(low, people))
