"""The pages of the directory, as each of the cast."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.directory.actions.answering import answer_offer
from alongside.directory.models import MentorEntry, Offer, Request
from alongside.notices.models import Mail
from alongside.notices.outbox import send_waiting
from alongside.partnerships.models import Partnership
from tests.directory.conftest import Educators, live
from tests.directory.moments import NOW
from tests.factories import make_application, make_entry, make_member, make_staff
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]


def link_in_mail(to: str) -> str:
    """The path of the secret link in the last mail to a mentor."""
    text = Mail.objects.filter(address=to, kind="offer").latest("created_at").text
    return "/offer/" + text.split("/offer/")[1].split()[0]


@pytest.mark.requirement("R211")
@pytest.mark.parametrize(
    "name, status",
    [("alice", 200), ("erin", 200), ("carol", 200), ("frank", 404), ("tess", 404), ("visitor", 302)],
)
def test_the_directory_is_for_members_and_their_office(
    educators: Educators, browser_of: Browser, name: str, status: int
) -> None:
    for path in (f"/schemes/{educators.scheme.pk}/directory/", f"/directory/{educators.bob.pk}/"):
        answer = browser_of(name).get(path)
        assert answer.status_code == status
        assert (b"Bob" in answer.content) == (status == 200)


@pytest.mark.requirement("R212")
def test_an_entry_shows_the_biography_and_no_address(educators: Educators, browser_of: Browser) -> None:
    for path in (f"/schemes/{educators.scheme.pk}/directory/", f"/directory/{educators.bob.pk}/"):
        page = browser_of("alice").get(path).content
        assert b"I write examinations" in page
        assert educators.cast.bob.email.encode() not in page


@pytest.mark.requirement("R212")
def test_an_entry_without_a_biography_or_with_too_long_a_one_is_refused(
    educators: Educators, browser_of: Browser
) -> None:
    path = f"/directory/{educators.bob.pk}/mine/"
    sent = {"fields": ["assessment"], "support_offered": ["project"], "capacity": "2", "rest_days": "0"}
    for biography, told in (("", "Answer this question"), ("a" * 601, "Take out 1 character")):
        page = browser_of("bob").post(path, sent | {"biography": biography}).content
        assert told in text_of(page)
    assert 'data-limit="600"' in browser_of("bob").get(path).content.decode()
    assert browser_of("bob").post(path, sent | {"biography": "Brief."}).status_code == 302
    educators.bob.application.refresh_from_db()
    assert (educators.bob.application.answers["biography"], educators.bob.application.capacity) == (
        "Brief.",
        2,
    )


def test_whoever_cannot_be_asked_says_why_where_one_looks_for_them(
    educators: Educators, browser_of: Browser
) -> None:
    educators.cast.alice.line_manager = educators.ann.member
    educators.cast.alice.save()
    MentorEntry.objects.filter(pk=educators.cem.pk).update(away_until=NOW.date())
    page = text_of(browser_of("alice").get(f"/schemes/{educators.scheme.pk}/directory/").content)
    assert "You and Ann Ünal-Łęcka are in the same line of management." in page
    assert "Away until" in page
    entry = text_of(browser_of("alice").get(f"/directory/{educators.ann.pk}/").content)
    assert "You cannot ask Ann" in entry
    assert "Put Ann on my request" not in entry


def test_a_search_can_be_sent_as_a_link(educators: Educators, browser_of: Browser) -> None:
    path = f"/schemes/{educators.scheme.pk}/directory/?words=examinations&by_fields=assessment&place=on"
    page = text_of(browser_of("alice").get(path).content)
    assert "3 mentors fit what you look for" in page
    nobody = text_of(browser_of("alice").get(f"/schemes/{educators.scheme.pk}/directory/?words=zzz").content)
    assert "Nobody fits all of this" in nobody
    altered = browser_of("alice").get(
        f"/schemes/{educators.scheme.pk}/directory/?by_fields=nonsense&sort=x&page=y"
    )
    assert altered.status_code == 200


def test_a_mentee_chooses_orders_writes_sends_and_withdraws_in_the_browser(
    educators: Educators, browser_of: Browser
) -> None:
    alice = browser_of("alice")
    for entry in educators.mentors:
        answer = alice.post(f"/directory/{entry.pk}/choose/")
    request = Request.objects.get()
    path = f"/requests/{request.pk}/"
    assert answer.headers["Location"] == path
    page = text_of(alice.get(path).content)
    assert "Missing Who you are, in a few sentences" in page
    assert "Send my request" not in page
    answers = reverse("application-answers", args=[request.application_id])
    form = text_of(alice.get(answers).content)
    assert "Save and go to my request" in form
    assert "Send my application" not in form
    written = {"biography": "I teach.", "reason": "I seek.", "version": "1", "send": "1"}
    assert alice.post(answers, written).headers["Location"] == path
    alice.post(path, {"up": educators.cem.pk})
    alice.post(path, {"drop": educators.ann.pk})
    assert [each.entry for each in request.choices.order_by("rank")] == [educators.bob, educators.cem]
    alice.post(path, {"order": "1", "entry": [educators.cem.pk, educators.bob.pk]})
    assert [each.entry for each in request.choices.order_by("rank")] == [educators.cem, educators.bob]
    alice.post(path, {"send": "1"})
    request.refresh_from_db()
    assert request.state == "submitted"
    assert alice.get(f"/applications/{request.application_id}/").headers["Location"] == path
    confirm = f"{path}withdraw/"
    assert "Nobody learns why" in text_of(alice.get(confirm).content)
    alice.post(confirm)
    request.refresh_from_db()
    assert request.state == "withdrawn"


def test_the_mentee_sees_the_step_and_its_date_and_never_who_said_no(
    educators: Educators, browser_of: Browser
) -> None:
    request = educators.asking()
    first = live(request)
    path = f"/requests/{request.pk}/"
    before = text_of(browser_of("alice").get(path).content)
    assert f"{first.answer_by:%-d %B %Y}" in before
    answer_offer(first, yes=False, now=NOW, reason="no_time")
    after = text_of(browser_of("alice").get(path).content)
    for told in ("no time", "declined", "could not", "said no"):
        assert told not in after.replace("you do not learn who said what", "")
    office = text_of(browser_of("carol").get(f"/office/imi/requests/{request.pk}/").content)
    assert "No: I have no time for it now" in office


@pytest.mark.requirement("R219")
def test_a_mentor_answers_from_the_mail_without_an_account_and_looking_answers_nothing(
    educators: Educators, browser_of: Browser
) -> None:
    request = educators.asking()
    path = link_in_mail(educators.cast.bob.email)
    anybody = browser_of("visitor")
    for _ in range(2):
        page = anybody.get(path)
        assert page.headers["Cache-Control"] == "no-store"
    assert "I teach communication skills" in text_of(page.content)
    assert educators.cast.alice.email not in page.content.decode()
    assert live(request).state == "open"
    anybody.post(path, {"answer": "no", "reason": "no_time", "colleague": ""})
    assert Offer.objects.get(mentor_application=educators.bob.application).state == "declined"
    over = text_of(anybody.get(path).content)
    assert "You said no" in over
    assert "I teach communication skills" not in over
    anybody.post(path, {"answer": "yes"})
    assert Offer.objects.get(mentor_application=educators.bob.application).state == "declined"


def test_the_link_of_an_offer_is_kept_nowhere_once_its_mail_is_sent(educators: Educators) -> None:
    educators.asking()
    secret = link_in_mail(educators.cast.bob.email).split("/")[2]
    offer = Offer.objects.get()
    assert secret not in offer.digest
    assert Mail.objects.filter(text__contains=secret).count() == 1
    send_waiting()
    assert not Mail.objects.filter(text__contains=secret).exists()


def test_a_link_that_never_was_opens_nothing(educators: Educators, browser_of: Browser) -> None:
    answer = browser_of("visitor").get("/offer/nonsense/")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (410, "no-store")


def test_a_mentor_suggests_a_colleague_by_name_or_hears_that_nobody_has_it(
    educators: Educators, browser_of: Browser
) -> None:
    request = educators.asking()
    path = f"/offers/{live(request).pk}/"
    wrong = browser_of("bob").post(path, {"answer": "no", "reason": "no_time", "colleague": "Nobody Known"})
    assert "No other mentor of exactly this name" in text_of(wrong.content)
    assert "Nobody Known" in wrong.content.decode()
    assert live(request).mentor_application == educators.bob.application
    dee = make_entry(
        educators.scheme,
        make_member(educators.cast.body, "dee", family_name="Fox"),
        director=educators.cast.dan,
    )
    browser_of("bob").post(path, {"answer": "no", "reason": "", "colleague": "dee  fox"})
    page = f"/requests/{request.pk}/"
    assert "Dee Fox" not in text_of(browser_of("alice").get(page).content)
    made = request.suggestions.get()
    assert made.entry == dee
    client = Client()
    client.force_login(dee.member.account)
    asked = text_of(client.get(f"/suggestions/{made.pk}/").content)
    assert ("What they look for" in asked, "Alice" in asked) == (True, False)
    assert browser_of("bob").get(f"/suggestions/{made.pk}/").status_code == 404
    client.post(f"/suggestions/{made.pk}/", {"answer": "yes"})
    assert "Suggested to you Dee Fox" in text_of(browser_of("alice").get(page).content)
    assert client.get(f"/suggestions/{made.pk}/").status_code == 404


@pytest.mark.requirement("R183", "R216")
def test_a_coordinator_reads_requests_and_a_director_decides(
    educators: Educators, browser_of: Browser
) -> None:
    request = educators.sent()
    path = f"/office/imi/requests/{request.pk}/"
    seen = text_of(browser_of("carol").get(path).content)
    assert "A director decides on this request" in seen
    assert "Let it pass" not in seen
    browser_of("carol").post(path, {"pass": "1"})
    request.refresh_from_db()
    assert request.state == "submitted"
    assert "Requests that name them" in text_of(browser_of("dan").get(path).content)
    browser_of("dan").post(path, {"pass": "1"})
    request.refresh_from_db()
    assert request.state == "asking"


@pytest.mark.requirement("R217")
def test_sending_back_without_a_reason_is_refused_on_the_page(
    educators: Educators, browser_of: Browser
) -> None:
    request = educators.sent()
    path = f"/office/imi/requests/{request.pk}/"
    page = text_of(browser_of("dan").post(path, {"send_back": "1", "message": ""}).content)
    assert "Write why, and what the mentee can change." in page
    request.refresh_from_db()
    assert request.state == "submitted"
    browser_of("dan").post(path, {"send_back": "1", "message": "Name no patients."})
    assert "Name no patients." in text_of(browser_of("alice").get(f"/requests/{request.pk}/").content)


@pytest.mark.requirement("R220")
def test_the_office_introduces_with_one_click(educators: Educators, browser_of: Browser) -> None:
    request = educators.asking()
    answer_offer(live(request), yes=True, now=NOW)
    path = f"/office/imi/requests/{request.pk}/"
    assert "Introduce Alice and Bob" in text_of(browser_of("carol").get(path).content)
    browser_of("carol").post(path, {"introduce": "1"})
    assert Partnership.objects.get().mentor == educators.cast.bob
    assert "You are introduced" in text_of(browser_of("alice").get(f"/requests/{request.pk}/").content)


@pytest.mark.requirement("R221")
def test_the_office_suggests_whoever_fits_best_with_the_reason(
    educators: Educators, browser_of: Browser
) -> None:
    dee = make_member(educators.cast.body, "dee", family_name="Fox")
    make_entry(educators.scheme, dee, director=educators.cast.dan)
    request = educators.asking()
    for _ in range(3):
        answer_offer(live(request), yes=False, now=NOW)
    path = f"/office/imi/requests/{request.pk}/"
    page = browser_of("carol").get(path)
    assert "Dee Fox" in text_of(page.content)
    chosen = re.search(r'name="suggest" value="([^"]+)"', page.content.decode())
    assert chosen is not None
    browser_of("carol").post(path, {"suggest": chosen.group(1)})
    assert "Dee Fox" in text_of(browser_of("alice").get(f"/requests/{request.pk}/").content)


def test_the_office_can_ask_the_next_choice_instead_or_withdraw(
    educators: Educators, browser_of: Browser
) -> None:
    request = educators.asking()
    answer_offer(live(request), yes=True, now=NOW)
    path = f"/office/imi/requests/{request.pk}/"
    answer = browser_of("carol").post(path, {"reopen": "1"}, follow=True)
    assert "The next choice is being asked" in text_of(answer.content)
    assert live(request).mentor_application == educators.ann.application  # and not Bob once more
    assert "Bob" not in text_of(browser_of("alice").get(f"/requests/{request.pk}/").content)
    browser_of("carol").post(path, {"withdraw": "1"})
    request.refresh_from_db()
    assert request.state == "withdrawn"


@pytest.mark.requirement("R193")
def test_the_office_sees_where_its_mentors_come_from_and_who_has_prepared(
    educators: Educators, browser_of: Browser
) -> None:
    path = f"/office/imi/mentors/{educators.scheme.pk}/"
    answers = {**educators.bob.application.answers, "groups": ["board"]}
    new = make_application(educators.scheme, educators.cast.erin, "mentor", answers=answers)
    browser_of("dan").post(f"/office/imi/applications/{new.pk}/", {"approve": "1"})
    page = text_of(browser_of("carol").get(path).content)
    assert "Handbook," in page
    assert "Not yet" in page
    note = f"{path}{new.pk}/prepared/"
    assert browser_of("carol").get(note).status_code == 200
    browser_of("carol").post(note, {"way": "workshop", "on": "2026-01-09", "version": "January"})
    assert MentorEntry.objects.get(application=new).listed_at is not None
    after = text_of(browser_of("carol").get(path).content)
    assert "Groups and committees" in after
    assert "The board" in after


def test_a_coordinator_cannot_accept_a_mentor_where_the_director_decides(
    educators: Educators, browser_of: Browser
) -> None:
    new = make_application(educators.scheme, educators.cast.erin, "mentor")
    path = f"/office/imi/applications/{new.pk}/"
    assert "A director decides" in text_of(browser_of("carol").get(path).content)
    browser_of("carol").post(path, {"approve": "1"})
    new.refresh_from_db()
    assert new.state == "submitted"


def test_requests_are_found_by_name_and_state(educators: Educators, browser_of: Browser) -> None:
    assert "No request is under way" in text_of(browser_of("carol").get("/office/imi/requests/").content)
    educators.sent()
    for query, there in (
        ("", True),
        ("?state=submitted", True),
        ("?state=asking", False),
        ("?words=alice", True),
    ):
        page = text_of(browser_of("carol").get(f"/office/imi/requests/{query}").content)
        assert ("Alice Example" in page) == there


def test_more_mentors_take_no_more_queries_on_any_page(educators: Educators, browser_of: Browser) -> None:
    alice, carol = browser_of("alice"), browser_of("carol")
    pages = [
        (alice, f"/schemes/{educators.scheme.pk}/directory/"),
        (carol, f"/office/imi/mentors/{educators.scheme.pk}/"),
    ]

    def counts() -> list[int]:
        found = []
        for browser, path in pages:
            browser.get(path)
            with CaptureQueriesContext(connection) as asked:
                browser.get(path)
            found.append(len(asked))
        return found

    before = counts()
    for number in range(3):
        make_entry(
            educators.scheme, make_member(educators.cast.body, f"more{number}"), director=educators.cast.dan
        )
    assert counts() == before


def test_staff_and_strangers_choose_nobody(educators: Educators, browser_of: Browser) -> None:
    for name in ("carol", "frank"):
        assert browser_of(name).post(f"/directory/{educators.bob.pk}/choose/").status_code == 404
    assert not Request.objects.exists()


def test_another_bodys_office_sees_no_request(educators: Educators, sign_in: Callable[..., Client]) -> None:
    educators.sent()
    stranger = make_staff(educators.cast.other_body, "olga", "coordinator")
    page = sign_in(stranger).get("/office/other/requests/")
    assert page.status_code == 200
    assert b"Alice" not in page.content


@pytest.mark.requirement("R205")
def test_the_order_of_requests_is_explained_to_staff_and_to_the_mentee(
    educators: Educators, browser_of: Browser
) -> None:
    request = educators.sent()
    why = "There are fewer places than people who would like one."
    office = f"/office/{educators.cast.body.slug}/requests/"
    assert why in text_of(browser_of("dan").get(office).content)
    assert "Every other member" in text_of(browser_of("dan").get(f"{office}{request.pk}/").content)
    assert why in text_of(browser_of("alice").get(f"/requests/{request.pk}/").content)


@pytest.mark.requirement("R190")
def test_what_is_meant_by_mentoring_is_shown_with_its_source(
    educators: Educators, browser_of: Browser
) -> None:
    page = text_of(browser_of("alice").get(f"/schemes/{educators.scheme.pk}/").content)
    assert "at the same stage, and need not be somebody at the top." in page
    assert "After B. Bozeman and M. K. Feeney, 2007" in page


@pytest.mark.parametrize(
    "family_name, typed",
    [
        ("Ní Bhriain", "Eire Ní Bhriain"),
        ("Ní Bhriain", "éire  NÍ bhriain"),
        ("Ní Bhriain", "Eire Ni Bhriain"),
        ("O’Brien", "eire o'brien"),
        ("Tŷ-Mawr", "Eire Ty Mawr"),
        ("Wałęsa", "Eire Walesa"),
    ],
)
def test_a_colleague_is_found_by_a_name_of_several_words_as_people_type_it(
    educators: Educators, browser_of: Browser, family_name: str, typed: str
) -> None:
    request = educators.asking()
    member = make_member(educators.cast.body, "eire", family_name=family_name)
    entry = make_entry(educators.scheme, member, director=educators.cast.dan)
    page = f"/offers/{live(request).pk}/"
    browser_of("bob").post(page, {"answer": "no", "reason": "", "colleague": typed})
    assert request.suggestions.get().entry == entry


def test_of_two_of_one_name_neither_is_taken_for_the_other(educators: Educators, browser_of: Browser) -> None:
    request = educators.asking()
    for number in (1, 2):
        member = make_member(
            educators.cast.body, "dee", family_name="Fox", email=f"dee{number}@people.example"
        )
        make_entry(educators.scheme, member, director=educators.cast.dan)
    page = f"/offers/{live(request).pk}/"
    answer = browser_of("bob").post(page, {"answer": "no", "reason": "", "colleague": "Dee Fox"})
    assert "Several mentors of this name are listed" in text_of(answer.content)
    assert not request.suggestions.exists()


def test_a_mentor_who_is_not_listed_yet_is_not_told_that_members_see_them(
    educators: Educators, browser_of: Browser
) -> None:
    said = {"biography": "I teach.", "fields": ["teaching"], "support_offered": ["project"]}
    said |= {"capacity": "1", "rest_days": "0"}
    page = f"/directory/{educators.bob.pk}/mine/"
    bob = browser_of("bob")
    assert "Members see it at once" in text_of(bob.post(page, said, follow=True).content)
    MentorEntry.objects.filter(pk=educators.bob.pk).update(listed_at=None)
    assert "Members see it once you are listed" in text_of(bob.post(page, said, follow=True).content)


def test_a_choice_that_cannot_rise_any_more_has_no_button_for_it(
    educators: Educators, browser_of: Browser
) -> None:
    request = educators.asking()
    page = browser_of("alice").get(f"/requests/{request.pk}/").content.decode()
    buttons = dict(re.findall(r'name="(?:up|down)" value="([^"]+)"([^>]*)>Up', page))
    assert buttons == {str(educators.ann.pk): " disabled", str(educators.cem.pk): ""}  # Bob is asked already
