"""What a scheme came to in a year, in figures that speak of nobody."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Min
from django.utils import timezone

from alongside.domain.cpd.activities import hours_of_minutes
from alongside.domain.local_time import year_in
from alongside.domain.programme import quarter_of
from alongside.domain.suppression import LEAST, in_fives, tellable, total_is_tellable
from alongside.partnerships.models import Partnership, Session
from alongside.partnerships.queries.office import partnerships_run_by
from alongside.people.models import Account
from alongside.schemes.models import Scheme

HIDDEN = "not shown"
"""Not how many: some are hidden only because a smaller one would follow from them."""
ENDINGS = {
    Partnership.COMPLETED: "Completed",
    Partnership.NATURAL: "Came to a natural end",
    Partnership.EARLY: "Ended early",
}
QUARTERS = ("January to March", "April to June", "July to September", "October to December")


class Held(NamedTuple):
    """A session that was held: when, how long, and by whom."""

    on: date
    minutes: int
    mentee: UUID
    mentor: UUID


@dataclass(frozen=True)
class Line:
    """A row of a table: its name and its figures; `None` where a figure would speak of too few people."""

    name: str
    people: int | None
    sessions: int | None
    hours: str | None


@dataclass(frozen=True)
class Count:
    """How many partnerships; `None` where that would speak of too few people. With `or_more` it is so many at least."""

    name: str
    number: int | None
    or_more: bool = False

    def __str__(self) -> str:
        return (
            HIDDEN if self.number is None else f"{self.number} or more" if self.or_more else str(self.number)
        )


@dataclass(frozen=True)
class Outcomes:
    """A year of a scheme."""

    year: int
    quarters: tuple[Line, ...]
    whole: Line
    partnerships: tuple[Count, ...]
    introduced: int | None
    days_to_first: int | None

    @property
    def hides(self) -> bool:
        """Whether anything is not shown."""
        cells = [
            *(line.people for line in (*self.quarters, self.whole)),
            *(one.number for one in self.partnerships),
        ]
        return None in cells

    def as_json(self) -> dict[str, Any]:
        """As a review keeps it."""
        return asdict(self)


def outcomes_kept(figures: dict[str, Any]) -> Outcomes:
    """What `Outcomes.as_json` gave."""
    return Outcomes(
        figures["year"],
        tuple(Line(**line) for line in figures["quarters"]),
        Line(**figures["whole"]),
        tuple(Count(**count) for count in figures["partnerships"]),
        figures["introduced"],
        figures["days_to_first"],
    )


def outcomes_of(account: Account, scheme: Scheme, year: int) -> Outcomes:
    """Sessions and hours by quarter, and what became of those introduced in the year."""
    sessions = Session.objects.filter(
        partnership__in=partnerships_run_by(account, scheme.body).filter(scheme=scheme),
        state="held",
        held_on__year=year,
    )
    rows = [
        Held(session.held_on, session.held_minutes or 0, pair.mentee_id, pair.mentor_id)
        for session in sessions.select_related("partnership")
        if session.held_on and (pair := session.partnership)
    ]
    by_quarter = [[row for row in rows if quarter_of(row.on) == (year, place)] for place in (1, 2, 3, 4)]
    quarters = tuple(
        _line(name, part, may)
        for name, part, may in zip(QUARTERS, by_quarter, _shown(by_quarter), strict=True)
    )
    begin, end = year_in(year, scheme.body.zone)
    pairs = partnerships_run_by(account, scheme.body).filter(
        scheme=scheme, introduced_at__gte=begin, introduced_at__lt=end
    )
    found = list(pairs.prefetch_related("sessions"))
    return Outcomes(
        year,
        quarters,
        _line("The whole year", rows, total_is_tellable(len(_people(rows)))),
        _endings(found),
        len(found) if total_is_tellable(len(found)) else None,
        _days_to_first(found),
    )


def years_of(account: Account, scheme: Scheme) -> list[int]:
    """The years in which the scheme had partnerships, the newest first; this year at least."""
    rows = partnerships_run_by(account, scheme.body).filter(scheme=scheme)
    first = (rows.aggregate(first=Min("introduced_at"))["first"] or timezone.now()).year
    return list(range(timezone.localdate().year, first - 1, -1))


def table_of(outcomes: Outcomes) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Headings and rows to take away, with words where a figure is hidden."""

    def told(figure: object) -> str:
        return HIDDEN if figure is None else str(figure)

    lines = [
        (line.name, told(line.people), told(line.sessions), told(line.hours))
        for line in (*outcomes.quarters, outcomes.whole)
    ]
    counts = [(one.name, str(one), "", "") for one in outcomes.partnerships]
    return ("", "People", "Sessions held", "Hours"), [
        *lines,
        ("Partnerships introduced", told(outcomes.introduced), "", ""),
        *counts,
    ]


def _people(rows: Sequence[Held]) -> set[UUID]:
    return {person for row in rows for person in (row.mentee, row.mentor)}


def _line(name: str, rows: Sequence[Held], may: bool) -> Line:
    if not may:
        return Line(name, None, None, None)
    hours: Decimal = hours_of_minutes(sum(row.minutes for row in rows))
    return Line(name, len(_people(rows)), len(rows), f"{hours.normalize():f}")


def _shown(by_quarter: Sequence[Sequence[Held]]) -> list[bool]:
    """Which quarters may be told of, as the year is as well: those hidden are of five people together, or of none."""
    counts = [len(_people(part)) for part in by_quarter]
    shown = list(tellable(counts))
    while (
        0
        < len(_people([row for part, may in zip(by_quarter, shown, strict=True) if not may for row in part]))
        < LEAST
    ):
        told = [place for place, may in enumerate(shown) if may and counts[place]]
        if not told:
            break
        shown[min(told, key=lambda place: counts[place])] = False
    return shown


def _endings(pairs: Sequence[Partnership]) -> tuple[Count, ...]:
    """How many go on, and how those that ended did: nobody is told which ending somebody chose, and so no two looks
    at this may differ by one ending. They are told in the order in which they came, five at a time and in whole fives.
    """
    ended = sorted(
        (pair for pair in pairs if pair.state == "ended"), key=lambda pair: (pair.ended_at, pair.pk)
    )
    going = len(pairs) - len(ended)
    may = all(total_is_tellable(number) for number in (len(pairs), len(ended), going))
    whole = ended[: len(ended) // LEAST * LEAST]
    kinds = Counter(pair.ending for pair in whole)
    told = in_fives([kinds[ending] for ending in ENDINGS])
    return (
        Count("Going on", going if may else None),
        *(
            Count(name, number if may and number else None, or_more=True)
            for name, number in zip(ENDINGS.values(), told, strict=True)
        ),
    )


def _days_to_first(pairs: Sequence[Partnership]) -> int | None:
    waits = []
    for pair in pairs:
        held = [
            session.held_on for session in pair.sessions.all() if session.state == "held" and session.held_on
        ]
        if held:
            waits.append((min(held) - pair.introduced_at.date()).days)
    return int(median(waits)) if waits and total_is_tellable(len(waits)) else None
