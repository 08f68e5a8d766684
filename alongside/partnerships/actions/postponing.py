"""Sets expectations aside, for good or until a day, and opens them again."""

from datetime import date

from django.db import transaction

from alongside.domain.lifecycle import MoveRefused, find_move
from alongside.domain.lifecycles import EXPECTATION
from alongside.journal.moves import make_move
from alongside.partnerships.actions.expectations import lock_expectation, tell_partner
from alongside.partnerships.mails.sharing import tell_of_review
from alongside.partnerships.models import Expectation
from alongside.partnerships.queries.expectations import moves_for
from alongside.people.models import Account


class DayRefused(Exception):
    """An expectation cannot be put off to that day; the message says which day to choose."""


@transaction.atomic
def set_expectation_aside(expectation: Expectation, *, by: Account, role: str) -> Expectation:
    """Not applicable to these two: it leaves the list, stays in the history, and can be opened again."""
    locked = lock_expectation(expectation)
    if locked.state == "not_applicable":
        return locked
    _must_be_a_way(locked, role, "not_applicable")
    make_move(locked, EXPECTATION, "set_aside", by=by, role=role, review_on=None)
    tell_partner(locked, role, by)
    return locked


@transaction.atomic
def defer_expectation(
    expectation: Expectation, *, by: Account, role: str, review_on: date, today: date
) -> Expectation:
    """To be discussed at a future time: it comes back by itself on that day. DayRefused for a day that is past."""
    if review_on <= today:
        raise DayRefused("Choose a day from tomorrow on.")
    locked = lock_expectation(expectation)
    if locked.state == "deferred" and locked.review_on == review_on:
        return locked
    _must_be_a_way(locked, role, "deferred")
    facts = {"until": review_on.isoformat()}
    make_move(locked, EXPECTATION, "defer", by=by, role=role, facts=facts, review_on=review_on)
    tell_partner(locked, role, by)
    return locked


@transaction.atomic
def reopen_expectation(expectation: Expectation, *, by: Account, role: str) -> Expectation:
    """Open it again: both decide anew, with the last words to begin from."""
    locked = lock_expectation(expectation)
    if locked.state in ("stated", "clarifying"):
        return locked
    _reopen(locked, by, role, review_on=None)
    tell_partner(locked, role, by)
    return locked


@transaction.atomic
def bring_expectation_back(expectation: Expectation, *, today: date) -> Expectation:
    """The clock's part: open again what was put off to a day that has come, and tell both.

    `review_on` stays, which keeps it on the agenda until it is settled.
    """
    locked = lock_expectation(expectation)
    if locked.state != "deferred" or locked.review_on is None or locked.review_on > today:
        return locked
    _reopen(locked, None, "clock", review_on=locked.review_on)
    tell_of_review(locked)
    return locked


def _reopen(expectation: Expectation, by: Account | None, role: str, *, review_on: date | None) -> None:
    make_move(
        expectation,
        EXPECTATION,
        "reopen",
        by=by,
        role=role,
        review_on=review_on,
        mentee_accepts=None,
        mentee_accepted_at=None,
        mentor_accepts=None,
        mentor_accepted_at=None,
    )


def _must_be_a_way(expectation: Expectation, role: str, target: str) -> None:
    """Ask the table first, then the scheme, which may leave a way of setting aside out."""
    name = "set_aside" if target == "not_applicable" else "defer"
    find_move(EXPECTATION, name, expectation.state, role)
    if name not in {row.name for row in moves_for(expectation, role)}:
        raise MoveRefused("This scheme does not set expectations aside in this way.")
