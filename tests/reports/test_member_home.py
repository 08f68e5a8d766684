"""What a member's home says of what is under way and of what has just ended, each thing once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from alongside.directory.actions.named import Naming, name_mentor
from alongside.directory.actions.named_answers import agree_to_be_named, decline_naming
from alongside.directory.models import NamedMentor
from alongside.enrolment.actions import approve_application
from alongside.partnerships.actions import end_partnership, hold_session
from alongside.partnerships.actions.acknowledging import write_acknowledgement
from alongside.partnerships.models import Partnership
from alongside.people.actions import grant_office_role
from tests.factories import Cast, make_application, make_partnership, make_scheme
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
LATER = timedelta(days=40)


def home_of(browser_of: Browser, name: str) -> str:
    return text_of(browser_of(name).get("/", follow=True).content)


def test_a_mentor_is_in_the_pool_only_once_the_office_has_read_them(cast: Cast, browser_of: Browser) -> None:
    application = make_application(make_scheme(cast.body, preset="nhs", slug="doctors"), cast.bob, "mentor")
    assert application.state == "submitted"
    shown = home_of(browser_of, "bob")
    assert "The office reads your application" in shown
    assert "You are in the pool" not in shown
    approve_application(application, by=cast.carol)
    shown = home_of(browser_of, "bob")
    assert "You are accepted as mentor. Members find you once you have prepared" in shown
    assert "in the queue" not in shown
    make_application(cast.scheme, cast.erin, "mentor")
    assert "You are in the pool" in home_of(browser_of, "erin")


def test_who_has_asked_somebody_of_their_own_is_told_until_when_they_wait_and_not_to_apply(
    cast: Cast, browser_of: Browser
) -> None:
    scheme = make_scheme(cast.body, preset="nhs", slug="doctors")
    said = Naming("Gran Stranger", "gran@elsewhere.example", "Would you?")
    named = name_mentor(scheme, said, member=cast.alice, by=cast.alice.account, now=timezone.now())
    shown = home_of(browser_of, "alice")
    assert "You have asked Gran Stranger" in shown
    assert f"by {named.answer_by:%A} {named.answer_by.day} {named.answer_by:%B}" in shown
    assert "Finish your application" not in shown


def test_whoever_is_suggested_in_place_of_another_is_the_next_step(cast: Cast, browser_of: Browser) -> None:
    scheme = make_scheme(cast.body, preset="nhs", slug="doctors")
    said = Naming("Gran Stranger", "gran@elsewhere.example", "Would you?")
    named = name_mentor(scheme, said, member=cast.alice, by=cast.alice.account, now=timezone.now())
    decline_naming(named, now=timezone.now(), name="Ola Other", email="ola@elsewhere.example")
    assert "Ola" not in home_of(browser_of, "alice")
    agree_to_be_named(NamedMentor.objects.get(state="named"), now=timezone.now())
    assert "Your next step Ola Other is suggested to you" in home_of(browser_of, "alice")


@pytest.fixture
def ended(cast: Cast) -> Partnership:
    pair = make_partnership(cast.scheme, cast.alice, cast.bob)
    session = pair.sessions.get(number=1)
    hold_session(session, by=cast.bob.account, role="mentor", minutes=60, held_on=timezone.localdate())
    return end_partnership(pair, by=cast.alice.account, role="mentee", ending=Partnership.COMPLETED)


def test_whoever_has_just_finished_is_asked_for_a_last_word_before_they_are_sent_to_begin_anew(
    cast: Cast, ended: Partnership, browser_of: Browser
) -> None:
    shown = home_of(browser_of, "alice")
    assert "Look back on your time with Bob" in shown
    assert "Find a partner" not in shown
    assert "Look back on your time with Bob Thank Bob." in shown
    write_acknowledgement(ended, by=cast.alice.account, role="mentee", text="Thank you.", may_be_shown=False)
    shown = home_of(browser_of, "alice")
    assert "Look back" not in shown
    assert "Find a partner" in shown
    assert "Thank Alice." in home_of(browser_of, "bob")


def test_after_a_month_nobody_is_reminded_of_it(cast: Cast, ended: Partnership, browser_of: Browser) -> None:
    with time_machine.travel(timezone.now() + LATER):
        assert "Thank Bob." not in home_of(browser_of, "alice")


def test_after_an_early_end_nobody_is_asked_for_thanks(cast: Cast, browser_of: Browser) -> None:
    pair = make_partnership(cast.scheme, cast.alice, cast.bob)
    end_partnership(pair, by=cast.alice.account, role="mentee", ending=Partnership.EARLY)
    for name in ("alice", "bob"):
        assert "Thank " not in home_of(browser_of, name)


def test_what_is_the_next_step_does_not_stand_under_it_once_more(cast: Cast, browser_of: Browser) -> None:
    make_partnership(cast.scheme, cast.alice, cast.bob)
    for name in ("alice", "bob"):
        own, _, theirs = home_of(browser_of, name).partition("Waits for you")
        assert "Choose a time for session 1" in own
        assert "Choose a time for session 1" not in theirs.partition("Waits for")[0]


def test_questions_about_what_it_was_good_for_are_asked_as_long_as_they_are_open(
    cast: Cast, browser_of: Browser
) -> None:
    doctors = make_scheme(cast.body, preset="nhs", slug="doctors")
    pair = make_partnership(doctors, cast.alice, cast.bob)
    end_partnership(pair, by=cast.alice.account, role="mentee", ending=Partnership.NATURAL)
    shown = home_of(browser_of, "alice")
    assert "Look back on your time with Bob Thank Bob." in shown
    assert "Left to do Answer 7 short questions about what it has been good for." in shown
    with time_machine.travel(timezone.now() + timedelta(days=200)):
        shown = home_of(browser_of, "bob")
        assert "Look back on your time with Alice Answer 5 short questions" in shown
        assert "Left to do" not in shown


def test_a_trainer_and_an_auditor_who_are_no_members_read_what_is_theirs(
    cast: Cast, browser_of: Browser
) -> None:
    trainer, auditor = home_of(browser_of, "tess"), home_of(browser_of, "grace")
    assert "The workshops you lead" in trainer
    assert "The workshops you lead" not in auditor  # that is another's role
    assert "An audit profile opens by the link that its owner sends you" in auditor
    assert "You are not on the list of any body" not in trainer + auditor


def test_a_trainer_who_is_a_member_has_the_home_of_a_member(cast: Cast, browser_of: Browser) -> None:
    grant_office_role(cast.body, by=cast.dan, account=cast.alice.account, role="trainer")
    assert "The workshops you lead" not in home_of(browser_of, "alice")
