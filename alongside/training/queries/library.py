"""The scheme's list of things to read and watch: what its definition names, and what trainers and the office added."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from alongside.domain.scheme import SchemeDefinition
from alongside.domain.scheme.training import Provider
from alongside.people.models import Account, Body
from alongside.people.models.member import folded
from alongside.schemes.models import Scheme
from alongside.schemes.queries import definition_in_force, rules_of
from alongside.training.models import KEEPERS, LibraryFile, LibraryItem, Link

PHASES = {
    "any": "At any time",
    "applying": "Before you apply",
    "starting": "Getting to know each other",
    "goals": "Setting goals",
    "sessions": "During your sessions",
    "reflecting": "Reflecting",
    "closing": "Closing, and your CPD",
}
"""The phases of a definition in words, in the order in which people come to them."""


@dataclass(frozen=True)
class Entry:
    """One line of the list. `item` is None for what the definition names; `file` is how a file's name ends."""

    title: str
    note: str
    url: str
    phase: str
    sides: tuple[str, ...]
    item: LibraryItem | None = None
    file: str = ""
    is_broken: bool = False

    @property
    def text(self) -> str:
        """What a search looks through."""
        return folded(f"{self.title} {self.note}")


def providers_by_region(rules: SchemeDefinition) -> list[tuple[str, list[Provider]]]:
    """Where mentors can be trained elsewhere: everywhere first, then region by region."""
    found: dict[str, list[Provider]] = {}
    for one in rules.providers:
        found.setdefault(one.region or "", []).append(one)
    return sorted(found.items())


def library_scheme_or_404(account: Account, scheme_id: UUID) -> Scheme:
    """The scheme of a list that is read."""
    found: Scheme = get_object_or_404(Scheme.objects.read_by(account).select_related("body"), pk=scheme_id)
    return found


def runs_scheme(account: Account, scheme: Scheme) -> bool:
    """Whether somebody belongs to the office of the scheme, to lead them back to where they came from."""
    return bool(Scheme.objects.run_by(account).filter(pk=scheme.pk).exists())


def kept_schemes(account: Account) -> QuerySet[Scheme]:
    """The schemes to whose list somebody adds."""
    rows: QuerySet[Scheme] = Scheme.objects.filter(
        body__in=Body.objects.run_by(account, *KEEPERS).values("pk")
    )
    return rows.select_related("body").order_by("body__name", "name")


def taught_schemes(account: Account) -> QuerySet[Scheme]:
    """The open schemes of the bodies in which somebody is a trainer."""
    rows: QuerySet[Scheme] = Scheme.objects.taught_by(account).filter(is_open=True)
    return rows.order_by("body__name", "name")


def item_or_404(account: Account, item_id: UUID) -> LibraryItem:
    """An item that one may change."""
    rows = LibraryItem.objects.kept_by(account).select_related("scheme__body", "file")
    found: LibraryItem = get_object_or_404(rows.defer("file__data"), pk=item_id)
    return found


def file_or_404(account: Account, item_id: UUID) -> LibraryFile:
    """The file of an item on a list that one reads."""
    items = LibraryItem.objects.visible_to(account).on_the_shelf()
    found: LibraryFile = get_object_or_404(
        LibraryFile.objects.filter(item__in=items.values("pk")), item=item_id
    )
    return found


def library_of(scheme: Scheme, today: date) -> list[Entry]:
    """The scheme's list as it stands today, not as it stood when a pair began: a link that was put right is right for
    everybody at once.
    """
    named = rules_of(definition_in_force(scheme, today)).resources
    rows = [Entry(each.title, each.note or "", each.url or "", each.phase, each.sides) for each in named]
    items = scheme.library.on_the_shelf().select_related("file").defer("file__data")
    for item in items:
        ending = item.file.ending if hasattr(item, "file") else ""
        rows.append(Entry(item.title, item.note, item.url, item.phase, item.sides, item, ending))
    broken = {link.url for link in scheme.links.all() if link.is_broken}
    return [replace(entry, is_broken=entry.url in broken) for entry in rows]


def chosen_entries(
    entries: Iterable[Entry], *, phase: str = "", role: str = "", words: str = ""
) -> list[Entry]:
    """Those that help in this phase, are for this part and hold every word; what helps at any time is always there."""
    wanted = folded(words).split()[:8]
    return [
        each
        for each in entries
        if (not phase or each.phase in (phase, "any"))
        and (not role or role in each.sides)
        and all(word in each.text for word in wanted)
    ]


def by_phase(entries: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """The list under the words of each phase, phases without any left out."""
    rows = list(entries)
    groups = [(words, [each for each in rows if each.phase == phase]) for phase, words in PHASES.items()]
    return [(words, group) for words, group in groups if group]


def broken_links(scheme: Scheme, entries: Iterable[Entry]) -> list[tuple[Link, list[Entry]]]:
    """Addresses on the list that lead nowhere, with what stands there under them."""
    rows = list(entries)
    links = [link for link in scheme.links.select_related("reported_by").order_by("url") if link.is_broken]
    found = [(link, [each for each in rows if each.url == link.url]) for link in links]
    return [(link, under) for link, under in found if under]
