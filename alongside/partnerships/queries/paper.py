"""What a paper of a partnership is: one that there is, and one with its words."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Paper:
    """A paper that there is: `key` names it in a form; `on` is the day from which it stands."""

    key: str
    kind: str
    title: str
    on: date | None
    url: str


@dataclass(frozen=True)
class Part:
    """One passage of a paper: a heading, empty for none, and paragraphs."""

    heading: str
    paragraphs: list[str]


@dataclass(frozen=True)
class Signature:
    """Who signed, on which day, and how."""

    name: str
    on: str
    how: str


@dataclass(frozen=True)
class OpenedPaper:
    """A paper with its words, as it is printed."""

    title: str
    about: str
    parts: list[Part]
    signatures: list[Signature] = field(default_factory=list)
    digest: str = ""
