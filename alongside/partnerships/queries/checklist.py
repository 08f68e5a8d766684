"""The checklist of a first meeting as the two see it: the scheme's lines, then their own, with who ticked what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.partnerships.models import ChecklistLine, Session
from alongside.people.models import Account, Member
from alongside.vault.notes import open_notes


@dataclass(frozen=True)
class ListedLine:
    """A line as it is read; `name` is what forms call it, `ticked_by` is empty while it is open."""

    name: str
    text: str
    is_own_words: bool
    ticked_by: Member | None = None
    ticked_at: datetime | None = None


@dataclass(frozen=True)
class OpenedChecklist:
    """What is on the list, and what was taken off it; `is_touched` once somebody has ticked or changed anything."""

    title: str
    lines: tuple[ListedLine, ...]
    removed: tuple[ListedLine, ...]
    is_touched: bool

    @property
    def done(self) -> int:
        """How many lines are ticked."""
        return sum(line.ticked_by is not None for line in self.lines)

    @property
    def ticked(self) -> list[str]:
        """The names of those that are ticked."""
        return [line.name for line in self.lines if line.ticked_by]


def has_checklist(session: Session) -> bool:
    """Whether this session is the one that the scheme gives a list."""
    return session.partnership.rules.checklist.is_for(session.number)


def checklist_lines(session: Session) -> list[ChecklistLine]:
    """The lines that somebody touched; asks the database only where the session has a list."""
    return list(session.checklist_lines.select_related("text")) if has_checklist(session) else []


def listed(session: Session, lines: list[ChecklistLine], texts: Mapping[UUID, str]) -> OpenedChecklist | None:
    """The list, made of the scheme's items and of `lines`, whose own words are opened in `texts`."""
    if not has_checklist(session):
        return None
    rules = session.partnership.rules.checklist
    touched = {line.item: line for line in lines if line.item}
    rows = [(item.label, touched.get(item.key), item.key) for item in rules.items]
    rows += [(texts[line.text_id], line, line.name) for line in lines if line.text_id]
    read = [(_read(session, text, line, name), line) for text, line, name in rows]
    return OpenedChecklist(
        title=rules.title,
        lines=tuple(each for each, line in read if line is None or line.removed_at is None),
        removed=tuple(each for each, line in read if line is not None and line.removed_at is not None),
        is_touched=bool(lines),
    )


def read_checklist(session: Session, account: Account) -> OpenedChecklist | None:
    """The list by itself, its own words opened; None where this session has none."""
    lines = checklist_lines(session)
    role = session.partnership.role_of(account)
    texts = open_notes([line.text for line in lines], by=account, role=role)
    return listed(session, lines, texts)


def _read(session: Session, text: str, line: ChecklistLine | None, name: str) -> ListedLine:
    ticked_by = session.partnership.member_of(line.ticked_by) if line and line.ticked_by else None
    return ListedLine(
        name, text, bool(line and line.text_id), ticked_by, line.ticked_at if line and ticked_by else None
    )
