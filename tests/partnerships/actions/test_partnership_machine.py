"""Whatever both partners, the office and the clock do in whatever order, nobody is stuck and either can always end."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from alongside.domain.lifecycle import MoveRefused, moves_open_to
from alongside.domain.lifecycles import PARTNERSHIP
from alongside.enrolment.actions import (
    begin_application,
    save_answers,
    set_capacity,
    submit_application,
    withdraw_application,
)
from alongside.enrolment.models import Application
from alongside.journal.queries import verify_journal
from alongside.notices.models import Mail, Notice
from alongside.notices.registry import CLOCK_TASKS
from alongside.partnerships.actions import (
    MeetingRefused,
    PairRefused,
    TimeRefused,
    add_session,
    correct_session,
    end_partnership,
    hold_session,
    introduce_pair,
    pause_partnership,
    restore_session,
    resume_partnership,
    schedule_session,
    skip_session,
    unschedule_session,
)
from alongside.partnerships.actions.agreements import sign_agreement, suggest_agreement
from alongside.partnerships.actions.mandates import (
    MandateFacts,
    agree_to_report,
    end_mandate,
    require_partnership,
)
from alongside.partnerships.actions.missing import miss_session
from alongside.partnerships.actions.outcomes import answer_outcomes
from alongside.partnerships.actions.pulse import skip_pulse
from alongside.partnerships.actions.renewing import answer_renewal
from alongside.partnerships.actions.touching import stay_in_touch
from alongside.partnerships.jobs import look_at_last_days
from alongside.partnerships.models import (
    AgreementSignature,
    AgreementVersion,
    Partnership,
    Session,
)
from alongside.partnerships.queries.agreement_words import AgreementText
from alongside.partnerships.queries.agreements import agreement_of, opened_versions, starting_text
from alongside.partnerships.queries.mandates import mandate_of
from alongside.partnerships.queries.outcomes import questions_of, stage_open
from alongside.partnerships.queries.partnerships import partnership_or_404
from alongside.partnerships.queries.pulse import owes_pulse
from alongside.partnerships.queries.renewals import answer_of, asks_for_renewal
from alongside.partnerships.queries.steps import next_step
from alongside.partnerships.views.page import partnership_page
from alongside.people.actions.members import change_member
from alongside.people.models import Member
from alongside.presets import preset_text
from alongside.schemes.actions import start_scheme
from alongside.schemes.models import Scheme
from tests.factories import ANSWERS, Cast, make_application, make_member
from tests.partnerships.conftest import INTRODUCED

RUNS = int(os.environ.get("ALONGSIDE_MACHINE_RUNS", "4"))
ROLES = st.sampled_from(["mentee", "mentor"])
WHICH = st.integers(0, 2)
REFUSALS = (MoveRefused, TimeRefused, MeetingRefused, PairRefused)
CLOCK = [task for task in CLOCK_TASKS.values() if task.run.__module__ == "alongside.partnerships.jobs"]
LASTING = ("ended", "in-touch", "thanks")
"""What one may still read about a partnership that has ended."""


class Working(RuleBasedStateMachine):
    """Two mentees and two mentors of one scheme; a run begins with one pair, introduced and with nothing agreed."""

    cast: Cast
    scheme: Scheme
    mentees: tuple[Member, Member]
    mentors: tuple[Member, Member]

    def __init__(self) -> None:
        super().__init__()
        self.before = transaction.savepoint()
        self.traveller = time_machine.travel(INTRODUCED, tick=False)
        self.clock = self.traveller.start()
        self.turns = cycle(["mentee", "mentor"])
        self.ended: dict[Any, Any] = {}
        self.signed: dict[Any, Any] = {}
        self.in_force: dict[Any, int] = {}
        self.promised: dict[Any, int] = {}
        for mentor in self.mentors:
            make_application(self.scheme, mentor, "mentor", now=INTRODUCED)
        make_application(self.scheme, self.mentees[0], "mentee", now=INTRODUCED)
        self.introduce(0, 0)

    def teardown(self) -> None:
        """What takes too long after each step is asked at the end; every run begins from the same scheme."""
        try:
            self.pages_lead_on()
            assert verify_journal()[1] == []
        finally:
            transaction.savepoint_rollback(self.before)
            self.traveller.stop()

    # What people do

    def attempt(self, action: Callable[..., Any], *things: Any, **named: Any) -> None:
        """Do it, or be told why not; either is an answer, and every other error is a mistake."""
        with suppress(*REFUSALS), transaction.atomic():
            action(*things, **named)

    def pair(self, which: int) -> Partnership:
        """One of the pairs there have been, the newest first."""
        pairs = list(Partnership.objects.order_by("-introduced_at", "-pk")[:3])
        return pairs[which % len(pairs)]

    def session(self, which: int, number: int) -> Session:
        sessions = list(self.pair(which).sessions.order_by("number"))
        return sessions[number % len(sessions)]

    @rule(mentee=st.integers(0, 1), mentor=st.integers(0, 1))
    def introduce(self, mentee: int, mentor: int) -> None:
        """Whoever is in no queue applies first."""
        self.apply(self.mentees[mentee])
        seeking, offering = (
            self.scheme.applications.filter(member=member, role=role).order_by("-submitted_at").first()
            for member, role in ((self.mentees[mentee], "mentee"), (self.mentors[mentor], "mentor"))
        )
        if seeking and offering:
            self.attempt(
                introduce_pair,
                mentee_application=seeking,
                mentor_application=offering,
                definition=seeking.definition,
                by=self.cast.carol,
                now=timezone.now(),
            )

    def apply(self, mentee: Member) -> None:
        """As on the page, where the member still may."""
        member = Member.objects.get(pk=mentee.pk)
        live = self.scheme.applications.filter(member=member, state__in=["waiting", "paired"])
        if live.exists() or member.status != Member.ACTIVE:
            return
        today = timezone.localdate()
        draft = begin_application(self.scheme, member=member, role="mentee", by=member.account, today=today)
        save_answers(draft, by=member.account, answers=ANSWERS["nhs"]["mentee"])
        submit_application(Application.objects.get(pk=draft.pk), by=member.account, now=timezone.now())

    @rule(which=WHICH, number=st.integers(0, 4), role=ROLES, days=st.integers(-2, 40))
    def set_time(self, which: int, number: int, role: str, days: int) -> None:
        session = self.session(which, number)
        by = session.partnership.account_of(role)
        at = timezone.now() + timedelta(days=days, hours=3)
        self.attempt(schedule_session, session, by=by, role=role, starts_at=at, minutes=60)

    @rule(
        which=WHICH,
        number=st.integers(0, 4),
        role=ROLES,
        action=st.sampled_from(
            [unschedule_session, skip_session, restore_session, correct_session, skip_pulse]
        ),
    )
    def change_session(self, which: int, number: int, role: str, action: Callable[..., Any]) -> None:
        session = self.session(which, number)
        self.attempt(action, session, by=session.partnership.account_of(role), role=role)

    @rule(which=WHICH, number=st.integers(0, 4), role=ROLES, ago=st.integers(-1, 3))
    def hold(self, which: int, number: int, role: str, ago: int) -> None:
        session = self.session(which, number)
        day = timezone.localdate() - timedelta(days=ago)
        by = session.partnership.account_of(role)
        self.attempt(hold_session, session, by=by, role=role, minutes=50, held_on=day)

    @rule(which=WHICH, number=st.integers(0, 4), role=ROLES, absent=st.sampled_from(["", "mentee", "mentor"]))
    def miss(self, which: int, number: int, role: str, absent: str) -> None:
        session = self.session(which, number)
        if session.starts_at is not None:
            by = session.partnership.account_of(role)
            self.attempt(miss_session, session, by=by, role=role, absent=absent, was_at=session.starts_at)

    @rule(which=WHICH, role=ROLES, days=st.integers(1, 90))
    def add(self, which: int, role: str, days: int) -> None:
        pair = self.pair(which)
        day = timezone.localdate() + timedelta(days=days)
        self.attempt(add_session, pair, by=pair.account_of(role), role=role, target_on=day)

    @rule(
        which=WHICH,
        role=ROLES,
        words=st.sampled_from(["Every Friday.", "Once a month."]),
        last=st.none() | st.integers(1, 120),
        stale=st.booleans(),
    )
    def word_agreement(self, which: int, role: str, words: str, last: int | None, stale: bool) -> None:
        pair = self.pair(which)
        agreement = agreement_of(pair)
        seen = (agreement.version if agreement else 0) - stale
        day = timezone.localdate() + timedelta(days=last) if last else None
        clauses = starting_text(pair).clauses
        text = AgreementText(dict.fromkeys(clauses, words), None, day, None)
        self.attempt(suggest_agreement, pair, by=pair.account_of(role), role=role, text=text, seen=seen)

    @rule(which=WHICH, roles=st.sampled_from([("mentee",), ("mentor",), ("mentee", "mentor")]))
    def sign(self, which: int, roles: tuple[str, ...]) -> None:
        pair = self.pair(which)
        agreement = agreement_of(pair)
        for role in roles:
            by, seen = pair.account_of(role), agreement.version if agreement else 1
            fresh = Partnership.objects.get(pk=pair.pk)
            self.attempt(sign_agreement, fresh, by=by, role=role, seen=seen, name=by.name)

    @rule(which=WHICH, last=st.none() | st.integers(20, 120), until_mentor_signs=st.integers(0, 60))
    def agree(self, which: int, last: int | None, until_mentor_signs: int) -> None:
        """New words, and both sign them, the mentor perhaps much later."""
        self.word_agreement(which, "mentee", str(timezone.now()), last, stale=False)
        self.sign(which, ("mentee",))
        self.time_passes(until_mentor_signs // 10 * 10)
        self.sign(which, ("mentor",))

    @rule(which=WHICH, role=ROLES)
    def meet(self, which: int, role: str) -> None:
        """The next session that is planned was today."""
        session = self.pair(which).sessions.filter(state="planned").order_by("number").first()
        if session is not None:
            by, day = session.partnership.account_of(role), timezone.localdate()
            self.attempt(hold_session, session, by=by, role=role, minutes=60, held_on=day)

    @rule(which=WHICH, role=ROLES, further=st.none() | st.integers(1, 200))
    def answer_renewal(self, which: int, role: str, further: int | None) -> None:
        pair = self.pair(which)
        if pair.until is not None:
            day = pair.until + timedelta(days=further) if further else None
            self.attempt(
                answer_renewal, pair, by=pair.account_of(role), role=role, about=pair.until, further_until=day
            )

    @precondition(lambda self: Partnership.objects.alive().exclude(until=None).exists())
    @rule(further=st.integers(1, 200), agree=st.booleans())
    def both_answer_renewal(self, further: int, agree: bool) -> None:
        """The clock goes to the last day of a pair, on which both answer."""
        pair = Partnership.objects.alive().exclude(until=None).order_by("until").first()
        assert pair is not None
        assert pair.until is not None
        self.go_to(pair.until)
        for role in ("mentee", "mentor"):
            day = pair.until + timedelta(days=further) if agree or role == "mentee" else None
            fresh = Partnership.objects.get(pk=pair.pk)
            self.attempt(
                answer_renewal,
                fresh,
                by=pair.account_of(role),
                role=role,
                about=pair.until,
                further_until=day,
            )
        self.time_passes(2)

    @rule(which=WHICH, role=ROLES, days=st.integers(-1, 60))
    def pause(self, which: int, role: str, days: int) -> None:
        pair = self.pair(which)
        until = timezone.localdate() + timedelta(days=days)
        self.attempt(pause_partnership, pair, by=pair.account_of(role), role=role, until=until)

    @rule(which=WHICH, role=ROLES)
    def resume(self, which: int, role: str) -> None:
        pair = self.pair(which)
        self.attempt(resume_partnership, pair, by=pair.account_of(role), role=role)

    @rule(which=WHICH, months=st.integers(1, 3))
    def require(self, which: int, months: int) -> None:
        today = timezone.localdate()
        facts = MandateFacts(
            authority="General Medical Council",
            reference="",
            from_on=today,
            until_on=today + timedelta(days=100),
            every_months=months,
            report_name="Casey Reader",
            report_email="casey@council.example",
        )
        self.attempt(require_partnership, self.pair(which), by=self.cast.carol, facts=facts)

    @rule(which=WHICH, who=st.sampled_from(["mentee", "mentor", "both", "office"]), agrees=st.booleans())
    def settle_mandate(self, which: int, who: str, agrees: bool) -> None:
        pair = self.pair(which)
        mandate = mandate_of(pair)
        if mandate is None:
            return
        if who == "office":
            self.attempt(end_mandate, mandate, by=self.cast.carol)
            return
        for role in ("mentee", "mentor") if who == "both" else (who,):
            self.attempt(agree_to_report, mandate, by=pair.account_of(role), role=role, agrees=agrees)

    @precondition(lambda self: timezone.now() > INTRODUCED + timedelta(days=10))
    @rule(
        which=WHICH,
        who=st.sampled_from(["mentee", "mentor", "office"]),
        rematch=st.booleans(),
        ending=st.sampled_from(["", *(key for key, _ in Partnership.ENDINGS)]),
    )
    def end(self, which: int, who: str, rematch: bool, ending: str) -> None:
        pair = self.pair(which)
        by = self.cast.carol if who == "office" else pair.account_of(who)
        self.attempt(end_partnership, pair, by=by, role=who, rematch=rematch, ending=ending)

    @rule(which=WHICH, role=ROLES, wishes=st.booleans())
    def keep_in_touch(self, which: int, role: str, wishes: bool) -> None:
        pair = self.pair(which)
        self.attempt(stay_in_touch, pair, by=pair.account_of(role), role=role, wishes=wishes)

    @rule(which=WHICH, role=ROLES)
    def answer_outcomes(self, which: int, role: str) -> None:
        pair = self.pair(which)
        stage = stage_open(pair, role, timezone.localdate())
        answers = {question.key: 3 for question in questions_of(pair, role)}
        by = pair.account_of(role)
        self.attempt(answer_outcomes, pair, by=by, role=role, stage=stage, answers=answers)

    @precondition(lambda self: timezone.now() > INTRODUCED + timedelta(days=10))
    @rule(who=st.integers(0, 3), status=st.sampled_from([Member.ACTIVE, Member.LAPSED, Member.ENDED]))
    def leave_or_come_back(self, who: int, status: str) -> None:
        member = (*self.mentees, *self.mentors)[who]
        change_member(Member.objects.get(pk=member.pk), by=self.cast.carol, status=status)

    @precondition(lambda self: timezone.now() > INTRODUCED + timedelta(days=10))
    @rule(mentor=st.integers(0, 1), places=st.integers(0, 2), leaves=st.booleans())
    def change_places(self, mentor: int, places: int, leaves: bool) -> None:
        member = self.mentors[mentor]
        application = self.scheme.applications.get(member=member, role="mentor")
        self.attempt(set_capacity, application, by=member.account, capacity=places)
        if leaves and places == 0:
            self.attempt(withdraw_application, application, by=member.account, role="applicant")

    @rule(days=st.integers(1, 12))
    def time_passes(self, days: int) -> None:
        for _ in range(days):
            self.go_to(timezone.localdate() + timedelta(days=1))

    @rule(months=st.integers(1, 3))
    def much_time_passes(self, months: int) -> None:
        """As where nobody looks for a while: the clock runs each week."""
        for _ in range(4 * months):
            self.go_to(timezone.localdate() + timedelta(days=7))

    def go_to(self, day: date) -> None:
        """Noon of a day, when the clock runs; what it posts is for those alone who still work together."""
        noon = datetime.combine(day, time(12), UTC)
        if noon <= timezone.now():
            return
        look_at_last_days(timezone.now())  # the real clock runs each half hour
        self.clock.move_to(noon)
        before = set(Notice.objects.values_list("pk", flat=True))
        for task in CLOCK:
            task.run(noon)
        for pair in Partnership.objects.filter(state="ended", ended_at__lt=noon):
            about = Notice.objects.filter(path__contains=str(pair.pk)).exclude(pk__in=before)
            told = list(about.values_list("event", flat=True))
            assert all(event.startswith(("outcome:", "mandate:")) for event in told), told

    # What holds after each step

    @invariant()
    def either_can_always_end(self) -> None:
        for pair in Partnership.objects.alive():
            for role in ("mentee", "mentor"):
                by = pair.account_of(role)
                found = partnership_or_404(by, pair.pk)
                assert partnership_page(found, by, tab="partnership")["can_change"]
                assert "end" in {each.name for each in moves_open_to(PARTNERSHIP, found.state, [role])}
            role = next(self.turns)
            point = transaction.savepoint()
            assert end_partnership(pair, by=pair.account_of(role), role=role).state == "ended"
            transaction.savepoint_rollback(point)

    @invariant()
    def everybody_sees_a_next_step(self) -> None:
        for pair, role in self.everybody():
            found = partnership_or_404(pair.account_of(role), pair.pk)
            step = next_step(found, pair.account_of(role))
            assert (step is None) == (pair.state == "ended")
            assert step is None or (step.title and step.url)

    @invariant()
    def a_pause_has_an_end_and_both_know_of_it(self) -> None:
        for pair in Partnership.objects.alive():
            assert (pair.state == "paused") == (pair.paused_until is not None) == (pair.paused_on is not None)
            if pair.paused_until is None:
                continue
            assert pair.paused_until > timezone.localdate() - timedelta(days=1)
            told = Notice.objects.filter(event__startswith=f"partnership:{pair.pk}:paused:", cleared_at=None)
            assert told.count() == 2
            planned = pair.sessions.filter(state="planned", starts_at__gt=timezone.now())
            assert all(each.dated_at.date() >= pair.paused_until for each in planned)

    @invariant()
    def sessions_with_a_time_come_one_after_the_other(self) -> None:
        for pair in Partnership.objects.alive():
            dated = pair.sessions.filter(state="planned").exclude(starts_at=None).order_by("number")
            times = [each.dated_at for each in dated]
            assert times == sorted(times)

    @invariant()
    def ended_is_ended(self) -> None:
        for pair in Partnership.objects.all():
            facts = (pair.state, pair.ended_at, pair.ending, pair.ended_by_id)
            assert self.ended.get(pair.pk, facts) == facts
            if pair.state == "ended":
                self.ended[pair.pk] = facts
                asked = Notice.objects.filter(event=f"partnership:{pair.pk}:renewal:{pair.until}")
                assert pair.ended_by_id or asked.count() == 2  # nobody's time runs out unasked
                assert not pair.sessions.filter(state="planned").exists()
                assert not Mail.objects.filter(
                    event__contains=str(pair.pk), calendar_method="REQUEST", not_before__gt=pair.ended_at
                ).exists()

    @invariant()
    def nothing_asks_for_what_is_over(self) -> None:
        """Whatever stands on a home page can still be done, or is news."""
        for pair in Partnership.objects.filter(state="ended"):
            open_notices = Notice.objects.filter(cleared_at=None)
            about = open_notices.filter(event__startswith=f"partnership:{pair.pk}:")
            assert {event.split(":")[2] for event in about.values_list("event", flat=True)} <= {*LASTING}
            for role in ("mentee", "mentor"):
                asked = open_notices.filter(
                    account=pair.account_of(role), event__startswith=f"outcome:{pair.pk}:"
                )
                stages = {event.split(":")[2] for event in asked.values_list("event", flat=True)}
                assert stages <= {stage_open(pair, role, timezone.localdate())}
            for session in pair.sessions.all():
                about = open_notices.filter(event__startswith=f"session:{session.pk}:")
                kinds = {event.split(":")[2] for event in about.values_list("event", flat=True)}
                assert kinds <= {"feedback"}, kinds

    @invariant()
    def pulses_and_renewals_are_asked_of_those_who_can_answer(self) -> None:
        for pair, role in self.everybody():
            by, today = pair.account_of(role), timezone.localdate()
            asked = Notice.objects.filter(account=by, cleared_at=None)
            if asked.filter(event__startswith=f"partnership:{pair.pk}:renewal:").exists():
                assert asks_for_renewal(pair, today)
                assert answer_of(pair, role) is None
            for session in pair.sessions.all():
                if asked.filter(event=f"session:{session.pk}:pulse:ask").exists():
                    assert owes_pulse(session, role)

    @invariant()
    def one_agreement_is_in_force_and_what_was_signed_stays(self) -> None:
        for signature in AgreementSignature.objects.select_related("version__text"):
            version = signature.version
            said = (version.cadence_days, version.until, version.review_every, bytes(version.text.blob))
            assert self.signed.setdefault(signature.pk, (said, signature.digest)) == (said, signature.digest)
        for pair in Partnership.objects.select_related("agreement"):
            agreement = agreement_of(pair)
            if agreement is None or agreement.in_force is None:
                assert pair.until is None
                continue
            assert self.in_force.get(pair.pk, 0) <= agreement.in_force <= agreement.version
            self.in_force[pair.pk] = agreement.in_force
            roles = AgreementSignature.objects.filter(
                version__agreement=agreement, version__number=agreement.in_force
            )
            assert sorted(roles.values_list("role", flat=True)) == ["mentee", "mentor"]

    @invariant()
    def nobody_works_in_more_partnerships_than_they_have_places(self) -> None:
        alive = Partnership.objects.alive()
        for application in self.scheme.applications.all():
            if application.role == "mentee":
                live = alive.filter(mentee_application=application).count()
                assert live == (application.state == "paired")
                continue
            live = alive.filter(mentor_application=application).count()
            assert live <= max(application.capacity, self.promised.get(application.pk, 0))
            self.promised[application.pk] = live

    # What is asked at the end of a run

    def everybody(self) -> Iterator[tuple[Partnership, str]]:
        for pair in Partnership.objects.all():
            yield pair, "mentee"
            yield pair, "mentor"

    def pages_lead_on(self) -> None:
        """The overview opens for both, leads to its next step, and ends the partnership where that is still to do."""
        for pair, role in self.everybody():
            by, client = pair.account_of(role), Client()
            client.force_login(by)
            page = client.get(reverse("partnership", args=[pair.pk]))
            assert page.status_code == 200
            way_out = reverse("partnership-end", args=[pair.pk])
            assert (way_out in page.content.decode()) == (pair.state != "ended")
            step = next_step(partnership_or_404(by, pair.pk), by)
            if step is not None and step.method == "get":
                assert client.get(step.url).status_code == 200
            versions = AgreementVersion.objects.filter(agreement__partnership=pair).select_related("text")
            opened = opened_versions(versions.prefetch_related("signatures__name"), pair, by=by)
            assert all(each.is_as_signed for each in opened)
            point = transaction.savepoint()
            client.post(way_out, {"ending": "natural", "rematch": "on"})
            assert Partnership.objects.get(pk=pair.pk).state == "ended"
            transaction.savepoint_rollback(point)


@pytest.mark.django_db
@pytest.mark.timeout(3600)  # for whoever asks for more runs
@pytest.mark.parametrize("use", ["recommended", "required"])
def test_a_partnership_never_holds_anybody(cast: Cast, use: str) -> None:
    with time_machine.travel(INTRODUCED, tick=False):
        text = preset_text("schemes", "nhs").replace(
            'kind = "rolling"\nreview = "office"\n', 'kind = "rolling"\n'
        )
        text = text.replace('[agreement]\nuse = "recommended"', f'[agreement]\nuse = "{use}"')
        scheme = start_scheme(
            cast.body, by=None, text=text, slug="doctors", today=INTRODUCED.date() - timedelta(days=60)
        )
        mentees = (cast.alice, make_member(cast.body, "eve"))
        mentors = (cast.bob, make_member(cast.body, "ann"))
    machine = type(
        "WorkingInThisScheme",
        (Working,),
        {"cast": cast, "scheme": scheme, "mentees": mentees, "mentors": mentors},
    )
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=30,
            deadline=None,
            phases=[
                Phase.generate
            ],  # every step asks the database; a shorter example would take many minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
