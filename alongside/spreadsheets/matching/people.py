"""From rows to mentees and mentors, as a rules file reads the columns."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from alongside.domain.matching.people import Market, Mentee, Mentor, Person, says_yes
from alongside.spreadsheets.matching.problem import InputProblem
from alongside.spreadsheets.matching.rules_file import RulesFile, Side
from alongside.spreadsheets.matching.tables import Row, need_columns, read_rows, whole_number

Someone = TypeVar("Someone", bound=Person)
Facts = dict[str, object]


def read_market(rules: RulesFile, mentees: Path, mentors: Path, past: Path | None = None) -> Market:
    """Everyone in the two lists (which may be one file), with past pairs from a third."""
    before = _past_partners(past) if past else {}

    def mentee(number: int, row: Row, facts: Facts) -> Mentee:
        key = str(row[rules.mentees.key])
        facts["past_partners"] = before.get(key, [])
        waiting = _number(mentees, number, rules.mentees.waiting_days, row, 0)
        urgent = bool(rules.mentees.urgent) and says_yes(Mentee("", row), rules.mentees.urgent)
        return Mentee(key, facts, waiting, urgent, _choices(rules.mentees, row))

    def mentor(number: int, row: Row, facts: Facts) -> Mentor:
        capacity = _number(mentors, number, rules.mentors.capacity, row, 1)
        minimum = _number(mentors, number, rules.mentors.minimum, row, 0)
        if capacity < 0 or minimum < 0:
            raise InputProblem(f"{mentors}, row {number}: a mentor cannot have fewer than 0 places.")
        return Mentor(str(row[rules.mentors.key]), facts, capacity, minimum, _choices(rules.mentors, row))

    return Market(_people(mentees, rules.mentees, mentee), _people(mentors, rules.mentors, mentor))


def _people(path: Path, side: Side, make: Callable[[int, Row, Facts], Someone]) -> tuple[Someone, ...]:
    rows = read_rows(path)
    columns = [side.key, *side.name, *side.facts.values(), *side.several, *side.only, *side.choices]
    columns += [side.waiting_days, side.urgent, side.capacity, side.minimum]
    need_columns(path, rows, [column for column in columns if column])
    seen: dict[str, int] = {}
    people = []
    for number, row in rows:
        if any(str(row.get(column, "")) not in values for column, values in side.only.items()):
            continue
        key = str(row.get(side.key) or "")
        if not key:
            raise InputProblem(f"{path}, row {number}: “{side.key}” is empty, so we cannot tell who this is.")
        if key in seen:
            raise InputProblem(f"{path}, row {number}: {key} is already in row {seen[key]}.")
        seen[key] = number
        people.append(make(number, row, _facts(side, row)))
    return tuple(people)


def _facts(side: Side, row: Row) -> Facts:
    facts = dict(row)
    for column, between in side.several.items():
        facts[column] = [part.strip() for part in str(row.get(column) or "").split(between)]
    for fact, column in side.facts.items():
        facts[fact] = facts.get(column)
    if side.name:
        facts["name"] = " ".join(str(row.get(column) or "") for column in side.name).strip()
    return facts


def _choices(side: Side, row: Row) -> tuple[tuple[str, ...], ...]:
    return tuple((str(row[column]),) if row.get(column) else () for column in side.choices)


def _number(path: Path, number: int, column: str, row: Row, otherwise: int) -> int:
    written = row.get(column) if column else None
    return otherwise if written in (None, "") else whole_number(path, number, column, written)


def _past_partners(path: Path) -> dict[str, list[str]]:
    rows = read_rows(path)
    need_columns(path, rows, ("mentee", "mentor"))
    partners: dict[str, list[str]] = {}
    for one, other in _both_ways((str(row["mentee"]), str(row["mentor"])) for _, row in rows):
        partners.setdefault(one, []).append(other)
    return partners


def _both_ways(pairs: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    for mentee, mentor in pairs:
        yield mentee, mentor
        yield mentor, mentee
