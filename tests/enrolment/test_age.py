"""Nobody under 18 takes part unless the scheme protects them, and then only as it says."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.directory.actions.named import Naming, name_mentor
from alongside.domain.lifecycle import MoveRefused
from alongside.domain.months import months_after
from alongside.domain.scheme import load_scheme
from alongside.enrolment.actions import NotEligible, begin_application
from alongside.enrolment.age import clear_adult, take_back_clearance
from alongside.enrolment.models import Application, Clearance
from alongside.matching.actions import ask_for_run, carry_out_run
from alongside.matching.models import MatchRun
from alongside.notices.models import Mail
from alongside.partnerships.actions import introduce_pair
from alongside.partnerships.invitation import REQUEST, calendar_text
from alongside.partnerships.models import Partnership
from alongside.people.models import Member
from alongside.presets import preset_text
from alongside.schemes.models import Scheme
from tests.factories import Cast, make_application, make_member, make_scheme
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
SECTION = """
[safeguarding]
min_age = 16
lead_name = "Sam Guard"
lead_contact = "020 7946 0000"
clearance = "an enhanced DBS certificate"
"""
RULE = """
[[matching.hard_rules]]
kind = "cleared_for_minors"
"""


def day_of_18(age: int) -> date:
    """When somebody of this age turns 18."""
    return months_after(timezone.localdate(), 12 * (18 - age))


@pytest.fixture
def young(cast: Cast) -> Scheme:
    """A scheme that protects people under 18."""
    return make_scheme(cast.body, slug="young", more=SECTION + RULE)


@pytest.fixture
def pat(cast: Cast) -> Member:
    return make_member(cast.body, "pat", years="0", adult_on=day_of_18(16))


def draft_of(cast: Cast, scheme: Scheme, role: str = "mentee") -> Application:
    account = cast.alice.account
    return begin_application(scheme, member=cast.alice, role=role, by=account, today=timezone.localdate())


def run_of(cast: Cast, scheme: Scheme) -> MatchRun:
    return carry_out_run(ask_for_run(scheme, by=cast.carol, now=timezone.now()))


@pytest.mark.requirement("R272")
def test_whoever_says_that_they_are_under_18_is_refused_in_kind_words_and_asked_for_one_day(
    cast: Cast, browser_of: Browser
) -> None:
    found, alice = draft_of(cast, cast.scheme), browser_of("alice")
    form = alice.get(reverse("application-answers", args=[found.pk]))
    page = reverse("application-age", args=[found.pk])
    assert "By sending it you say that you are 18 or over" in text_of(form.content)
    assert page in form.content.decode()
    assert "It is good that you say so" in text_of(alice.get(page).content)
    told = text_of(alice.post(page, {"adult_on": day_of_18(17).isoformat()}, follow=True).content)
    assert "is for people of 18 and over. Thank you for telling us" in told
    found.refresh_from_db()
    assert found.state == "withdrawn"
    again = alice.post(reverse("application-begin", args=[cast.scheme.pk, "mentee"]), follow=True)
    assert "is for people of 18 and over" in text_of(again.content)
    assert not Application.objects.filter(member=cast.alice, state="draft").exists()


@pytest.mark.requirement("R272")
def test_whom_the_office_knows_to_be_under_18_is_refused_by_every_way(
    cast: Cast, pat: Member, browser_of: Browser
) -> None:
    for role in ("mentee", "mentor"):
        with pytest.raises(NotEligible, match="18 and over"):
            make_application(cast.scheme, pat, role)
    answer = browser_of("carol").post(
        reverse("application-key-in", args=[cast.body.slug, cast.scheme.pk]),
        {"number_or_email": pat.email, "side": "mentee"},
    )
    assert "18 and over" in text_of(answer.content)
    doctors = make_scheme(cast.body, preset="nhs", slug="doctors")
    with pytest.raises(NotEligible, match="18 and over"):
        name_mentor(
            doctors, Naming("Gran", "gran@x.example", "Hello"), member=pat, by=pat.account, now=timezone.now()
        )
    assert not Application.objects.exists()


@pytest.mark.requirement("R272")
def test_whoever_turns_out_to_be_under_18_later_is_neither_proposed_nor_introduced(cast: Cast) -> None:
    mentee = make_application(cast.scheme, cast.alice, "mentee")
    mentor = make_application(cast.scheme, cast.bob, "mentor")
    Member.objects.filter(pk=cast.alice.pk).update(adult_on=day_of_18(17))
    assert not run_of(cast, cast.scheme).proposals.exists()
    with pytest.raises(MoveRefused, match="18 or over"):
        introduce_pair(
            mentee_application=mentee, mentor_application=mentor, definition=mentee.definition, by=cast.carol,
            now=timezone.now(),
        )  # fmt: skip


@pytest.mark.requirement("R272")
def test_a_scheme_that_protects_them_pairs_them_with_checked_adults_alone(
    cast: Cast, young: Scheme, pat: Member, browser_of: Browser
) -> None:
    mentee = make_application(young, pat, "mentee")
    mentor = make_application(young, cast.bob, "mentor")
    run = run_of(cast, young)
    assert not run.proposals.exists()
    assert "not checked" in run.outcome["unmatched"][0]["sentence"]
    with pytest.raises(MoveRefused, match="has not checked"):
        introduce_pair(
            mentee_application=mentee, mentor_application=mentor, definition=mentee.definition, by=cast.carol,
            now=timezone.now(),
        )  # fmt: skip
    carol, page = browser_of("carol"), reverse("office-clearance", args=[cast.body.slug, mentor.pk])
    shown = reverse("office-application", args=[cast.body.slug, mentor.pk])
    assert "Not checked" in text_of(carol.get(shown).content)
    assert "I have seen an enhanced DBS certificate" in text_of(carol.get(page).content)
    until = months_after(timezone.localdate(), 12).isoformat()
    assert "Tick this once you have seen it" in text_of(carol.post(page, {"until": until}).content)
    carol.post(page, {"until": until, "seen": "on"})
    assert "May mentor somebody under 18 until" in text_of(carol.get(shown).content)
    assert run_of(cast, young).proposals.get().mentor_application == mentor


@pytest.mark.requirement("R272")
def test_neither_gets_the_others_address_and_both_read_whom_to_turn_to(
    cast: Cast, young: Scheme, pat: Member
) -> None:
    mentee, mentor = make_application(young, pat, "mentee"), make_application(young, cast.bob, "mentor")
    clear_adult(cast.bob, until=day_of_18(17), by=cast.carol)
    pair = introduce_pair(
        mentee_application=mentee, mentor_application=mentor, definition=mentee.definition, by=cast.carol,
        now=timezone.now(),
    )  # fmt: skip
    for own, other in ((pat, cast.bob), (cast.bob, pat)):
        browser = Client()
        browser.force_login(own.account)
        page = browser.get(reverse("partnership", args=[pair.pk])).content.decode()
        mail = Mail.objects.get(account=own.account, kind="introduction").text
        for text in (page, mail):
            assert "Sam Guard" in text
            assert "020 7946 0000" in text
            assert other.email not in text
    session = pair.sessions.order_by("number")[0]
    session.starts_at = timezone.now()
    invitation = calendar_text(session, method=REQUEST, now=timezone.now())
    assert pat.email not in invitation
    assert cast.bob.email not in invitation
    Member.objects.filter(pk=pat.pk).update(adult_on=timezone.localdate())
    assert Partnership.objects.get(pk=pair.pk).shows_addresses


def test_a_check_that_ran_out_or_was_taken_back_no_longer_counts(
    cast: Cast, young: Scheme, pat: Member
) -> None:
    make_application(young, pat, "mentee")
    make_application(young, cast.bob, "mentor")
    cleared = clear_adult(cast.bob, until=day_of_18(17), by=cast.carol)
    assert run_of(cast, young).proposals.exists()
    Clearance.objects.filter(pk=cleared.pk).update(until=months_after(timezone.localdate(), -1))
    assert not run_of(cast, young).proposals.exists()
    clear_adult(cast.bob, until=day_of_18(17), by=cast.carol)
    take_back_clearance(cast.bob, by=cast.carol)
    assert not run_of(cast, young).proposals.exists()


@pytest.mark.parametrize(
    "age, role, welcome", [(16, "mentee", True), (15, "mentee", False), (17, "mentor", False)]
)
def test_the_youngest_age_and_the_part_are_kept(
    cast: Cast, young: Scheme, browser_of: Browser, age: int, role: str, welcome: bool
) -> None:
    Member.objects.filter(pk=cast.alice.pk).update(years_experience=20)
    cast.alice.refresh_from_db()
    found, alice = draft_of(cast, young, role), browser_of("alice")
    alice.post(reverse("application-age", args=[found.pk]), {"adult_on": day_of_18(age).isoformat()})
    found.refresh_from_db()
    assert found.state == ("draft" if welcome else "withdrawn")
    if welcome:
        form = text_of(alice.get(reverse("application-answers", args=[found.pk])).content)
        assert "Sam Guard" in form
        assert "you say that you are 18" not in form


def test_adults_are_asked_for_no_date_and_may_go_on(cast: Cast, browser_of: Browser) -> None:
    found, alice = draft_of(cast, cast.scheme), browser_of("alice")
    page = reverse("application-age", args=[found.pk])
    said = text_of(alice.post(page, {"adult_on": "1990-01-01"}).content)
    assert "you are 18 already" in said
    assert Member.objects.get(pk=cast.alice.pk).adult_on is None
    assert browser_of("bob").get(page).status_code == 404


def test_a_draft_has_nothing_that_the_office_could_check(
    cast: Cast, young: Scheme, browser_of: Browser
) -> None:
    account = cast.bob.account
    draft = begin_application(young, member=cast.bob, role="mentor", by=account, today=timezone.localdate())
    page = reverse("office-clearance", args=[cast.body.slug, draft.pk])
    assert browser_of("carol").get(page).status_code == 404
    sent = make_application(young, cast.alice, "mentee")
    page = reverse("office-clearance", args=[cast.body.slug, sent.pk])
    assert browser_of("carol").get(page).status_code == 404


def test_the_office_alone_changes_the_day(cast: Cast, pat: Member, browser_of: Browser) -> None:
    page = reverse("office-member", args=[cast.body.slug, pat.pk])
    assert "Turns 18 on" in text_of(browser_of("carol").get(page).content)


def test_the_section_and_its_rule_stand_together() -> None:
    text = preset_text("schemes", "imi")
    for more, where in ((SECTION, "matching.hard_rules"), (RULE, "safeguarding")):
        _, problems = load_scheme(text + more)
        assert [problem.path for problem in problems] == [where]
    rules, problems = load_scheme(text + SECTION + RULE)
    assert not problems
    assert rules is not None
