"""Workshops and the handbook, as each of the cast."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from pypdf import PdfReader

from alongside.training.actions.handbook import publish_edition
from alongside.training.models import Edition, Place, Reading, Run, TakingPart
from tests.factories import make_member, make_staff
from tests.reading import text_of
from tests.training.conftest import AFTER, FIRST, NOW, School

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]


def form_of_run(**changes: Any) -> dict[str, Any]:
    filled = {
        "name": "Mentoring skills",
        "places": "12",
        "day_1": (NOW + timedelta(days=20)).date().isoformat(),
        "time_1": "9:30",
        "day_2": (NOW + timedelta(days=27)).date().isoformat(),
        "time_2": "14:00",
        "minutes_2": "120",
        "prepares": "on",
    }
    return filled | changes


def test_the_office_plans_announces_and_changes_a_run(school: School, browser_of: Browser) -> None:
    carol = browser_of("carol")
    plan = reverse("office-workshop-plan", args=[school.cast.body.slug, school.scheme.pk])
    answer = carol.post(plan, form_of_run(trainer=str(school.cast.tess.pk)))
    run = Run.objects.get()
    page = reverse("office-workshop", args=[school.cast.body.slug, run.pk])
    assert answer["Location"] == page
    zone = school.cast.body.zone
    days = [day.starts_at.astimezone(zone) for day in run.half_days.order_by("starts_at")]
    assert [(day.hour, day.minute) for day in days] == [(9, 30), (14, 0)]
    assert list(run.half_days.order_by("starts_at").values_list("minutes", flat=True)) == [180, 120]
    assert browser_of("alice").get(f"/workshops/{run.pk}/").status_code == 404
    carol.post(page, {"act": "announce"})
    assert browser_of("alice").get(f"/workshops/{run.pk}/").status_code == 200
    change = carol.get(f"{page}change/")
    assert b'value="12"' in change.content
    carol.post(f"{page}change/", form_of_run(places="3"))
    run.refresh_from_db()
    assert (run.places, run.trainer) == (3, None)


@pytest.mark.parametrize(
    "later, told",
    [(timedelta(days=21), "first half day is not to come"), (timedelta(days=11), "last day to ask")],
)
def test_a_run_of_the_past_is_not_announced(
    school: School, browser_of: Browser, later: timedelta, told: str
) -> None:
    run = school.planned(window=True)
    page = reverse("office-workshop", args=[school.cast.body.slug, run.pk])
    with time_machine.travel(NOW + later):
        answer = browser_of("carol").post(page, {"act": "announce"}, follow=True)
    assert told in text_of(answer.content)
    run.refresh_from_db()
    assert run.state == "draft"


def test_a_run_whose_places_go_to_whoever_asks_says_so(school: School, browser_of: Browser) -> None:
    run = school.announced(places=3)
    page = reverse("office-workshop", args=[school.cast.body.slug, run.pk])
    shown = text_of(browser_of("carol").get(page).content)
    assert "Places go to whoever asks" in shown
    assert "Places given out" not in shown


@pytest.mark.parametrize(
    "changes, told",
    [
        ({"name": ""}, "Fill in “Name”."),
        ({"places": "0"}, "Places: Write 1 or more."),
        ({"time_1": ""}, "Say when this half day begins."),
        ({"day_1": ""}, "Choose the day, or take the time away."),
        ({"apply_until": (NOW + timedelta(days=20)).date().isoformat()}, "before the first half day"),
        ({"join_url": "javascript:alert(1)"}, "Write a web address such as"),
        ({"trainer": "00000000-0000-4000-8000-000000000000"}, "Trainer: Choose one of the answers shown."),
    ],
)
def test_a_run_that_cannot_be_is_refused_in_words(
    school: School, browser_of: Browser, changes: dict[str, str], told: str
) -> None:
    plan = reverse("office-workshop-plan", args=[school.cast.body.slug, school.scheme.pk])
    answer = browser_of("carol").post(plan, form_of_run(**changes))
    assert not Run.objects.exists()
    assert answer.status_code == 200
    assert told in text_of(answer.content)


@pytest.mark.requirement("R195")
def test_a_member_asks_sees_the_link_and_gives_the_place_back(school: School, browser_of: Browser) -> None:
    run = school.announced(places=1)
    alice = browser_of("alice")
    path = f"/workshops/{run.pk}/"
    assert b"meet.example" not in alice.get(path).content
    alice.post(f"{path}place/", {"step": "ask", "access": "Captions"})
    place = Place.objects.get()
    assert (place.state, place.answers) == ("taken", {"access": "Captions"})
    page = alice.get(path).content
    assert b"https://meet.example/room" in page
    assert b"meet.example" not in browser_of("erin").get(path).content
    calendar = Calendar.from_ical(alice.get(f"{path}calendar/").content)
    assert len(calendar.walk("VEVENT")) == 2
    assert browser_of("erin").get(f"{path}calendar/").status_code == 404
    browser_of("erin").post(f"{path}place/", {"step": "ask"})
    assert "You are number 1 in the line" in text_of(browser_of("erin").get(path).content)
    alice.post(f"{path}place/", {"step": "back"})
    assert "Please say by" in text_of(browser_of("erin").get(path).content)
    browser_of("erin").post(f"{path}place/", {"step": "yes"})
    assert Place.objects.get(member=school.cast.erin).state == "taken"


def test_somebody_outside_the_body_and_the_office_cannot_ask(school: School, browser_of: Browser) -> None:
    run = school.announced()
    for name, status in (("frank", 404), ("carol", 404)):
        assert browser_of(name).post(f"/workshops/{run.pk}/place/", {"step": "ask"}).status_code == status
    assert not Place.objects.exists()


@pytest.mark.requirement("R205")
def test_the_order_is_explained_to_the_person_and_to_staff(school: School, browser_of: Browser) -> None:
    run = school.announced(window=True)
    place = school.asks(run, school.cast.alice)
    mine = text_of(browser_of("alice").get(f"/workshops/{run.pk}/").content)
    assert "There are fewer places than people who would like one." in mine
    assert "Every other member (you)" in mine
    staff = text_of(
        browser_of("carol").get(reverse("office-workshop", args=[school.cast.body.slug, run.pk])).content
    )
    assert "There are fewer places than people who would like one." in staff
    assert f"{place.member.name} Number 1 in line Every other member" in staff


@pytest.mark.requirement("R184")
def test_a_trainer_sees_the_participants_of_their_own_runs_alone(school: School, browser_of: Browser) -> None:
    mine, other = school.announced(), school.announced(trainer=make_staff(school.cast.body, "tom", "trainer"))
    draft = school.planned()
    school.asks(mine, school.cast.alice)
    school.asks(other, school.cast.erin)
    tess = browser_of("tess")
    assert f"/training/{other.pk}/" not in tess.get("/training/").content.decode()
    assert school.cast.alice.name in text_of(tess.get(f"/training/{mine.pk}/").content)
    for run in (other, draft):
        assert tess.get(f"/training/{run.pk}/").status_code == 404
        assert tess.post(f"/training/{run.pk}/", {"half_day": "1"}).status_code == 404
    assert tess.get(reverse("office-workshop", args=[school.cast.body.slug, mine.pk])).status_code == 404
    school.cast.tess.office_roles.all().delete()
    assert tess.get(f"/training/{mine.pk}/").status_code == 404


@pytest.mark.requirement("R195")
def test_the_roll_is_called_on_the_trainers_page_and_the_code_taken_on_the_members(
    school: School, browser_of: Browser
) -> None:
    run = school.announced()
    ann, ben = school.asks(run, school.cast.alice), school.asks(run, school.cast.bob)
    first, second = run.half_days.order_by("starts_at")
    with time_machine.travel(FIRST + timedelta(hours=1)):
        page = f"/workshops/{run.pk}/"
        assert "The code of this half day" in text_of(browser_of("alice").get(page).content)
        browser_of("alice").post(f"{page}place/", {"step": "code", "code": first.code.lower()})
        assert "You were there" in text_of(browser_of("alice").get(page).content)
    with time_machine.travel(AFTER):
        tess = browser_of("tess")
        tess.post(
            f"/training/{run.pk}/",
            {"act": "roll", "half_day": second.pk, "present": [ann.pk, ben.pk, "nonsense"]},
        )
        answer = tess.post(f"/training/{run.pk}/", {"half_day": "nonsense"}, follow=True)
        assert "Choose the half day" in text_of(answer.content)
        office = reverse("office-workshop", args=[school.cast.body.slug, run.pk])
        browser_of("carol").post(office, {"act": "finish"})
        assert "You were there on every half day" in text_of(browser_of("alice").get(page).content)
        assert "You were there on every half day" not in text_of(browser_of("bob").get(page).content)


def test_lines_that_name_nobody_stay_in_the_form(school: School, browser_of: Browser) -> None:
    path = reverse("office-took-part", args=[school.cast.body.slug])
    people = f"{school.cast.alice.email}\nnobody@x.example"
    answer = browser_of("carol").post(path, {"what": "Meeting", "on": NOW.date(), "people": people})
    assert TakingPart.objects.get().member == school.cast.alice
    assert "nobody@x.example" in answer.content.decode()
    assert school.cast.alice.email not in answer.content.decode()


BOOK = (
    "# For mentors\n\nBegin here.\n\n## Listening\n\nLet there be *silence*.\n\n## Endings\n\nSay thank you."
)


def test_the_handbook_is_kept_as_a_document(school: School, browser_of: Browser) -> None:
    path = f"/schemes/{school.scheme.pk}/handbook/mentor.pdf"
    assert browser_of("bob").get(path).status_code == 404
    text = f"{BOOK}\n\n| Ŵ | **é** |\n|---|---|\n| #let | $x$ |\n\n1. [There](https://x.example/)\n"
    publish_edition(school.scheme, side="mentor", text=text, by=school.cast.dan)
    answer = browser_of("bob").get(path)
    assert answer["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.content))
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for part in ("Contents", "Listening", "silence", "Edition 1", "Ŵ", "#let", "$x$", "There"):
        assert part in words
    assert "/MarkInfo" in reader.root_object  # it is tagged, so it can be read aloud in order
    assert browser_of("frank").get(path).status_code == 404


@pytest.mark.requirement("R194")
def test_the_handbook_is_read_searched_and_counted(school: School, browser_of: Browser) -> None:
    path = f"/schemes/{school.scheme.pk}/handbook/mentor/"
    assert "There is no handbook yet" in text_of(browser_of("bob").get(path).content)
    office = reverse("office-handbook", args=[school.cast.body.slug, school.scheme.pk, "mentor"])
    carol = browser_of("carol")
    starter = text_of(carol.get(office).content)
    assert "A handbook for mentors" in starter
    assert "{MENTOR}" not in starter
    looked = carol.post(office, {"look": "1", "text": BOOK})
    assert "Nothing is published yet" in text_of(looked.content)
    assert not Edition.objects.exists()
    assert carol.post(office, {"publish": "1", "text": "No chapter"}).status_code == 200
    assert not Edition.objects.exists()
    carol.post(office, {"publish": "1", "text": BOOK})
    page = browser_of("bob").get(path).content.decode()
    assert "<em>silence</em>" in page
    assert 'href="#listening"' in page
    found = text_of(browser_of("bob").get(f"{path}?words=SILENCE").content)
    assert "Found in 1 chapter" in found
    assert "Nothing found" in text_of(browser_of("bob").get(f"{path}?words=elephant").content)
    browser_of("bob").post(f"{path}read/", {"edition": "7"})
    assert not Reading.objects.exists()
    browser_of("bob").post(f"{path}read/", {"edition": "1"})
    assert Reading.objects.get().member == school.cast.bob
    carol.post(
        office, {"publish": "1", "text": BOOK + "\n\n## More\n\nText", "read_again": "on", "note": "More"}
    )
    assert "asked to read this one" in text_of(browser_of("bob").get(path).content)
    assert "asked to read it again" in text_of(browser_of("bob").get("/").content)


def test_nothing_in_a_handbook_runs(school: School, browser_of: Browser) -> None:
    text = (
        "# Book\n\n## One\n\n<script>alert(1)</script> [a](javascript:alert(1)) ![b](https://x.example/b.png)\n\n"
        '<img src=x onerror="alert(1)"> [c](https://x.example/c) <a href="https://y.example" onclick="x()">d</a>'
    )
    publish_edition(school.scheme, side="mentee", text=text, by=school.cast.carol)
    page = browser_of("bob").get(f"/schemes/{school.scheme.pk}/handbook/mentee/").content.decode()
    inside = page[page.index('class="section reading"') : page.index('aria-labelledby="read"')]
    assert "<script" not in inside
    assert "<img" not in inside
    assert 'href="javascript' not in inside
    assert 'href="https://x.example/c"' in inside
    assert re.findall(r"<[^>]*\bon\w+=", inside) == []


def test_a_member_of_another_body_reads_no_handbook(school: School, browser_of: Browser) -> None:
    publish_edition(school.scheme, side="mentor", text=BOOK, by=school.cast.carol)
    path = f"/schemes/{school.scheme.pk}/handbook/mentor/"
    assert browser_of("frank").get(path).status_code == 404
    assert browser_of("alice").get(f"/schemes/{school.scheme.pk}/handbook/nonsense/").status_code == 404
    assert (
        browser_of("carol").post(f"{path}read/", {"edition": "1"}).status_code == 404
    )  # staff who are no members


def test_the_list_shows_what_is_announced_and_ones_own_state(school: School, browser_of: Browser) -> None:
    run = school.announced(places=1)
    school.planned(name="Secret")
    school.asks(run, make_member(school.cast.body))
    assert "Waiting list" in text_of(browser_of("alice").get("/workshops/").content)
    school.asks(run, school.cast.alice)
    page = text_of(browser_of("alice").get("/workshops/").content)
    assert "On the waiting list" in page
    assert "Secret" not in page
    assert "No workshop is announced" in text_of(browser_of("frank").get("/workshops/").content)


@pytest.mark.requirement("R208")
def test_those_who_wish_to_stay_in_touch_read_each_others_addresses_and_nobody_else_does(
    school: School, browser_of: Browser
) -> None:
    run = school.announced(places=3)
    for name in ("alice", "bob", "erin"):
        school.asks(run, getattr(school.cast, name))
    path = f"/workshops/{run.pk}/"
    browser_of("alice").post(f"{path}place/", {"step": "on_the_list"})
    browser_of("bob").post(f"{path}place/", {"step": "on_the_list"})
    alice = school.cast.alice.email.encode()
    assert alice in browser_of("bob").get(path).content
    for name in ("erin", "carol"):
        assert alice not in browser_of(name).get(path).content
    assert alice not in browser_of("tess").get(f"/training/{run.pk}/").content
    browser_of("alice").post(f"{path}place/", {"step": "off_the_list"})
    assert alice not in browser_of("bob").get(path).content
