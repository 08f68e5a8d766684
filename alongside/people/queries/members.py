"""What is asked about a body's list of members."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from alongside.people.importing.fields import FIELD, FIELDS
from alongside.people.models import Account, Body, Member, MemberQuerySet, OfficeRole, holding_words
from alongside.spreadsheets.writing import Cell

SORTS = {
    "name": ("family_name", "given_name", "pk"),
    "number": ("number", "pk"),
    "status": ("status", "family_name", "given_name", "pk"),
    "since": ("since", "pk"),
    "employer": ("employer", "family_name", "pk"),
}
_COLUMNS = [field.key for field in FIELDS if field.key not in ("full_name", "time_zone")]


def members_of(body: Body, *, words: str = "", status: str = "", sort: str = "") -> MemberQuerySet:
    """The body's members whose name, number or address holds every word; `-` before a sort turns it round."""
    rows = Member.objects.filter(body=body)
    if words.strip():
        # Found first and sorted afterwards: in one query SQLite walks the whole list in its order, row by row.
        rows = Member.objects.filter(pk__in=rows.filter(holding_words(words)).values("pk"))
    if status:
        rows = rows.filter(status=status)
    order = SORTS.get(sort.removeprefix("-"), SORTS["name"])
    falling = "-" if sort.startswith("-") else ""
    ordered: MemberQuerySet = rows.order_by(f"{falling}{order[0]}", *order[1:])
    return ordered


def office_member_or_404(account: Account, body: Body, member_id: UUID) -> Member:
    """A member of this body, if the account belongs to its office."""
    rows = Member.objects.visible_to(account).filter(body=body)
    member: Member = get_object_or_404(rows.select_related("account", "body", "line_manager"), pk=member_id)
    return member


def list_headings() -> list[str]:
    """The headings of an exported list; an import knows every one of them."""
    return [FIELD[key].label for key in _COLUMNS]


def list_rows(members: MemberQuerySet) -> Iterator[list[Cell]]:
    """The rows under them. Guests stand on the list of their own body and not on this one."""
    for member in members.on_the_list().select_related("line_manager").iterator(chunk_size=2000):
        yield [_cell(member, key) for key in _COLUMNS]


def _cell(member: Member, key: str) -> Cell:
    if key == "sections":
        return "; ".join(member.sections)
    if key == "line_manager":
        manager = member.line_manager
        return (manager.number or manager.email) if manager else ""
    cell: Cell = getattr(member, key)
    return cell


def office_of(body: Body) -> QuerySet[OfficeRole]:
    """Everyone who works in the body's office."""
    rows: QuerySet[OfficeRole] = (
        OfficeRole.objects.filter(body=body)
        .select_related("account")
        .order_by("account__family_name", "account__given_name", "role")
    )
    return rows
