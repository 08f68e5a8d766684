"""`alongside simulate`: what daily, weekly or monthly matching would mean for the people of two lists."""

import argparse
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from alongside.domain.matching.building import build_criteria, build_rules, compared_facts
from alongside.domain.matching.segments import Need, needs_by
from alongside.domain.matching.simulate import INTERVALS, Outcome, Rates, Simulator
from alongside.spreadsheets.matching.charts import bars
from alongside.spreadsheets.matching.outcome import write_all
from alongside.spreadsheets.matching.page import page, table
from alongside.spreadsheets.matching.people import read_market
from alongside.spreadsheets.matching.problem import InputProblem
from alongside.spreadsheets.matching.rules_file import RulesFile, read_rules_file

MOST_DAYS = 3650
FORTNIGHT = 14
MOST_ARRIVALS = 100_000
"""Of one side in one stretch of days; a larger scheme is simulated for fewer days."""
MOST_STRETCHES = 100
ENOUGH = 0.95
"""The share of mentees to be paired by their date when places are counted."""

Say = Callable[[str], None]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Lists, rates and what to compare."""
    lists = parser.add_argument_group("people whom the scheme knows, from whom arrivals are drawn")
    lists.add_argument("--mentees", type=Path, required=True, metavar="FILE", help="mentees, CSV or JSON")
    lists.add_argument("--mentors", type=Path, required=True, metavar="FILE", help="mentors, CSV or JSON")
    lists.add_argument("--rules", type=Path, required=True, metavar="FILE", help="the rules file, TOML")
    rates = parser.add_argument_group("what the scheme expects")
    rates.add_argument("--mentees-per-day", type=float, required=True, metavar="N", help="new mentees a day")
    rates.add_argument(
        "--places-per-day", type=float, required=True, metavar="N", help="new mentor places a day"
    )
    rates.add_argument(
        "--target-days", type=int, default=90, metavar="N", help="days to be paired within (90)"
    )
    parser.add_argument(
        "--every",
        type=int,
        nargs="+",
        default=list(INTERVALS),
        metavar="DAYS",
        help="days from one match to the next, to compare (1 7 14 30 60 85)",
    )
    parser.add_argument("--days", type=int, default=540, metavar="N", help="days to simulate (540)")
    parser.add_argument(
        "--stretches", type=int, default=4, metavar="N", help="how often, each with other arrivals (4)"
    )
    parser.add_argument(
        "--by",
        metavar="FACT",
        help="also say how many places each kind of mentor needs, by a fact that the rules compare",
    )
    parser.add_argument(
        "--chart", type=Path, metavar="FILE", help="write charts and figures as one HTML page"
    )


def simulate(options: argparse.Namespace, say: Say) -> str:
    """Compare the intervals and give the figures as a table in text; raises InputProblem. `say` hears the progress."""
    rates, intervals = _rates(options), sorted(set(options.every))
    rules = read_rules_file(options.rules)
    facts = _facts(rules, options.by)
    market = read_market(rules, options.mentees, options.mentors, None)
    simulator = Simulator(market, build_rules(rules.hard_rules), build_criteria(rules.criteria))
    outcomes: list[Outcome] = []
    needed: list[float | None] = []
    for days in intervals:
        say(f"Matching every {in_days(days)} …")
        outcomes.append(simulator.run(rates, days))
        needed.append(simulator.places_needed(rates, days, ENOUGH))
    kinds: list[tuple[str, ...]] = []
    often = min(intervals, key=lambda days: abs(days - FORTNIGHT))
    if facts:
        needs = needs_by(
            simulator, rates, often, facts, share=ENOUGH, say=lambda value: say(f"Places for {value} …")
        )
        kinds = [_kind_row(need) for need in needs]
    rows = _rows(outcomes, needed)
    if options.chart:
        parts = _charts(rates, outcomes, rows)
        parts += [f"<h2>{_by(options.by, often)}</h2>", table(KIND_HEADINGS, kinds)] if kinds else []
        write_all({options.chart: page(f"How often to match: {rules.title}", parts)})
    return "\n".join(
        [_text(HEADINGS, rows), *(["", _by(options.by, often), _text(KIND_HEADINGS, kinds)] if kinds else [])]
    )


def _facts(rules: RulesFile, by: str | None) -> tuple[str, str] | None:
    """The facts of mentee and mentor that are meant; raises InputProblem where the rules compare no such fact."""
    if by is None:
        return None
    compared = {
        mine: (mine, theirs) for mine, theirs, _ in compared_facts((*rules.hard_rules, *rules.criteria))
    }
    if by not in compared:
        known = f" It has: {', '.join(sorted(compared))}." if compared else ""
        raise InputProblem(f"--by {by}: the rules file compares no fact of mentees of that name.{known}")
    return compared[by]


def _by(fact: str, often: int) -> str:
    return f"Places a day needed by {fact}, matching every {in_days(often)}"


KIND_HEADINGS = ("Sought", "Mentees a day", "Places a day now", "In time now", "Places a day needed")


def _kind_row(need: Need) -> tuple[str, ...]:
    return (
        need.value,
        f"{need.mentees:.2f}",
        f"{need.places:.2f}",
        f"{need.within_target:.0%}",
        "none is enough" if need.places_needed is None else f"{need.places_needed:.2f}",
    )


def in_days(days: int) -> str:
    """A number of days in words."""
    return "day" if days == 1 else f"{days} days"


def _rates(options: argparse.Namespace) -> Rates:
    """The rates asked for; raises InputProblem where they make no sense or would take hours."""
    _check_number("--days", options.days, MOST_DAYS)
    _check_number("--target-days", options.target_days, options.days - 1)
    _check_number("--stretches", options.stretches, MOST_STRETCHES)
    for every in options.every:
        # Beyond the target, whoever comes just after a match is late before the next one.
        _check_number("--every", every, options.target_days)
    _check_rate("--mentees-per-day", options.mentees_per_day, options.days)
    _check_rate("--places-per-day", options.places_per_day, options.days)
    return Rates(
        options.mentees_per_day,
        options.places_per_day,
        options.target_days,
        options.days,
        tuple(range(options.stretches)),
    )


def _check_number(name: str, value: int, most: int) -> None:
    if not 1 <= value <= most:
        raise InputProblem(f"{name} is {value}; give 1 to {most}.")


def _check_rate(name: str, value: float, days: int) -> None:
    if not 0 < value < float("inf"):
        raise InputProblem(f"{name} is {value:g}; give a number above 0.")
    if value * days > MOST_ARRIVALS:
        raise InputProblem(
            f"{name} {value:g} over {days} days makes more than {MOST_ARRIVALS:,} arrivals; give fewer --days."
        )


HEADINGS = (
    "Match every",
    "Paired",
    "Too late",
    "Half wait at most",
    "9 in 10 wait at most",
    "Mean fit",
    "1 in 10 fits at most",
    "Places a day needed",
)


def _rows(outcomes: Sequence[Outcome], needed: Sequence[float | None]) -> list[tuple[str, ...]]:
    return [
        (
            in_days(outcome.every_days),
            str(outcome.paired),
            str(outcome.missed),
            _length(outcome.waited(50)),
            _length(outcome.waited(90)),
            f"{outcome.mean_fit:.0f}",
            str(outcome.fit(10)),
            "none is enough" if places is None else f"{places:.1f}",
        )
        for outcome, places in zip(outcomes, needed, strict=True)
    ]


def _length(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"


def _text(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [headings, *rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(headings))]
    return "\n".join(
        "  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) for line in lines
    )


def _charts(rates: Rates, outcomes: Sequence[Outcome], rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Waiting against fit, as charts and as a table."""
    labels = [f"every {in_days(outcome.every_days)}" for outcome in outcomes]
    waiting = [float(outcome.waited(90)) for outcome in outcomes]
    fits = [round(outcome.mean_fit, 1) for outcome in outcomes]
    late = [round(100 * (1 - outcome.within_target), 1) for outcome in outcomes]
    words = (
        f"{rates.mentees_per_day:g} mentees and {rates.places_per_day:g} mentor places a day, drawn from these lists, for "
        f"{rates.days} days, {len(rates.seeds)} times; everybody is to be paired within {rates.target_days} days. "
        f"“Places a day needed” is how many keep {ENOUGH:.0%} within that date. Whoever comes after the last match of "
        "a stretch is not counted."
    )
    return [
        f"<p>{escape(words)}</p>",
        bars("Days within which nine in ten are paired", list(zip(labels, waiting, strict=True))),
        bars("Mean fit of the pairs (of 100)", list(zip(labels, fits, strict=True))),
        bars("Not paired by their date (%)", list(zip(labels, late, strict=True)), " %")
        if any(late)
        else "<p>Nobody is late, however often pairs are made.</p>",
        "<h2>All figures</h2>",
        table(HEADINGS, rows),
    ]
