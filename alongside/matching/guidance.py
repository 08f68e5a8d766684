"""What a run teaches the office: whom to recruit next, what each hard rule costs, and whether groups fare alike."""

from dataclasses import asdict
from typing import Any

from alongside.domain.matching.explain import Explained, price_of_rules
from alongside.domain.matching.fairness import by_group
from alongside.domain.matching.people import name_of
from alongside.domain.matching.result import Result
from alongside.domain.scheme import SchemeDefinition
from alongside.matching.pool import Pool
from alongside.matching.words import kinds_sought, words_of

MOST_PAIRS = 4_000_000
"""Mentees times mentors up to which this takes a few seconds; beyond, the run is stored without it."""
MOST_ROWS = 8


def guidance(pool: Pool, result: Result, rules: SchemeDefinition) -> dict[str, Any]:
    """As plain data, to be kept with the run; empty where nobody could be paired or the pool is too large."""
    market = result.working.market
    if not market.mentees or not market.mentors or len(market.mentees) * len(market.mentors) > MOST_PAIRS:
        return {}
    prices = {price.rule: price.sentence for price in price_of_rules(result)}
    return {
        "recruit": _recruit(result, rules),
        "rules": [{"rule": rule.describe(), "sentence": prices[rule.key]} for rule in result.working.rules],
        "groups": [
            found for key in rules.matching.compare_groups if (found := _groups(pool, result, rules, key))
        ],
    }


def _recruit(result: Result, rules: SchemeDefinition) -> list[dict[str, Any]]:
    """For each fact that rules or criteria ask of mentors: the values of which one more place helps, the best first."""
    explained = Explained(result)
    names = {mentor.key: name_of(mentor) for mentor in result.working.market.mentors}
    found = []
    for fact, (_, heading) in kinds_sought(rules).items():
        words = words_of(rules, "mentor", fact)
        rows = [
            {
                "value": words.get(segment.value, segment.value),
                "mentors": segment.mentors,
                "like": names[segment.best.mentor],
                "sentence": segment.best.sentence,
                "fit": segment.best.levels[-1] / 10,
            }
            for segment in explained.recruit_next(fact)
            if any(segment.best.levels)
        ]
        if rows:
            found.append({"heading": heading, "rows": rows[:MOST_ROWS]})
    return found


def _answers(answer: object, words: dict[str, str]) -> list[str]:
    values = answer if isinstance(answer, list) else [answer]
    return [words.get(str(value), str(value)) for value in values if value not in (None, "")]


def _groups(pool: Pool, result: Result, rules: SchemeDefinition, key: str) -> dict[str, Any]:
    """By what applicants answered themselves; what the membership list says of them is nobody's choice."""
    question, words = rules.forms.mentee.question(key), words_of(rules, "mentee", key)
    said = {person: _answers(row.answers.get(key), words) for person, row in pool.mentees.items()}
    rows = by_group(result, said)
    if not question or not rows:
        return {}
    return {
        "question": question.label,
        "rows": [
            asdict(row) | {"share": round(row.share), "apart": row.apart, "fewer": -row.apart} for row in rows
        ],
    }
