"""The report of a match run as one accessible HTML page that needs nothing else."""

from collections import Counter
from html import escape

from alongside.domain.matching.explain import Explained, price_of_rules
from alongside.domain.matching.fairness import by_group
from alongside.domain.matching.people import values_of
from alongside.domain.matching.result import Result
from alongside.spreadsheets.matching.charts import bars
from alongside.spreadsheets.matching.page import page, table

MOST_PLACES = 10


def report_html(
    title: str, result: Result, problems: tuple[str, ...], compare: tuple[str, ...] = ()
) -> bytes:
    """Pairs and reasons, who is left and why, what rules cost, whom to recruit, how groups fare, and the proof."""
    parts = [
        _summary(result, problems),
        _fits(result),
        _pairs(result),
        _unmatched(result),
        _rules(result),
        _recruit(result),
        *(_groups(result, fact) for fact in compare),
        _proof(result),
    ]
    return page(title, parts)


def _summary(result: Result, problems: tuple[str, ...]) -> str:
    people = len(result.pairs) + len(result.unmatched)
    mean = sum(pair.fit for pair in result.pairs) / max(len(result.pairs), 1)
    proof = (
        f"The proof fails: {' '.join(problems)}"
        if problems
        else "A separate check proves that no matching is better."
    )
    lines = [
        f"{len(result.pairs)} of {people} mentees have a mentor; their pairs fit {mean:.0f} of 100 on average.",
        f"{sum(result.unused.values())} mentor places are free.",
        proof,
    ]
    if result.stability:
        cost = result.stability
        lines.append(
            f"Stable: {cost.fewer_pairs} fewer pairs and {cost.lower_fit} points less fit in all, and the "
            f"{cost.blocking_without} pairs who would both rather be together are done away with."
        )
    elif result.blocking:
        lines.append(
            f"{len(result.blocking)} pairs would both rather be together; the stable mode avoids that."
        )
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _fits(result: Result) -> str:
    counts = Counter(min(pair.fit // 10, 9) for pair in result.pairs)
    entries = [
        (f"{ten * 10} to {ten * 10 + (10 if ten == 9 else 9)}", float(counts[ten]))
        for ten in range(9, -1, -1)
    ]
    return bars("Pairs by fit (of 100)", entries)


def _pairs(result: Result) -> str:
    rows = (
        (pair.mentee, pair.mentor, str(pair.fit), " ".join(reason.about_both for reason in pair.reasons))
        for pair in result.pairs
    )
    return "<h2>Pairs</h2>" + table(("Mentee", "Mentor", "Fit", "Why"), rows)


def _unmatched(result: Result) -> str:
    if not result.unmatched:
        return "<h2>Without a mentor</h2><p>Nobody.</p>"
    rows = ((left.mentee, left.sentence) for left in result.unmatched)
    return "<h2>Without a mentor</h2>" + table(("Mentee", "Why"), rows)


def _rules(result: Result) -> str:
    rules = {rule.key: rule.describe() for rule in result.working.rules}
    rows = ((rules[price.rule], price.sentence) for price in price_of_rules(result))
    return "<h2>What each rule costs</h2>" + table(("Rule", "Without it"), rows)


def _recruit(result: Result) -> str:
    if not result.pairs and not result.unmatched:
        return ""
    useful = [worth for worth in Explained(result).place_values() if any(worth.levels)][:MOST_PLACES]
    if not useful:
        return "<h2>Whom to recruit next</h2><p>One more mentor like any of these would change nothing.</p>"
    rows = ((worth.mentor, worth.sentence) for worth in useful)
    return "<h2>Whom to recruit next</h2>" + table(("Someone like", "With one more place"), rows)


def _groups(result: Result, fact: str) -> str:
    mentees = result.working.market.mentees
    rows = by_group(result, {mentee.key: values_of(mentee, fact).values() for mentee in mentees})
    heading = f"<h2>Do groups fare alike? ({escape(fact)})</h2>"
    if not rows:
        return f"{heading}<p>Too few have said anything to compare groups of five and more.</p>"
    cells = (
        (
            row.group,
            str(row.people),
            f"{row.matched} ({row.share:.0f} %)",
            f"{row.apart:+d}" if row.apart else "even",
            "" if row.mean_fit is None else f"{row.mean_fit:.0f}",
        )
        for row in rows
    )
    return heading + table(("Group", "People", "Have a mentor", "Against an even share", "Mean fit"), cells)


def _proof(result: Result) -> str:
    rows = ((level.sentence, str(level.value)) for level in result.levels)
    note = "In this order; each is as large as it can be without making one above it smaller."
    return f"<h2>What was reached</h2><p>{note}</p>" + table(("Objective", "Reached"), rows)
