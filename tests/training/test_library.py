"""The library of a scheme: what trainers add, what members find, and links that lead nowhere."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from alongside.notices.models import Notice
from alongside.training import jobs
from alongside.training.actions.library import add_item, look_at_links, report_link
from alongside.training.models import LibraryItem, Link
from alongside.training.queries.library import library_of
from alongside.web.links import OPENS, UNKNOWN, Finding
from tests.factories import Cast, make_scheme
from tests.reading import text_of
from tests.training.conftest import NOW, School

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
GONE = Finding(opens=False, problem="There is no such page any more.")
GUIDE = "https://guide.example/first-meeting"


def page_of(client: Client, school: School, query: str = "") -> str:
    return text_of(client.get(reverse("library", args=[school.scheme.pk]) + query).content)


@pytest.mark.requirement("R209")
def test_a_trainer_adds_a_file_that_members_read(school: School, browser_of: Browser) -> None:
    tess, alice = browser_of("tess"), browser_of("alice")
    address = reverse("library-add", args=[school.scheme.pk])
    assert address in tess.get(reverse("library", args=[school.scheme.pk])).content.decode()
    file = SimpleUploadedFile("notes about somebody.pdf", b"%PDF-1.7 the slides")
    filled = {"title": "Slides of the workshop", "phase": "starting", "side": "mentee", "file": file}
    assert tess.post(address, filled).status_code == 302
    item = LibraryItem.objects.get()
    assert "Slides of the workshop" in page_of(alice, school)
    got = alice.get(reverse("library-file", args=[item.pk]))
    assert got.content == b"%PDF-1.7 the slides"
    assert got["Content-Disposition"] == 'attachment; filename="library.pdf"'
    assert browser_of("frank").get(reverse("library-file", args=[item.pk])).status_code == 404


def test_a_file_of_another_kind_is_refused_and_nothing_typed_is_lost(
    school: School, browser_of: Browser
) -> None:
    file = SimpleUploadedFile("guide.pdf", b"<html><script>alert(1)</script>")
    filled = {"title": "A guide for you", "phase": "any", "file": file}
    answer = browser_of("tess").post(reverse("library-add", args=[school.scheme.pk]), filled)
    page = answer.content.decode()
    assert "Choose a PDF" in page
    assert 'value="A guide for you"' in page
    assert not LibraryItem.objects.exists()


@pytest.mark.requirement("R91")
def test_guidance_is_found_by_phase_part_and_words(school: School, browser_of: Browser) -> None:
    alice = browser_of("alice")
    for title, phase, side in (
        ("First", "starting", ""),
        ("Guiding", "sessions", "mentor"),
        ("Ending", "closing", ""),
    ):
        add_item(school.scheme, by=school.cast.tess, fields={"title": title, "phase": phase, "side": side})
    assert all(title in page_of(alice, school) for title in ("First", "Guiding", "Ending"))
    narrowed = page_of(alice, school, "?phase=sessions&role=mentor")
    assert "Guiding" in narrowed
    assert "First" not in narrowed
    assert "Guiding" not in page_of(alice, school, "?role=mentee")
    assert "Ending" not in page_of(alice, school, "?words=first")
    assert "Nothing here" in page_of(alice, school, "?words=nowhere+to+be+found")


def test_what_was_taken_off_comes_back(school: School, browser_of: Browser) -> None:
    item = add_item(
        school.scheme, by=school.cast.tess, fields={"title": "An old form"}, data=b"%PDF-1.7 form"
    )
    tess, alice = browser_of("tess"), browser_of("alice")
    tess.post(reverse("library-item-remove", args=[item.pk]))
    assert "An old form" not in page_of(alice, school)
    assert alice.get(reverse("library-file", args=[item.pk])).status_code == 404
    tess.post(reverse("library-item-restore", args=[item.pk]))
    assert "An old form" in page_of(alice, school)


def test_members_change_nothing(school: School, browser_of: Browser) -> None:
    item = add_item(school.scheme, by=school.cast.tess, fields={"title": "A guide"})
    alice = browser_of("alice")
    assert "Add something" not in page_of(alice, school)
    for address in (
        reverse("library-add", args=[school.scheme.pk]),
        reverse("library-item", args=[item.pk]),
        reverse("library-item-remove", args=[item.pk]),
        reverse("library-works", args=[school.scheme.pk]),
    ):
        assert alice.post(address, {"title": "Mine"}).status_code == 404
    item.refresh_from_db()
    assert (item.title, item.removed_at) == ("A guide", None)


def test_a_reader_reports_a_link_and_a_keeper_says_that_it_works(school: School, browser_of: Browser) -> None:
    add_item(school.scheme, by=school.cast.tess, fields={"title": "First meeting", "url": GUIDE})
    alice, tess = browser_of("alice"), browser_of("tess")
    alice.post(reverse("library-report", args=[school.scheme.pk]), {"url": GUIDE})
    assert "Leads nowhere at the moment" in page_of(alice, school)
    assert "1 link to look at" in page_of(tess, school)
    assert "1 link to look at" not in page_of(alice, school)
    told = Notice.objects.filter(kind="library", cleared_at=None)
    assert {notice.account for notice in told} >= {school.cast.tess, school.cast.carol}
    tess.post(reverse("library-works", args=[school.scheme.pk]), {"url": GUIDE})
    assert "Leads nowhere" not in page_of(alice, school)
    assert not Notice.objects.filter(kind="library", cleared_at=None).exists()


def test_nobody_reports_what_does_not_stand_there(school: School) -> None:
    assert report_link(school.scheme, "https://elsewhere.example/", by=school.cast.carol, now=NOW) is None
    assert not Link.objects.exists()


def test_a_link_counts_as_broken_when_it_fails_twice_and_mends_by_itself(school: School) -> None:
    add_item(school.scheme, by=school.cast.tess, fields={"title": "First meeting", "url": GUIDE})

    def looks(finding: Finding, week: int) -> bool:
        look_at_links(NOW + timedelta(weeks=week), lambda url: finding if url == GUIDE else OPENS)
        return any(entry.is_broken for entry in library_of(school.scheme, NOW.date()))

    assert not looks(GONE, 0)
    assert looks(GONE, 1)
    assert Notice.objects.filter(kind="library", account=school.cast.tess).count() == 1
    assert looks(GONE, 2)
    assert Notice.objects.filter(kind="library", account=school.cast.tess).count() == 1
    assert looks(UNKNOWN, 3)
    assert not looks(OPENS, 4)


def test_our_own_way_out_being_shut_breaks_no_link(school: School) -> None:
    add_item(school.scheme, by=school.cast.tess, fields={"title": "First meeting", "url": GUIDE})
    for week in range(3):
        look_at_links(NOW + timedelta(weeks=week), lambda url: GONE)
    assert not Link.objects.exists()


def test_the_clock_looks_only_where_it_may(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[object] = []
    monkeypatch.setattr(jobs, "look_at_links", looked.append)
    monkeypatch.setattr("django.conf.settings.CHECK_LINKS", False)
    jobs.look_for_broken_links(NOW)
    assert looked == []
    monkeypatch.setattr("django.conf.settings.CHECK_LINKS", True)
    jobs.look_for_broken_links(NOW)
    assert looked == [NOW]


@pytest.mark.requirement("R242")
def test_training_elsewhere_is_listed_by_region(cast: Cast, browser_of: Browser) -> None:
    doctors = make_scheme(cast.body, preset="nhs", slug="doctors")
    words = text_of(browser_of("bob").get(f"/schemes/{doctors.pk}/library/").content)
    listed = words[words.index("Training elsewhere") :]
    places = [
        "Everywhere",
        "royal college",
        "England",
        "Northern Ireland",
        "Scotland",
        "NHS Education",
        "Wales",
    ]
    assert [listed.index(place) for place in places] == sorted(listed.index(place) for place in places)
    other = make_scheme(cast.body, slug="none")
    assert "Training elsewhere" not in text_of(browser_of("bob").get(f"/schemes/{other.pk}/library/").content)
