"""What people look for when they apply, and what partnerships talk about, in counts."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from alongside.domain.local_time import year_in
from alongside.domain.scheme.forms import CHOICE_KINDS
from alongside.domain.suppression import fives_of
from alongside.enrolment.models import Application
from alongside.partnerships.models import AgendaItem, Partnership
from alongside.schemes.models import Scheme
from alongside.schemes.queries import definition_in_force, rules_of, vocabularies_of


@dataclass(frozen=True)
class Asked:
    """A choice question and how many chose each of its answers."""

    side: str
    label: str
    answers: tuple[tuple[str, int], ...]


def sought_in(scheme: Scheme, year: int, today: date) -> tuple[Asked, ...]:
    """What those chose who applied in the year, question by question; the office reads each application anyway."""
    rules = rules_of(definition_in_force(scheme, today))
    words = vocabularies_of(scheme, rules)
    begin, end = year_in(year, scheme.body.zone)
    rows = Application.objects.filter(scheme=scheme, submitted_at__gte=begin, submitted_at__lt=end).exclude(
        state__in=["draft", "withdrawn"]
    )
    given: dict[str, list[dict[str, object]]] = {"mentee": [], "mentor": []}
    for role, answers in rows.values_list("role", "answers"):
        given[role].append(answers)
    return tuple(
        Asked(side, question.label, _counted(words[question.vocabulary], question.key, given[side]))
        for side, form in (("mentee", rules.forms.mentee), ("mentor", rules.forms.mentor))
        for question in form.questions
        if question.kind in CHOICE_KINDS and question.vocabulary and not question.private
    )


def talked_about(scheme: Scheme, year: int, today: date) -> tuple[tuple[str, int], ...]:
    """How many partnerships had each topic on an agenda in the year, in whole fives; nothing before the year is over.

    No agenda is opened: only the topic that an item is tagged with is counted. While more can come, two looks could
    differ by what one pair talks about; afterwards every look is the same.
    """
    rules = rules_of(definition_in_force(scheme, today))
    begin, end = year_in(year, scheme.body.zone)
    if today < end.date():
        return ()
    rows = AgendaItem.objects.standing_on(end).filter(
        session__partnership__scheme=scheme, added_at__gte=begin, added_at__lt=end
    )
    tagged = rows.exclude(topic="").values_list("topic", "session__partnership").distinct()
    pairs = Counter(topic for topic, _ in tagged)
    alive = Partnership.objects.filter(scheme=scheme, introduced_at__lt=end)
    everybody = alive.exclude(ended_at__lt=begin).count()
    found = [
        (label, fives_of(pairs[key], everybody))
        for key, label in vocabularies_of(scheme, rules)[rules.goals.category_vocabulary]
    ]
    return tuple(sorted(found, key=lambda row: -row[1]))


def _counted(
    terms: list[tuple[str, str]], key: str, given: list[dict[str, object]]
) -> tuple[tuple[str, int], ...]:
    chosen: Counter[object] = Counter()
    for answers in given:
        said = answers.get(key)
        chosen.update(set(said) if isinstance(said, list) else [said] if said else [])
    return tuple((label, chosen[term]) for term, label in terms)
