"""The `match` command: from spreadsheets to pairs."""

import argparse
from pathlib import Path
from time import perf_counter

import numpy as np

from alongside.domain.matching import certificate
from alongside.domain.matching.building import build_criteria, build_rules
from alongside.domain.matching.checking import MarketProblem
from alongside.domain.matching.kernel import choose_kernel
from alongside.domain.matching.lexicographic import optimise
from alongside.domain.matching.solve import Mode, solve
from alongside.spreadsheets.matching.edges import read_edges
from alongside.spreadsheets.matching.outcome import (
    as_json,
    certificate_data,
    pairs_csv,
    result_json,
    write_all,
)
from alongside.spreadsheets.matching.people import read_market
from alongside.spreadsheets.matching.problem import InputProblem
from alongside.spreadsheets.matching.report import report_html
from alongside.spreadsheets.matching.rules_file import read_rules_file
from alongside.spreadsheets.writing import csv_bytes

MOST_PAIRS = 25_000_000
"""Five thousand people on each side: a table of all pairs takes some gigabytes then."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The two forms: people with rules, or plain pairs with values."""
    people = parser.add_argument_group("from lists of people")
    people.add_argument("--mentees", type=Path, metavar="FILE", help="the mentees, CSV or JSON")
    people.add_argument(
        "--mentors", type=Path, metavar="FILE", help="the mentors, CSV or JSON; may be the same file"
    )
    people.add_argument("--rules", type=Path, metavar="FILE", help="the rules file, TOML")
    people.add_argument("--past", type=Path, metavar="FILE", help="earlier pairs: columns mentee, mentor")
    people.add_argument("--report", type=Path, metavar="FILE", help="write a report as one HTML page")
    people.add_argument("--seed", type=int, default=0, help="settles what is still equal (0)")
    people.add_argument(
        "--stable", action="store_true", help="match those who rank by deferred acceptance first"
    )
    pairs = parser.add_argument_group("from a list of allowed pairs")
    pairs.add_argument(
        "--edges", type=Path, metavar="FILE", help="columns mentee, mentor, value and optionally rank"
    )
    pairs.add_argument("--capacities", type=Path, metavar="FILE", help="columns mentor, capacity")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the pairs, CSV")
    parser.add_argument("--json", type=Path, metavar="FILE", help="the whole result with its certificate")


def match(options: argparse.Namespace) -> str:
    """Do what the arguments ask and say in a few lines what came out; raises InputProblem."""
    started = perf_counter()
    if options.edges and options.capacities:
        return _match_edges(options, started)
    if options.mentees and options.mentors and options.rules:
        return _match_people(options, started)
    raise InputProblem("give either --mentees, --mentors and --rules, or --edges and --capacities.")


def _match_people(options: argparse.Namespace, started: float) -> str:
    rules = read_rules_file(options.rules)
    market = read_market(rules, options.mentees, options.mentors, options.past)
    pairs = len(market.mentees) * len(market.mentors)
    if pairs > MOST_PAIRS:
        raise InputProblem(
            f"these are {pairs:,} possible pairs; from lists of people up to {MOST_PAIRS:,} are looked at. Find the best "
            "few mentors of each mentee first, and give those with --edges and --capacities."
        )
    mode: Mode = "stable" if options.stable else "optimal"
    hard, soft = build_rules(rules.hard_rules), build_criteria(rules.criteria)
    try:
        result = solve(market, hard, soft, seed=options.seed, mode=mode)
    except MarketProblem as problem:
        raise InputProblem(str(problem)) from problem
    problems = certificate.verify(result.working.instance, result.certificate)
    seconds = perf_counter() - started
    files = {options.out: pairs_csv(result)}
    if options.json:
        files[options.json] = result_json(result, problems, seconds)
    if options.report:
        files[options.report] = report_html(rules.title, result, problems, rules.compare)
    write_all(files)
    people = len(result.pairs) + len(result.unmatched)
    return f"{len(result.pairs)} of {people} mentees have a mentor, {_proved(problems)}, in {seconds:.2f} s."


def _match_edges(options: argparse.Namespace, started: float) -> str:
    edges = read_edges(options.edges, options.capacities)
    instance = edges.instance
    found = optimise(instance, choose_kernel(instance))
    problems = certificate.verify(instance, found)
    matched = np.flatnonzero(found.seat >= 0)
    chosen = certificate.chosen_edges(instance, found.seat)
    total = sum(edges.values[chosen].tolist()) if chosen is not None else 0
    seconds = perf_counter() - started
    pairs = [(edges.mentees[mentee], edges.mentors[found.seat[mentee]]) for mentee in matched]
    files = {options.out: csv_bytes(("mentee", "mentor"), pairs)}
    if options.json:
        told = {
            "matched": len(pairs),
            "total_value": total,
            "exact": not problems,
            "seconds": round(seconds, 3),
            "levels": {level.key: value for level, value in zip(instance.levels, found.values, strict=True)},
            "least_value_taken_off": edges.least,
            "certificate": certificate_data(found),
        }
        files[options.json] = as_json(told)
    write_all(files)
    return (
        f"{len(pairs)} mentees have a mentor, total value {total}, {_proved(problems)}, in {seconds:.2f} s."
    )


def _proved(problems: tuple[str, ...]) -> str:
    return "not proved best" if problems else "proved best"
