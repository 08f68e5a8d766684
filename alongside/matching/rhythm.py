"""How often to match: who has come to a scheme, at what rate, and what each rhythm would mean for people like them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from alongside.domain.matching.building import build_criteria, build_rules
from alongside.domain.matching.people import Market, Mentee, Mentor
from alongside.domain.matching.segments import Need, needs_by
from alongside.domain.matching.simulate import Outcome, Rates, Simulator
from alongside.domain.scheme import SchemeDefinition
from alongside.enrolment.facts import facts_of
from alongside.enrolment.models import Application
from alongside.matching.words import kinds_sought, words_of
from alongside.partnerships.models import Partnership
from alongside.schemes.models import Scheme

DAYS_IN_A_MONTH = 365 / 12
LOOK_BACK = 365
"""Days from which the rates are counted."""
SHORTEST = 30
"""Days over which they are counted at least, so that one busy first week is no rate."""
MOST_KNOWN = 500
"""People of each part from whom arrivals are drawn, the latest ones."""
RHYTHMS = (1, 7, 14, 30, 60)
STRETCH = 540
ARRIVALS, MOST_STRETCHES = 1500, 20
"""A small scheme is simulated for more stretches of days, so that its figures are not those of a few chances."""


@dataclass(frozen=True)
class History:
    """People whom the scheme has known, and how many mentees and mentor places a month it has had lately."""

    market: Market
    mentees_per_month: float
    places_per_month: float
    since: date


def history_of(scheme: Scheme, today: date) -> History:
    """What the scheme itself has seen; a place also comes back when a partnership ends."""
    start = datetime.combine(today - timedelta(days=LOOK_BACK), time(), scheme.body.zone)
    sent = Application.objects.filter(scheme=scheme, queued_at__isnull=False).exclude(state="draft")
    known = sent.select_related("member", "scheme__body").order_by("-queued_at", "pk")
    mentees, mentors = list(known.filter(role="mentee")), list(known.filter(role="mentor"))
    recent = [row.applied_on for row in (*mentees, *mentors) if row.queued_at and row.queued_at >= start]
    since = min(recent, default=today)
    days = max((today - since).days, SHORTEST)
    free_again = Partnership.objects.filter(scheme=scheme, state="ended", ended_at__gte=start).count()
    places = sum(row.capacity for row in mentors if row.queued_at and row.queued_at >= start) + free_again
    came = sum(1 for row in mentees if row.queued_at and row.queued_at >= start)
    return History(
        Market(
            tuple(Mentee(str(row.member_id), facts_of(row, today)) for row in _latest(mentees)),
            tuple(Mentor(str(row.member_id), facts_of(row, today)) for row in _latest(mentors)),
        ),
        came / days * DAYS_IN_A_MONTH,
        places / days * DAYS_IN_A_MONTH,
        since,
    )


def _latest(rows: Iterable[Application]) -> list[Application]:
    """The latest application of each person; `rows` are the latest first."""
    people: dict[object, Application] = {}
    for row in rows:
        people.setdefault(row.member_id, row)
    return list(people.values())[:MOST_KNOWN]


def rhythms(
    history: History, rules: SchemeDefinition, mentees_per_month: float, places_per_month: float
) -> tuple[Outcome, ...]:
    """What happens under each rhythm and under the scheme's own, the most frequent first."""
    rates = _rates(rules, mentees_per_month, places_per_month)
    every = {days for days in (*RHYTHMS, rules.matching.run_every_days) if days <= rates.target_days}
    return _simulator(history, rules).frontier(rates, sorted(every))


def needs(
    history: History, rules: SchemeDefinition, mentees_per_month: float, places_per_month: float, fact: str
) -> tuple[Need, ...]:
    """How many places a month each kind of mentor needs, by a fact of `kinds_sought`, matching as often as planned."""
    rates = _rates(rules, mentees_per_month, places_per_month)
    every = min(rules.matching.run_every_days, rates.target_days)
    sought, _ = kinds_sought(rules)[fact]
    words = words_of(rules, "mentor", fact)
    return tuple(
        Need(
            words.get(need.value, need.value),
            need.mentees * DAYS_IN_A_MONTH,
            need.places * DAYS_IN_A_MONTH,
            need.within_target,
            None if need.places_needed is None else need.places_needed * DAYS_IN_A_MONTH,
        )
        for need in needs_by(_simulator(history, rules), rates, every, (sought, fact))
    )


def _simulator(history: History, rules: SchemeDefinition) -> Simulator:
    hard, soft = build_rules(rules.matching.hard_rules), build_criteria(rules.criteria())
    return Simulator(history.market, hard, soft)


def _rates(rules: SchemeDefinition, mentees_per_month: float, places_per_month: float) -> Rates:
    target = round(rules.intake.pair_within_months * DAYS_IN_A_MONTH)
    days = max(STRETCH, 3 * target)
    stretches = round(ARRIVALS / (mentees_per_month / DAYS_IN_A_MONTH * days))
    return Rates(
        mentees_per_month / DAYS_IN_A_MONTH,
        places_per_month / DAYS_IN_A_MONTH,
        target,
        days,
        tuple(range(min(max(stretches, 1), MOST_STRETCHES))),
    )
