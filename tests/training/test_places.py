"""Limited places: tiers, the waiting list, offers that run out, and what a pilot allows."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from alongside.domain.lifecycle import MoveRefused
from alongside.notices.models import Mail, Notice
from alongside.people.models import Member
from alongside.presets import preset_text
from alongside.schemes.actions import adopt_definition
from alongside.training.actions.attendance import call_roll
from alongside.training.actions.places import answer_place, give_place_back
from alongside.training.actions.runs import cancel_run, change_run, copy_run
from alongside.training.actions.taking_part import note_taking_part
from alongside.training.jobs import give_out_places
from alongside.training.models import Place, Run
from alongside.web.wording import day_in_full
from tests.reading import text_of
from tests.training.conftest import FIRST, NOW, SECOND, School

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]


def state(place: Place) -> str:
    return Place.objects.get(pk=place.pk).state


def states(run: Run) -> list[str]:
    return sorted(run.asked_for.values_list("state", flat=True))


def uids(mails: Iterable[Mail]) -> list[list[str]]:
    """Which events each of the mails is about."""
    return [
        [str(event["uid"]) for event in Calendar.from_ical(mail.calendar).walk("VEVENT")] for mail in mails
    ]


@pytest.mark.requirement("R203", "R204")
def test_with_ten_places_and_more_wishes_every_tier_is_served_before_the_next(school: School) -> None:
    run = school.announced(places=10, window=True)
    visitors = [school.member() for _ in range(4)]
    note_taking_part(
        school.cast.body, what="Annual meeting", on=NOW.date(), by=school.cast.carol,
        people=[member.email for member in visitors],
    )  # fmt: skip
    others = [school.asks(run, now=NOW + timedelta(minutes=n)) for n in range(3)]
    took_part = [school.asks(run, each, now=NOW + timedelta(hours=1)) for each in visitors]
    active = [
        school.asks(run, school.member("Board"), now=NOW + timedelta(hours=2, minutes=n)) for n in range(7)
    ]
    assert states(run) == ["applied"] * 14
    give_out_places(NOW + timedelta(days=10))
    assert states(run) == ["applied"] * 14  # the last day is not over
    give_out_places(NOW + timedelta(days=11))
    assert [state(each) for each in active] == ["offered"] * 7
    assert sorted(state(each) for each in took_part) == ["offered"] * 3 + ["waiting"]
    assert [state(each) for each in others] == ["waiting"] * 3


def test_a_place_is_given_at_once_where_places_go_to_whoever_asks(school: School) -> None:
    run = school.announced(places=1)
    first, second = school.asks(run), school.asks(run)
    assert (first.state, second.state) == ("taken", "waiting")
    mails = Mail.objects.filter(account=first.member.account, kind="workshop")
    assert Notice.objects.filter(account=first.member.account, kind="workshop").count() == 1
    # One message is about one event (RFC 5546): calendars take the first of several and lose the others.
    days = run.half_days.all()
    assert sorted(uids(mails)) == sorted([f"half-day-{day.pk}-{first.pk}@alongside"] for day in days)
    words = "".join(mail.text + mail.calendar for mail in mails)
    assert "meet.example" not in words  # the link is on the page alone


def test_asking_twice_is_one_wish_with_the_newer_answers(school: School) -> None:
    run, member = school.announced(), school.member()
    school.asks(run, member, access="Captions")
    again = school.asks(run, member, access="Breaks")
    assert run.asked_for.count() == 1
    assert again.answers == {"access": "Breaks"}


def test_a_place_given_back_is_offered_to_the_next_who_has_until_a_day(school: School) -> None:
    run = school.announced(places=1)
    first, second, third = school.asks(run), school.asks(run), school.asks(run)
    give_place_back(first, by=first.member.account, role="member", now=NOW)
    assert (state(first), state(second), state(third)) == ("withdrawn", "offered", "waiting")
    give_out_places(NOW + timedelta(days=4))
    assert (
        Mail.objects.filter(account=second.member.account, text__contains="waits for your answer").count()
        == 1
    )
    give_out_places(NOW + timedelta(days=5))
    assert state(second) == "offered"  # the last day itself
    give_out_places(NOW + timedelta(days=6))
    assert (state(second), state(third)) == ("lapsed", "offered")
    third.refresh_from_db()
    answer_place(third, yes=True, now=NOW + timedelta(days=6))
    assert answer_place(third, yes=True, now=NOW + timedelta(days=6)).state == "taken"
    assert run.asked_for.held().count() == 1


def test_a_yes_after_the_last_day_is_too_late(school: School) -> None:
    run = school.announced(places=1)
    first, second = school.asks(run), school.asks(run)
    give_place_back(first, by=first.member.account, role="member", now=NOW)
    with pytest.raises(MoveRefused, match="last day"):
        answer_place(second, yes=True, now=NOW + timedelta(days=6))


def test_a_no_goes_to_the_next_at_once(school: School) -> None:
    run = school.announced(places=1)
    first, second, third = school.asks(run), school.asks(run), school.asks(run)
    give_place_back(first, by=first.member.account, role="member", now=NOW)
    answer_place(second, yes=False, now=NOW)
    assert (state(second), state(third)) == ("declined", "offered")


def test_a_newcomer_does_not_pass_those_who_wait_unless_their_tier_comes_first(school: School) -> None:
    run = school.announced(places=1)
    first, waiting = school.asks(run), school.asks(run)
    active = school.asks(run, school.member("Board"))
    give_place_back(first, by=first.member.account, role="member", now=NOW)
    assert (state(waiting), state(active)) == ("waiting", "offered")


@pytest.mark.requirement("R185")
def test_the_cap_of_a_pilot_stops_places_in_all_runs_and_opens_a_waiting_list(school: School) -> None:
    text = preset_text("schemes", "asme").replace("places_at_most = 40", "places_at_most = 3")
    adopt_definition(school.scheme, by=school.cast.dan, text=text, in_force_from=NOW.date(), today=NOW.date())
    first, second = school.announced(places=2), school.announced(places=2)
    came = [school.asks(first), school.asks(first), school.asks(second), school.asks(second)]
    assert [each.state for each in came] == ["taken", "taken", "taken", "waiting"]


@pytest.mark.requirement("R186")
def test_a_second_run_copies_the_settings_of_the_first_and_keeps_its_own_days(school: School) -> None:
    run = school.announced(places=12, provider="A provider")
    made = copy_run(run, by=school.cast.carol)
    for name in ("name", "places", "provider", "trainer_id", "join_url", "prepares", "scheme_id"):
        assert getattr(made, name) == getattr(run, name)
    assert made.state == "draft"
    assert made.asked_for.count() == 0
    days = list(made.half_days.order_by("starts_at"))
    assert [day.minutes for day in days] == [180, 180]
    assert (days[1].starts_at - days[0].starts_at) == SECOND - FIRST
    assert days[0].starts_at > NOW
    assert {day.code for day in days}.isdisjoint(run.half_days.values_list("code", flat=True))


def test_more_places_go_to_those_who_wait_and_other_days_are_told(school: School) -> None:
    run = school.announced(places=1)
    first, second = school.asks(run), school.asks(run)
    change_run(
        run,
        by=school.cast.carol,
        fields={"places": 2},
        half_days=[(FIRST, 180), (SECOND + timedelta(days=1), 120)],
    )
    assert state(second) == "offered"
    told = Mail.objects.filter(account=first.member.account, text__contains="has changed")
    assert [len(each) for each in uids(told)] == [1, 1]


def test_a_half_day_that_moves_moves_in_calendars_and_one_that_is_gone_leaves_them(school: School) -> None:
    run = school.announced(places=1)
    place = school.asks(run)
    first = run.half_days.order_by("starts_at")[0]
    carol, other = school.cast.carol, FIRST + timedelta(days=3)
    change_run(run, by=carol, fields={}, half_days=[(other, 180), (SECOND, 180)])
    told = Mail.objects.filter(account=place.member.account, text__contains="has changed")
    assert [f"half-day-{first.pk}-{place.pk}@alongside"] in uids(told)  # the same event at another time
    assert not Mail.objects.filter(calendar_method="CANCEL").exists()
    second = run.half_days.get(starts_at=SECOND)
    with time_machine.travel(NOW + timedelta(hours=1)):
        change_run(run, by=carol, fields={}, half_days=[(other, 180)])
    gone = Mail.objects.get(calendar_method="CANCEL", account=place.member.account)
    assert f"The half day of {day_in_full(SECOND.date())} does not take place any more" in gone.text
    assert uids([gone]) == [[f"half-day-{second.pk}-{place.pk}@alongside"]]


def test_who_was_there_stays_noted_when_a_half_day_is_put_right(school: School) -> None:
    run = school.announced(places=1)
    place = school.asks(run)
    day = run.half_days.order_by("starts_at")[0]
    day.run = run
    call_roll(day, present=[place.pk], by=school.cast.tess, now=FIRST + timedelta(hours=1))
    half_days = [(FIRST + timedelta(minutes=30), 150), (SECOND + timedelta(days=1), 180)]
    change_run(run, by=school.cast.carol, fields={}, half_days=half_days)
    assert place.attendances.get().half_day.starts_at == FIRST + timedelta(minutes=30)


@pytest.mark.requirement("R203")
def test_an_offer_ends_before_the_workshop_begins(school: School) -> None:
    run = school.announced(places=1)
    first, second, third = school.asks(run), school.asks(run), school.asks(run)
    give_place_back(first, by=first.member.account, role="member", now=FIRST - timedelta(days=2))
    second.refresh_from_db()
    assert (second.state, second.answer_by) == ("offered", (FIRST - timedelta(days=1)).date())
    give_out_places(FIRST - timedelta(hours=9))  # on the morning itself the next has that day alone
    third.refresh_from_db()
    assert (state(second), third.state, third.answer_by) == ("lapsed", "offered", FIRST.date())
    with pytest.raises(MoveRefused, match="has begun"):
        answer_place(third, yes=True, now=FIRST + timedelta(minutes=1))
    give_out_places(FIRST + timedelta(days=1))
    assert state(third) == "lapsed"
    assert Mail.objects.filter(
        account=third.member.account, text__contains="has begun, so the place"
    ).exists()


@pytest.mark.requirement("R203")
def test_nobody_is_offered_a_place_in_a_workshop_that_has_begun(school: School, browser_of: Browser) -> None:
    run = school.announced(places=1)
    first, second = school.asks(run, school.cast.alice), school.asks(run, school.cast.bob)
    with time_machine.travel(FIRST + timedelta(hours=4)):
        page = f"/workshops/{run.pk}/"
        assert "you cannot ask for it again" in text_of(browser_of("alice").get(page).content)
        answer = browser_of("alice").post(f"{page}place/", {"step": "back"}, follow=True)
        assert "You can ask for a place again" not in text_of(answer.content)
        assert (state(first), state(second)) == ("withdrawn", "waiting")
        assert "no place in it can be taken any more" in text_of(browser_of("bob").get(page).content)
        assert "Has begun" in text_of(browser_of("erin").get("/workshops/").content)


def test_a_cancelled_run_is_told_to_everybody_and_leaves_their_calendars(school: School) -> None:
    run = school.announced(places=1)
    first, second = school.asks(run), school.asks(run)
    cancel_run(run, by=school.cast.carol, now=NOW)
    assert (state(first), state(second)) == ("withdrawn", "closed")
    mails = Mail.objects.filter(text__contains="does not take place")
    told = {place.member.account: mails.filter(account=place.member.account) for place in (first, second)}
    assert [mail.calendar_method for mail in told[first.member.account]] == ["CANCEL", "CANCEL"]
    assert [mail.calendar for mail in told[second.member.account]] == [""]


@pytest.mark.parametrize("when", ["draft", "begun", "lapsed member"])
def test_a_place_cannot_be_asked_for_when_there_is_none_to_ask_for(school: School, when: str) -> None:
    run = school.planned() if when == "draft" else school.announced()
    member = school.member()
    if when == "lapsed member":
        member.status = Member.LAPSED
    with pytest.raises(MoveRefused):
        school.asks(run, member, now=FIRST if when == "begun" else NOW)


def test_lines_that_name_nobody_are_given_back_and_the_others_noted(school: School) -> None:
    member = make_numbered(school)
    note = partial(note_taking_part, school.cast.body, what="Meeting", on=NOW.date(), by=school.cast.carol)
    noted = note(people=["M-7", member.email.upper(), "", "nobody@x.example"])
    assert (noted.noted, noted.known, noted.unknown) == (1, 0, ("nobody@x.example",))
    assert note(people=["m-7"]).known == 1


def make_numbered(school: School) -> Member:
    member = school.member()
    member.number = "M-7"
    member.save(update_fields=["number"])
    return member


def test_there_cannot_be_fewer_places_than_are_taken(school: School, browser_of: Browser) -> None:
    run = school.announced(places=3)
    school.asks(run), school.asks(run)
    with pytest.raises(MoveRefused, match="2 places are taken or offered already"):
        change_run(run, by=school.cast.carol, fields={"places": 1}, half_days=[(FIRST, 180), (SECOND, 180)])
    change_run(run, by=school.cast.carol, fields={"places": 2}, half_days=[(FIRST, 180), (SECOND, 180)])


def test_a_half_day_that_somebody_attended_is_not_taken_out(school: School) -> None:
    run = school.announced(places=1)
    place = school.asks(run)
    day = run.half_days.order_by("starts_at")[0]
    day.run = run
    call_roll(day, present=[place.pk], by=school.cast.tess, now=FIRST + timedelta(hours=1))
    with pytest.raises(MoveRefused, match="noted as there on a half day that would go"):
        change_run(run, by=school.cast.carol, fields={}, half_days=[(SECOND, 180)])
    assert place.attendances.count() == 1


def test_whoever_was_there_keeps_their_place(school: School, browser_of: Browser) -> None:
    run = school.announced(places=1)
    place = school.asks(run, school.cast.alice)
    day = run.half_days.order_by("starts_at")[0]
    day.run = run
    page = reverse("workshop", args=[run.pk])
    assert "Give my place back" in text_of(browser_of("alice").get(page).content)
    call_roll(day, present=[place.pk], by=school.cast.tess, now=FIRST + timedelta(hours=1))
    assert "Give my place back" not in text_of(browser_of("alice").get(page).content)
    answer = browser_of("alice").post(reverse("workshop-place", args=[run.pk]), {"step": "back"}, follow=True)
    assert "You were there, so this place stays yours" in text_of(answer.content)
    give_place_back(place, by=school.cast.carol, role="office", now=FIRST + timedelta(days=1))
    assert state(place) == "withdrawn"
