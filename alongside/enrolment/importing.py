"""Turns the answers of an imported list into applications: checked all at once, written one after the other."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django_countries import countries

from alongside.domain.scheme import SchemeDefinition
from alongside.domain.scheme.forms import Question
from alongside.enrolment.actions import begin_application, save_answers, submit_application
from alongside.enrolment.models import Application
from alongside.enrolment.queries import refusal_of, sides_open_to
from alongside.people.importing.checking import CheckedRow
from alongside.people.importing.fields import fold
from alongside.people.importing.table import RowError
from alongside.people.models import Account, Member
from alongside.schemes.models import Scheme
from alongside.schemes.queries import rules_of, terms_of

_SEPARATOR = re.compile(r"[;,|\n]")
_YES, _NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0"}
MOST_PLACES = 20


@dataclass(frozen=True)
class PlannedApplication:
    """One application to be made: its answers by question, the private ones apart."""

    row: int
    member: Member
    role: str
    answers: dict[str, Any]
    private: dict[str, Any]


@dataclass(frozen=True)
class ApplicationPlan:
    """`under_way` counts rows whose member has such an application already; `unanswered` counts required gaps."""

    new: tuple[PlannedApplication, ...]
    under_way: int
    unanswered: Mapping[str, int]
    errors: tuple[RowError, ...]


class AnswerRefused(Exception):
    """The message is one sentence about the answer."""


def questions_for(rules: SchemeDefinition, roles: Iterable[str]) -> dict[str, Question]:
    """Every question that the forms of these parts ask, each key once."""
    found: dict[str, Question] = {}
    for role in sorted(set(roles) & {"mentee", "mentor"}):
        for question in rules.forms.for_side("mentee" if role == "mentee" else "mentor").questions:
            found.setdefault(question.key, question)
    return found


def proposed_questions(questions: Mapping[str, Question], answer_keys: Iterable[str]) -> dict[str, str]:
    """Which imported answer feeds which question: the one of the same name."""
    keys = set(answer_keys)
    return {key: key for key in questions if key in keys}


def plan_applications(
    scheme: Scheme,
    rules: SchemeDefinition,
    rows: Iterable[CheckedRow],
    feeds: Mapping[str, str],
    *,
    today: date,
) -> ApplicationPlan:
    """`feeds` is question to imported answer. Looks at every row and writes nothing."""
    return _Planner(scheme, rules, feeds, today).plan(list(rows))


class _Planner:
    def __init__(
        self, scheme: Scheme, rules: SchemeDefinition, feeds: Mapping[str, str], today: date
    ) -> None:
        self._scheme, self._rules, self._feeds, self._today = scheme, rules, feeds, today
        self._questions = {
            role: questions_for(rules, [role]) for role in (Application.MENTEE, Application.MENTOR)
        }
        self._terms = {
            question.vocabulary: terms_of(scheme, rules, question.vocabulary)
            for questions in self._questions.values()
            for question in questions.values()
            if question.vocabulary
        }
        members = list(Member.objects.filter(body=scheme.body_id).select_related("account"))
        self._by_number = {member.number: member for member in members if member.number}
        self._by_address = {member.account.email: member for member in members}
        self._by_address |= {member.email: member for member in members}
        self._under_way = set(
            Application.objects.filter(scheme=scheme, state__in=Application.OPEN_STATES)
            .exclude(state="draft")
            .values_list("member_id", "role")
        )
        self._errors: list[RowError] = []
        self._unanswered: dict[str, int] = {}

    def plan(self, rows: list[CheckedRow]) -> ApplicationPlan:
        """All rows."""
        planned = [self._row(row) for row in rows]
        new = tuple(application for application in planned if application is not None)
        under_way = len(planned) - len(new) - len({error.row for error in self._errors})
        return ApplicationPlan(new, under_way, self._unanswered, tuple(sorted(self._errors)))

    def _row(self, row: CheckedRow) -> PlannedApplication | None:
        number, address = row.values.get("number", ""), row.values.get("email", "")
        member = self._by_number.get(number) or self._by_address.get(address)
        refusal = self._refusal(row, member)
        if refusal:
            self._errors.append(RowError(row.number, "", refusal))
        if refusal or member is None or (member.pk, row.role) in self._under_way:
            return None
        before = len(self._errors)
        answers, private = self._answers(row)
        return (
            PlannedApplication(row.number, member, row.role, answers, private)
            if len(self._errors) == before
            else None
        )

    def _refusal(self, row: CheckedRow, member: Member | None) -> str:
        if member is None:
            return "This person is not a member yet. Import the members of this list first."
        if row.role not in self._questions:
            return "This row does not say whether the person applies as mentor or as mentee."
        if self._rules.eligibility.declaration(row.role):
            return (
                "Who may apply for this part says so of themselves, so nobody can do it for them by a list."
            )
        if row.role not in sides_open_to(member, self._rules, self._today):
            because = refusal_of(member, self._rules, row.role)
            if because:
                return f"The record of {member.name} says {because}. Put the record right, or look at the scheme's rules."
            words = self._rules.roles.mentor if row.role == Application.MENTOR else self._rules.roles.mentee
            return (
                f"The rules of this scheme do not let {member.name} apply as {words.singular}. "
                "Look at their status and years of experience, or at the scheme's rules."
            )
        return ""

    def _answers(self, row: CheckedRow) -> tuple[dict[str, Any], dict[str, Any]]:
        told: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
        for question in self._questions[row.role].values():
            text = (row.answers or {}).get(self._feeds.get(question.key, ""), "").strip()
            if not text:
                if question.required:
                    self._unanswered[question.label] = self._unanswered.get(question.label, 0) + 1
                continue
            try:
                told[question.private][question.key] = read_answer(
                    question, text, self._terms.get(question.vocabulary or "", [])
                )
            except AnswerRefused as refusal:
                self._errors.append(RowError(row.number, question.label, str(refusal)))
        return told


def read_answer(question: Question, text: str, terms: list[tuple[str, str]]) -> Any:
    """The answer as the form would store it. Raises AnswerRefused."""
    return _READERS[question.kind](question, text, terms)


def _text(question: Question, text: str, terms: list[tuple[str, str]]) -> str:
    longest = question.max_length or (300 if question.kind == "short_text" else 10_000)
    if len(text) > longest:
        raise AnswerRefused(f"This answer has {len(text):,} characters; there is room for {longest:,}.")
    return text


def _many(question: Question, text: str, terms: list[tuple[str, str]]) -> list[str]:
    return list(dict.fromkeys(_term(part.strip(), terms) for part in _SEPARATOR.split(text) if part.strip()))


def _one(question: Question, text: str, terms: list[tuple[str, str]]) -> str:
    return _term(text, terms)


def _term(word: str, terms: list[tuple[str, str]]) -> str:
    for key, label in terms:
        if fold(word) in (fold(key), fold(label)):
            return key
    raise AnswerRefused(f"“{word[:80]}” is not among the answers of this question.")


def _number(question: Question, text: str, terms: list[tuple[str, str]]) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 7:
        raise AnswerRefused("Write a whole number from 0 to 9,999,999.")
    return int(text)


def _yes_no(question: Question, text: str, terms: list[tuple[str, str]]) -> str:
    word = fold(text)
    if word not in _YES | _NO:
        raise AnswerRefused("Write yes or no.")
    return "yes" if word in _YES else "no"


def _country(question: Question, text: str, terms: list[tuple[str, str]]) -> str:
    code = countries.alpha2(text) or countries.by_name(text)
    if not code:
        raise AnswerRefused(f"We do not know the country “{text[:80]}”.")
    return str(code)


_READERS: dict[str, Callable[[Question, str, list[tuple[str, str]]], Any]] = {
    "short_text": _text,
    "long_text": _text,
    "one_choice": _one,
    "many_choices": _many,
    "number": _number,
    "yes_no": _yes_no,
    "country": _country,
}


@transaction.atomic
def make_planned_application(
    scheme: Scheme, planned: PlannedApplication, *, by: Account, now: datetime
) -> Application:
    """Begin, fill in and send one application in its member's name; one that is under way is left as it is."""
    begun = begin_application(scheme, member=planned.member, role=planned.role, by=by, today=now.date())
    if begun.state != "draft":
        return begun
    places = rules_of(begun.definition).matching.capacity_question or ""
    capacity = min(planned.answers[places], MOST_PLACES) if places in planned.answers else None
    save_answers(begun, by=by, answers=planned.answers, private=planned.private or None, capacity=capacity)
    return submit_application(Application.objects.get(pk=begun.pk), by=by, now=now)
