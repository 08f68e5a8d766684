"""What is wrong with a market before anyone is matched, all at once and in words."""

from collections import Counter

from alongside.domain.matching.people import Market, PairKeys
from alongside.domain.matching.rules import Rule


class MarketProblem(ValueError):
    """The market contradicts itself; `problems` says everything that is wrong."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


def market_problems(market: Market, rules: tuple[Rule, ...]) -> tuple[str, ...]:
    """Every contradiction: people twice, places below zero, pins that cannot be kept."""
    return (*_people_problems(market), *_pin_problems(market, rules), *_place_problems(market))


def present_told(market: Market) -> frozenset[PairKeys]:
    """Told pairs of whom both are still here; the others ended when one of them left."""
    mentees = {mentee.key for mentee in market.mentees}
    mentors = {mentor.key for mentor in market.mentors}
    return frozenset(pair for pair in market.told if pair[0] in mentees and pair[1] in mentors)


def _people_problems(market: Market) -> list[str]:
    problems = []
    for role, people in (("mentee", market.mentees), ("mentor", market.mentors)):
        counts = Counter(person.key for person in people)
        problems += [
            f"The {role} {key} is there {count} times." for key, count in sorted(counts.items()) if count > 1
        ]
    for mentor in market.mentors:
        if mentor.capacity < 0 or mentor.minimum < 0:
            problems.append(f"The mentor {mentor.key} has fewer than 0 places.")
        elif mentor.minimum > mentor.capacity:
            problems.append(
                f"The mentor {mentor.key} wants at least {mentor.minimum} but has {mentor.capacity} places."
            )
    return problems


def _pin_problems(market: Market, rules: tuple[Rule, ...]) -> list[str]:
    mentees = {mentee.key: mentee for mentee in market.mentees}
    mentors = {mentor.key: mentor for mentor in market.mentors}
    problems = []
    for mentee, mentor in sorted(market.pins | present_told(market)):
        if mentee not in mentees or mentor not in mentors:
            problems.append(f"The pair {mentee} and {mentor} is pinned, but one of them is not in this run.")
            continue
        if (mentee, mentor) in market.bans:
            problems.append(f"The pair {mentee} and {mentor} is both kept and banned.")
        reasons = (rule.check(mentees[mentee], mentors[mentor]) for rule in rules)
        problems += [f"{mentee} and {mentor} cannot be kept: {reason}" for reason in reasons if reason]
    return problems


def _place_problems(market: Market) -> list[str]:
    kept = market.pins | present_told(market)
    of_mentee = Counter(mentee for mentee, _ in kept)
    of_mentor = Counter(mentor for _, mentor in kept)
    problems = [
        f"{key} is kept with {count} mentors." for key, count in sorted(of_mentee.items()) if count > 1
    ]
    for mentor in market.mentors:
        if of_mentor[mentor.key] > mentor.capacity >= 0:
            problems.append(
                f"{mentor.key} is kept with {of_mentor[mentor.key]} mentees but has {mentor.capacity} places."
            )
    return problems
