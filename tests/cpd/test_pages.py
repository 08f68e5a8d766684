"""The pages of a person's own CPD, as each of the cast and without scripts."""

import io
import json
import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from alongside.cpd.actions import remove_record, send_profile
from alongside.cpd.actions.assessments import assess_oneself
from alongside.cpd.actions.audit_views import show_to_auditor
from alongside.cpd.actions.documents import attach_document
from alongside.cpd.actions.plan import plan_goal, plan_step
from alongside.cpd.models import NamingConsent, Profile, Record
from alongside.cpd.queries.competencies import framework_or_404
from alongside.cpd.queries.plan import PlannedText
from alongside.cpd.queries.records import RecordText, open_texts
from alongside.cpd.urls import urlpatterns
from alongside.cpd.writing import ProfileText
from alongside.domain.cpd.activities import Kind
from alongside.domain.cpd.composing import EvidenceNote
from alongside.schemes.models import Scheme
from alongside.vault.drafts import open_draft
from tests.cpd.worlds import (
    SECRET,
    exported,
    first_session,
    hold,
    introduced,
    make_entry,
    make_profile,
    make_record,
    write_profile,
)
from tests.factories import NAMES, Cast
from tests.reading import text_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
Browser = Callable[[str], Client]
OTHERS = [name for name in NAMES if name != "alice"]
OPEN_TO_MORE = {"audit", "cpd-acknowledgement", "cpd-event", "cpd-event-draft"} | {
    f"competencies-{name}" for name in ("assess", "draft", "progress", "take", "aim")
}
"""Routes whose address names nothing of one person's alone."""
SHORT = {"title": "A talk on scars", "kind": "conference", "on": "12/03/2026", "hours": "1.5"}


@pytest.fixture
def profile(cast: Cast) -> Profile:
    record = make_record(cast.alice.account)
    evidence = (EvidenceNote(title="Certificate", description="", form="1 page"),)
    text = ProfileText(summary="I take photographs.", statement=f"I learned {SECRET}.", evidence=evidence)
    begun = make_profile(cast.alice, on=TODAY - timedelta(days=60), until=TODAY)
    return write_profile(begun, text, record)


def addresses_of(cast: Cast, profile: Profile) -> dict[str, str]:
    """An address of alice's for each route that is about one thing of hers."""
    record = profile.described.get()
    removed = remove_record(make_record(cast.alice.account), by=cast.alice.account)
    entry = make_entry(introduced(cast))
    account = cast.alice.account
    framework, part = framework_or_404("mentoring", "mentee")
    look = assess_oneself(account, by=account, framework=framework, part=part, answers={"listen": 1})
    document = attach_document(record, by=account, name="A scan.pdf", data=b"%PDF-")
    view, _ = show_to_auditor(profile, by=account, auditor="Dr Grey", until=TODAY, today=TODAY)
    goal = plan_goal(account, by=account, text=PlannedText("Lead a shift"), by_when=None)
    ids = {
        "planned_goal_id": goal.pk,
        "planned_step_id": plan_step(goal, by=account, text="Ask for one", due_on=None).pk,
        "assessment_id": look.pk,
        "document_id": document.pk,
        "view_id": view.pk,
        "record_id": record.pk,
        "profile_id": profile.pk,
        "partner_id": cast.bob.account.pk,
        "entry_id": entry.pk,
    }
    found = {}
    for pattern in urlpatterns:
        if pattern.name in OPEN_TO_MORE:
            continue
        named = {name: ids[name] for name in pattern.pattern.converters}
        if pattern.name == "cpd-record-restore":
            named = {"record_id": removed.pk}
        if named and "naming" not in str(pattern.name):
            found[str(pattern.name)] = reverse(str(pattern.name), kwargs=named)
    return found


@pytest.mark.parametrize("name", OTHERS)
def test_whatever_is_alices_is_not_there_for_anybody_else(
    cast: Cast, browser_of: Browser, profile: Profile, name: str
) -> None:
    client = browser_of(name)
    for route, address in addresses_of(cast, profile).items():
        answers = [client.get(address).status_code, client.post(address).status_code]
        assert set(answers) <= {404, 405}, route
        assert 404 in answers, route


