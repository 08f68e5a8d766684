"""A person's activities as a list to take away, and a list of theirs from elsewhere read into activities."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from alongside.cpd.actions.lists import KeptFile
from alongside.cpd.actions.records import RecordFacts
from alongside.cpd.calendar_file import is_calendar, read_calendar
from alongside.cpd.forms.record import RecordForm
from alongside.cpd.models import Record
from alongside.cpd.queries.records import RecordText, likeness_of
from alongside.domain.cpd.activities import KIND_NAMES, TIME_NAMES, Kind, hours_as_figure
from alongside.domain.cpd.definition import ProfileDefinition
from alongside.people.importing.dates import (
    DAY_FIRST,
    DateRefused,
    depends_on_order,
    possible_orders,
    read_date,
)
from alongside.people.importing.fields import fold
from alongside.people.importing.table import FileRefused, Row, Table
from alongside.people.membership_files import read_table
from alongside.people.models import Account
from alongside.spreadsheets.writing import csv_bytes

MOST_ROWS = 1000
HEADINGS = {
    "on": (
        "First day",
        "date",
        "day",
        "when",
        "start",
        "start date",
        "from",
        "date of activity",
        "completed",
    ),
    "until": ("Last day", "until", "to", "end", "end date"),
    "title": (
        "Activity",
        "title",
        "what",
        "description",
        "name",
        "activity name",
        "subject",
        "event",
        "summary",
    ),
    "kind": ("Kind", "type", "category", "activity type", "kind of activity", "type of activity"),
    "hours": ("Hours", "hrs", "duration", "time", "length", "number of hours", "cpd hours"),
    "learned": (
        "What I learned",
        "learning",
        "reflection",
        "outcome",
        "what did you learn",
        "learning outcome",
    ),
    "benefit_self": (
        "What it does for my practice",
        "benefit",
        "impact",
        "impact on practice",
        "benefit to practice",
    ),
    "benefit_service_users": (
        "What it does for service users",
        "benefit to service users",
        "benefit to patients",
    ),
    "time_of": ("Working time", "job plan", "job plan category", "time category"),
}
"""How columns are called: as we write them first, then as others do."""
_FIELDS = {fold(heading): field for field, headings in HEADINGS.items() for heading in headings}
TYPE = "Type of learning"
_ALSO_CALLED = {
    word: kind
    for kind, words in {
        Kind.WORKSHOP: "workshop, seminar, webinar",
        Kind.COURSE: "course, e-learning, training, module, study",
        Kind.CONFERENCE: "congress, symposium, meeting",
        Kind.READING: "article, book, podcast, journal, video, journal club",
        Kind.REFLECTION: "reflecting",
        Kind.TEACHING: "presentation, lecture, talk, presenting",
        Kind.PROJECT: "audit, research, quality improvement",
        Kind.MENTORING: "mentor, mentoring a colleague",
        Kind.BEING_MENTORED: "mentee, mentored, supervision",
        Kind.PEER_REVIEW: "peer discussion, case discussion",
        Kind.WRITING: "publication, paper",
        Kind.VOLUNTEERING: "volunteer, voluntary work",
    }.items()
    for word in words.split(", ")
}
_KINDS = {fold(word): kind for kind, words in KIND_NAMES.items() for word in (kind.value, words)} | {
    fold(word): kind for word, kind in _ALSO_CALLED.items()
}
_TIMES = {fold(word): time.value for time, words in TIME_NAMES.items() for word in (time.value, words)}
_TOO_COMMON = {"meeting", "study", "book", "video"}
"""Words that the title of an event has for many reasons."""
_IN_TITLES = [
    (re.compile(rf"\b{word}\b"), kind) for word, kind in _ALSO_CALLED.items() if word not in _TOO_COMMON
]
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::00)?")
_HOURS = re.compile(r"(\d+(?:[.,]\d+)?) ?(?:h|hrs?|hours?)(?: ?(\d{1,2}) ?(?:m|mins?|minutes?))?")
_NUMBER = re.compile(r"\d{1,9}[.,]\d{1,20}")
_MINUTES = re.compile(r"(\d+(?:[.,]\d+)?) ?(?:m|mins?|minutes?)")


def list_of(records: Iterable[Record], texts: Mapping[UUID, RecordText], types: dict[Kind, str]) -> bytes:
    """The records as CSV; `read_list` reads it again."""
    headings = [names[0] for names in HEADINGS.values()]
    headings.insert(4, TYPE)
    rows = []
    for record in records:
        words, kind = texts.get(record.pk, RecordText()), Kind(record.kind)
        rows.append(
            (
                record.on.isoformat(),
                record.until.isoformat(),
                record.title,
                KIND_NAMES[kind],
                types[kind],
                hours_as_figure(record.hours),
                words.learned,
                words.benefit_self,
                words.benefit_service_users,
                record.get_time_of_display(),
            )
        )
    return csv_bytes(headings, rows)


@dataclass(frozen=True)
class ReadRow:
    """One row of a list: what would be added, or why it cannot be, or that it is there already."""

    number: int
    title: str
    facts: RecordFacts | None
    text: RecordText
    problems: tuple[str, ...] = ()
    is_known: bool = False
    kind_is_new: str = ""

    @property
    def kind_name(self) -> str:
        """What kind it would be added as."""
        return KIND_NAMES[self.facts.kind] if self.facts else ""


@dataclass(frozen=True)
class ReadList:
    """A whole list as it was read. `asks_for_order` where days would be read otherwise month first; `chooses` where most
    rows are no activity, as in a calendar, so that the person ticks those which are.
    """

    rows: tuple[ReadRow, ...]
    ignored: tuple[str, ...]
    order: str
    asks_for_order: bool
    chooses: bool = False
    notes: tuple[str, ...] = ()

    @property
    def new(self) -> tuple[ReadRow, ...]:
        """What would be added."""
        return tuple(row for row in self.rows if row.facts and not row.is_known)

    @property
    def wrong(self) -> tuple[ReadRow, ...]:
        """What stands in the way; nothing is added while there is anything."""
        return tuple(row for row in self.rows if row.problems)

    @property
    def known(self) -> tuple[ReadRow, ...]:
        """What is on the person's list already, or twice in this one."""
        return tuple(row for row in self.rows if row.is_known)


