"""Makes what a test needs through the product's own actions, so that no test rests on a row that could not exist."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.utils import timezone

from alongside.directory.actions.choosing import choose_mentor
from alongside.directory.actions.entries import note_preparation
from alongside.directory.models import MentorEntry, Request
from alongside.enrolment.actions import (
    approve_application,
    begin_application,
    save_answers,
    set_capacity,
    submit_application,
)
from alongside.enrolment.models import Application
from alongside.partnerships.actions import introduce_pair
from alongside.partnerships.models import Partnership
from alongside.people.actions import create_body, enrol_member, find_or_create_account, grant_office_role
from alongside.people.models import Account, Body, Member
from alongside.presets import preset_text
from alongside.schemes.actions import start_scheme
from alongside.schemes.models import Scheme
from alongside.schemes.queries import rules_of

_numbers = count(1)

ANSWERS: dict[str, dict[str, dict[str, Any]]] = {
    "imi": {
        "mentee": {
            "hope_to_get": "I hope to lead a small team and to feel sure of my decisions.",
            "expertise": ["specialist_technical_skills"],
        },
        "mentor": {
            "hope_to_get": "I hope to see my own practice with fresh eyes.",
            "expertise": ["management", "interpersonal_skills"],
        },
    },
    "comp": {
        "mentee": {
            "purposes": ["career_growth"],
            "topics_wanted": ["leadership"],
            "hope_to_learn": "I hope to lead a small team and to feel sure of my decisions.",
        },
        "mentor": {
            "purposes": ["giving_back"],
            "topics_offered": ["leadership", "ethics"],
            "what_i_bring": "Twenty years in radiotherapy physics, and a department built from nothing.",
        },
    },
    "asme": {
        "mentee": {
            "biography": "I teach communication skills to second-year students.",
            "reason": "I would like to move from teaching into assessment, and do not know where to begin.",
            "fields_sought": ["assessment"],
            "support_sought": ["sounding_board"],
        },
        "mentor": {
            "biography": "I write examinations, and have learned much from those that went wrong.",
            "fields": ["assessment", "teaching"],
            "support_offered": ["sounding_board", "project"],
            "languages": ["english"],
        },
    },
    "nursing": {
        "mentee": {
            "own_competencies": ["initiative"],
            "competencies_sought": ["challenge", "envision"],
            "biography": "I nurse on a surgical ward, in my second year.",
            "hope_to_learn": "I hope to lead a shift and to say no when I must.",
        },
        "mentor": {
            "competencies": ["challenge", "inform"],
            "helps_with": ["initiative", "independence"],
            "biography": "I have led three wards, and learned to say no late.",
        },
    },
    "short_coaching": {
        "mentee": {
            "subjects": ["saying_no"],
            "behaviour": "I take on every request. I would like to ask for a day to think first.",
        },
        "mentor": {
            "subjects": ["saying_no", "time"],
            "training": "A certificate in coaching, and supervision twice a year.",
        },
    },
    "nhs": {
        "mentee": {
            "areas": ["new_post"],
            "biography": "I am in my second year of training in anaesthetics.",
            "reason": "I begin in a new hospital in March and would like to begin well.",
        },
        "mentor": {
            "biography": "I have begun in six hospitals, twice from abroad.",
            "expertise": ["new_post", "teams"],
            "mentoring_skills": ["listening", "probing"],
            "support_offered": ["objective_view"],
        },
    },
}
"""Answers that satisfy the forms of the shipped schemes, by the scheme's key and the role."""


def make_body(slug: str = "imi", *, time_zone: str = "Europe/London") -> Body:
    """A body."""
    return create_body(
        slug=slug,
        name=f"Institute {slug.upper()}",
        short_name=slug.upper(),
        contact_email=f"office@{slug}.example",
        time_zone=time_zone,
    )


def make_scheme(
    body: Body, *, preset: str = "imi", slug: str = "", today: date | None = None, more: str = ""
) -> Scheme:
    """A scheme under a shipped definition with `more` TOML after it, started two years ago unless said otherwise."""
    started = today or timezone.localdate() - timedelta(days=730)
    return start_scheme(body, by=None, text=preset_text("schemes", preset) + more, slug=slug, today=started)


def make_member(body: Body, name: str = "", *, years: str | None = "5", **fields: Any) -> Member:
    """An active member; `years` is their experience."""
    name = name or f"member{next(_numbers)}"
    return enrol_member(
        body,
        by=None,
        email=fields.pop("email", f"{name}@people.example"),
        given_name=name.capitalize(),
        family_name=fields.pop("family_name", "Example"),
        years_experience=None if years is None else Decimal(years),
        years_noted_on=timezone.localdate(),
        **fields,
    )


