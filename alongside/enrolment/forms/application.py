"""The application form, made from the questions of the scheme definition."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.html import format_html
from django_countries import countries

from alongside.domain.scheme import SchemeDefinition
from alongside.domain.scheme.forms import Question
from alongside.enrolment.models import Application
from alongside.schemes.models import Scheme
from alongside.schemes.queries import rules_of, terms_of
from alongside.web.fields import WritingField

LONG = 10_000
LINE = 300
MOST_PLACES = 20


class ApplicationForm(forms.Form):
    """One field per question. A draft may leave anything empty; sending asks for what is required."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        application: Application,
        data: QueryDict | dict[str, Any] | None = None,
        *,
        sending: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.sending = sending
        self.rules = rules_of(application.definition)
        self.questions = self.rules.forms.for_side(_side(application)).questions
        self.initial.setdefault("version", application.version)
        for question in self.questions:
            self.fields[question.key] = question_field(question, application.scheme, self.rules)

    def full_clean(self) -> None:
        """A draft may leave empty what the page rightly says is needed for sending."""
        needed = [field for field in self.fields.values() if field.required and not self.sending]
        for field in needed:
            field.required = False
        super().full_clean()
        for field in needed:
            field.required = True

    def answers(self) -> dict[str, Any]:
        """What may be stored as it is, by question."""
        return {
            question.key: self.cleaned_data[question.key]
            for question in self.questions
            if self._told(question, False)
        }

    def private_answers(self) -> dict[str, Any]:
        """What goes into the vault, by question."""
        return {
            question.key: self.cleaned_data[question.key]
            for question in self.questions
            if self._told(question, True)
        }

    def capacity(self) -> int | None:
        """Places the applicant offers, where the form asks for it."""
        value = self.cleaned_data.get(self.rules.matching.capacity_question or "")
        return int(value) if value is not None else None

    def _told(self, question: Question, private: bool) -> bool:
        return question.private == private and self.cleaned_data.get(question.key) not in (None, "", [])


def _side(application: Application) -> Any:
    return application.role


def question_field(question: Question, scheme: Scheme, rules: SchemeDefinition) -> forms.Field:
    """The field that takes the answer to a question."""
    shared: dict[str, Any] = {
        "label": question.label,
        "help_text": question.help or "",
        "required": question.required,
        "error_messages": {"required": f"Answer this question: {question.label}"},
    }
    terms = _choices(question, scheme, rules)
    match question.kind:
        case "short_text":
            return forms.CharField(max_length=question.max_length or LINE, **shared)
        case "long_text":
            return WritingField(limit=question.max_length or LONG, unit="characters", **shared)
        case "one_choice":
            return forms.ChoiceField(choices=terms, widget=forms.RadioSelect, **shared)
        case "many_choices":
            return forms.MultipleChoiceField(choices=terms, widget=forms.CheckboxSelectMultiple, **shared)
        case "number":
            counts_places = question.key == rules.matching.capacity_question
            return forms.IntegerField(
                min_value=1 if counts_places else 0,
                max_value=MOST_PLACES if counts_places else None,
                **shared,
            )
        case "yes_no":
            answers = [("yes", "Yes"), ("no", "No")]
            return forms.ChoiceField(choices=answers, widget=forms.RadioSelect, **shared)
        case "country":
            return forms.ChoiceField(choices=[("", "No answer"), *countries], **shared)


def _choices(question: Question, scheme: Scheme, rules: SchemeDefinition) -> list[tuple[str, str]]:
    """What can be chosen; an entry that the definition explains has its sentence beside it."""
    if question.vocabulary is None:
        return []
    helps = {term.key: term.help for term in rules.vocabulary(question.vocabulary).terms if term.help}
    hint = '{} <span class="choice-hint">{}</span>'
    return [
        (key, format_html(hint, label, helps[key]) if key in helps else label)
        for key, label in terms_of(scheme, rules, question.vocabulary)
    ]


def answers_in_words(
    questions: Iterable[Question],
    answers: dict[str, Any],
    scheme: Scheme,
    rules: SchemeDefinition,
    *,
    to_others: bool = False,
) -> list[tuple[str, str]]:
    """Each question, or its heading for others, with its answer as people read it; those left empty are left out."""
    rows = []
    for question in questions:
        answer = answers.get(question.key)
        if answer in (None, "", []):
            continue
        label = question.heading if to_others else question.label
        rows.append((label, _words(question, answer, scheme, rules)))
    return rows


def _words(question: Question, answer: Any, scheme: Scheme, rules: SchemeDefinition) -> str:
    if question.vocabulary:
        labels = dict(terms_of(scheme, rules, question.vocabulary))
        chosen = answer if isinstance(answer, list) else [answer]
        return ", ".join(str(labels.get(key, key)) for key in chosen)
    if question.kind == "yes_no":
        return "Yes" if answer == "yes" else "No"
    if question.kind == "country":
        return str(countries.name(answer) or answer)
    return str(answer)
