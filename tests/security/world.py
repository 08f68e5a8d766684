"""Two bodies with one of everything in each, every private text of it marked with who may read it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.cpd.actions import begin_profile, record_activity, remove_record, save_profile
from alongside.cpd.actions.profiles import ProfileFrame
from alongside.cpd.actions.records import RecordFacts
from alongside.cpd.models import Profile, Record
from alongside.cpd.queries.records import RecordText
from alongside.cpd.writing import ProfileText
from alongside.domain.cpd.activities import Kind
from alongside.enrolment.actions import begin_application, declare_conflict, save_answers
from alongside.matching.actions import ask_for_run, carry_out_run, publish_run
from alongside.matching.models import MatchRun
from alongside.notices.models import Mail, Notice
from alongside.partnerships.actions import (
    add_agenda_item,
    agree_action,
    give_feedback,
    hold_session,
    schedule_session,
    write_record,
)
from alongside.partnerships.actions.expectations import clarify_expectation, state_expectation
from alongside.partnerships.actions.goals import draft_goal, note_progress, share_goal
from alongside.partnerships.actions.learning import log_learning, remove_learning
from alongside.partnerships.actions.reflections import share_reflection, write_reflection
from alongside.partnerships.models import Partnership, Session
from alongside.partnerships.queries.goals import GoalText
from alongside.people.actions.imports import begin_import, choose_mapping
from alongside.people.importing.mapping import ColumnMapping
from alongside.people.models import Account, Body, Import, Member, OfficeRole
from alongside.people.sign_in_links import send_sign_in_link
from alongside.schemes.models import Scheme
from alongside.vault.drafts import save_draft
from tests.factories import (
    make_application,
    make_body,
    make_member,
    make_partnership,
    make_scheme,
    make_staff,
)

FILE = "Member number,First name,Last name,Email,Status\n7,Zo,Ng,zo@people.example,Active\n"
BEGUN = timedelta(days=30)


@dataclass
class Side:
    """One body and what is in it; `pair` and the two authors have texts that carry the marks named after them."""

    label: str
    body: Body
    scheme: Scheme
    second: Scheme
    mentee: Member
    mentor: Member
    third: Member
    coordinator: Account
    director: Account
    pair: Partnership
    made: dict[str, Any] = field(default_factory=dict)

    def mark(self, readers: str) -> str:
        """What stands in every text that these readers alone may read: `pair`, `mentee` or `mentor`."""
        return f"mark-{self.label}-{readers}-zq"


def build_side(label: str, names: dict[str, str]) -> Side:
    """A body in which everything exists once, most of it for each of the two partners."""
    body = make_body(label)
    scheme, second = make_scheme(body), make_scheme(body, slug="second")
    mentee = make_member(body, names["mentee"], years="1", family_name=f"Zq{label}")
    mentor = make_member(body, names["mentor"], years="12", family_name=f"Zq{label}")
    third = make_member(body, names["third"], years="1", family_name=f"Zq{label}")
    pair = make_partnership(scheme, mentee, mentor, now=timezone.now() - BEGUN)
    side = Side(
        label=label,
        body=body,
        scheme=scheme,
        second=second,
        mentee=mentee,
        mentor=mentor,
        third=third,
        coordinator=make_staff(body, names["coordinator"], "coordinator"),
        director=make_staff(body, names["director"], "director"),
        pair=pair,
    )
    for build in (
        _build_sessions,
        _build_shared,
        _build_own,
        _build_applications,
        _build_matching,
        _build_office,
    ):
        build(side)
    for author, role in partners(side):
        _build_cpd(side, author, role)
    return side


def partners(side: Side) -> Iterator[tuple[Account, str]]:
    """Both, with their roles."""
    yield side.mentee.account, "mentee"
    yield side.mentor.account, "mentor"


def _build_sessions(side: Side) -> None:
    sessions = list(Session.objects.filter(partnership=side.pair).order_by("number"))
    mentee, mentor = side.mentee.account, side.mentor.account
    words = side.mark("pair")
    held = hold_session(
        sessions[0], by=mentee, role="mentee", minutes=60, held_on=timezone.localdate() - timedelta(days=5)
    )
    write_record(held, by=mentee, role="mentee", text=f"Record {words}")
    give_feedback(held, by=mentee, role="mentee", text=f"Feedback {words}")
    starts_at = datetime.combine(
        timezone.localdate() + timedelta(days=12), time(12), timezone.get_current_timezone()
    )
    dated = schedule_session(sessions[1], by=mentor, role="mentor", starts_at=starts_at, minutes=60)
    side.made |= {"held": held, "dated": dated, "bare": sessions[2]}


def _build_shared(side: Side) -> None:
    words, bare = side.mark("pair"), side.made["bare"]
    for author, role in partners(side):
        side.made[f"agenda {role}"] = add_agenda_item(bare, by=author, role=role, text=f"Agenda {words}")
        side.made[f"expectation {role}"] = state_expectation(
            side.pair, by=author, role=role, text=f"Expectation {words}"
        )
    clarify_expectation(
        side.made["expectation mentee"], by=side.mentor.account, role="mentor", text=f"Question {words}"
    )
    side.made["action"] = agree_action(
        side.pair, by=side.mentee.account, role="mentee", text=f"Action {words}", owner="mentee"
    )


def _build_own(side: Side) -> None:
    """Goals, reflections and entries: one of each that is shared, one that is not, for each of the two."""
    today = timezone.localdate()
    for author, role in partners(side):
        own, both = side.mark(role), side.mark("pair")
        given: dict[str, Any] = {"by": author, "role": role}
        private = draft_goal(side.pair, text=GoalText(goal=f"Goal {own}"), **given)
        note_progress(private, text=f"Progress {own}", **given)
        shared = share_goal(draft_goal(side.pair, text=GoalText(goal=f"Goal {both}"), **given), **given)
        asked: dict[str, Any] = {"occasion": "any_time", "prompt_set": "what_so_what_now_what", **given}
        kept = write_reflection(side.pair, answers=_answers(side, own), **asked)
        told = write_reflection(side.pair, answers=_answers(side, both), **asked)
        entry = log_learning(side.pair, kind="read", on=today, text=f"Read {own}", **given)
        removed = log_learning(side.pair, kind="read", on=today, text=f"Gone {own}", **given)
        save_draft(author, f"session-record:{side.made['bare'].pk}", {"text": f"Draft {own}"})
        side.made |= {
            f"private goal {role}": private,
            f"shared goal {role}": shared,
            f"private reflection {role}": kept,
            f"shared reflection {role}": share_reflection(told, **given),
            f"entry {role}": entry,
            f"removed entry {role}": remove_learning(removed, **given),
            f"notice {role}": Notice.objects.filter(account=author).first(),
        }


def _answers(side: Side, words: str) -> dict[str, str]:
    sets = side.pair.rules.reflection.prompt_sets
    chosen = next(each for each in sets if each.key == "what_so_what_now_what")
    return {prompt.key: f"Reflection {words}" for prompt in chosen.prompts}


def _build_applications(side: Side) -> None:
    """The pair's own, sent; a draft of the mentee's; one that the office keys in; a declared conflict for each."""
    today = timezone.localdate()
    mentee = side.mentee.account
    draft = begin_application(side.second, member=side.mentee, role="mentee", by=mentee, today=today)
    words = {"hope_to_get": f"Hope {side.mark('mentee')}", "expertise": ["management"]}
    save_answers(draft, by=mentee, answers=words, private={"anything_else": f"Else {side.mark('mentee')}"})
    apart = make_member(side.body, f"{side.label}-apart", family_name=f"Zq{side.label}")
    keyed = begin_application(side.scheme, member=side.third, role="mentee", by=side.coordinator, today=today)
    side.made |= {
        "paired application": side.pair.mentee_application,
        "draft application": draft,
        "keyed application": keyed,
        "conflict mentee": declare_conflict(
            side.mentee, other=apart, kind="conflict", by=side.mentee.account
        ),
        "conflict mentor": declare_conflict(
            side.mentor, other=apart, kind="conflict", by=side.mentor.account
        ),
    }


def _build_matching(side: Side) -> None:
    """In the second scheme: the third member proposed to the mentor, and a draft run over two more."""
    now = timezone.now()
    side.made["third application"] = make_application(side.second, side.third, "mentee")
    side.made["mentor application"] = make_application(side.second, side.mentor, "mentor")
    published = carry_out_run(ask_for_run(side.second, by=side.coordinator, now=now))
    publish_run(published, by=side.coordinator, now=now)
    side.made["proposal"] = published.proposals.get()
    surname = f"Zq{side.label}"
    waiting = make_member(side.body, f"{side.label}-waits", years="1", family_name=surname)
    side.made["waiting application"] = make_application(side.second, waiting, "mentee")
    giving = make_member(side.body, f"{side.label}-gives", years="9", family_name=surname)
    make_application(side.second, giving, "mentor")
    side.made["draft run"] = carry_out_run(ask_for_run(side.second, by=side.coordinator, now=now))
    side.made["published run"] = MatchRun.objects.get(pk=published.pk)


def _build_office(side: Side) -> None:
    started = begin_import(side.body, by=side.coordinator, file_name="list.csv", data=FILE.encode())
    side.made["import"] = choose_mapping(
        started, by=side.coordinator, mapping=ColumnMapping.from_json(started.mapping)
    )
    applied = begin_import(side.body, by=side.coordinator, file_name="applied.csv", data=FILE.encode())
    Import.objects.filter(pk=applied.pk).update(state="applied")
    side.made["applied import"] = Import.objects.get(pk=applied.pk)
    now = timezone.now()
    send_sign_in_link(side.mentee.account.email, path="/", now=now)
    letter = Mail.objects.filter(kind="sign-in", account=side.mentee.account).get()
    side.made["sign-in token"] = letter.text.split("/account/link/")[1].split("/")[0]
    side.made["office role"] = OfficeRole.objects.get(body=side.body, role="coordinator")


def _build_cpd(side: Side, author: Account, role: str) -> None:
    own = side.mark(role)
    record, removed = _record(author, own), remove_record(_record(author, own), by=author)
    profile = begin_profile(
        side.mentee if role == "mentee" else side.mentor,
        by=author,
        frame=ProfileFrame(rules_key="ahcs-imi", on=record.on - timedelta(days=600), until=record.on),
    )
    text = ProfileText(summary=f"Summary {own}", statement=f"Statement {own}")
    save_profile(profile, by=author, text=text, described=[record.pk], left_out=[], version=profile.version)
    side.made |= {
        f"record {role}": record,
        f"removed record {role}": removed,
        f"profile {role}": Profile.objects.get(pk=profile.pk),
    }


def _record(author: Account, words: str) -> Record:
    today = timezone.localdate()
    facts = RecordFacts(kind=Kind.READING, on=today, until=today, hours=Decimal("1.5"), title="A paper")
    text = RecordText(
        learned=f"Learned {words}", benefit_self=f"Me {words}", benefit_service_users=f"Them {words}"
    )
    return record_activity(author, by=author, facts=facts, text=text)


@dataclass
class World:
    """The two bodies, and everyone as whom a page is tried; the visitor has no account."""

    own: Side
    other: Side
    accounts: dict[str, Account | None]


OWN = {"mentee": "alice", "mentor": "bob", "third": "erin", "coordinator": "carol", "director": "dan"}
OTHER = {"mentee": "frank", "mentor": "fay", "third": "gil", "coordinator": "olga", "director": "otto"}
ROLES = (
    "visitor", "alice", "bob", "erin", "frank", "carol", "dan", "tess", "grace", "olga", "otto",
)  # fmt: skip


@transaction.atomic
def build_world() -> World:
    """Everything, through the product's own actions."""
    own, other = build_side("own", OWN), build_side("other", OTHER)
    accounts: dict[str, Account | None] = {"visitor": None}
    for side, names in ((own, OWN), (other, OTHER)):
        for part, name in names.items():
            thing = getattr(side, part)
            accounts[name] = thing.account if isinstance(thing, Member) else thing
    accounts["tess"] = make_staff(own.body, "tess", "trainer")
    accounts["grace"] = make_staff(own.body, "grace", "auditor")
    return World(own, other, accounts)
