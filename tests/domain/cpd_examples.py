"""A member's two years of CPD, for tests of the audit profile and its documents."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from alongside.domain.cpd.activities import Activity, Kind, Partner, Period
from alongside.domain.cpd.audit_profile import Person
from alongside.domain.cpd.composing import EvidenceNote, GapNote, ProfileDraft
from alongside.domain.cpd.definition import ProfileDefinition
from alongside.domain.cpd.loading import load_profile_definition
from alongside.domain.months import months_after
from alongside.presets import preset_text

PERIOD = Period(date(2025, 4, 1), date(2027, 3, 31))
MADE_ON = date(2027, 4, 2)


def illustrators_rules() -> ProfileDefinition:
    definition, problems = load_profile_definition(preset_text("cpd", "ahcs-imi"))
    assert problems == ()
    assert definition is not None
    return definition


def an_activity(number: int, on: date, kind: Kind = Kind.BEING_MENTORED) -> Activity:
    return Activity(
        on,
        on,
        kind,
        f"Mentoring session {number}",
        Decimal("1.25"),
        learned="I learned to plan the light before the patient arrives.",
        benefit_self="I start on time.",
        benefit_service_users="Patients wait less.",
        reference=f"record-{number}",
    )


def finished_draft() -> ProfileDraft:
    """Monthly activities of two kinds, all parts written: nothing to put right."""
    activities = [
        an_activity(
            number, months_after(PERIOD.on, number), Kind.READING if number % 3 else Kind.BEING_MENTORED
        )
        for number in range(24)
    ]
    return ProfileDraft(
        person=Person(
            name="Siân Llŷr", body="Institute of Medical Illustrators", membership_number="IMI-20418"
        ),
        period=PERIOD,
        activities=tuple(activities),
        described=frozenset({"record-2", "record-5", "record-9", "record-14"}),
        summary="I photograph patients in a teaching hospital, and I teach two colleagues.",
        statement="I learned to look twice. My work is steadier, and I shall keep notes.",
        evidence=(
            EvidenceNote(
                title="Certificate of attendance",
                description="Shows that I was there.",
                form="1 page, PDF",
                references=frozenset({"record-5"}),
            ),
        ),
    )


def draft_with_a_gap(explanation: str = "") -> ProfileDraft:
    """As finished, but with nothing from June to October 2025."""
    draft = finished_draft()
    empty = Period(date(2025, 6, 1), date(2025, 10, 31))
    notes = (GapNote(on=empty.on, until=empty.until, text=explanation),) if explanation else ()
    kept = tuple(one for one in draft.activities if one.on not in empty)
    return replace(draft, activities=kept, gap_notes=notes)


def with_partner(activity: Activity, agreed: bool) -> Activity:
    return replace(activity, partner=Partner("Bob Hughes", agreed))
