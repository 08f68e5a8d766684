"""What the members of one body are, do and write: a body's words, all in one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Words = tuple[str, ...]
"""Of which one is taken by chance."""


@dataclass(frozen=True)
class Aim:
    """A goal in words: its category, answers to the scheme's parts, what was noted on the way, and a step towards it."""

    text: str
    category: str
    parts: Mapping[str, str] = field(default_factory=dict)
    progress: str = ""
    step: str = ""
    is_stretch: bool = False


@dataclass(frozen=True)
class Pack:
    """Whether the two lead their meetings by one of the scheme's packs, and by which."""

    key: str
    first_session: int


@dataclass(frozen=True)
class Voice:
    """Mappings are by the key that the scheme gives to a question, a clause or a part; what is empty nobody writes."""

    employers: Words
    titles: Words
    """Of which the first five are also those of people in their first years."""
    answers: Mapping[str, Mapping[str, Words]]
    """Written answers of an application, by role and question."""
    agenda: tuple[tuple[str, str], ...]
    """What somebody puts on an agenda, and which of the scheme's topics it is, or none."""
    records: Words
    actions: Words
    expectations: Words
    goals: Mapping[str, tuple[Aim, ...]]
    """By role."""
    reflections: Mapping[str, Words]
    feedback: Words
    private_goal: Aim | None = None
    agreed: Mapping[str, str] = field(default_factory=dict)
    """Clauses of the agreement in the two's own words."""
    changed: Mapping[str, str] = field(default_factory=dict)
    """Clauses that one of the two puts differently later."""
    cadence_days: int | None = None
    changed_cadence_days: int | None = None
    review_every: int | None = None
    """What an agreement settles by a number: the rhythm of meetings, then another one, and of looking at how it goes."""
    learning: tuple[tuple[str, str], ...] = ()
    """What a mentee logs between meetings: the kind of it, and the words."""
    partner_feedback: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By the role of whoever gives it, and by the scheme's part."""
    pulse_lines: Words = ()
    pack: Pack | None = None
    own_lines: Words = ()
    """What the two add to the list for their first meeting."""
    doors: tuple[tuple[str, str], ...] = ()
    """To whom a mentor introduces their mentee, and what for."""
    achievements: Words = ()
    recommendations: Words = ()
    thanks: Mapping[str, Words] = field(default_factory=dict)
    """By role."""
    circle: Mapping[str, Words] = field(default_factory=dict)
    """What people say who talk among themselves, by their part; the first begins, the others answer."""
