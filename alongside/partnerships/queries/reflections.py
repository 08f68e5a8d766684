"""What is asked about reflections: which prompts fit, whose there are, and their words."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from alongside.domain.patient_detail import PatientDetail, find_patient_detail
from alongside.domain.scheme import Side
from alongside.domain.scheme.learning import Prompt, PromptSet
from alongside.partnerships.models import Partnership, Reflection, Session
from alongside.partnerships.queries.partnerships import PEOPLE
from alongside.people.models import Account
from alongside.vault.notes import open_notes

SERVES = ("learning", "benefit_self", "benefit_service_users")
"""What an answer can show an auditor, as prompts of a definition say."""


@dataclass(frozen=True)
class OpenedReflection:
    """A reflection with its answers by prompt, in the order in which they are asked.

    `is_copy` is true for the partner's view, which is as old as the sharing.
    """

    reflection: Reflection
    title: str
    answers: list[tuple[Prompt, str]]
    is_copy: bool

    def serving(self, what: str) -> str:
        """Everything said under prompts that serve this, such as `benefit_service_users`."""
        return "\n\n".join(words for prompt, words in self.answers if prompt.serves == what)

    @property
    def first_words(self) -> str:
        """The beginning, for a list."""
        return next((words for _, words in self.answers), "")

    @property
    def patient_detail(self) -> tuple[PatientDetail, ...]:
        """What in it may point to a patient."""
        return find_patient_detail("\n".join(words for _, words in self.answers))


def occasion_of(session: Session | None) -> str:
    """Before a session, after it, or looking back where the plan ends in a reflection."""
    if session is None:
        return "any_time"
    if session.kind == "reflection":
        return "closing"
    return "after_session" if session.state == "held" else "before_session"


def sets_for(partnership: Partnership, role: Side, occasion: str) -> tuple[PromptSet, ...]:
    """Sets of prompts that this partner may use then, the proposed one first; never empty.

    Where the scheme has none for the occasion, those for any time serve, then whatever this partner may use.
    """
    rules = partnership.rules.reflection
    own = tuple(each for each in rules.prompt_sets if role in each.sides)
    return rules.sets_for(role, occasion) or rules.sets_for(role, "any_time") or own or rules.prompt_sets


def prompt_set(partnership: Partnership, key: str) -> PromptSet | None:
    """The scheme's set with that key."""
    sets = partnership.rules.reflection.prompt_sets
    return next((each for each in sets if each.key == key), None)


def reflections_of(account: Account) -> QuerySet[Reflection]:
    """The person's own reflections in all their partnerships, newest first; never anybody else's."""
    rows: QuerySet[Reflection] = Reflection.objects.written_by(account)
    return rows.select_related("text", "session", *(f"partnership__{path}" for path in PEOPLE))


def reflections_for(account: Account, partnership: Partnership) -> QuerySet[Reflection]:
    """What this partner may read in their partnership: one's own, and what the other shares; newest first."""
    rows: QuerySet[Reflection] = Reflection.objects.visible_to(account).filter(partnership=partnership)
    return rows.select_related("text", "shared_text", "session", "partnership__definition")


def last_reflection_of(partnership: Partnership, account: Account) -> Reflection | None:
    """One's own newest reflection in this partnership, to read again while preparing."""
    return reflections_of(account).filter(partnership=partnership).first()


def reflection_on(session: Session, account: Account) -> Reflection | None:
    """One's own newest reflection on this session, in the phase in which the session is now."""
    rows = reflections_of(account).filter(session=session, occasion=occasion_of(session))
    return rows.first()


def reflections_on(session: Session, account: Account) -> list[Reflection]:
    """All that one has written about this session, before it and after it, in that order; nobody else's."""
    return list(reflections_of(account).filter(session=session).order_by("written_at"))


def reflection_or_404(account: Account, reflection_id: UUID) -> Reflection:
    """A reflection this person may read; a 404 like any missing one otherwise."""
    paths = (f"partnership__{path}" for path in PEOPLE)
    rows = Reflection.objects.visible_to(account).select_related("text", "shared_text", "session", *paths)
    found: Reflection = get_object_or_404(rows, pk=reflection_id)
    return found


def own_reflection_or_404(account: Account, reflection_id: UUID) -> Reflection:
    """One's own reflection; a 404 otherwise, also where a copy of it is shared."""
    found: Reflection = get_object_or_404(reflections_of(account), pk=reflection_id)
    return found


def opened_reflections(
    reflections: Iterable[Reflection], *, by: Account, role: str
) -> list[OpenedReflection]:
    """The answers of each, opened once for all: the author reads the text, the partner the copy."""
    rows = list(reflections)
    notes = [row.text if row.author_id == by.pk else row.shared_text for row in rows]
    opened = open_notes(notes, by=by, role=role)
    return [
        _opened(row, opened[note.pk], row.author_id != by.pk)
        for row, note in zip(rows, notes, strict=True)
        if note is not None
    ]


def _opened(reflection: Reflection, sealed: str, is_copy: bool) -> OpenedReflection:
    answers: dict[str, str] = json.loads(sealed)
    chosen = prompt_set(reflection.partnership, reflection.prompt_set)
    prompts = chosen.prompts if chosen else ()
    return OpenedReflection(
        reflection=reflection,
        title=chosen.title if chosen else "",
        answers=[(prompt, answers[prompt.key]) for prompt in prompts if answers.get(prompt.key)],
        is_copy=is_copy,
    )
