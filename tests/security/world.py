"""Two bodies with one of everything in each, every private text of it marked with who may read it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from alongside.campaigns.actions import make_campaign
from alongside.certificates.actions import certify_hours
from alongside.circles.actions import join_circle, say
from alongside.circles.queries import circles_open_to
from alongside.cpd.actions import (
    agree_to_be_named,
    begin_profile,
    record_activity,
    record_session_hours,
    remove_record,
    save_profile,
)
from alongside.cpd.actions.assessments import assess_oneself, show_competencies
from alongside.cpd.actions.audit_views import show_to_auditor
from alongside.cpd.actions.documents import attach_document, remove_document
from alongside.cpd.actions.lists import KeptFile, keep_list
from alongside.cpd.actions.plan import plan_goal, plan_step
from alongside.cpd.actions.profiles import ProfileFrame
from alongside.cpd.actions.records import RecordFacts
from alongside.cpd.models import Profile, Record
from alongside.cpd.queries.competencies import framework_or_404
from alongside.cpd.queries.plan import PlannedText
from alongside.cpd.queries.records import RecordText
from alongside.cpd.writing import ProfileText
from alongside.directory.actions.choosing import pass_request, send_request
from alongside.directory.actions.named import Naming, name_mentor
from alongside.directory.mails.requests import ask_whom_was_suggested
from alongside.directory.models import MentorEntry, Suggestion
from alongside.domain.cpd.activities import Kind
from alongside.enrolment.actions import (
    approve_application,
    begin_application,
    declare_conflict,
    save_answers,
    set_capacity,
)
from alongside.events.actions import announce_event
from alongside.matching.actions import ask_for_run, carry_out_run, publish_run
from alongside.matching.models import MatchRun
from alongside.notices.actions import MailText, queue_mail
from alongside.notices.models import Mail, Notice
from alongside.partnerships.actions import (
    add_agenda_item,
    agree_action,
    complete_session,
    give_feedback,
    hold_session,
    schedule_session,
    write_record,
)
from alongside.partnerships.actions.achievements import release_achievement, write_achievement
from alongside.partnerships.actions.agreements import sign_agreement, suggest_agreement
from alongside.partnerships.actions.checklist import add_to_checklist
from alongside.partnerships.actions.doors import note_door
from alongside.partnerships.actions.expectations import (
    clarify_expectation,
    state_expectation,
    suggest_wording,
)
from alongside.partnerships.actions.facilitators import ask_facilitator
from alongside.partnerships.actions.goals import draft_goal, note_progress, share_goal
from alongside.partnerships.actions.learning import log_learning, remove_learning
from alongside.partnerships.actions.mandates import (
    MandateFacts,
    agree_to_report,
    report_attendance,
    require_partnership,
)
from alongside.partnerships.actions.outcomes import answer_outcomes
from alongside.partnerships.actions.partner_feedback import give_partner_feedback
from alongside.partnerships.actions.postponing import defer_expectation
from alongside.partnerships.actions.pulse import answer_pulse
from alongside.partnerships.actions.quiet_words import ask_for_word
from alongside.partnerships.actions.recommendations import recommend_mentee
from alongside.partnerships.actions.reflections import share_reflection, write_reflection
from alongside.partnerships.actions.sealing import seal_for_both
from alongside.partnerships.facilitator_links import facilitator_token
from alongside.partnerships.models import (
    Acknowledgement,
    Expectation,
    Mandate,
    MissedTime,
    Partnership,
    Session,
)
from alongside.partnerships.queries.agreement_words import AgreementText
from alongside.partnerships.queries.doors import DoorText
from alongside.partnerships.queries.goals import GoalText
from alongside.people.actions import grant_office_role
from alongside.people.actions.imports import begin_import, choose_mapping
from alongside.people.importing.mapping import ColumnMapping
from alongside.people.models import Account, Body, Import, Member, OfficeRole
from alongside.people.sign_in_links import send_sign_in_link
from alongside.reports.actions import review_programme
from alongside.schemes.actions import set_scheme_open
from alongside.schemes.joint import answer_for_body
from alongside.schemes.models import JointBody, Scheme
from alongside.training.actions.handbook import publish_edition
from alongside.training.actions.library import add_item
from alongside.training.actions.places import ask_for_place
from alongside.training.actions.runs import announce_run, plan_run
from alongside.vault.drafts import save_draft
from tests.factories import (
    make_application,
    make_body,
    make_entry,
    make_member,
    make_partnership,
    make_request,
    make_scheme,
    make_staff,
)

FILE = "Member number,First name,Last name,Email,Status\n7,Zo,Ng,zo@people.example,Active\n"
BEGUN = timedelta(days=30)
ALSO = """
[circles]
parts = ["mentor", "mentee"]