def make_staff(body: Body, name: str, role: str) -> Account:
    """An account with an office role and no membership."""
    account = find_or_create_account(
        f"{name}@staff.example", given_name=name.capitalize(), family_name="Staff"
    )
    grant_office_role(body, by=None, account=account, role=role)
    return account


def make_application(
    scheme: Scheme,
    member: Member,
    role: str,
    *,
    now: datetime | None = None,
    answers: dict[str, Any] | None = None,
) -> Application:
    """A sent application, waiting in the pool."""
    now = now or timezone.now()
    application = begin_application(scheme, member=member, role=role, by=member.account, today=now.date())
    usual = ANSWERS[rules_of(application.definition).key][role]
    save_answers(application, by=member.account, answers=usual | (answers or {}))
    return submit_application(Application.objects.get(pk=application.pk), by=member.account, now=now)


def make_entry(
    scheme: Scheme,
    member: Member,
    *,
    director: Account,
    capacity: int = 1,
    answers: dict[str, Any] | None = None,
) -> MentorEntry:
    """An accepted and prepared mentor, listed in the directory."""
    application = make_application(scheme, member, "mentor", answers=answers)
    approve_application(application, by=director)
    set_capacity(application, by=member.account, capacity=capacity)
    entry = MentorEntry.objects.get(application=application)
    now = timezone.now()
    directory = entry.rules.directory
    if directory and directory.ways:
        note_preparation(entry, way=directory.ways[-1], on=now.date(), by=director, now=now, version="1")
    return MentorEntry.objects.get(pk=entry.pk)


def make_request(mentee: Member, entries: Sequence[MentorEntry], *, now: datetime | None = None) -> Request:
    """A request that is written and names these mentors in this order, and is not sent."""
    now = now or timezone.now()
    for entry in entries:
        request = choose_mentor(entry, member=mentee, by=mentee.account, now=now)
    answers = ANSWERS[rules_of(request.definition).key]["mentee"]
    save_answers(request.application, by=mentee.account, answers=answers)
    return Request.objects.get(pk=request.pk)


def make_partnership(
    scheme: Scheme, mentee: Member, mentor: Member, *, now: datetime | None = None
) -> Partnership:
    """Two members introduced to each other, from their applications on."""
    now = now or timezone.now()
    seeking = make_application(scheme, mentee, "mentee", now=now)
    offering = make_application(scheme, mentor, "mentor", now=now)
    for application in (seeking, offering):
        if application.state == "submitted":  # where the office reads it first
            approve_application(
                application, by=make_staff(scheme.body, f"reader{next(_numbers)}", "director")
            )
    return introduce_pair(
        mentee_application=seeking,
        mentor_application=offering,
        definition=seeking.definition,
        by=None,
        now=now,
        reasons=["Both of you named management."],
    )


@dataclass(frozen=True)
class Cast:
    """Everyone whom a page is tried as; the visitor, who is not signed in, has no account."""

    body: Body
    scheme: Scheme
    other_scheme: Scheme
    other_body: Body
    alice: Member
    bob: Member
    erin: Member
    frank: Member
    carol: Account
    dan: Account
    grace: Account
    tess: Account

    def account(self, name: str) -> Account:
        """The account behind a name of the cast."""
        who = getattr(self, name)
        account: Account = who.account if isinstance(who, Member) else who
        return account


NAMES = ("alice", "bob", "carol", "dan", "erin", "frank", "grace", "tess")


def make_cast() -> Cast:
    """Alice, a mentee; Bob, a mentor; the office; and the others who must see nothing of theirs."""
    body, other_body = make_body("imi"), make_body("other")
    scheme, other_scheme = make_scheme(body), make_scheme(body, slug="second")
    make_scheme(other_body)
    return Cast(
        body=body,
        scheme=scheme,
        other_scheme=other_scheme,
        other_body=other_body,
        alice=make_member(body, "alice", years="1"),
        bob=make_member(body, "bob", years="12"),
        erin=make_member(body, "erin"),
        frank=make_member(other_body, "frank"),
        carol=make_staff(body, "carol", "coordinator"),
        dan=make_staff(body, "dan", "director"),
        grace=make_staff(body, "grace", "auditor"),
        tess=make_staff(body, "tess", "trainer"),
    )
