"""The pages about applications, as each of the cast."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.enrolment.actions import begin_application, declare_conflict
from alongside.enrolment.models import Application
from alongside.presets import preset_text
from alongside.schemes.actions import adopt_definition, start_scheme
from alongside.vault.models import Note
from tests.factories import ANSWERS, Cast, make_application, make_member

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]


def draft_of_alice(cast: Cast) -> Application:
    return begin_application(
        cast.scheme, member=cast.alice, role="mentee", by=cast.alice.account, today=timezone.localdate()
    )


@pytest.mark.requirement("R60")
def test_what_the_body_means_by_mentoring_is_shown_on_joining(cast: Cast, browser_of: Browser) -> None:
    words = "An experienced person helps another to develop skills, knowledge and personal attributes."
    meant = f'[purpose]\ndefinition = "{words}"\ndefinition_source = "The body, 2026"\n'
    text = preset_text("schemes", "imi").replace("[purpose]\n", meant, 1)
    today = timezone.localdate()
    scheme = start_scheme(cast.body, by=None, text=text, slug="defined", today=today)
    page = browser_of("alice").get(f"/schemes/{scheme.pk}/").content.decode()
    assert words in page
    assert "The body, 2026" in page


@pytest.mark.requirement("R15")
def test_the_senior_form_is_not_offered_to_someone_under_two_years(cast: Cast, browser_of: Browser) -> None:
    page = browser_of("alice").get(f"/schemes/{cast.scheme.pk}/").content.decode()
    assert "Apply as junior" in page
    assert "Apply as senior" not in page


@pytest.mark.requirement("R16")
def test_a_member_with_more_experience_may_choose_either_part(cast: Cast, browser_of: Browser) -> None:
    page = browser_of("bob").get(f"/schemes/{cast.scheme.pk}/").content.decode()
    assert "Apply as junior" in page
    assert "Apply as senior" in page


@pytest.mark.requirement("R21")
def test_the_form_cannot_be_sent_without_saying_what_you_hope_for(cast: Cast, browser_of: Browser) -> None:
    draft = draft_of_alice(cast)
    answers = {**ANSWERS["imi"]["mentee"], "hope_to_get": "", "send": "1", "version": 1}
    page = browser_of("alice").post(f"/applications/{draft.pk}/answers/", answers)
    assert "Answer this question: What do you hope to get" in page.content.decode()
    assert Application.objects.get(pk=draft.pk).state == "draft"


@pytest.mark.requirement("R23")
def test_the_form_cannot_be_sent_without_an_area_of_expertise(cast: Cast, browser_of: Browser) -> None:
    draft = draft_of_alice(cast)
    answers = {"hope_to_get": "To grow.", "send": "1", "version": 1}
    page = browser_of("alice").post(f"/applications/{draft.pk}/answers/", answers)
    assert "Answer this question: What are your areas of expertise" in page.content.decode()


@pytest.mark.requirement("R22")
def test_a_draft_saved_while_typing_is_there_after_signing_out_and_a_month(
    cast: Cast, browser_of: Browser, time_machine: object
) -> None:
    draft = draft_of_alice(cast)
    saved = browser_of("alice").post(
        f"/applications/{draft.pk}/draft/",
        {"hope_to_get": "Half a thou", "version": 1},
        headers={"x-autosave": "1"},
    )
    assert saved.status_code == 200
    time_machine.move_to(timezone.now() + timezone.timedelta(days=30))  # type: ignore[attr-defined]
    assert "Half a thou" in browser_of("alice").get(f"/applications/{draft.pk}/answers/").content.decode()


def test_a_mentor_in_the_pool_is_promised_no_day(cast: Cast, browser_of: Browser) -> None:
    long_ago = timezone.now() - timedelta(days=200)
    application = make_application(cast.scheme, cast.bob, "mentor", now=long_ago)
    page = browser_of("bob").get(f"/applications/{application.pk}/").content.decode()
    assert "You are in the pool" in page
    assert "as soon as somebody fits you" in page
    assert "We promised" not in page


@pytest.mark.requirement("R7")
def test_sending_leads_to_where_one_stands(cast: Cast, browser_of: Browser) -> None:
    draft = draft_of_alice(cast)
    answers = {**ANSWERS["imi"]["mentee"], "send": "1", "version": 1}
    page = (
        browser_of("alice").post(f"/applications/{draft.pk}/answers/", answers, follow=True).content.decode()
    )
    assert "Where you stand" in page
    assert "at the latest" in page


def test_two_windows_show_both_texts_and_lose_neither(cast: Cast, browser_of: Browser) -> None:
    draft, browser = draft_of_alice(cast), browser_of("alice")
    browser.post(f"/applications/{draft.pk}/answers/", {"hope_to_get": "From the phone", "version": 1})
    second = browser.post(
        f"/applications/{draft.pk}/answers/", {"hope_to_get": "From the desk", "version": 1}
    )
    assert second.status_code == 409
    assert "From the phone" in second.content.decode()
    assert "From the desk" in second.content.decode()


def test_a_private_answer_is_sealed_and_read_by_applicant_and_office(cast: Cast, browser_of: Browser) -> None:
    draft = draft_of_alice(cast)
    answers = {
        **ANSWERS["imi"]["mentee"],
        "anything_else": "I am recovering from an illness.",
        "send": "1",
        "version": 1,
    }
    browser_of("alice").post(f"/applications/{draft.pk}/answers/", answers)
    stored = Application.objects.get(pk=draft.pk)
    assert "anything_else" not in stored.answers
    assert b"recovering" not in bytes(Note.objects.get().blob)
    for page in (f"/applications/{draft.pk}/", f"/office/imi/applications/{draft.pk}/"):
        reader = "alice" if page.startswith("/app") else "carol"
        assert "recovering from an illness" in browser_of(reader).get(page).content.decode()


@pytest.mark.requirement("R18")
def test_the_blank_form_has_every_question(cast: Cast, browser_of: Browser) -> None:
    page = browser_of("carol").get(f"/schemes/{cast.scheme.pk}/form/mentee/").content.decode()
    assert "What do you hope to get out of the scheme?" in page
    assert "Specialist technical skills" in page


@pytest.mark.requirement("R18")
def test_the_office_keys_in_a_paper_form(cast: Cast, browser_of: Browser) -> None:
    carol = browser_of("carol")
    begun = carol.post(
        f"/office/imi/schemes/{cast.scheme.pk}/key-in/",
        {"number_or_email": cast.alice.email, "side": "mentee"},
    )
    sent = carol.post(begun["Location"], {**ANSWERS["imi"]["mentee"], "send": "1", "version": 1}, follow=True)
    assert sent.status_code == 200
    assert Application.objects.get(member=cast.alice).state == "waiting"
    assert Application.objects.get(member=cast.alice).keyed_in_by == cast.carol


@pytest.mark.parametrize("name", ["bob", "carol", "dan", "erin", "frank", "grace", "tess"])
def test_a_draft_is_its_writers_alone(cast: Cast, browser_of: Browser, name: str) -> None:
    draft = draft_of_alice(cast)
    assert browser_of(name).get(f"/applications/{draft.pk}/answers/").status_code == 404
    assert browser_of(name).get(f"/office/imi/applications/{draft.pk}/").status_code == 404


@pytest.mark.parametrize(
    "name,status",
    [("carol", 200), ("dan", 200), ("alice", 404), ("frank", 404), ("tess", 404), ("visitor", 302)],
)
def test_the_offices_list_is_for_the_office(cast: Cast, browser_of: Browser, name: str, status: int) -> None:
    make_application(cast.scheme, cast.alice, "mentee")
    assert browser_of(name).get("/office/imi/applications/").status_code == status


def test_the_list_asks_as_often_for_three_rows_as_for_one(cast: Cast, browser_of: Browser) -> None:
    carol = browser_of("carol")
    counts = []
    for _ in range(2):
        make_application(cast.scheme, make_member(cast.body, years="1"), "mentee")
        with CaptureQueriesContext(connection) as captured:
            carol.get("/office/imi/applications/")
        counts.append(len(captured))
        make_application(cast.scheme, make_member(cast.body, years="1"), "mentee")
    assert counts[0] == counts[1]


def test_a_declared_conflict_tells_nobody_whether_an_address_is_known(
    cast: Cast, browser_of: Browser
) -> None:
    alice = browser_of("alice")
    path = f"/members/{cast.alice.pk}/conflicts/"
    known = alice.post(path, {"email": cast.bob.email, "kind": "line_manager"}, follow=True).content.decode()
    unknown = alice.post(
        path, {"email": "nobody@people.example", "kind": "line_manager"}, follow=True
    ).content.decode()
    assert "If they are a member, each scheme follows its rule." in known
    assert "If they are a member, each scheme follows its rule." in unknown
    assert cast.alice.declared_conflicts.get().other == cast.bob


def test_only_its_author_takes_a_declaration_back(cast: Cast, browser_of: Browser) -> None:
    conflict = declare_conflict(cast.alice, other=cast.bob, kind="conflict", by=cast.alice.account)
    assert browser_of("bob").post(f"/conflicts/{conflict.pk}/take-back/").status_code == 404
    browser_of("alice").post(f"/conflicts/{conflict.pk}/take-back/")
    assert not cast.alice.declared_conflicts.exists()


@pytest.mark.requirement("R17", "R187")
def test_the_two_forms_differ_and_an_application_keeps_its_version(cast: Cast, browser_of: Browser) -> None:
    draft = draft_of_alice(cast)
    changed = preset_text("schemes", "imi").replace(
        "What do you hope to get out of the scheme?", "What would you like to learn?"
    )
    today = timezone.localdate()
    adopt_definition(cast.scheme, by=cast.dan, text=changed, in_force_from=today, today=today)
    blank = browser_of("alice").get(f"/schemes/{cast.scheme.pk}/form/mentee/").content.decode()
    begun = browser_of("alice").get(f"/applications/{draft.pk}/answers/").content.decode()
    senior = browser_of("bob").get(f"/schemes/{cast.scheme.pk}/form/mentor/").content.decode()
    assert ("What would you like to learn?" in blank, "What do you hope to get" in begun) == (True, True)
    assert ("How many juniors can you take" in senior, "How many juniors can you take" in blank) == (
        True,
        False,
    )
