"""What `alongside check-scheme` prints about a file, and what every such check has in common."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from alongside.domain.scheme.definition import SchemeDefinition
from alongside.domain.scheme.load import MOST_PROBLEMS, digest, load_scheme
from alongside.domain.scheme.problem import Problem

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The lines to print, and the exit code: 0 where the file can be adopted, 1 where it cannot."""

    lines: tuple[str, ...]
    exit_code: int


def check_scheme(content: bytes, name: str) -> Verdict:
    """The verdict on a file's content; `name` is what the person calls the file."""
    return verdict_on(content, name, load_scheme, _praise, most=MOST_PROBLEMS)


def verdict_on(
    content: bytes,
    name: str,
    load: Callable[[str], tuple[Read | None, tuple[Problem, ...]]],
    praise: Callable[[Read, str, str], tuple[str, ...]],
    *,
    most: int | None = None,
) -> Verdict:
    """The verdict of a loader on a file's content; `praise` gets what was read, the file's name and its text.

    `most` is how many problems the loader tells of at the most, where it stops at some.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as broken:
        line = content[: broken.start].count(b"\n") + 1
        return Verdict((f"{name}: Save the file as UTF-8; line {line} cannot be read.",), 1)
    read, problems = load(text)
    if read is not None:
        return Verdict(praise(read, name, text), 0)
    count = "1 thing" if len(problems) == 1 else f"{len(problems)} things"
    head = f"{name}: {count} to put right. Entries of a list are counted from 1."
    more = (f"  There may be more: only the first {most} are shown.",) if len(problems) == most else ()
    return Verdict((head, *(f"  {problem}" for problem in problems), *more), 1)


def _praise(definition: SchemeDefinition, name: str, text: str) -> tuple[str, ...]:
    plan = definition.plan
    return (
        f"{name}: this definition can be adopted.",
        f"  {definition.name}: {len(plan.sessions)} sessions in {plan.within_months} months, "
        f"{len(definition.forms.mentee.questions)} questions for a {definition.roles.mentee.singular} "
        f"and {len(definition.forms.mentor.questions)} for a {definition.roles.mentor.singular}.",
        f"  SHA-256 {digest(text)}",
    )