[checklist]
session = 4
items = [{ key = "first", label = "How often we meet" }]

[[feedback.parts]]
key = "well"
label = "What went well?"

[facilitation]
invited_by = "either"
sessions = [3]

[papers]
manager_letter = true
required = ["agreement", "goals", "records"]

[sponsorship]
introductions = "both"
achievements = true
recommendation = true

[[outcomes.mentee]]
key = "confidence"
label = "I am confident."

[[outcomes.mentor]]
key = "sharing"
label = "I can pass on what I know."
"""
"""What the scheme of a side asks beyond the illustrators' preset."""


BEYOND = """
[own_mentor]
who = "anybody"

[safeguarding]
min_age = 16
lead_name = "Sam Guard"
lead_contact = "020 7946 0000"
clearance = "a certificate"

[[matching.hard_rules]]
kind = "cleared_for_minors"
"""
"""What no preset has, and a scheme may."""


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
    phrase: str
    made: dict[str, Any] = field(default_factory=dict)

    def mark(self, readers: str) -> str:
        """What stands in every text that these readers alone may read: `pair`, `mentee` or `mentor`."""
        return f"{self.phrase}-{self.label}-{readers}-zq"


def build_side(label: str, names: dict[str, str], phrase: str) -> Side:
    """A body in which everything exists once, most of it for each of the two partners."""
    body = make_body(label)
    scheme, second = make_scheme(body, more=ALSO), make_scheme(body, slug="second")
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
        phrase=phrase,
    )
    for build in (
        _build_sessions,
        _build_shared,
        _build_own,
        _build_applications,
        _build_matching,
        _build_directory,
        _build_workshops,
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
    side.made["mandate"] = _required(side)
    mentee, mentor = side.mentee.account, side.mentor.account
    words = side.mark("pair")
    answer_outcomes(side.pair, by=mentee, role="mentee", stage="start", answers={"confidence": 3})
    for session, days in ((sessions[0], 9), (sessions[1], 5)):
        day = timezone.localdate() - timedelta(days=days)
        held = hold_session(session, by=mentee, role="mentee", minutes=60, held_on=day)
    write_record(held, by=mentee, role="mentee", text=f"Record {words}")
    give_feedback(held, by=mentee, role="mentee", text=f"Feedback {words}")
    scores = (
        {question.key: 3 for question in side.pair.rules.pulse.questions} if side.pair.rules.pulse else {}
    )
    for author, role in partners(side):
        answer_pulse(sessions[0], by=author, role=role, scores=scores, line=f"Line {side.mark(role)}")
    complete_session(held, by=mentee, role="mentee", reason=f"No goals {words}")
    noon = datetime.combine(timezone.localdate(), time(12), timezone.get_current_timezone())
    dated = schedule_session(
        sessions[2], by=mentor, role="mentor", starts_at=noon + timedelta(days=12), minutes=60
    )
    side.made |= {"held": held, "dated": dated, "bare": sessions[3]}
    _build_missed(sessions[3], mentee)
    asked = ask_facilitator(
        dated, by=mentee, role="mentee", name=f"Cas Zq{side.label}", email=f"cas@{side.label}.example"
    )
    side.made["meeting token"] = facilitator_token(asked)


def _build_missed(session: Session, mentee: Account) -> None:
    """The mentee gave up a time of it, and was not there another time."""
    now = timezone.now()
    for kind, was_at in (
        (MissedTime.GIVEN_UP, now - timedelta(days=2)),
        (MissedTime.ABSENT, now - timedelta(days=1)),
    ):
        MissedTime.objects.create(
            session=session, role="mentee", kind=kind, was_at=was_at, noted_at=was_at, noted_by=mentee
        )


def _required(side: Side) -> Mandate:
    """Somebody requires it, both agree, and a report was sent: days that were long ago, and no session in them."""
    today = timezone.localdate()
    facts = MandateFacts(
        authority=f"Council of {side.label}",
        reference="R 7",
        from_on=today - timedelta(days=100),
        until_on=today + timedelta(days=100),
        every_months=1,
        report_name="Casey Reader",
        report_email="casey@council.example",
    )
    mandate = require_partnership(side.pair, by=side.coordinator, facts=facts)
    for author, role in partners(side):
        agree_to_report(mandate, by=author, role=role, agrees=True)
    report_attendance(mandate, now=timezone.now())
    return mandate


def _build_shared(side: Side) -> None:
    words, bare = side.mark("pair"), side.made["bare"]
    for author, role in partners(side):
        side.made[f"agenda {role}"] = add_agenda_item(bare, by=author, role=role, text=f"Agenda {words}")
        side.made[f"expectation {role}"] = state_expectation(
            side.pair, by=author, role=role, text=f"Expectation {words}"
        )
    clarify_expectation(
        side.made["expectation mentee"], by=side.mentor.account, role="mentor", text=f"Clarified {words}"
    )
    add_to_checklist(bare, by=side.mentee.account, role="mentee", text=f"Settled {words}")
    _build_deferred(side)
    _build_agreement(side)
    _build_thanks(side)
    _build_doors(side)
    ask_for_word(side.pair, by=side.mentor.account, role="mentor")
    suggest_wording(
        side.made["expectation mentor"],
        by=side.mentee.account,
        role="mentee",
        text=f"Wording {words}",
        seen=1,
    )
    side.made["action"] = agree_action(
        side.pair, by=side.mentee.account, role="mentee", text=f"Action {words}", owner="mentee"
    )


def _build_agreement(side: Side) -> None:
    """One that both have signed, and other words that wait for their signatures."""
    words = side.mark("pair")
    for seen, (author, role) in enumerate(partners(side)):
        text = AgreementText({"confidentiality": f"Agreed {words}"}, cadence_days=28 + seen)
        suggest_agreement(side.pair, by=author, role=role, text=text, seen=seen)
        if seen == 0:
            for signer, part in partners(side):
                name = f"Signed {words}"
                paper = (f"{words}.pdf", f"%PDF-1.7 Paper {words}".encode()) if part == "mentor" else None
                sign_agreement(side.pair, by=signer, role=part, seen=1, name=name, scan=paper)


def _build_thanks(side: Side) -> None:
    """Words of thanks from both, as they stay behind when a partnership that was closing takes up another session."""
    for author, role in partners(side):
        words = seal_for_both(
            f"Thanks {side.mark('pair')}", side.pair, by=author, role=role, kind="acknowledgement"
        )
        Acknowledgement.objects.create(
            partnership=side.pair,
            role=role,
            author=author,
            text=words,
            may_be_shown=True,
            written_at=timezone.now(),
        )


def _build_doors(side: Side) -> None:
    """An introduction that each of the two noted."""
    today, words = timezone.localdate(), DoorText(f"Door {side.mark('pair')}", "A visit")
    for author, role in partners(side):
        side.made[f"door {role}"] = note_door(side.pair, by=author, role=role, on=today, text=words)
    _build_achievements(side)
    recommend_mentee(
        side.pair, by=side.mentor.account, role="mentor", text=f"Recommended {side.mark('pair')}"
    )


def _build_achievements(side: Side) -> None:
    """One that stays between the two, and one that the mentee lets the office tell."""
    mentor, mentee = side.mentor.account, side.mentee.account
    words = f"Achieved {side.mark('pair')}"
    side.made["own achievement"] = write_achievement(side.pair, by=mentor, role="mentor", text=words)
    told = write_achievement(side.pair, by=mentor, role="mentor", text=f"A prize in {side.label}.")
    side.made["told achievement"] = release_achievement(told, by=mentee, role="mentee", version=1)


def _build_deferred(side: Side) -> None:
    """One that was put off to today, so that it belongs on the next agenda."""
    today, author = timezone.localdate(), side.mentee.account
    later = state_expectation(side.pair, by=author, role="mentee", text=f"Later {side.mark('pair')}")
    tomorrow = today + timedelta(days=1)
    defer_expectation(later, by=author, role="mentee", review_on=tomorrow, today=today)
    Expectation.objects.filter(pk=later.pk).update(review_on=today)


def _build_own(side: Side) -> None:
    """Goals, reflections and entries: one of each that is shared, one that is not, for each of the two."""
    today = timezone.localdate()
    for author, role in partners(side):
        own, both = side.mark(role), side.mark("pair")
        given: dict[str, Any] = {"by": author, "role": role}
        private = draft_goal(side.pair, text=GoalText(goal=f"Goal {own}"), **given)
        note_progress(private, text=f"Progress {own}", **given)
        shared = share_goal(draft_goal(side.pair, text=GoalText(goal=f"Goal {both}"), **given), **given)
        give_partner_feedback(side.pair, answers={"well": f"Told {both}"}, goal_id=shared.pk, **given)
        asked: dict[str, Any] = {"occasion": "any_time", "prompt_set": "what_so_what_now_what", **given}
        kept = write_reflection(side.pair, session=side.made["held"], answers=_answers(side, own), **asked)
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
    closed = make_scheme(side.body, slug="closed")
    side.made["closed scheme"] = set_scheme_open(closed, by=side.director, is_open=False)
    agree_to_be_named(side.mentor.account, receiver=side.third.account)
    draft = begin_application(side.second, member=side.mentee, role="mentee", by=mentee, today=today)
    words = {"hope_to_get": f"Hope {side.label}-draft-zq", "expertise": ["management"]}
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
    long_ago = now - timedelta(days=80)
    side.made["waiting application"] = make_application(side.second, waiting, "mentee", now=long_ago)
    set_capacity(side.made["mentor application"], by=side.mentor.account, capacity=2)
    draft = carry_out_run(ask_for_run(side.second, by=side.coordinator, now=now))
    side.made |= {"draft run": draft, "draft proposal": draft.proposals.get()}
    side.made["published run"] = MatchRun.objects.get(pk=published.pk)


def _build_directory(side: Side) -> None:
    """A scheme whose mentee asks its mentor; the third member has an entry that is not listed and a request not sent."""
    scheme = make_scheme(side.body, preset="asme", slug="directory", more=BEYOND)
    entry = make_entry(scheme, side.mentor, director=side.director)
    sent = send_request(make_request(side.mentee, [entry]), by=side.mentee.account, now=timezone.now())
    side.made["request mentee"] = pass_request(sent, by=side.director, now=timezone.now())
    side.made["offer"] = side.made["request mentee"].offers.get()
    letter = Mail.objects.filter(kind="offer", account=side.mentor.account).get()
    side.made["offer token"] = letter.text.split("/offer/")[1].split("/")[0]
    unlisted = make_application(scheme, side.third, "mentor")
    approve_application(unlisted, by=side.director)
    side.made |= {
        "directory": scheme,
        "entry listed": entry,
        "entry unlisted": MentorEntry.objects.get(application=unlisted),
        "draft request": make_request(side.third, [entry]),
        "directory mentor": entry.application,
    }
    side.made["suggestion"] = Suggestion.objects.create(
        request=side.made["request mentee"], entry=side.made["entry unlisted"], made_by=side.mentor.account
    )
    ask_whom_was_suggested(side.made["suggestion"])
    gran = f"{side.label}-gran@elsewhere.example"
    naming = Naming(f"Zq{side.label} Gran", gran, f"Asking {side.mark('mentee')}")
    name_mentor(scheme, naming, member=side.mentee, by=side.mentee.account, now=timezone.now())
    letter = Mail.objects.get(address=gran)
    side.made["named token"] = letter.text.split("/named/")[1].split("/")[0]


def _build_workshops(side: Side) -> None:
    """In the scheme with a directory: a run with a place of the mentee, another that is not announced, the handbook."""
    scheme, now = side.made["directory"], timezone.now()
    trainer = make_staff(side.body, "tess", "trainer") if side.label == "own" else None
    half_days = [(now + timedelta(days=200), 180)]
    for name, announced in (("run led", True), ("run draft", False)):
        fields = {"name": "Mentoring skills", "places": 5, "trainer": trainer}
        run = plan_run(scheme, by=side.coordinator, fields=fields, half_days=half_days)
        side.made[name] = announce_run(run, by=side.coordinator) if announced else run
    side.made["trainer"] = trainer
    _build_circle(side)
    begun = now - timedelta(hours=1)  # so that one can take it into one's calendar and say that one was there
    event = {"title": "A meeting", "starts_at": begun, "ends_at": begun + timedelta(days=1), "kind": "other"}
    side.made["event"] = announce_event(side.body, by=side.coordinator, fields=event)
    ask_for_place(side.made["run led"], member=side.mentee, answers={}, now=now)
    today = timezone.localdate()
    side.made["call"] = make_campaign(
        scheme,
        by=side.coordinator,
        fields={"title": "Mentors wanted", "text": "Come.", "opens_on": today, "closes_on": today},
    )
    fields = {"title": "A guide", "url": "https://guide.example/"}
    side.made["library item"] = add_item(scheme, by=side.coordinator, fields=fields, data=b"%PDF-1.7 guide")
    for part in ("mentor", "mentee"):
        publish_edition(scheme, side=part, text="# Book\n\n## One\n\nText", by=side.coordinator)


def _build_circle(side: Side) -> None:
    """The mentee is in a circle and has said something, which the office reads; the mentor could join and has not."""
    today = timezone.localdate()
    offered = circles_open_to(side.mentee.account, today)
    (chosen,) = (one for one in offered if one.part == "mentee" and one.scheme == side.scheme)
    circle = join_circle(chosen, by=side.mentee.account, shows_address=True)
    side.made["circle"] = circle
    side.made["post"] = say(circle, author=side.mentee, by=side.mentee.account, text="How do you begin?")


def _build_joint(side: Side) -> None:
    """Another body would like to hold two schemes with this one, which has agreed to one of them."""
    host = make_body(f"{side.label}-host")
    more = f'\n[joint]\norganisations = ["{side.label}"]\n'
    for slug in ("asked", "shared"):
        scheme = make_scheme(host, slug=slug, more=more)
        side.made[f"joint {slug}"] = JointBody.objects.get(scheme=scheme)
    answer_for_body(side.made["joint shared"], "agree", by=side.director)


def _build_office(side: Side) -> None:
    started = begin_import(side.body, by=side.coordinator, file_name="list.csv", data=FILE.encode())
    side.made["import"] = choose_mapping(
        started, by=side.coordinator, mapping=ColumnMapping.from_json(started.mapping)
    )
    side.made["applied import"] = _applied_import(side.body, side.coordinator)
    now = timezone.now()
    send_sign_in_link(side.mentee.account.email, path="/", now=now)
    letter = Mail.objects.filter(kind="sign-in", account=side.mentee.account).get()
    side.made["sign-in token"] = letter.text.split("/account/link/")[1].split("/")[0]
    lost = queue_mail(
        side.mentee.email,
        event="lost",
        kind="invitation",
        mail=MailText(subject="Lost", text="Lost"),
        account=side.mentee.account,
    )
    assert lost is not None
    Mail.objects.filter(pk=lost.pk).update(status=Mail.FAILED)
    side.made["mail"] = lost
    for scheme in (side.scheme, side.second):
        side.made[f"review of {scheme.slug}"] = review_programme(
            scheme, by=side.coordinator, scores={}, notes={}, decisions=f"Decided in {side.label}."
        )
    _build_joint(side)
    side.made["office role"] = OfficeRole.objects.get(account=side.coordinator)


def _applied_import(body: Body, by: Account) -> Import:
    applied = begin_import(body, by=by, file_name="applied.csv", data=FILE.encode())
    Import.objects.filter(pk=applied.pk).update(state="applied")
    return Import.objects.get(pk=applied.pk)


def _build_cpd(side: Side, author: Account, role: str) -> None:
    record_session_hours(author)
    own = side.mark(role)
    record, removed = _record(author, own), remove_record(_record(author, own), by=author)
    profile = begin_profile(
        side.mentee if role == "mentee" else side.mentor,
        by=author,
        frame=ProfileFrame(rules_key="ahcs-imi", on=record.on - timedelta(days=600), until=record.on),
    )
    text = ProfileText(summary=f"Summary {own}", statement=f"Statement {own}")
    save_profile(profile, by=author, text=text, described=[record.pk], left_out=[], version=profile.version)
    scan = b"%PDF-1.4 a scan"
    attached, off = (attach_document(record, by=author, name=f"Scan {own}.pdf", data=scan) for _ in range(2))
    remove_document(off, by=author)
    side.made |= {f"document {role}": attached, f"removed document {role}": off}
    profile = Profile.objects.get(pk=profile.pk)
    shown, token = show_to_auditor(profile, by=author, auditor="An auditor", until=record.on, today=record.on)
    side.made |= {f"view {role}": shown, "audit token": token}
    side.made[f"certificate {role}"] = certify_hours(
        side.body,
        by=author,
        on=record.on - timedelta(days=40),
        until=record.on,
        now=timezone.now(),
    )
    list_of_theirs = f"Date,Activity,Hours,Reflection\n2026-01-02,A course,2,Else {own}\n"
    keep_list(author, KeptFile("list.csv", list_of_theirs.encode()))
    framework, part = framework_or_404("mentoring", role)
    first = framework.groups_for(part)[0].indicators[0].key
    show_competencies(record, by=author, competencies=[f"mentoring:{first}"])
    planned = plan_goal(author, by=author, text=PlannedText(f"Plan {own}", f"Signs {own}"), by_when=record.on)
    side.made |= {
        f"planned_goal {role}": planned,
        f"planned_step {role}": plan_step(planned, by=author, text=f"Step {own}", due_on=record.on),
        f"assessment {role}": assess_oneself(
            author, by=author, framework=framework, part=part, answers={first: 0}
        ),
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
    "visitor", "alice", "bob", "erin", "frank", "carol", "dan", "tess", "grace", "olga", "otto", "ulla",
)  # fmt: skip
"""Ulla works as coordinator in both offices: what she sees of one must have nothing of the other in it."""


def build_world(
    phrase: str = "mark", before_the_other: Callable[[World], None] = lambda world: None
) -> World:
    """Everything, through the product's own actions; every private text has `phrase` in it.

    `before_the_other` is called with the own body complete and the other one empty.
    """
    own = build_side("own", OWN, phrase)
    ulla = make_staff(own.body, "ulla", "coordinator")
    accounts = {"visitor": None, "ulla": ulla} | _accounts(own, OWN)
    accounts["tess"] = own.made["trainer"]
    accounts["grace"] = make_staff(own.body, "grace", "auditor")
    own.made["ulla import"] = _applied_import(own.body, ulla)
    before_the_other(World(own, own, accounts))
    other = build_side("other", OTHER, phrase)
    grant_office_role(other.body, by=None, account=ulla, role="coordinator")
    return World(own, other, accounts | _accounts(other, OTHER))


def _accounts(side: Side, names: dict[str, str]) -> dict[str, Account | None]:
    found = {name: getattr(side, part) for part, name in names.items()}
    return {name: thing.account if isinstance(thing, Member) else thing for name, thing in found.items()}
