"""What the two said to each other in thanks, opened for one of them."""

from dataclasses import dataclass

from alongside.partnerships.models import Acknowledgement, Partnership
from alongside.people.models import Account
from alongside.vault.notes import open_notes


@dataclass(frozen=True)
class OpenedThanks:
    """Thanks as their writer and their receiver read them."""

    acknowledgement: Acknowledgement
    words: str


def is_closing(partnership: Partnership) -> bool:
    """Whether it is time to thank each other: it has ended, or every session of the plan is over and one was held."""
    if partnership.state == "ended":
        return True
    states = {session.state for session in partnership.sessions.all()}
    return "held" in states and "planned" not in states


def thanks_of(partnership: Partnership, *, by: Account) -> dict[str, OpenedThanks]:
    """What each has written, by role, in one opening."""
    rows = list(partnership.acknowledgements.select_related("text"))
    opened = open_notes([row.text for row in rows], by=by, role=partnership.role_of(by))
    return {row.role: OpenedThanks(row, opened[row.text_id]) for row in rows}
