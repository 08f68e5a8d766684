"""What a scheme can say of itself under each standard for programmes, and its reviews."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from alongside.domain.matching.building import build_rules
from alongside.domain.programme import CoreStandard, ProgrammeStandards, load_programme_standards
from alongside.domain.scheme import SchemeDefinition
from alongside.people.models import Account, OfficeRole
from alongside.presets import preset_text
from alongside.reports.models import Review
from alongside.schemes.models import AdoptedDefinition, Scheme
from alongside.schemes.queries import definition_in_force, rules_of
from alongside.web.wording import count_of, day_in_full

STANDARDS = "emcc-ismcp"


@cache
def programme_standards(key: str = STANDARDS) -> ProgrammeStandards:
    """The standards with this key that we ship."""
    found, problems = load_programme_standards(preset_text("standards", key))
    if found is None:
        raise ValueError(f"The standards {key} do not load: {'; '.join(map(str, problems))}")
    return found


def reviews_of(account: Account, scheme: Scheme) -> QuerySet[Review]:
    """The reviews of a scheme one works for, newest first."""
    rows: QuerySet[Review] = Review.objects.run_by(account).filter(scheme=scheme).select_related("made_by")
    return rows


def review_or_404(account: Account, scheme: Scheme, review_id: UUID) -> Review:
    """One of these."""
    found: Review = get_object_or_404(reviews_of(account, scheme), pk=review_id)
    return found


@dataclass(frozen=True)
class Facts:
    """What the sentences are made from."""

    scheme: Scheme
    adopted: AdoptedDefinition
    rules: SchemeDefinition
    reviews: int
    office: dict[str, int]


def facts_of(scheme: Scheme, today: date) -> Facts:
    """The scheme as it is on a day."""
    adopted = definition_in_force(scheme, today)
    roles = OfficeRole.objects.filter(body=scheme.body).values_list("role", flat=True)
    office = {role: list(roles).count(role) for role in dict.fromkeys(roles)}
    reviews = Review.objects.filter(scheme=scheme).count()
    return Facts(scheme, adopted, rules_of(adopted), reviews, office)


def evidence_for(standard: CoreStandard, facts: Facts) -> list[str]:
    """What the programme itself shows under a standard, in sentences."""
    return [sentence for key in standard.evidence for sentence in EVIDENCE[key](facts)]


def _purpose(facts: Facts) -> list[str]:
    return [f"The purpose, as every member reads it: “{' '.join(facts.rules.purpose.summary.split())}”"]


def _definition(facts: Facts) -> list[str]:
    since = day_in_full(facts.adopted.in_force_from)
    return [
        f"All rules are written down: version {facts.adopted.version} of the definition, in force since {since}."
    ]


def _plan(facts: Facts) -> list[str]:
    plan = facts.rules.plan
    themes = "; ".join(session.theme for session in plan.sessions)
    return [
        f"{count_of(len(plan.sessions), 'session')} within {count_of(plan.within_months, 'month')}: {themes}."
    ]


def _preparation(facts: Facts) -> list[str]:
    items = facts.rules.preparation.items
    return (
        [f"Before a session people tick what they prepared: {'; '.join(item.label for item in items)}."]
        if items
        else []
    )


def _resources(facts: Facts) -> list[str]:
    resources = facts.rules.resources
    return [f"What there is to read: {'; '.join(one.title for one in resources)}."] if resources else []


def _competencies(facts: Facts) -> list[str]:
    return [
        "Mentors and mentees rate themselves by a competency framework, see what they lack and make it a goal."
    ]


def _matching_rules(facts: Facts) -> list[str]:
    rules = "; ".join(rule.describe().rstrip(".") for rule in build_rules(facts.rules.matching.hard_rules))
    return [
        f"Nobody is paired against these rules: {rules}.",
        "Each pair comes with the reasons that speak for it, and each person without one with the reason why.",
    ]


def _consent(facts: Facts) -> list[str]:
    asked = facts.rules.matching.asks
    if not asked:
        return []
    days = count_of(facts.rules.matching.answer_within_days, "day")
    return [f"The {' and the '.join(asked)} may say no to a proposed pair within {days}; silence is a no."]


def _ending(facts: Facts) -> list[str]:
    return ["Either partner can end at any time in one step and without a reason; both can be matched again."]


def _pulse(facts: Facts) -> list[str]:
    pulse = facts.rules.pulse
    found = ["The office sees from behaviour alone which partnerships slip, never what was said."]
    if pulse is None:
        return found
    return (
        [f"Each partner answers {count_of(len(pulse.questions), 'question')} on how it goes.", *found]
        if pulse
        else found
    )


def _figures(facts: Facts) -> list[str]:
    return ["Sessions, hours, and what became of partnerships are counted for each year; see the figures."]


def _reviews(facts: Facts) -> list[str]:
    return [f"The programme has looked at itself {count_of(facts.reviews, 'time')} by these standards."]


def _confidentiality(facts: Facts) -> list[str]:
    return [
        "What a pair writes is sealed with a key of its own. No page of the office shows it, and every opening is noted.",
    ]


def _contact(facts: Facts) -> list[str]:
    return [f"Whoever needs help writes to {facts.scheme.body.contact_email}."]


def _office(facts: Facts) -> list[str]:
    people = ", ".join(count_of(number, role) for role, number in facts.office.items())
    return [f"The office: {people}."] if people else []


def _promise(facts: Facts) -> list[str]:
    months = count_of(facts.rules.intake.pair_within_months, "month")
    return [f"Members are told that they hear within {months}; the office sees who has waited too long."]


def _reminders(facts: Facts) -> list[str]:
    return ["People are reminded of what is due by mail and on their home page, in quiet hours never."]


EVIDENCE: dict[str, Callable[[Facts], list[str]]] = {
    "purpose": _purpose,
    "definition": _definition,
    "plan": _plan,
    "preparation": _preparation,
    "resources": _resources,
    "competencies": _competencies,
    "matching_rules": _matching_rules,
    "consent": _consent,
    "ending": _ending,
    "pulse": _pulse,
    "figures": _figures,
    "reviews": _reviews,
    "confidentiality": _confidentiality,
    "contact": _contact,
    "office": _office,
    "promise": _promise,
    "reminders": _reminders,
}
