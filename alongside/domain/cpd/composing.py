"""From a person's records and drafts to the audit profile."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from alongside.domain.cpd.activities import KIND_NAMES, Activity, Period, by_date
from alongside.domain.cpd.audit_profile import (
    Answer,
    AuditProfile,
    Evidence,
    ExplainedGap,
    Language,
    ListedActivity,
    Person,
    Rules,
    StandardAsked,
    TypeTotal,
    WrittenText,
)
from alongside.domain.cpd.definition import ProfileDefinition
from alongside.domain.cpd.gaps import Gap, gaps_between
from alongside.domain.cpd.parts import Standard, WrittenPart
from alongside.domain.cpd.totals import total_hours, totals_by_type
from alongside.domain.cpd.words import count_words


@dataclass(frozen=True, slots=True, kw_only=True)
class GapNote:
    """Why nothing was recorded between two days; it explains every gap that it overlaps."""

    on: date
    until: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceNote:
    """A document that the person lists; `references` are those of the activities it supports."""

    title: str
    description: str
    form: str
    references: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileDraft:
    """What a person has chosen and written; `described` holds references of activities told in full."""

    person: Person
    period: Period
    activities: tuple[Activity, ...]
    described: frozenset[str] = frozenset()
    summary: str = ""
    statement: str = ""
    gap_notes: tuple[GapNote, ...] = ()
    evidence: tuple[EvidenceNote, ...] = ()
    language: Language = "en"


def compose_profile(definition: ProfileDefinition, draft: ProfileDraft, today: date) -> AuditProfile:
    """The profile as it would go out today; unfinished drafts make an unfinished profile, never an error.

    Activities that do not touch the period are left out; partners are named only where they agreed.
    """
    within = by_date([activity for activity in draft.activities if draft.period.touches(activity)])
    numbers = {activity.reference: number for number, activity in enumerate(within, start=1)}
    return AuditProfile(
        language=draft.language,
        rules=_rules(definition),
        person=draft.person,
        on=draft.period.on,
        until=draft.period.until,
        made_on=today,
        summary=_written(definition.summary, draft.summary),
        activities_title=definition.activities.title,
        activities=tuple(
            _listed(definition, activity, number, activity.reference in draft.described)
            for number, activity in enumerate(within, start=1)
        ),
        gaps=tuple(
            _explained(gap, draft.gap_notes)
            for gap in gaps_between(within, draft.period, today, definition.activities.gap_months)
        ),
        hours=total_hours(within),
        totals=_totals(definition, within),
        statement=_written(definition.statement, draft.statement),
        described_title=definition.described.title,
        evidence_title=definition.evidence.title,
        evidence=tuple(
            _evidence(note, number, numbers) for number, note in enumerate(draft.evidence, start=1)
        ),
        standards=tuple(_standard(definition, one) for one in definition.standards),
    )


def _rules(definition: ProfileDefinition) -> Rules:
    return Rules(
        key=definition.key,
        name=definition.name,
        regulator=definition.regulator,
        in_effect_from=definition.in_effect_from,
    )


def _standard(definition: ProfileDefinition, standard: Standard) -> StandardAsked:
    answered = standard.key in definition.serves.model_dump().values()
    return StandardAsked(
        key=standard.key,
        number=standard.number,
        text=standard.text,
        shown_by="activities" if answered else "profile",
    )


def _written(part: WrittenPart, text: str) -> WrittenText:
    return WrittenText(title=part.title, text=text.strip(), words=count_words(text), max_words=part.max_words)


def _listed(
    definition: ProfileDefinition, activity: Activity, number: int, described: bool
) -> ListedActivity:
    serves = definition.serves
    return ListedActivity(
        number=number,
        on=activity.on,
        until=activity.until,
        kind=KIND_NAMES[activity.kind],
        learning_type=definition.type_of(activity.kind).name,
        title=activity.title,
        hours=activity.hours,
        partner=activity.partner.name if activity.partner and activity.partner.agreed else None,
        standards=activity.standards,
        described=described,
        learned=activity.learned if described else "",
        benefit_self=_answer(serves.benefit_self, activity.benefit_self, described),
        benefit_service_users=_answer(
            serves.benefit_service_users, activity.benefit_service_users, described
        ),
    )


def _answer(standard: str, text: str, described: bool) -> Answer | None:
    return Answer(standard=standard, text=text) if described and text.strip() else None


def _explained(gap: Gap, notes: Iterable[GapNote]) -> ExplainedGap:
    explanation = " ".join(note.text.strip() for note in notes if gap.overlaps(note.on, note.until)).strip()
    return ExplainedGap(on=gap.on, until=gap.until, months=gap.months, explanation=explanation)


def _totals(definition: ProfileDefinition, activities: Iterable[Activity]) -> tuple[TypeTotal, ...]:
    types = {kind: one.name for one in definition.learning_types for kind in one.kinds}
    return tuple(
        TypeTotal(learning_type=total.learning_type, activities=total.activities, hours=total.hours)
        for total in totals_by_type(activities, types)
    )


def _evidence(note: EvidenceNote, number: int, numbers: dict[str, int]) -> Evidence:
    return Evidence(
        number=number,
        title=note.title,
        description=note.description,
        form=note.form,
        activities=tuple(sorted(numbers[reference] for reference in note.references if reference in numbers)),
    )
