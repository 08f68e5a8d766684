"""The world of the demonstration: four bodies and a year of their schemes, lived through the product's own actions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from random import Random
from typing import Final

from django.db import transaction
from django.test.utils import override_settings
from django.utils import timezone

from alongside.certificates.actions import Training, certify_training
from alongside.cpd.actions.assessments import assess_oneself, show_competencies
from alongside.cpd.actions.records import RecordFacts, record_activity
from alongside.cpd.actions.sessions import record_hours_of_everybody
from alongside.cpd.queries.competencies import framework_or_404
from alongside.cpd.queries.records import RecordText
from alongside.demo import words
from alongside.demo.crowd import BRITAIN, CANADA, IRELAND, Crowd, Place
from alongside.demo.educators import Educators
from alongside.demo.enlarging import enlarge
from alongside.demo.past import History, at
from alongside.demo.scheme_year import SchemeYear
from alongside.domain.cpd.activities import Kind
from alongside.domain.scheme.part import Side
from alongside.enrolment.models import Application
from alongside.events.actions import announce_event
from alongside.matching.actions import ask_for_run, carry_out_run, rule_on_pair
from alongside.notices.outbox import send_waiting
from alongside.people.actions import create_body, find_or_create_account, grant_office_role
from alongside.people.models import Account, Body, Member
from alongside.presets import preset_text
from alongside.schemes.actions import start_scheme
from alongside.schemes.models import Scheme

DAYS: Final = 400
SEED: Final = 2026
Say = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    """How a body of the demonstration is set up."""

    slug: str
    name: str
    short_name: str
    time_zone: str
    place: Place
    scheme_name: str
    quiet_members: int
    juniors: int
    seniors: int
    office: tuple[tuple[str, str, str], ...]


BODIES: Final = (
    Plan(
        "imi", "Institute of Medical Illustrators", "IMI", "Europe/London", BRITAIN,
        "Mentoring for medical illustrators", 150, 40, 20,
        (("Dan", "Morgan", "director"), ("Carol", "Whitfield", "coordinator"), ("Tess", "Adeyemi", "trainer"),
         ("Grace", "Lloyd", "auditor")),
    ),
    Plan(
        "amc", "Association of Medical Artists of Canada", "AMAC", "America/Toronto", CANADA,
        "Studio partners", 50, 10, 8,
        (("Denise", "Tremblay", "director"), ("Colin", "Fraser", "coordinator")),
    ),
    Plan(
        "icp", "Irish Clinical Photographers", "ICP", "Europe/Dublin", IRELAND,
        "Mentoring for clinical photographers", 30, 5, 5,
        (("Deirdre", "Brennan", "director"), ("Conor", "Doyle", "coordinator")),
    ),
)  # fmt: skip


def load_world(*, members: int = 0, share: float = 1.0, say: Say) -> None:
    """Make the world up to this moment, with all its people or a share of them.

    With `members`, the first body's list is enlarged to so many by an import.
    """
    now = timezone.now().replace(microsecond=0)
    quiet = override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend")
    history = History()
    # One transaction: a demonstration that was stopped half way is made anew, and nothing waits for the disk.
    with quiet, transaction.atomic():
        years = [_begin_year(plan, history, now, seed, share) for seed, plan in enumerate(BODIES, start=SEED)]
        say(
            f"{len(BODIES) + 1} bodies are set up. Living through a year of applications, matches and partnerships …"
        )
        _cast(years[0], now)
        _educators(history, now, share)
        happened = history.live(now)
        say(f"{happened:,} things happened; {Application.objects.count():,} people applied.")
        with at(now):
            _today(years[0], now)
            record_hours_of_everybody(now)
    with quiet:
        send_waiting()
    if members:
        enlarge(years[0].scheme.body, members, say)


EDUCATORS: Final = Plan(
    "ame", "Academy of Medical Educators of the Isles", "AMEI", "Europe/London", BRITAIN,
    "Mentoring for medical educators", 20, 0, 0,
    (("Dilys", "Pritchard", "director"), ("Callum", "Reid", "coordinator"), ("Tara", "Quinn", "trainer")),
)  # fmt: skip


def _educators(history: History, now: datetime, share: float) -> None:
    """A fourth body, whose members choose their mentors from a directory."""
    scheme, crowd, office = _set_up(EDUCATORS, now, SEED + len(BODIES), share, preset="asme")
    director, coordinator, trainer = office
    Educators(history, scheme, crowd, director, coordinator, trainer).live(now, share)


def _begin_year(plan: Plan, history: History, now: datetime, seed: int, share: float) -> SchemeYear:
    start = _start(now)
    scheme, crowd, office = _set_up(plan, now, seed, share, preset="imi")
    year = SchemeYear(history, scheme, crowd, office[1])
    year.people_over(start, now, juniors=round(plan.juniors * share), seniors=round(plan.seniors * share))
    for days in range(30, DAYS - 30, 24):
        year.matches_at(start + timedelta(days=days))
    return year


def _start(now: datetime) -> datetime:
    return (now - timedelta(days=DAYS)).replace(hour=10, minute=12)


def _set_up(
    plan: Plan, now: datetime, seed: int, share: float, *, preset: str
) -> tuple[Scheme, Crowd, list[Account]]:
    """A body with its office, its scheme and the members who never apply."""
    start = _start(now)
    with at(start):
        body = create_body(
            slug=plan.slug,
            name=plan.name,
            short_name=plan.short_name,
            contact_email=f"office@{plan.slug}.example",
            time_zone=plan.time_zone,
        )
        office = [_staff(body, *each) for each in plan.office]
        text = preset_text("schemes", preset)
        text = text.replace("Mentoring for medical illustrators", plan.scheme_name)
        scheme = start_scheme(body, by=office[0], text=text, today=start.date())
        crowd = Crowd(body, plan.place, seed)
        for _ in range(round(plan.quiet_members * share)):
            crowd.member(years=crowd.chance.uniform(0.5, 30))
    return scheme, crowd, office


def _staff(body: Body, given: str, family: str, role: str) -> Account:
    account = find_or_create_account(
        f"{given.lower()}@{body.slug}.example", given_name=given, family_name=family
    )
    grant_office_role(body, by=None, account=account, role=role)
    return account


def _cast(year: SchemeYear, now: datetime) -> None:
    """Alice and Bob, half way; Erin, who waits; Nadia, chosen for an audit; and one who has left a draft."""
    introduced = now - timedelta(days=118)
    with at(introduced - timedelta(days=40)):
        alice = year.crowd.member(years=1.2, name=("Alice", "Tŷ-Mawr"), email="alice@imi.example")
        bob = year.crowd.member(years=14, name=("Bob", "Marsh"), email="bob@imi.example")
        erin = year.crowd.member(years=3, name=("Erin", "O’Connor"), email="erin@imi.example")
        nadia = year.crowd.member(years=9, name=("Nadia", "Rahman"), email="nadia@imi.example")
        hugo = year.crowd.member(years=0.6, name=("Hugo", "Prado"), email="hugo@imi.example")
    year.faithful |= {alice, bob}
    year.always_agree |= {alice, bob}
    sought = {"expertise_sought": ["management"], "support_sought": ["guidance", "motivation"]}
    year.applies_at(introduced - timedelta(days=31), alice, "mentee", **sought)
    year.applies_at(
        introduced - timedelta(days=26), bob, "mentor", expertise=["management", "interpersonal_skills"]
    )
    year.history.plan(introduced - timedelta(days=25), lambda: _keep_together(year, alice, bob))
    year.applies_at(now - timedelta(days=71), erin, "mentor")
    year.drafts_at(now - timedelta(days=6), hugo, "mentee")
    year.history.plan(now - timedelta(days=90), lambda: _own_learning(alice))
    year.history.plan(now - timedelta(days=5), lambda: _two_years(nadia, year.coordinator, now))
    for days, better in ((110, 0), (21, 1)):
        when = now - timedelta(days=days)
        year.history.plan(when, partial(_look, alice, "mentee", better))
        year.history.plan(when, partial(_look, bob, "mentor", better))


def _keep_together(year: SchemeYear, alice: Member, bob: Member) -> None:
    """The office knows that these two should meet."""
    applications = Application.objects.filter(scheme=year.scheme, state="waiting")
    rule_on_pair(
        applications.get(member=alice), applications.get(member=bob), by=year.coordinator, kind="pin"
    )


def _two_years(member: Member, coordinator: Account, now: datetime) -> None:
    """What somebody brings who was chosen for an audit: two years with thirty sessions, and three empty stretches."""
    active = [month for month in range(24) if month not in (3, 4, 5, 10, 11, 12, 18, 19, 20)]
    meetings = [(month, day) for month in active for day in (4, 19)]
    rows = [
        (Kind.MENTORING, month, day, "1", f"Mentoring session: {words.THEMES[place % len(words.THEMES)]}")
        for place, (month, day) in enumerate(meetings)
    ]
    rows += [
        (kind, active[place], 11, hours, title) for place, (kind, hours, title) in enumerate(words.INFORMAL)
    ]
    rows.append((Kind.WORKSHOP, active[-1], 15, "3", "Workshop for new mentors, first half day"))
    today = timezone.localdate()
    for kind, month, day, hours, title in rows:
        on = today - timedelta(days=round(30.4 * month) + day)
        facts = RecordFacts(kind=kind, on=on, until=on, hours=Decimal(hours), title=title)
        told = words.FROM_MENTORING if kind is Kind.MENTORING and month % 5 == 1 else RecordText()
        record_activity(member.account, by=member.account, facts=facts, text=told)
    held_on = today - timedelta(days=24)
    training = Training("Workshop for mentors, second half day", held_on, held_on, 180)
    certify_training(member.body, [member], by=coordinator, training=training, now=now)


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


def _look(member: Member, part: Side, better: int) -> None:
    """How somebody sees themselves: a little further in every third competency the second time."""
    framework, side = framework_or_404("mentoring", part)
    asked = [one.key for one in framework.indicators_for(side)]
    chance, start = Random(part), 1 if part == "mentee" else 2
    levels = [start + chance.choice((-1, 0, 0, 1)) + better * (place % 3 == 1) for place in range(len(asked))]
    answers = {key: min(3, level) for key, level in zip(asked, levels, strict=True)}
    assess_oneself(member.account, by=member.account, framework=framework, part=side, answers=answers)


def _today(year: SchemeYear, now: datetime) -> None:
    """The office has asked for a run this morning and has not published it; two meetings are to come."""
    _events(year, now)
    carry_out_run(ask_for_run(year.scheme, by=year.coordinator, now=now))


def _events(year: SchemeYear, now: datetime) -> None:
    body = year.scheme.body
    for days, hour, hours, title, where, link, audience, kind, about in words.EVENTS:
        day = now.astimezone(body.zone).date() + timedelta(days=days)
        starts = datetime.combine(day, hour, body.zone)
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
        announce_event(body, by=year.coordinator, fields=fields)
