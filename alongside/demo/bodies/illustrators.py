"""The illustrators: the office pairs, six sessions are led in turn, and an audit asks for two years."""

from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Final

from django.utils import timezone

from alongside.certificates.actions import Training, certify_training
from alongside.cpd.actions.assessments import show_competencies
from alongside.cpd.actions.records import RecordFacts, record_activity
from alongside.cpd.queries.records import RecordText
from alongside.demo.crowd import BRITAIN
from alongside.demo.looks import look_at_oneself
from alongside.demo.scheme_year import SchemeYear
from alongside.demo.stage import DAYS, Plan, Stage
from alongside.demo.voices.illustrators import EVENTS, FROM_MENTORING, INFORMAL, THEMES, VOICE
from alongside.domain.cpd.activities import Kind
from alongside.events.actions import announce_event
from alongside.people.models import Account, Member

INTRODUCED: Final = 118
"""Days ago: Alice and Bob."""


def live(stage: Stage) -> None:
    """A year in which people apply on any day and the office matches every few weeks."""
    year = SchemeYear(stage)
    start = stage.now - timedelta(days=DAYS)
    year.people_over(start, stage.now, juniors=stage.some(24, least=3), seniors=stage.some(14, least=2))
    for days in range(DAYS - 30, 30, -24):
        year.matches(days)
    stage.ago(INTRODUCED + 40, lambda: _cast(stage, year))
    year.run_waits()


def _cast(stage: Stage, year: SchemeYear) -> None:
    """Alice and Bob, half way; Erin, who waits; Nadia, chosen for an audit; and one who has left a draft."""
    star = stage.crowd.star
    alice, bob = star("Alice", "Tŷ-Mawr", years=1.2), star("Bob", "Marsh", years=14)
    sought = {"expertise_sought": ["management"], "support_sought": ["guidance", "motivation"]}
    # Between two runs of the office: neither is proposed to somebody else before the two are kept together.
    year.applies(INTRODUCED + 11, alice, "mentee", **sought)
    year.applies(INTRODUCED + 9, bob, "mentor", expertise=["management", "interpersonal_skills"])
    year.brings_together(INTRODUCED + 5, alice, bob)
    year.applies(71, star("Erin", "O’Connor", years=3), "mentor")
    year.leaves_draft(6, star("Hugo", "Prado", years=0.6), "mentee", {"hope_to_get": "I would like to"})
    nadia = star("Nadia", "Rahman", years=9)
    stage.ago(90, lambda: _own_learning(alice))
    stage.ago(5, lambda: _two_years(nadia, stage.coordinator, stage.now))
    stage.ago(50, lambda: _events(stage))
    for days, better in ((110, 0), (21, 1)):
        stage.ago(days, partial(look_at_oneself, alice, "mentee", better=better))
        stage.ago(days, partial(look_at_oneself, bob, "mentor", better=better))


def _two_years(member: Member, coordinator: Account, now: datetime) -> None:
    """What somebody brings who was chosen for an audit: two years with thirty sessions, and three empty stretches."""
    active = [month for month in range(24) if month not in (3, 4, 5, 10, 11, 12, 18, 19, 20)]
    meetings = [(month, day) for month in active for day in (4, 19)]
    rows = [
        (Kind.MENTORING, month, day, "1", f"Mentoring session: {THEMES[place % len(THEMES)]}")
        for place, (month, day) in enumerate(meetings)
    ]
    rows += [(kind, active[place], 11, hours, title) for place, (kind, hours, title) in enumerate(INFORMAL)]
    rows.append((Kind.WORKSHOP, active[-1], 15, "3", "Workshop for new mentors, first half day"))
    today = timezone.localdate()
    for kind, month, day, hours, title in rows:
        on = today - timedelta(days=round(30.4 * month) + day)
        facts = RecordFacts(kind=kind, on=on, until=on, hours=Decimal(hours), title=title)
        told = FROM_MENTORING if kind is Kind.MENTORING and month % 5 == 1 else RecordText()
        record_activity(member.account, by=member.account, facts=facts, text=told)
    held_on = today - timedelta(days=24)
    training = Training("Workshop for mentors, second half day", held_on, held_on, 180)
    certify_training(member.body, [member], by=coordinator, training=training, now=now)


def _events(stage: Stage) -> None:
    """What the office invites to; two meetings are to come."""
    today = stage.now.astimezone(stage.scheme.body.zone).date()
    for days, hour, hours, title, where, link, audience, kind, about in EVENTS:
        starts = datetime.combine(today + timedelta(days=days), hour, stage.scheme.body.zone)
        fields = {
            "title": title,
            "where": where,
            "link": link,
            "audience": audience,
            "kind": kind.value,
            "about": about,
            "starts_at": starts,
            "ends_at": starts + timedelta(hours=hours),
        }
        announce_event(stage.scheme.body, by=stage.coordinator, fields=fields)


def _own_learning(member: Member) -> None:
    """What somebody did outside mentoring."""
    today = timezone.localdate()
    learned = RecordText(
        learned="How other departments plan photography in theatre.",
        benefit_self="I know whom to ask.",
        benefit_service_users="Less waiting in theatre.",
    )
    for days, hours, title in (
        (20, "6", "Annual conference of the Institute"),
        (60, "1.5", "Read: reflective practice in health care"),
        (250, "3", "Course on consent and confidentiality"),
    ):
        on = today - timedelta(days=days)
        kind = Kind.READING if title.startswith("Read") else Kind.COURSE
        facts = RecordFacts(kind=kind, on=on, until=on, hours=Decimal(hours), title=title)
        made = record_activity(member.account, by=member.account, facts=facts, text=learned)
        if kind is Kind.COURSE:
            shown = ["mentoring:listen", "mentoring:build_relationships"]
            show_competencies(made, by=member.account, competencies=shown)


BODY: Final = Plan(
    slug="imi",
    name="Institute of Medical Illustrators",
    short_name="IMI",
    time_zone="Europe/London",
    place=BRITAIN,
    preset="imi",
    about="The office pairs every few weeks; two illustrators meet six times in six months and lead in turn.",
    quiet_members=100,
    office=(
        ("Dan", "Morgan", "director"),
        ("Carol", "Whitfield", "coordinator"),
        ("Tess", "Adeyemi", "trainer"),
        ("Grace", "Lloyd", "auditor"),
    ),
    voice=VOICE,
    live=live,
    stars={
        "alice": "mentee of Bob, half way, and they write about everything",
        "bob": "mentor of Alice",
        "nadia": "two years of activities, chosen for an audit",
        "hugo": "has left a draft",
    },
)