def test_a_visitor_is_asked_to_sign_in(cast: Cast, browser_of: Browser, profile: Profile) -> None:
    for address in [reverse("cpd"), reverse("cpd-add"), *addresses_of(cast, profile).values()]:
        assert browser_of("visitor").get(address)["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_elses_list_shows_what_alice_did(
    cast: Cast, browser_of: Browser, profile: Profile, name: str
) -> None:
    page = browser_of(name).get(reverse("cpd")).content.decode()
    assert [words for words in (SECRET, "A paper on consent") if words in page] == []


@pytest.mark.requirement("R48")
def test_a_held_session_is_on_the_list_of_both_when_they_look(cast: Cast, browser_of: Browser) -> None:
    pair = introduced(cast)
    session = hold(first_session(pair), by=cast.alice.account, minutes=90)
    for name in ("alice", "bob"):
        page = browser_of(name).get(reverse("cpd")).content.decode()
        assert f"Mentoring session 1: {session.theme}" in page
        assert "1 activity and 1.5 hours" in page


def test_an_empty_list_says_how_to_begin(browser_of: Browser, cast: Cast) -> None:
    page = browser_of("alice").get(reverse("cpd")).content.decode()
    assert "No activities yet" in page
    assert page.count('class="button"') == 1


def test_a_gap_and_a_single_type_are_pointed_out(cast: Cast, browser_of: Browser) -> None:
    make_record(cast.alice.account, on=TODAY - timedelta(days=200))
    page = browser_of("alice").get(reverse("cpd")).content.decode()
    assert "All of this is one type of learning." in page
    assert page.count("Add what is missing, or say why") == 1


@pytest.mark.requirement("R105")
def test_hours_are_called_an_estimate_with_whom_to_ask(cast: Cast, browser_of: Browser) -> None:
    page = browser_of("alice").get(reverse("cpd")).content.decode()
    assert "Hours are your own estimate. The Academy's registration team" in page.replace("&#x27;", "'")


def test_four_answers_make_a_record(cast: Cast, browser_of: Browser) -> None:
    answer = browser_of("alice").post(reverse("cpd-add"), SHORT)
    record = Record.objects.get(owner=cast.alice.account)
    assert (answer.status_code, answer["Location"]) == (302, f"{reverse('cpd')}#record-{record.pk}")
    assert (record.title, str(record.hours), str(record.until)) == ("A talk on scars", "1.50", "2026-03-12")


