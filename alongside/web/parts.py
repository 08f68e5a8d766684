"""What the drawn parts of a page are made of: plain values that any app can fill."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Side = Literal["mentee", "mentor", ""]
StoneState = Literal["done", "next", "later", "late", "skipped"]
MilestoneState = Literal["past", "here", "ahead"]

STONE_WORDS: Final[dict[StoneState, tuple[str, str]]] = {
    "done": ("Held", "done"),
    "next": ("Next", "now"),
    "later": ("", "quiet"),
    "late": ("Date passed", "late"),
    "skipped": ("Left out", "quiet"),
}


@dataclass(frozen=True)
class Stone:
    """One session on the path. `day` may be a moment; `leader` is the name of who leads, `side` their colour.

    `leader_called` is what those who know them say, where their whole name would be too long.
    """

    number: int
    title: str
    state: StoneState
    day: date | None = None
    leader: str = ""
    side: Side = ""
    url: str = ""
    word: str = ""
    leader_called: str = ""

    @property
    def state_word(self) -> str:
        """The word beside the stone; `word` where the page knows a better one."""
        return self.word or STONE_WORDS[self.state][0]

    @property
    def state_kind(self) -> str:
        """The kind of tag the word stands in."""
        return STONE_WORDS[self.state][1]


@dataclass(frozen=True)
class Milestone:
    """One point on the line of waiting; `note` is the promise, such as `by 12 March at the latest`."""

    name: str
    state: MilestoneState
    day: date | None = None
    note: str = ""


@dataclass(frozen=True)
class NextStep:
    """The one thing that matters now, with the one button. `method` post makes the button a form."""

    title: str
    text: str = ""
    button: str = ""
    url: str = ""
    day: date | None = None
    method: Literal["get", "post"] = "get"
    other: str = ""
    other_url: str = ""
