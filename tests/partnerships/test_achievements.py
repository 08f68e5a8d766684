"""An achievement: nothing leaves the two before the mentee consents to exactly these words, and only while they do."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from alongside.domain.lifecycle import MoveRefused
from alongside.journal.models import Entry
from alongside.notices.models import Mail, Notice
from alongside.partnerships.actions import end_partnership
from alongside.partnerships.actions.achievements import (
    change_achievement,
    release_achievement,
    write_achievement,
)
from alongside.partnerships.models import Achievement, Partnership, ReleasedAchievement
from alongside.vault.models import Note
from tests.factories import Cast, make_partnership, make_scheme
from tests.partnerships.conftest import INTRODUCED

Browser = Callable[[str], Client]
WORDS = "Alice has won the poster prize in Leeds."
OTHER_WORDS = "Alice has won the first poster prize in Leeds."
OFFICE = "/office/imi/achievements/"


def page_of(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.fixture
def told(clock: time_machine.Traveller, cast: Cast) -> Partnership:
    """Alice and Bob in a scheme whose pairs write about achievements."""
    scheme = make_scheme(cast.body, slug="told", more="\n[sponsorship]\nachievements = true\n")
    return make_partnership(scheme, cast.alice, cast.bob, now=INTRODUCED)


@pytest.fixture
def written(told: Partnership, cast: Cast) -> Achievement:
    """Bob has written one up."""
    return write_achievement(told, by=cast.bob.account, role="mentor", text=WORDS)


def consent(browser: Client, written: Achievement, *, version: int = 1, agrees: str = "yes") -> str:
    said = {"version": version, "agrees": agrees}
    return browser.post(f"/achievements/{written.pk}/consent/", said, follow=True).content.decode()


@pytest.mark.requirement("R148")
def test_nothing_leaves_the_pair_until_the_mentee_consents_and_then_the_office_reads_it(
    told: Partnership, cast: Cast, browser_of: Browser
) -> None:
    alice, bob, carol = browser_of("alice"), browser_of("bob"), browser_of("carol")
    doors = page_of(bob, f"/partnerships/{told.pk}/opening-doors/")
    new = f"/partnerships/{told.pk}/achievements/new/"
    assert f'href="{new}"' in doors
    bob.post(new, {"text": WORDS})
    (written,) = Achievement.objects.all()
    news = Notice.objects.get(account=cast.alice.account, event__startswith="achievement:")
    assert news.sentence == "Bob Example has written about an achievement."
    assert WORDS in page_of(alice, news.path)
    assert "Nothing to tell at present" in page_of(carol, OFFICE)
    assert "office-achievements" not in page_of(carol, "/office/imi/partnerships/")
    assert not Notice.objects.filter(account=cast.carol, event__startswith="released:").exists()
    assert "Only Alice decides" in consent(bob, written)
    assert not ReleasedAchievement.objects.exists()
    assert "The office may tell others these words" in consent(alice, written)
    waiting = Notice.objects.get(account=cast.carol, event__startswith="released:", cleared_at=None)
    assert waiting.sentence == "Alice Example lets the office tell others of an achievement."
    page = page_of(carol, waiting.path)
    for words in (WORDS, "Alice Example", told.scheme.name, "since"):
        assert words in page
    assert OFFICE in page_of(carol, "/office/imi/partnerships/")
    assert not Notice.objects.filter(pk=waiting.pk, cleared_at=None).exists()
    assert not Mail.objects.filter(text__contains="poster").exists()


@pytest.mark.requirement("R148")
def test_the_mentee_takes_it_back_at_any_time_and_the_offices_copy_is_gone(
    written: Achievement, cast: Cast, browser_of: Browser
) -> None:
    alice = browser_of("alice")
    consent(alice, written)
    end_partnership(written.partnership, by=cast.bob.account, role="mentor")
    assert "Only Alice decides" in consent(browser_of("bob"), written, agrees="no")
    assert "Taken back" in consent(alice, written, agrees="no")
    assert not ReleasedAchievement.objects.exists()
    assert WORDS not in page_of(browser_of("carol"), OFFICE)
    ended = Mail.objects.get(account=cast.carol, event__endswith=":ended")
    assert ended.subject == "Alice Example no longer lets the office tell others of an achievement"
    assert not ended.digest  # it may be about to be printed
    assert WORDS in page_of(alice, f"/achievements/{written.pk}/")
    consent(alice, written)  # and may change her mind again
    assert WORDS in page_of(browser_of("carol"), OFFICE)


@pytest.mark.requirement("R148")
def test_consent_is_to_the_very_words(written: Achievement, cast: Cast, browser_of: Browser) -> None:
    alice, bob, path = browser_of("alice"), browser_of("bob"), f"/achievements/{written.pk}/change/"
    consent(alice, written)
    bob.post(path, {"text": WORDS, "version": 1})  # no word is changed, so neither is the consent
    assert ReleasedAchievement.objects.get().version == 1
    assert "it no longer has them until Alice consents" in page_of(bob, path)
    bob.post(path, {"text": OTHER_WORDS, "version": 1})
    assert not ReleasedAchievement.objects.exists()
    assert "poster" not in page_of(browser_of("carol"), OFFICE)
    assert "The words were changed after you opened this page" in consent(alice, written, version=1)
    assert not ReleasedAchievement.objects.exists()
    consent(alice, written, version=2)
    assert OTHER_WORDS in page_of(browser_of("carol"), OFFICE)


def test_the_journal_keeps_who_consented_when_and_to_which_version_never_words(
    written: Achievement, cast: Cast, browser_of: Browser
) -> None:
    consent(browser_of("alice"), written)
    consent(browser_of("alice"), written, agrees="no")
    entries = Entry.objects.filter(noun="achievement", subject=written.pk).order_by("number")
    assert [(entry.move, entry.account, entry.facts) for entry in entries] == [
        ("write", cast.bob.account, {}),
        ("consent", cast.alice.account, {"version": 1}),
        ("take back", cast.alice.account, {"version": 1}),
    ]


@pytest.mark.parametrize("name", ["erin", "frank", "tess", "grace", "alice", "bob"])
def test_the_offices_page_is_for_the_office(written: Achievement, browser_of: Browser, name: str) -> None:
    consent(browser_of("alice"), written)
    assert browser_of(name).get(OFFICE).status_code == 404


@pytest.mark.parametrize("name", ["carol", "dan", "erin", "frank"])
def test_nobody_else_reads_what_stays_between_the_two(
    written: Achievement, browser_of: Browser, name: str
) -> None:
    for path in ("", "change/"):
        assert browser_of(name).get(f"/achievements/{written.pk}/{path}").status_code == 404
    for path in ("consent/", "remove/"):
        said = {"version": 1, "agrees": "yes"}
        assert browser_of(name).post(f"/achievements/{written.pk}/{path}", said).status_code == 404
    assert not ReleasedAchievement.objects.exists()


def test_what_the_office_may_tell_the_mentee_alone_removes(written: Achievement, browser_of: Browser) -> None:
    alice, bob, path = browser_of("alice"), browser_of("bob"), f"/achievements/{written.pk}/remove/"
    consent(alice, written)
    assert "Only Alice decides" in bob.post(path, follow=True).content.decode()
    assert "Remove it" not in page_of(bob, f"/achievements/{written.pk}/")
    alice.post(path)
    assert not Achievement.objects.exists()
    assert not ReleasedAchievement.objects.exists()
    assert not Note.objects.filter(kind="achievement").exists()
    assert WORDS not in page_of(browser_of("carol"), OFFICE)


def test_either_writes_and_both_texts_are_shown_where_two_wrote_at_once(
    told: Partnership, cast: Cast, browser_of: Browser
) -> None:
    alice, bob = browser_of("alice"), browser_of("bob")
    proposed = {"text": WORDS, "achievement_id": "5f0c3a52-6a53-4b7b-9a0f-2f6b1f1f0a11"}
    for _ in range(2):
        alice.post(f"/partnerships/{told.pk}/achievements/new/", proposed)
    (written,) = Achievement.objects.all()
    path = f"/achievements/{written.pk}/change/"
    bob.post(path, {"text": OTHER_WORDS, "version": 1})
    conflict = alice.post(path, {"text": "Something else", "version": 1})
    assert conflict.status_code == 409
    assert OTHER_WORDS in conflict.content.decode()
    assert "Something else" in conflict.content.decode()


@pytest.mark.parametrize("said", [{}, {"version": "x", "agrees": "yes"}, {"version": 1, "agrees": "perhaps"}])
def test_what_is_not_said_in_full_is_no_consent(
    written: Achievement, browser_of: Browser, said: dict[str, object]
) -> None:
    page = browser_of("alice").post(f"/achievements/{written.pk}/consent/", said, follow=True)
    assert "Nothing was changed." in page.content.decode()
    assert not ReleasedAchievement.objects.exists()


def test_words_that_may_point_to_a_patient_are_pointed_out_before_others_read_them(
    told: Partnership, cast: Cast, browser_of: Browser
) -> None:
    made = write_achievement(told, by=cast.bob.account, role="mentor", text="She treated Mrs Okafor well.")
    assert "Might this point to a patient?" in page_of(browser_of("alice"), f"/achievements/{made.pk}/")


def test_after_the_end_the_words_stay_and_the_mentee_may_still_consent(
    written: Achievement, cast: Cast, browser_of: Browser
) -> None:
    end_partnership(written.partnership, by=cast.bob.account, role="mentor")
    with pytest.raises(MoveRefused, match="has ended"):
        write_achievement(written.partnership, by=cast.bob.account, role="mentor", text=WORDS)
    with pytest.raises(MoveRefused, match="has ended"):
        change_achievement(written, by=cast.bob.account, role="mentor", text=OTHER_WORDS, version=1)
    release_achievement(written, by=cast.alice.account, role="mentee", version=1)
    assert WORDS in page_of(browser_of("carol"), OFFICE)


def test_where_the_scheme_does_not_offer_it_there_is_no_page(pair: Partnership, browser_of: Browser) -> None:
    assert browser_of("bob").get(f"/partnerships/{pair.pk}/achievements/new/").status_code == 404