@pytest.mark.parametrize(
    "wrong, sentence",
    [
        ({"title": ""}, "Say in a few words what you did."),
        ({"kind": ""}, "Choose the kind that comes nearest."),
        ({"hours": "many"}, "Write the hours as a number, such as 1.5."),
        ({"hours": "25"}, "These are more hours than the days have."),
        ({"until": "11/03/2026"}, "Choose a day after the first one, or leave this empty."),
        ({"on": "12/03/2199"}, "or a day before it."),
        ({"on": "soon"}, "Write the day as in 12 March 2027"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    cast: Cast, browser_of: Browser, wrong: dict[str, str], sentence: str
) -> None:
    page = browser_of("alice").post(reverse("cpd-add"), SHORT | {"learned": SECRET} | wrong).content.decode()
    assert (sentence in page, SECRET in page, Record.objects.count()) == (True, True, 0)


@pytest.mark.requirement("R50", "R51")
def test_both_benefits_are_asked_for_and_kept(cast: Cast, browser_of: Browser) -> None:
    words = {"learned": "L", "benefit_self": "S", "benefit_service_users": "U"}
    browser_of("alice").post(reverse("cpd-add"), SHORT | words)
    record = Record.objects.get()
    assert vars(open_texts([record], by=cast.alice.account)[record.pk]) == words


def test_an_activity_typed_twice_is_noticed_before_it_is_added(browser_of: Browser, cast: Cast) -> None:
    client, url = browser_of("alice"), reverse("cpd-add")
    client.post(url, SHORT)
    again = SHORT | {"title": "A talk: on SCARS!", "learned": "Typed once."}
    page = client.post(url, again).content.decode()
    assert "an activity of this day, name and length" in page
    assert "Typed once." in page
    assert Record.objects.count() == 1
    client.post(url, again | {"again": "yes"})
    assert Record.objects.count() == 2
    client.post(url, SHORT | {"hours": "2"})
    assert Record.objects.count() == 3
    browser_of("bob").post(url, SHORT)
    assert Record.objects.filter(owner=cast.bob.account).count() == 1


@pytest.mark.requirement("R68")
def test_informal_mentoring_counts_without_any_scheme(browser_of: Browser, cast: Cast) -> None:
    Scheme.objects.update(is_open=False)
    client = browser_of("erin")
    sent = SHORT | {"kind": "mentoring", "title": "Talked a colleague through a consent form"}
    client.post(reverse("cpd-add"), sent)
    profile = make_profile(cast.erin, on=TODAY - timedelta(days=400), until=TODAY)
    pdf, as_json = exported(client, profile)
    for document in (pdf, as_json):
        assert "Talked a colleague through a consent form" in document
        assert "Mentoring someone" in document


@pytest.mark.requirement("R71")
@pytest.mark.parametrize("kind", ["observing", "workshop", "conversation", "researching_lives", "reading"])
def test_each_way_of_learning_from_others_informally_is_a_kind(
    browser_of: Browser, cast: Cast, kind: str
) -> None:
    client = browser_of("erin")
    assert f'<option value="{kind}"' in client.get(reverse("cpd-add")).content.decode()
    client.post(reverse("cpd-add"), SHORT | {"kind": kind})
    assert Record.objects.get().kind == kind
    assert client.get(reverse("cpd")).status_code == 200
    profile = make_profile(cast.erin, on=TODAY - timedelta(days=400), until=TODAY, rules_key="hcpc")
    assert Record.objects.get().get_kind_display() in exported(client, profile)[1]


@pytest.mark.requirement("R103")
def test_a_session_is_linked_to_the_standards_it_answers(cast: Cast, browser_of: Browser) -> None:
    hold(first_session(introduced(cast)), by=cast.alice.account)
    client = browser_of("alice")
    client.get(reverse("cpd"))
    record = Record.objects.get(owner=cast.alice.account)
    sent = SHORT | {"version": "1", "standards": ["mixture", "quality"]}
    client.post(reverse("cpd-record", args=[record.pk]), sent)
    record.refresh_from_db()
    assert (record.source, record.standards) == ("session", ["mixture", "quality"])


@pytest.mark.requirement("R53")
def test_evidence_supports_the_activities_that_have_these_numbers_on_the_page(
    cast: Cast, browser_of: Browser
) -> None:
    alice = cast.alice.account
    days = ("First", 9), ("Left out", 8), ("Second", 7), ("Third", 6)
    made = {title: make_record(alice, title=title, on=TODAY - timedelta(days=back)) for title, back in days}
    profile = make_profile(cast.alice, on=TODAY - timedelta(days=60), until=TODAY)
    client, address = browser_of("alice"), reverse("cpd-profile", args=[profile.pk])
    sent = {"left_out": str(made["Left out"].pk), "version": "1"}
    client.post(address, sent)
    page = client.get(address)
    rows = [(row["record"].title, row["number"]) for row in page.context["rows"]]
    assert rows == [("First", 1), ("Left out", None), ("Second", 2), ("Third", 3)]
    assert re.search(r'2\.</span> <a href="[^"]*">Second</a>', page.content.decode())
    evidence = {"evidence_0_title": "Certificate", "evidence_0_supports": "2"}
    client.post(address, sent | evidence | {"version": "2"})
    document = json.loads(client.get(reverse("cpd-profile-json", args=[profile.pk])).content)
    (supported,) = document["evidence"][0]["activities"]
    assert document["activities"][supported - 1]["title"] == "Second"


def test_what_is_said_beyond_four_answers_is_never_hidden(cast: Cast, browser_of: Browser) -> None:
    alice, closed = browser_of("alice"), '<details class="more">'
    assert closed in alice.get(reverse("cpd-add")).content.decode()
    said = {"learned": "Much"}, {"until": "1 Smarch 2026"}, {"standards": ["mixture"]}
    for more in said:
        page = alice.post(reverse("cpd-add"), SHORT | {"hours": ""} | more).content.decode()
        assert '<details class="more" open>' in page
    alice.post(reverse("cpd-add-draft"), SHORT | {"learned": "Half a thought"})
    assert '<details class="more" open>' in alice.get(reverse("cpd-add")).content.decode()


def test_an_activity_does_not_go_on_into_the_future(cast: Cast, browser_of: Browser) -> None:
    sent = SHORT | {"until": (TODAY + timedelta(days=1)).isoformat()}
    page = browser_of("alice").post(reverse("cpd-add"), sent)
    assert "or a day before it" in page.context["form"].errors["until"][0]
    assert not Record.objects.exists()


def test_whoever_adds_an_activity_is_led_to_where_it_stands(cast: Cast, browser_of: Browser) -> None:
    for number in range(25):
        make_record(cast.alice.account, title=f"Paper {number}")
    alice = browser_of("alice")
    for days, asked in ((0, ""), (3, "?page=2"), (3000, "?show=all&page=2")):
        on = TODAY - timedelta(days=days)
        sent = SHORT | {"on": on.isoformat(), "title": f"A visit, {days} days ago"}
        answer = alice.post(reverse("cpd-add"), sent)
        record = Record.objects.get(on=on, title=sent["title"])
        assert answer["Location"] == f"{reverse('cpd')}{asked}#record-{record.pk}"
        assert f'id="record-{record.pk}"' in alice.get(answer["Location"]).content.decode()


def test_ten_hours_come_back_as_ten_hours(cast: Cast, browser_of: Browser) -> None:
    record = make_record(cast.alice.account, hours=Decimal(10))
    page = browser_of("alice").get(reverse("cpd-record", args=[record.pk]))
    assert page.context["form"]["hours"].value() == "10"


@pytest.mark.parametrize(
    "hours,words", [("1.333", "at most two figures"), ("100000", "more hours than the days")]
)
def test_hours_that_cannot_be_are_refused_in_our_words(
    cast: Cast, browser_of: Browser, hours: str, words: str
) -> None:
    page = browser_of("alice").post(reverse("cpd-add"), SHORT | {"hours": hours}).content.decode()
    assert (words in page, "Ensure" in page) == (True, False)


def test_a_record_is_changed_on_its_page(cast: Cast, browser_of: Browser) -> None:
    record = make_record(cast.alice.account)
    address = reverse("cpd-record", args=[record.pk])
    assert SECRET in browser_of("alice").get(address).content.decode()
    browser_of("alice").post(address, SHORT | {"version": "1", "learned": "Something else"})
    assert Record.objects.get().title == "A talk on scars"


def test_a_change_made_elsewhere_is_shown_and_nothing_typed_is_lost(cast: Cast, browser_of: Browser) -> None:
    record = make_record(cast.alice.account)
    address, client = reverse("cpd-record", args=[record.pk]), browser_of("alice")
    client.post(address, SHORT | {"version": "1", "learned": "From my phone"})
    answer = client.post(address, SHORT | {"version": "1", "learned": "From my desk"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert [words in page for words in ("From my phone", "From my desk")] == [True, True]
    assert 'name="version" value="2"' in page


def test_a_removed_record_comes_back_by_undo(cast: Cast, browser_of: Browser) -> None:
    record = make_record(cast.alice.account)
    client = browser_of("alice")
    client.post(reverse("cpd-record-remove", args=[record.pk]))
    address = reverse("cpd-record-restore", args=[record.pk])
    assert address in client.get(reverse("cpd")).content.decode()
    client.post(address)
    assert list(Record.objects.standing()) == [record]


def test_a_half_written_activity_waits_on_the_server(cast: Cast, browser_of: Browser) -> None:
    client = browser_of("alice")
    saved = client.post(reverse("cpd-add-draft"), SHORT | {"learned": SECRET, "standards": ["mixture"]})
    page = client.get(reverse("cpd-add")).content.decode()
    assert "saved_at" in saved.json()
    assert (SECRET in page, "These are the words you had not saved yet." in page) == (True, True)
    assert page.count(" checked") == 1
    client.post(reverse("cpd-add"), SHORT)
    assert SECRET not in client.get(reverse("cpd-add")).content.decode()


def test_a_locked_record_is_read_and_not_changed(cast: Cast, browser_of: Browser, profile: Profile) -> None:
    record = profile.described.get()
    send_profile(profile, by=cast.alice.account, today=TODAY)
    address, client = reverse("cpd-record", args=[record.pk]), browser_of("alice")
    page = client.post(address, SHORT | {"version": "1"}).content.decode()
    assert (SECRET in page, "stays as it was sent" in page) == (True, True)
    assert client.post(reverse("cpd-record-remove", args=[record.pk]))["Location"] == address
    assert Record.objects.get().title == "A paper on consent"


def test_a_profile_is_begun_for_the_only_membership(cast: Cast, browser_of: Browser) -> None:
    page = browser_of("alice").get(reverse("cpd-profile-begin"))
    sent = {"member": cast.alice.pk, "rules_key": page.context["form"]["rules_key"].value(), "language": "cy"}
    period = {"on": "01/04/2025", "until": "31/03/2027"}
    answer = browser_of("alice").post(reverse("cpd-profile-begin"), sent | period)
    begun = Profile.objects.get()
    assert answer["Location"] == reverse("cpd-profile", args=[begun.pk])
    assert (begun.member, begun.language, str(begun.on)) == (cast.alice, "cy", "2025-04-01")


def test_a_period_that_ends_before_it_begins_is_refused(cast: Cast, browser_of: Browser) -> None:
    sent = {"member": cast.alice.pk, "rules_key": "ahcs-imi", "language": "en"}
    period = {"on": "31/03/2027", "until": "01/04/2025"}
    page = browser_of("alice").post(reverse("cpd-profile-begin"), sent | period).content.decode()
    assert ("Choose a day after the first one." in page, Profile.objects.count()) == (True, 0)


def test_nobody_begins_a_profile_under_somebody_elses_membership(cast: Cast, browser_of: Browser) -> None:
    sent = {"member": cast.bob.pk, "rules_key": "ahcs-imi", "language": "en"}
    browser_of("alice").post(reverse("cpd-profile-begin"), sent | {"on": "2025-04-01", "until": "2027-03-31"})
    assert Profile.objects.count() == 0


def test_an_office_without_membership_has_no_profile_to_begin(cast: Cast, browser_of: Browser) -> None:
    assert browser_of("carol").get(reverse("cpd-profile-begin")).status_code == 404


def test_a_profile_whose_form_is_sent_twice_is_begun_once(cast: Cast, browser_of: Browser) -> None:
    page = browser_of("alice").get(reverse("cpd-profile-begin"))
    form = page.context["form"]
    sent = {"member": str(cast.alice.pk), "rules_key": "hcpc", "language": "en"} | {
        "on": "2024-10-01",
        "until": "2026-09-30",
        "profile_id": str(form["profile_id"].value()),
    }
    before = Profile.objects.count()
    answers = [browser_of("alice").post(reverse("cpd-profile-begin"), sent) for _ in range(2)]
    assert Profile.objects.count() == before + 1
    assert answers[0]["Location"] == answers[1]["Location"]


def test_the_period_of_a_profile_can_be_changed(cast: Cast, browser_of: Browser, profile: Profile) -> None:
    address = reverse("cpd-profile-frame", args=[profile.pk])
    assert browser_of("alice").get(address).status_code == 200
    sent = {"member": cast.alice.pk, "rules_key": "ahcs-imi", "language": "en"}
    browser_of("alice").post(address, sent | {"on": "2025-04-01", "until": "2027-03-31"})
    assert str(Profile.objects.get().until) == "2027-03-31"


@pytest.mark.requirement("R53")
def test_the_writers_page_counts_words_without_scripts(
    cast: Cast, browser_of: Browser, profile: Profile
) -> None:
    page = browser_of("alice").get(reverse("cpd-profile", args=[profile.pk])).content.decode()
    assert ("3 of 500 words" in page, "4 of 1,500 words" in page) == (True, True)


def test_the_writer_sees_which_activities_have_words(
    cast: Cast, browser_of: Browser, profile: Profile
) -> None:
    make_record(cast.alice.account, text=RecordText(), title="Nothing said of it")
    page = browser_of("alice").get(reverse("cpd-profile", args=[profile.pk]))
    told = {row["record"].title: row["has_words"] for row in page.context["rows"]}
    assert told.pop("Nothing said of it") is False
    assert set(told.values()) == {True}
    assert text_of(page.content).count("Your words are there") == len(told)


def written(client: Client, profile: Profile, **fields: object) -> dict[str, object]:
    """What the writer's page would post as it stands, with changes."""
    form = client.get(reverse("cpd-profile", args=[profile.pk])).context["form"]
    return {field.html_name: field.value() or "" for field in form} | fields


def test_everything_on_the_writers_page_is_kept_by_one_save(
    cast: Cast, browser_of: Browser, profile: Profile
) -> None:
    record, client = profile.described.get(), browser_of("alice")
    address = reverse("cpd-profile", args=[profile.pk])
    changes = {
        "summary": "word " * 501,
        "left_out": [str(record.pk)],
        "evidence_1_title": "Two images",
        "evidence_1_form": "2 pages",
    }
    assert client.post(address, written(client, profile, **changes))["Location"] == address
    page = client.get(address).content.decode()
    assert "501 of 500 words" in page
    assert "Shorten this by 1 word" in page
    assert [words in page for words in ("Certificate", "Two images", "Document 4")] == [True] * 3
    assert list(Profile.objects.get().left_out.all()) == [record]


def test_evidence_is_tied_to_activities_by_their_numbers(
    cast: Cast, browser_of: Browser, profile: Profile
) -> None:
    client, address = browser_of("alice"), reverse("cpd-profile", args=[profile.pk])
    client.post(address, written(client, profile, evidence_0_supports="no. 1 and 99"))
    document = json.loads(client.get(reverse("cpd-profile-json", args=[profile.pk])).content)
    assert document["evidence"][0]["activities"] == [1]
    assert client.get(address).context["form"]["evidence_0_supports"].value() == "1"


def test_a_profile_changed_elsewhere_is_not_written_over(
    cast: Cast, browser_of: Browser, profile: Profile
) -> None:
    client, address = browser_of("alice"), reverse("cpd-profile", args=[profile.pk])
    first = written(client, profile, summary="From my phone")
    second = written(client, profile, summary="From my desk")
    client.post(address, first)
    answer = client.post(address, second)
    assert answer.status_code == 409
    assert "From my desk" in answer.content.decode()
    newest = {"version": str(Profile.objects.get().version)}
    assert client.post(address, second | newest).status_code == 302


def test_a_half_written_profile_waits_on_the_server(
    cast: Cast, browser_of: Browser, profile: Profile
) -> None:
    client, address = browser_of("alice"), reverse("cpd-profile", args=[profile.pk])
    draft = written(client, profile, summary="Half a thought", described=[])
    client.post(reverse("cpd-profile-draft", args=[profile.pk]), draft)
    page = client.get(address).content.decode()
    assert ("Half a thought" in page, "are not saved yet" in page) == (True, True)
    assert page.count(" checked") == 0
    send = reverse("cpd-profile-send", args=[profile.pk])
    assert "have not saved are not in it" in client.get(send).content.decode()
    client.post(address, draft)
    assert "have not saved are not in it" not in client.get(send).content.decode()
    assert open_draft(cast.alice.account, f"cpd-profile:{profile.pk}") is None


@pytest.mark.requirement("R53")
def test_the_profile_is_taken_away_as_pdf_and_as_json(
    cast: Cast, browser_of: Browser, profile: Profile
) -> None:
    client = browser_of("alice")
    pdf = client.get(reverse("cpd-profile-pdf", args=[profile.pk]))
    as_json = client.get(reverse("cpd-profile-json", args=[profile.pk]))
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    assert ("A paper on consent" in text, SECRET in text) == (True, True)
    assert json.loads(as_json.content)["activities"][0]["title"] == "A paper on consent"
    for answer in (pdf, as_json):
        assert "no-store" in answer["Cache-Control"]
        assert cast.alice.family_name not in answer["Content-Disposition"]


def test_a_sent_profile_can_be_downloaded_and_opened_again(
    cast: Cast, browser_of: Browser, profile: Profile
) -> None:
    client, address = browser_of("alice"), reverse("cpd-profile", args=[profile.pk])
    send = reverse("cpd-profile-send", args=[profile.pk])
    assert "Nothing is sent from here" in client.get(send).content.decode()
    client.post(send)
    page = client.get(address).content.decode()
    assert ("stays as you sent it" in page, SECRET in page) == (True, False)
    assert client.get(send)["Location"] == address
    client.post(reverse("cpd-profile-reopen", args=[profile.pk]))
    assert "Save this profile" in client.get(address).content.decode()


def test_consent_is_given_and_taken_back_on_one_page(cast: Cast, browser_of: Browser) -> None:
    introduced(cast)
    client = browser_of("bob")
    assert f"{cast.alice.name} may not name you." in client.get(reverse("cpd-naming")).content.decode()
    client.post(reverse("cpd-naming-agree", args=[cast.alice.account_id]))
    consent = NamingConsent.objects.get()
    assert (consent.giver, consent.receiver) == (cast.bob.account, cast.alice.account)
    assert f"You may name {cast.bob.name}" in browser_of("alice").get(reverse("cpd-naming")).content.decode()
    client.post(reverse("cpd-naming-withdraw", args=[cast.alice.account_id]))
    assert NamingConsent.objects.count() == 0


@pytest.mark.parametrize("name", ["carol", "dan", "erin", "frank", "grace", "tess"])
def test_consent_to_somebody_one_was_never_paired_with_is_not_there(
    cast: Cast, browser_of: Browser, name: str
) -> None:
    introduced(cast)
    for route in ("cpd-naming-agree", "cpd-naming-withdraw"):
        answer = browser_of(name).post(reverse(route, args=[cast.alice.account_id]))
        assert answer.status_code == 404
    assert "Nobody yet" in browser_of(name).get(reverse("cpd-naming")).content.decode()


def titles_on(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a [^>]*>([^<]*)</a>', page)


def test_a_long_list_is_searched_narrowed_and_sorted(cast: Cast, browser_of: Browser) -> None:
    account = cast.alice.account
    for number in range(9):
        make_record(account, title=f"Filler {number}", on=TODAY - timedelta(days=number), hours=Decimal(1))
    make_record(account, title="Éclairage en théâtre", on=TODAY - timedelta(days=30), hours=Decimal(4))
    course = make_record(
        account, title="A talk about light", on=TODAY - timedelta(days=40), hours=Decimal(2), kind=Kind.COURSE
    )
    old = make_record(account, title="Light, long ago", on=TODAY - timedelta(days=1500), hours=Decimal(3))
    alice = browser_of("alice")

    def found(query: str) -> list[str]:
        return titles_on(alice.get(f"/cpd/{query}").content.decode())

    assert found("?words=eclair+THEA") == ["Éclairage en théâtre"]
    assert found("?words=light") == [course.title]
    assert found("?words=light&show=all") == [course.title, old.title]
    assert found("?kind=course") == [course.title]
    assert found("?sort=-hours")[:2] == ["Éclairage en théâtre", course.title]
    assert found("?sort=on")[:2] == [course.title, "Éclairage en théâtre"]
    assert found("?sort=title")[0] == course.title
    assert len(found("?sort=nothing")) == 11
    nothing = alice.get("/cpd/?words=nowhere&show=all").content.decode()
    assert "No activity fits" in nothing
    assert 'href="/cpd/?show=all#activities"' in nothing  # the way back stays with everything
    assert "12 activities" in nothing  # what it all adds up to is not narrowed


def test_the_list_costs_the_same_with_one_record_and_with_three(cast: Cast, browser_of: Browser) -> None:
    counts = []
    for _ in range(3):
        make_record(cast.alice.account)
        client = browser_of("alice")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("cpd"))
        counts.append(len(queries))
    assert counts[0] == counts[2]


def test_the_writers_page_costs_the_same_with_one_record_and_with_three(
    cast: Cast, browser_of: Browser, profile: Profile
) -> None:
    counts = []
    for _ in range(3):
        record = make_record(cast.alice.account)
        write_profile(profile, ProfileText(summary="I work."), record)
        client = browser_of("alice")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("cpd-profile", args=[profile.pk]))
        counts.append(len(queries))
    assert counts[0] == counts[2]


def test_whoever_came_from_a_profile_goes_back_to_it_after_saving(
    cast: Cast, browser_of: Browser, profile: Profile
) -> None:
    alice, record = browser_of("alice"), make_record(cast.alice.account)
    address, own = reverse("cpd-record", args=[record.pk]), reverse("cpd-profile", args=[profile.pk])
    page = alice.get(f"{address}?profile={profile.pk}").content.decode()
    assert page.count(f'href="{own}#activities"') == 2
    saved = alice.post(f"{address}?profile={profile.pk}", SHORT)
    assert saved["Location"] == f"{own}#activities"
    assert alice.post(address, SHORT)["Location"] == f"{reverse('cpd')}?show=all#record-{record.pk}"


@pytest.mark.parametrize("named", ["no-number", "00000000-0000-0000-0000-000000000000"])
def test_a_profile_that_is_not_ones_own_leads_to_the_list(
    cast: Cast, browser_of: Browser, profile: Profile, named: str
) -> None:
    record = make_record(cast.alice.account)
    page = browser_of("alice").get(f"{reverse('cpd-record', args=[record.pk])}?profile={named}")
    assert "Back to the list" in page.content.decode()
    bobs = make_record(cast.bob.account)
    page = browser_of("bob").get(f"{reverse('cpd-record', args=[bobs.pk])}?profile={profile.pk}")
    assert reverse("cpd-profile", args=[profile.pk]) not in page.content.decode()
