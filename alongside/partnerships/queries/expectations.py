"""What is asked about expectations: where the conversation stands, what was said, and what happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from alongside.domain.lifecycle import Move, moves_open_to
from alongside.domain.lifecycles import EXPECTATION
from alongside.domain.scheme import Side
from alongside.journal.models import Entry
from alongside.journal.queries import entries_about
from alongside.partnerships.models import Clarification, Expectation, Partnership, Wording
from alongside.partnerships.queries.partnerships import PEOPLE
from alongside.people.models import Account
from alongside.vault.models import Note
from alongside.vault.notes import open_notes
from alongside.web.wording import day_in_full

WORDINGS = Prefetch("wordings", queryset=Wording.objects.select_related("text"))
CLARIFICATIONS = Prefetch("clarifications", queryset=Clarification.objects.select_related("text"))

HAPPENED = {
    "state": "stated this expectation",
    "clarify": "asked what it means",
    "answer": "explained what it means",
    "reword": "suggested other words",
    "accept": "accepted the words",
    "agree": "accepted the words, and so they are agreed",
    "set_aside": "set it aside as not applicable",
    "defer": "put it off",
    "reopen": "opened it again",
}
"""What a move means, told after the name of whoever made it."""


@dataclass(frozen=True)
class Round:
    """Where the conversation about expectations stands. `missing` are those who still have none of their own."""

    lead: Side
    missing: tuple[Side, ...]
    open: int
    agreed: int
    late: bool

    @property
    def is_done(self) -> bool:
        """Both have said what they expect, and nothing is left to settle."""
        return not self.missing and not self.open


@dataclass(frozen=True)
class OpenedExpectation:
    """An expectation with its newest words, earlier ones newest first, and the questions and answers about it."""

    expectation: Expectation
    words: str
    wording: Wording
    earlier: list[tuple[Wording, str]]
    thread: list[tuple[Clarification, str]]


@dataclass(frozen=True)
class Happening:
    """One thing that happened to an expectation, in words."""

    entry: Entry
    sentence: str


def lead_of(partnership: Partnership) -> Side:
    """Who leads the conversation: the one it was handed to, else the one the scheme names."""
    handed = partnership.expectations_lead
    if handed == "mentee":
        return "mentee"
    return "mentor" if handed == "mentor" else partnership.rules.expectations.lead


def round_of(partnership: Partnership) -> Round:
    """Where the two stand; asks no database where the partnership came with its expectations and sessions.

    An expectation that was set aside as not applicable does not count as said.
    """
    rules = partnership.rules.expectations
    rows = list(partnership.expectations.all())
    said = {row.role for row in rows if row.state != "not_applicable"}
    missing = tuple(side for side in rules.needed_from if side not in said)
    still_open = sum(row.state in ("stated", "clarifying") for row in rows)
    held = any(
        session.state == "held" and session.number >= rules.begin_by_session
        for session in partnership.sessions.all()
    )
    return Round(
        lead=lead_of(partnership),
        missing=missing,
        open=still_open,
        agreed=sum(row.state == "agreed" for row in rows),
        late=held and bool(missing or still_open),
    )


def waits_for(expectation: Expectation, role: str) -> bool:
    """Whether the next step is this partner's: to accept the newest words, answer them, or suggest others."""
    return expectation.state in ("stated", "clarifying") and not expectation.is_accepted_by(role)


def expectations_to_discuss(partnership: Partnership, today: date) -> QuerySet[Expectation]:
    """Those that were put off to a day that has come: they belong on the agenda of the next session."""
    rows: QuerySet[Expectation] = Expectation.objects.filter(partnership=partnership).to_discuss(today)
    return rows.prefetch_related(WORDINGS)


def expectations_of(partnership: Partnership) -> list[Expectation]:
    """All of a partnership with their wordings; call only with a partnership that was fetched for its partner."""
    return list(partnership.expectations.prefetch_related(WORDINGS))


def expectation_or_404(account: Account, expectation_id: UUID) -> Expectation:
    """An expectation of one's own partnership; a 404 like any missing one otherwise."""
    rows = Expectation.objects.visible_to(account).select_related(
        *(f"partnership__{path}" for path in PEOPLE)
    )
    found: Expectation = get_object_or_404(rows.prefetch_related(WORDINGS, CLARIFICATIONS), pk=expectation_id)
    return found


def opened_expectations(
    expectations: Iterable[Expectation], partnership: Partnership, *, by: Account, whole: bool = False
) -> list[OpenedExpectation]:
    """The newest words of each, opened once for all; with `whole` also earlier words and the thread."""
    rows = list(expectations)
    notes: list[Note] = []
    for row in rows:
        wordings = list(row.wordings.all())
        notes += [wording.text for wording in (wordings if whole else wordings[-1:])]
        notes += [remark.text for remark in row.clarifications.all()] if whole else []
    opened = open_notes(notes, by=by, role=partnership.role_of(by))
    return [_opened(row, opened, whole) for row in rows]


def _opened(row: Expectation, opened: dict[UUID, str], whole: bool) -> OpenedExpectation:
    *earlier, newest = row.wordings.all()
    return OpenedExpectation(
        expectation=row,
        words=opened[newest.text_id],
        wording=newest,
        earlier=[(wording, opened[wording.text_id]) for wording in reversed(earlier)] if whole else [],
        thread=[(remark, opened[remark.text_id]) for remark in row.clarifications.all()] if whole else [],
    )


def moves_for(expectation: Expectation, role: str) -> tuple[Move, ...]:
    """What this partner may do with it now: the table's moves, without ways to set aside that the scheme leaves out."""
    ways = expectation.partnership.rules.expectations.set_aside_as
    return tuple(
        row
        for row in moves_open_to(EXPECTATION, expectation.state, [role])
        if row.target not in ("not_applicable", "deferred") or row.target in ways
    )


def history_of(expectation: Expectation) -> list[Happening]:
    """What happened to it, oldest first, from the journal."""
    partnership = expectation.partnership
    names = {
        partnership.mentee.account_id: partnership.mentee.given_name,
        partnership.mentor.account_id: partnership.mentor.given_name,
    }
    return [
        Happening(entry, _sentence(entry, names)) for entry in entries_about("expectation", expectation.pk)
    ]


def _sentence(entry: Entry, names: dict[UUID, str]) -> str:
    if entry.account_id is None:
        return "The day came that you had chosen, and it is open again."
    what = HAPPENED["answer" if entry.facts.get("answers") else entry.move]
    until = entry.facts.get("until")
    later = f" until {day_in_full(date.fromisoformat(until))}" if until else ""
    return f"{names.get(entry.account_id, 'Someone')} {what}{later}."
