"""What is asked about doors that were opened: whose they are to note, and their words."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from uuid import UUID

from django.shortcuts import get_object_or_404

from alongside.partnerships.models import OpenedDoor, Partnership
from alongside.partnerships.queries.partnerships import PEOPLE
from alongside.people.models import Account
from alongside.vault.notes import open_notes


@dataclass(frozen=True)
class DoorText:
    """What is sealed of an introduction: to whom, by name or by the part they play, and what for, which may be empty."""

    whom: str
    purpose: str = ""

    def as_json(self) -> str:
        """As it is sealed."""
        return json.dumps(asdict(self))


@dataclass(frozen=True)
class OpenedDoorText:
    """An introduction with its words, as both partners read it."""

    door: OpenedDoor
    text: DoorText
    is_own: bool


def notes_doors(partnership: Partnership, role: str) -> bool:
    """Whether the scheme lets the partner with this role note introductions."""
    return partnership.rules.sponsorship.introductions in ("both", role)


def opened_doors_of(partnership: Partnership) -> list[OpenedDoor]:
    """All introductions that are noted, the last one first; asks nothing where the scheme has none."""
    if partnership.rules.sponsorship.introductions == "none":
        return []
    return list(partnership.opened_doors.select_related("text"))


def own_door_or_404(account: Account, door_id: UUID) -> OpenedDoor:
    """An introduction that this person noted; a 404 otherwise, also for the partner, who reads it."""
    paths = (f"partnership__{path}" for path in PEOPLE)
    rows = OpenedDoor.objects.written_by(account).select_related("text", *paths)
    found: OpenedDoor = get_object_or_404(rows, pk=door_id)
    return found


def opened_doors(
    doors: Iterable[OpenedDoor], partnership: Partnership, *, by: Account
) -> list[OpenedDoorText]:
    """The words of introductions of one partnership, opened once for all."""
    rows = list(doors)
    opened = open_notes((row.text for row in rows), by=by, role=partnership.role_of(by))
    return [
        OpenedDoorText(row, DoorText(**json.loads(opened[row.text_id])), row.author_id == by.pk)
        for row in rows
    ]