def read_file(
    kept: KeptFile, account: Account, rules: ProfileDefinition, today: date, order: str = ""
) -> ReadList:
    """What a kept file would add for its owner today. Raises FileRefused."""
    known = Record.objects.visible_to(account).standing()
    if is_calendar(kept.data):
        table = read_calendar(kept.data, today, account.zone)
        read = read_list(table, known, rules, today, order)
        rows = tuple(_with_kind(row) for row in read.rows if not row.problems)
        return replace(read, rows=rows, chooses=True, notes=table.notes)
    return read_list(read_table(kept.name, kept.data), known, rules, today, order)


def _with_kind(row: ReadRow) -> ReadRow:
    """The row of an event with the kind that a word of its title names."""
    words = row.title.casefold()
    named = next((kind for word, kind in _IN_TITLES if word.search(words)), None)
    return replace(row, facts=replace(row.facts, kind=named)) if row.facts and named else row


def read_list(
    table: Table, known: Iterable[Record], rules: ProfileDefinition, today: date, order: str = ""
) -> ReadList:
    """Every row as an activity, checked as if it had been typed. Raises FileRefused where columns are missing."""
    columns = _columns(table)
    if len(table.rows) > MOST_ROWS:
        raise FileRefused(f"This list has more than {MOST_ROWS:,} rows. Split it.")
    days = [cell for field in ("on", "until") if field in columns for cell in table.column(columns[field])]
    orders = possible_orders(days)
    chosen = order if order in orders else (DAY_FIRST if DAY_FIRST in orders or not orders else orders[0])
    seen = {likeness_of(record.on, record.title, record.hours) for record in known}
    rows = []
    for row in table.rows:
        read = _read_row(row, table, columns, rules, today, chosen)
        likeness = read.facts and likeness_of(read.facts.on, read.facts.title, read.facts.hours)
        if likeness in seen:
            read = ReadRow(read.number, read.title, read.facts, read.text, is_known=True)
        elif likeness:
            seen.add(likeness)
        rows.append(read)
    ignored = tuple(
        heading for heading in table.headings if heading not in columns.values() and heading != TYPE
    )
    return ReadList(tuple(rows), ignored, chosen, depends_on_order(days) and len(orders) > 1)


def _columns(table: Table) -> dict[str, str]:
    """Which heading feeds what; the first that fits."""
    columns: dict[str, str] = {}
    for heading in table.headings:
        field = _FIELDS.get(fold(heading))
        if field:
            columns.setdefault(field, heading)
    missing = [HEADINGS[field][0] for field in ("on", "title", "hours") if field not in columns]
    if missing:
        raise FileRefused(
            f"This list has no column for: {', '.join(missing)}. Name its columns so; others are shown and left out."
        )
    return columns


def _read_row(
    row: Row, table: Table, columns: dict[str, str], rules: ProfileDefinition, today: date, order: str
) -> ReadRow:
    cells = dict(zip(table.headings, row.cells, strict=True))
    said = {field: cells[heading].strip() for field, heading in columns.items()}
    problems = []
    for field in ("on", "until"):
        if said.get(field):
            try:
                said[field] = read_date(said[field], order, today=today).isoformat()
            except DateRefused as refused:
                problems.append(str(refused))
                said[field] = today.isoformat()
    said["hours"] = _in_hours(said["hours"])
    named = said.get("kind", "")
    kind = _KINDS.get(fold(named), Kind.OTHER)
    said["time_of"] = _TIMES.get(fold(said.get("time_of", "")), "")
    form = RecordForm(said | {"kind": kind.value}, rules=rules, today=today)
    if form.is_valid() and not problems:
        new = named if kind is Kind.OTHER and fold(named) not in _KINDS else ""
        return ReadRow(row.number, form.facts.title, form.facts, form.text, kind_is_new=new)
    for field, found in form.errors.items():
        label = HEADINGS.get(field, (field,))[0]
        problems += [f"{label}: {sentence}" for sentence in found]
    return ReadRow(row.number, said.get("title", ""), None, RecordText(), tuple(problems))


def _in_hours(written: str) -> str:
    """`1:30`, `90 min`, `1 h 30`, `1,5` as hours with two places; whatever else stays for the form to refuse."""
    text = written.casefold().strip()
    if match := _CLOCK.fullmatch(text):
        return _two_places(Decimal(match[1]) + Decimal(match[2]) / 60)
    if match := _MINUTES.fullmatch(text):
        return _two_places(Decimal(match[1].replace(",", ".")) / 60)
    if match := _HOURS.fullmatch(text):
        return _two_places(Decimal(match[1].replace(",", ".")) + Decimal(match[2] or 0) / 60)
    # A spreadsheet that divides minutes by 60 writes 0.333333333333333.
    return _two_places(Decimal(text.replace(",", "."))) if _NUMBER.fullmatch(text) else text


def _two_places(hours: Decimal) -> str:
    return str(hours.quantize(Decimal("0.01"), ROUND_HALF_UP))
