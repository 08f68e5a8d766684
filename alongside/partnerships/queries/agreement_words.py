"""An agreement in words: its clauses, what the two settled by a number, and what differs between two versions."""

from dataclasses import dataclass
from datetime import date

from alongside.domain.scheme.learning import Clause
from alongside.partnerships.models import Partnership
from alongside.web.wording import day_in_full

RHYTHMS = (
    (7, "Every week"),
    (14, "Every two weeks"),
    (21, "Every three weeks"),
    (28, "Every four weeks"),
    (30, "Once a month"),
    (42, "Every six weeks"),
    (61, "Every two months"),
    (91, "Every three months"),
)
"""How often people meet: the days from one session to the next, and what people say for it."""
REVIEWS = (
    (1, "After every session"),
    (2, "After every second session"),
    (3, "After every third session"),
    (4, "After every fourth session"),
    (6, "After every sixth session"),
)
"""After how many sessions the two look at how it goes."""


@dataclass(frozen=True)
class AgreementText:
    """Everything a version says: the words of each clause by its key, empty where it is left out, and the numbers."""

    clauses: dict[str, str]
    cadence_days: int | None = None
    until: date | None = None
    review_every: int | None = None


@dataclass(frozen=True)
class ClauseChange:
    """A clause that reads differently now; either text is empty where the clause was left out."""

    title: str
    before: str
    now: str


def clauses_of(partnership: Partnership) -> tuple[Clause, ...]:
    """The clauses that the scheme begins an agreement with; none where it has no agreements."""
    rules = partnership.rules.agreement
    return rules.clauses if rules.use != "none" else ()


def changes_between(
    before: AgreementText, now: AgreementText, partnership: Partnership
) -> list[ClauseChange]:
    """The clauses that differ, in order, and after them what was settled by a number."""
    words = [
        ClauseChange(clause.title, before.clauses.get(clause.key, ""), now.clauses.get(clause.key, ""))
        for clause in clauses_of(partnership)
    ]
    old, new = dict(settled_in_words(before)), dict(settled_in_words(now))
    numbers = [
        ClauseChange(label, old.get(label, ""), new.get(label, "")) for label in dict.fromkeys([*old, *new])
    ]
    return [change for change in (*words, *numbers) if change.before != change.now]


def settled_in_words(text: AgreementText) -> list[tuple[str, str]]:
    """What the two settled by a number or a day, each with its label."""
    days, reviews = text.cadence_days, text.review_every
    rhythm = dict(RHYTHMS).get(days, f"Every {days} days") if days else ""
    review = dict(REVIEWS).get(reviews, f"After every {reviews} sessions") if reviews else ""
    said = (
        ("How often we meet", rhythm),
        ("Until when we work together", day_in_full(text.until) if text.until else ""),
        ("When we look at how it goes", review),
    )
    return [(label, words) for label, words in said if words]
