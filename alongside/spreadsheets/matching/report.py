"""The report of a match run as one accessible HTML page that needs nothing else."""

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape

from alongside.domain.matching.explain import Explained, price_of_rules
from alongside.domain.matching.result import Result
from alongside.domain.matching.simulate import Outcome
from alongside.spreadsheets.matching.charts import bars

STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#1d2430;background:#fff}
h1,h2{line-height:1.2}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .6rem;
border-bottom:1px solid #c9ced6;vertical-align:top}figure{margin:1rem 0}figcaption{font-weight:600}
svg{width:100%;max-width:40rem;font:13px system-ui,sans-serif}rect{fill:#0b5c8a}.number{text-align:right}
@media(max-width:40rem){table{display:block;overflow-x:auto}}
@media(prefers-color-scheme:dark){body{color:#e8ebf0;background:#14181f}text{fill:#e8ebf0}rect{fill:#6bb7e3}}
"""
MOST_PLACES = 10


def report_html(
    title: str, result: Result, problems: tuple[str, ...], outcomes: Sequence[Outcome] = ()
) -> bytes:
    """Pairs and reasons, who is left and why, what rules cost, whom to recruit, and the proof."""
    parts = [
        _summary(result, problems),
        _fits(result),
        _pairs(result),
        _unmatched(result),
        _rules(result),
        _recruit(result),
        _frontier(outcomes),
        _proof(result),
    ]
    page = (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width, initial-scale=1"><title>{escape(title)}</title><style>{STYLE}</style></head>'
        f"<body><main><h1>{escape(title)}</h1>{''.join(parts)}</main></body></html>\n"
    )
    return page.encode()


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
        (pair.mentee, pair.mentor, str(pair.fit), " ".join(reason.sentence for reason in pair.reasons))
        for pair in result.pairs
    )
    return "<h2>Pairs</h2>" + _table(("Mentee", "Mentor", "Fit", "Why, as the mentee reads it"), rows)


def _unmatched(result: Result) -> str:
    if not result.unmatched:
        return "<h2>Without a mentor</h2><p>Nobody.</p>"
    rows = ((left.mentee, left.sentence) for left in result.unmatched)
    return "<h2>Without a mentor</h2>" + _table(("Mentee", "Why"), rows)


def _rules(result: Result) -> str:
    rules = {rule.key: rule.describe() for rule in result.working.rules}
    rows = ((rules[price.rule], price.sentence) for price in price_of_rules(result))
    return "<h2>What each rule costs</h2>" + _table(("Rule", "Without it"), rows)


def _recruit(result: Result) -> str:
    if not result.pairs and not result.unmatched:
        return ""
    useful = [worth for worth in Explained(result).place_values() if any(worth.levels)][:MOST_PLACES]
    if not useful:
        return "<h2>Whom to recruit next</h2><p>One more mentor like any of these would change nothing.</p>"
    rows = ((worth.mentor, worth.sentence) for worth in useful)
    return "<h2>Whom to recruit next</h2>" + _table(("Someone like", "With one more place"), rows)


def _frontier(outcomes: Sequence[Outcome]) -> str:
    if not outcomes:
        return ""
    headings = (
        "Every",
        "Paired",
        "Missed the date",
        "Half wait at most",
        "Nine in ten wait at most",
        "Mean fit",
        "One in ten fits at most",
    )
    rows = (
        (
            _days(outcome.every_days),
            str(outcome.paired),
            str(outcome.missed),
            _days(outcome.waited(50)),
            _days(outcome.waited(90)),
            f"{outcome.mean_fit:.0f}",
            str(outcome.fit(10)),
        )
        for outcome in outcomes
    )
    waiting = [(f"every {_days(outcome.every_days)}", float(outcome.waited(90))) for outcome in outcomes]
    fits = [(f"every {_days(outcome.every_days)}", round(outcome.mean_fit, 1)) for outcome in outcomes]
    return (
        "<h2>How often to match</h2><p>A simulation with people drawn from these lists.</p>"
        + bars("Days within which nine in ten are paired", waiting)
        + bars("Mean fit of the pairs (of 100)", fits)
        + _table(headings, rows)
    )


def _days(days: int) -> str:
    return f"{days} day" if days == 1 else f"{days} days"


def _proof(result: Result) -> str:
    rows = ((level.sentence, str(level.value)) for level in result.levels)
    note = "In this order; each is as large as it can be without making one above it smaller."
    return f"<h2>What was reached</h2><p>{note}</p>" + _table(("Objective", "Reached"), rows)


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
