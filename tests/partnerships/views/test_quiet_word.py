"""Asking the office for a word: who, never what, and the partner learns nothing of it."""

from collections.abc import Callable

import pytest
from django.test import Client

from alongside.journal.queries import verify_journal
from alongside.notices.models import Mail, Notice
from alongside.partnerships.actions import end_partnership
from alongside.partnerships.actions.quiet_words import ask_for_word
from alongside.partnerships.models import Partnership, QuietWord
from alongside.people.models import OfficeRole
from tests.factories import Cast, make_staff
from tests.plugins.races import Races

Browser = Callable[[str], Client]


def page_of(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def desk(pair: Partnership) -> str:
    return f"/office/{pair.scheme.body.slug}/partnerships/{pair.pk}/"


@pytest.mark.parametrize("name", ["alice", "bob"])
def test_the_office_learns_who_and_the_partner_nothing(
    pair: Partnership, browser_of: Browser, cast: Cast, name: str
) -> None:
    member, partner = (cast.alice, cast.bob) if name == "alice" else (cast.bob, cast.alice)
    path, theirs = f"/partnerships/{pair.pk}/quiet-word/", "bob" if name == "alice" else "alice"
    other = browser_of(theirs)
    before = (page_of(other, path), Notice.objects.filter(account=partner.account).count())
    asked = browser_of(name).post(path, follow=True).content.decode()
    assert "Your office knows that you would like a word" in asked
    assert "You asked on" in asked
    after = page_of(other, path)
    assert "You asked on" not in after
    assert "Ask for a word" in after
    assert (len(after), Notice.objects.filter(account=partner.account).count()) == (len(before[0]), before[1])
    told = Notice.objects.filter(event__startswith="quiet-word:")
    assert {row.account for row in told} == {cast.carol, cast.dan}
    assert {row.sentence for row in told} == {f"{member.name} would like a word with the office."}
    for office in ("carol", "dan"):
        assert f"{member.name} asked for a word with you" in page_of(browser_of(office), desk(pair))
        assert f"{member.name} would like a word" in page_of(
            browser_of(office), f"/office/{pair.scheme.body.slug}/"
        )


def test_the_office_of_another_body_hears_and_sees_nothing(
    pair: Partnership, browser_of: Browser, cast: Cast
) -> None:
    olga = make_staff(cast.other_body, "olga", OfficeRole.DIRECTOR)
    ask_for_word(pair, by=cast.alice.account, role="mentee")
    browser = Client()
    browser.force_login(olga)
    page = page_of(browser, f"/office/{cast.other_body.slug}/")
    assert "would like a word" not in page
    assert not Notice.objects.filter(account=olga).exists()
    assert browser.post(f"{desk(pair)}talked/").status_code == 404


def test_the_office_settles_it_and_it_leaves_every_list(
    pair: Partnership, browser_of: Browser, cast: Cast
) -> None:
    ask_for_word(pair, by=cast.alice.account, role="mentee")
    ask_for_word(pair, by=cast.bob.account, role="mentor")
    browser_of("carol").post(f"{desk(pair)}talked/")
    assert set(QuietWord.objects.values_list("state", flat=True)) == {"talked"}
    assert "would like a word" not in page_of(browser_of("dan"), f"/office/{pair.scheme.body.slug}/")
    assert not Notice.objects.filter(event__startswith="quiet-word:", cleared_at=None).exists()
    assert "Ask for a word" in page_of(browser_of("alice"), f"/partnerships/{pair.pk}/quiet-word/")
    assert verify_journal()[1] == []


def test_it_can_be_taken_back_and_asked_again(pair: Partnership, browser_of: Browser) -> None:
    alice, path = browser_of("alice"), f"/partnerships/{pair.pk}/quiet-word/"
    for _ in range(2):
        alice.post(path)
        alice.post(path)
        alice.post(f"{path}withdraw/")
        alice.post(f"{path}withdraw/")
    assert list(QuietWord.objects.values_list("state", flat=True)) == ["withdrawn", "withdrawn"]
    assert not Notice.objects.filter(event__startswith="quiet-word:", cleared_at=None).exists()


def test_after_the_end_the_office_is_still_there(pair: Partnership, browser_of: Browser, cast: Cast) -> None:
    end_partnership(pair, by=cast.bob.account, role="mentor")
    answer = browser_of("alice").post(f"/partnerships/{pair.pk}/quiet-word/", follow=True)
    assert "You asked on" in answer.content.decode()


@pytest.mark.parametrize("name", ["erin", "frank", "grace", "tess"])
def test_nobody_else_asks_or_settles(pair: Partnership, browser_of: Browser, cast: Cast, name: str) -> None:
    ask_for_word(pair, by=cast.alice.account, role="mentee")
    browser = browser_of(name)
    assert browser.post(f"/partnerships/{pair.pk}/quiet-word/").status_code == 404
    assert browser.post(f"/partnerships/{pair.pk}/quiet-word/withdraw/").status_code == 404
    assert browser.post(f"{desk(pair)}talked/").status_code == 404
    assert QuietWord.objects.get().state == "asked"


def test_the_mail_says_who_and_how_to_reach_them(pair: Partnership, cast: Cast) -> None:
    ask_for_word(pair, by=cast.alice.account, role="mentee")
    mails = list(Mail.objects.filter(event__startswith="quiet-word:"))
    assert {mail.address for mail in mails} == {cast.carol.email, cast.dan.email}
    assert all("Alice" not in mail.subject for mail in mails)


def test_two_clicks_at_once_ask_once(pair: Partnership, cast: Cast, races: Races) -> None:
    races.at_once(*[lambda: ask_for_word(pair, by=cast.alice.account, role="mentee")] * 3)
    assert QuietWord.objects.count() == 1
