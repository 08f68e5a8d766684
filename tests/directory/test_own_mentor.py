"""Somebody a mentee has in mind already: named, asked by a link, and introduced when they say yes."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.directory.actions.named import Naming, look_after_named, name_mentor
from alongside.directory.actions.named_answers import Yes, accept_naming
from alongside.directory.models import NamedMentor
from alongside.domain.lifecycle import MoveRefused
from alongside.enrolment.actions import declare_conflict, withdraw_application
from alongside.enrolment.models import Application
from alongside.matching.pool import Pool
from alongside.notices.models import Mail, Notice
from alongside.notices.outbox import send_waiting
from alongside.partnerships.models import Partnership
from alongside.people.models import Account, Member
from alongside.presets import preset_text
from alongside.schemes.actions import start_scheme
from alongside.schemes.models import Scheme
from alongside.schemes.queries import rules_of
from tests.factories import Cast, make_entry, make_scheme
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
GRAN, WORDS = (
    "gran@elsewhere.example",
    "You taught me to suture, and I would like to talk with you about my next post.",
)


@pytest.fixture
def doctors(cast: Cast) -> Scheme:
    return make_scheme(cast.body, preset="nhs", slug="doctors")


def naming(**said: str) -> dict[str, str]:
    return {"name": "Gran Stranger", "email": GRAN, "message": WORDS, "relation": "none"} | said


def page_of(scheme: Scheme) -> str:
    return reverse("own-mentor", args=[scheme.pk])


def named_by_alice(browser_of: Browser, scheme: Scheme, **said: str) -> NamedMentor:
    browser_of("alice").post(page_of(scheme), naming(**said))
    return NamedMentor.objects.get(state="open")


def link_in(address: str) -> str:
    """Where the last mail to somebody leads."""
    text = Mail.objects.filter(address=address, kind="asked-as-mentor").latest("created_at").text
    found = re.search(r"https?://[^/\s]+(/named/\S+)", text)
    assert found is not None
    return found[1]


@pytest.mark.requirement("R251")
def test_somebody_whom_nobody_here_knows_says_yes_by_a_link_and_the_two_are_a_pair(
    cast: Cast, doctors: Scheme, browser_of: Browser
) -> None:
    named = named_by_alice(browser_of, doctors)
    alice = browser_of("alice")
    assert "Gran Stranger reads your words and answers" in text_of(alice.get(page_of(doctors)).content)
    mail = Mail.objects.get(address=GRAN)
    assert cast.alice.name in mail.subject
    assert WORDS not in mail.text
    stranger, link = Client(), link_in(GRAN)
    shown = text_of(stranger.get(link).content)
    assert WORDS in shown
    assert NamedMentor.objects.get().state == "open"
    assert not Account.objects.filter(email=GRAN).exists()
    stranger.post(
        link, {"answer": "yes", "given_name": "Gran", "family_name": "Stranger", "relation": "none"}
    )
    pair = Partnership.objects.get()
    assert (pair.mentee, pair.mentor.name, pair.mentor.email) == (cast.alice, "Gran Stranger", GRAN)
    assert (pair.mentor.body, pair.mentor.status) == (cast.body, Member.PENDING)
    assert pair.sessions.exists()
    assert "you are introduced" in text_of(stranger.get(link).content)
    assert WORDS not in text_of(stranger.get(link).content)
    assert "Said yes" in text_of(alice.get(page_of(doctors)).content)
    told = Notice.objects.filter(event=f"partnership:{pair.pk}:own-mentor")
    assert {notice.account for notice in told} == {cast.carol, cast.dan}
    assert "pending until you confirm it" in told[0].sentence
    assert named.application.member == cast.alice


@pytest.mark.requirement("R251")
def test_the_link_counts_once_and_nothing_is_made_twice(
    cast: Cast, doctors: Scheme, browser_of: Browser
) -> None:
    named_by_alice(browser_of, doctors)
    stranger, link = Client(), link_in(GRAN)
    for _ in range(2):
        stranger.post(link, {"answer": "yes", "given_name": "Gran", "relation": "none"})
    assert Partnership.objects.count() == Member.objects.filter(email=GRAN).count() == 1
    stranger.post(link, {"answer": "no"})
    assert NamedMentor.objects.get().state == "accepted"
    assert Client().get(f"{link[:-3]}no/").status_code == 410


def test_who_was_brought_along_is_offered_to_nobody_else(
    cast: Cast, doctors: Scheme, browser_of: Browser
) -> None:
    named_by_alice(browser_of, doctors)
    Client().post(link_in(GRAN), {"answer": "yes", "given_name": "Gran", "relation": "none"})
    mentor = Application.objects.get(role="mentor", member__email=GRAN)
    assert (mentor.state, mentor.capacity) == ("waiting", 0)
    pool = Pool(doctors, rules_of(mentor.definition), timezone.localdate())
    assert mentor.member_id not in {application.member_id for application in pool.mentors.values()}
    assert pool.not_taken == ()


def test_sending_the_form_twice_asks_once(cast: Cast, doctors: Scheme, browser_of: Browser) -> None:
    said = naming(named_id=str(uuid4()))
    for _ in range(2):
        browser_of("alice").post(page_of(doctors), said)
    assert NamedMentor.objects.count() == 1
    assert Mail.objects.filter(address=GRAN).count() == 1


@pytest.mark.requirement("R251")
def test_a_no_needs_no_reason_and_whom_they_think_of_agrees_first(
    cast: Cast, doctors: Scheme, browser_of: Browser
) -> None:
    named_by_alice(browser_of, doctors)
    other = "zed@elsewhere.example"
    Client().post(link_in(GRAN), {"answer": "no", "name": "Zed Other", "email": other})
    alice = browser_of("alice")
    page = text_of(alice.get(page_of(doctors)).content)
    assert "Said no" in page
    assert "Zed" not in page
    mail = Mail.objects.get(address=other)
    assert cast.alice.name not in mail.text
    assert "Gran" not in mail.text
    thought_of = link_in(other)
    assert cast.alice.name not in text_of(Client().get(thought_of).content)
    Client().post(thought_of, {"answer": "agree"})
    page = text_of(alice.get(page_of(doctors)).content)
    assert "Ask Zed Other" in page
    assert other not in alice.get(page_of(doctors)).content.decode()
    suggested = NamedMentor.objects.get(email=other)
    alice.post(page_of(doctors), {"ask": str(suggested.pk), "message": WORDS, "relation": "none"})
    asked = link_in(other)
    assert asked != thought_of
    assert Client().get(thought_of).status_code == 410
    Client().post(asked, {"answer": "yes", "given_name": "Zed", "relation": "none"})
    assert Partnership.objects.get().mentor.email == other


def test_who_would_rather_not_be_told_of_stays_unknown(
    cast: Cast, doctors: Scheme, browser_of: Browser
) -> None:
    named_by_alice(browser_of, doctors)
    other = "zed@elsewhere.example"
    Client().post(link_in(GRAN), {"answer": "no", "name": "Zed Other", "email": other})
    suggested = NamedMentor.objects.get(email=other)
    alice = browser_of("alice")
    said = {"ask": str(suggested.pk), "message": WORDS, "relation": "none"}
    assert alice.post(page_of(doctors), said).status_code == 404
    Client().post(link_in(other), {"answer": "rather_not"})
    assert "Zed" not in text_of(alice.get(page_of(doctors)).content)
    assert NamedMentor.objects.get(pk=suggested.pk).state == "declined"


@pytest.mark.requirement("R251")
def test_silence_is_a_no_after_a_reminder(cast: Cast, doctors: Scheme, browser_of: Browser) -> None:
    named = named_by_alice(browser_of, doctors)
    last_day = timezone.now() + (named.answer_by - timezone.localdate()) * 1
    look_after_named(last_day - timedelta(days=5))
    assert not Mail.objects.filter(event__contains=":reminder").exists()
    for _ in range(2):
        look_after_named(last_day - timedelta(days=3))
    assert Mail.objects.filter(event__contains=":reminder", address=GRAN).count() == 1
    look_after_named(last_day)
    assert NamedMentor.objects.get().state == "open"
    look_after_named(last_day + timedelta(days=1, hours=1))
    assert NamedMentor.objects.get().state == "lapsed"
    assert "Did not answer" in text_of(browser_of("alice").get(page_of(doctors)).content)
    look_after_named(last_day + timedelta(days=100))
    assert NamedMentor.objects.get().email == ""


def test_an_answer_after_the_last_day_comes_too_late(
    cast: Cast, doctors: Scheme, browser_of: Browser
) -> None:
    named = named_by_alice(browser_of, doctors)
    late = timezone.now() + timedelta(days=20)
    with pytest.raises(MoveRefused, match="last day"):
        accept_naming(named, Yes("Gran"), now=late)
    assert not Account.objects.filter(email=GRAN).exists()


@pytest.mark.requirement("R249", "R251")
def test_who_appraises_the_other_is_not_asked_and_what_a_mentor_says_ends_it(
    cast: Cast, doctors: Scheme, browser_of: Browser
) -> None:
    alice, told = browser_of("alice"), "One of you told us that one appraises the other."
    page = text_of(alice.post(page_of(doctors), naming(relation="appraiser")).content)
    assert told in page
    assert WORDS in page
    assert not NamedMentor.objects.exists()
    named_by_alice(browser_of, doctors)
    stranger, link = Client(), link_in(GRAN)
    stranger.post(link, {"answer": "yes", "given_name": "Gran", "relation": "appraiser"})
    assert not Partnership.objects.exists()
    assert not Account.objects.filter(email=GRAN).exists()
    assert told in text_of(stranger.get(link).content)
    assert told in text_of(alice.get(page_of(doctors)).content)
    assert not Mail.objects.filter(text__contains="appraises").exists()


def test_a_supervisor_is_flagged_to_both_and_to_the_office(
    cast: Cast, doctors: Scheme, browser_of: Browser
) -> None:
    named_by_alice(browser_of, doctors, relation="clinical_supervisor")
    told = "One of you told us that one is the other’s clinical supervisor."
    assert told in text_of(Client().get(link_in(GRAN)).content)
    Client().post(link_in(GRAN), {"answer": "yes", "given_name": "Gran", "relation": "none"})
    pair = Partnership.objects.get()
    page = reverse("office-partnership", args=[cast.body.slug, pair.pk])
    assert told in text_of(browser_of("carol").get(page).content)


@pytest.mark.requirement("R251")
def test_a_member_from_whom_one_is_kept_apart_is_never_written_to(
    cast: Cast, doctors: Scheme, browser_of: Browser
) -> None:
    declare_conflict(cast.bob, other=cast.alice, kind="rather_not", by=cast.bob.account)
    Member.objects.filter(pk=cast.erin.pk).update(line_manager=cast.alice)
    for other, why in ((cast.bob, "kept apart"), (cast.erin, "same line of management")):
        page = text_of(browser_of("alice").post(page_of(doctors), naming(email=other.email)).content)
        assert why in page
    assert not Mail.objects.filter(kind="asked-as-mentor").exists()


def test_a_mentor_of_the_bank_gives_one_of_their_places(
    cast: Cast, doctors: Scheme, browser_of: Browser
) -> None:
    entry = make_entry(doctors, cast.bob, director=cast.dan)
    named = named_by_alice(browser_of, doctors, email=cast.bob.email)
    Application.objects.filter(pk=entry.application_id).update(capacity=0)
    with pytest.raises(MoveRefused, match="no place free"):
        accept_naming(named, Yes(""), now=timezone.now())
    Application.objects.filter(pk=entry.application_id).update(capacity=2)
    accept_naming(named, Yes(""), now=timezone.now())
    pair = Partnership.objects.get()
    assert (pair.mentor, pair.mentor_application) == (cast.bob, entry.application)
    entry.application.refresh_from_db()
    assert entry.application.capacity == 2


def test_whoever_takes_the_question_back_or_has_a_mentor_ends_it_for_the_one_who_was_asked(
    cast: Cast, doctors: Scheme, browser_of: Browser
) -> None:
    named, link = named_by_alice(browser_of, doctors), link_in(GRAN)
    browser_of("alice").post(page_of(doctors), {"take_back": str(named.pk)})
    assert "needs no answer from you any more" in text_of(Client().get(link).content)
    again = named_by_alice(browser_of, doctors)
    withdraw_application(again.application, by=cast.alice.account, role="applicant")
    look_after_named(timezone.now())
    assert NamedMentor.objects.get(pk=again.pk).state == "withdrawn"
    assert Mail.objects.filter(address=GRAN, event__contains=":over").count() == 2


def test_nobody_takes_back_what_another_has_asked(cast: Cast, doctors: Scheme, browser_of: Browser) -> None:
    named = named_by_alice(browser_of, doctors)
    for said in ({"take_back": str(named.pk)}, {"ask": str(named.pk), "message": WORDS, "relation": "none"}):
        assert browser_of("erin").post(page_of(doctors), said).status_code == 404
    assert browser_of("alice").post(page_of(doctors), {"take_back": "nonsense"}).status_code == 404
    assert NamedMentor.objects.get().state == "open"


def test_a_scheme_for_members_tells_nobody_whose_address_it_knows(cast: Cast, browser_of: Browser) -> None:
    text = preset_text("schemes", "nhs").replace('who = "anybody"', 'who = "members"')
    scheme = start_scheme(cast.body, by=None, text=text, slug="members", today=timezone.localdate())
    alice = browser_of("alice")
    answers = [
        alice.post(page_of(scheme), naming(email=address, name="Gran"), follow=True).content
        for address in (GRAN,)
    ]
    assert "Gran has a mail from us" in text_of(answers[0])
    stranger, link = Client(), link_in(GRAN)
    page = stranger.post(link, {"answer": "yes", "given_name": "Gran", "relation": "none"}, follow=True)
    assert "is for members of" in text_of(page.content)
    assert not Partnership.objects.exists()
    assert NamedMentor.objects.get().state == "open"
    assert not Account.objects.filter(email=GRAN).exists()
    alice.post(page_of(scheme), {"take_back": str(NamedMentor.objects.get().pk)})
    alice.post(page_of(scheme), naming(email=cast.bob.email))
    Client().post(link_in(cast.bob.email), {"answer": "yes", "relation": "none"})
    assert Partnership.objects.get().mentor == cast.bob


def test_nobody_is_asked_twice_after_a_no_nor_are_strangers_flooded(
    cast: Cast, doctors: Scheme, browser_of: Browser
) -> None:
    named_by_alice(browser_of, doctors)
    Client().post(link_in(GRAN), {"answer": "no"})
    alice = browser_of("alice")
    assert "has answered you already" in text_of(alice.post(page_of(doctors), naming()).content)
    for number in range(4):
        named = named_by_alice(browser_of, doctors, email=f"n{number}@elsewhere.example")
        alice.post(page_of(doctors), {"take_back": str(named.pk)})
    page = text_of(alice.post(page_of(doctors), naming(email="last@elsewhere.example")).content)
    assert "as many people as you can in a month" in page


def test_the_page_is_there_only_where_the_scheme_says_so(
    cast: Cast, doctors: Scheme, browser_of: Browser
) -> None:
    alice = browser_of("alice")
    assert alice.get(page_of(cast.scheme)).status_code == 404
    assert browser_of("frank").get(page_of(doctors)).status_code == 404
    assert page_of(doctors) in alice.get(reverse("scheme", args=[doctors.pk])).content.decode()
    with pytest.raises(MoveRefused, match="Ask the office"):
        name_mentor(
            cast.scheme,
            Naming("Gran", GRAN, WORDS),
            member=cast.alice,
            by=cast.alice.account,
            now=timezone.now(),
        )


def test_the_message_is_sealed_and_the_outbox_forgets_the_link(
    cast: Cast, doctors: Scheme, browser_of: Browser
) -> None:
    named = named_by_alice(browser_of, doctors)
    assert named.message is not None
    assert WORDS.encode() not in bytes(named.message.blob)
    send_waiting()
    assert "/named/" not in Mail.objects.get(address=GRAN).text
