"""What `alongside check-scheme` prints about a file."""

from dataclasses import dataclass

from alongside.domain.scheme.definition import SchemeDefinition
from alongside.domain.scheme.load import MOST_PROBLEMS, digest, load_scheme


@dataclass(frozen=True, slots=True)
class Verdict:
    """The lines to print, and the exit code: 0 where the file can be adopted, 1 where it cannot."""

    lines: tuple[str, ...]
    exit_code: int


def check_scheme(content: bytes, name: str) -> Verdict:
    """The verdict on a file's content; `name` is what the person calls the file."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as broken:
        line = content[: broken.start].count(b"\n") + 1
        return Verdict((f"{name}: Save the file as UTF-8; line {line} cannot be read.",), 1)
    definition, problems = load_scheme(text)
    if definition:
        return Verdict(_praise(definition, name, text), 0)
    count = "1 thing" if len(problems) == 1 else f"{len(problems)} things"
    head = f"{name}: {count} to put right. Entries of a list are counted from 1."
    more = (
        (f"  There may be more: only the first {MOST_PROBLEMS} are shown.",)
        if len(problems) == MOST_PROBLEMS
        else ()
    )
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
