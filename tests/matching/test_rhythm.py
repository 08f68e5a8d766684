"""The office sees what daily, weekly or monthly matching would mean, from its own scheme's people and rates."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alongside.enrolment.models import Application
from alongside.matching.rhythm import History, history_of, rhythms
from alongside.schemes.queries import definition_in_force, rules_of
from tests.factories import Cast, make_application, make_member

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]


def address(cast: Cast) -> str:
    return f"/office/imi/matching/{cast.scheme.pk}/how-often/"


def history(cast: Cast) -> History:
    return history_of(cast.scheme, timezone.localdate())


def people(cast: Cast, *, mentees: int, mentors: int, days_ago: int = 73) -> None:
    """Applications of that many days ago, and one place for each mentor."""
    for _ in range(mentees):
        make_application(cast.scheme, make_member(cast.body, years="1"), "mentee")
    for _ in range(mentors):
        make_application(cast.scheme, make_member(cast.body, years="7"), "mentor")
    noon = timezone.localtime().replace(hour=12)  # by the office's clock, so that summer time moves no day
    when = noon - timedelta(days=days_ago)
    Application.objects.update(queued_at=when, submitted_at=when, capacity=1)


def test_rates_are_those_of_the_scheme_itself(cast: Cast) -> None:
    people(cast, mentees=6, mentors=12)
    found = history(cast)
    assert (round(found.mentees_per_month, 1), round(found.places_per_month, 1)) == (2.5, 5.0)
    assert (len(found.market.mentees), len(found.market.mentors)) == (6, 12)


def test_one_busy_week_is_not_taken_for_a_rate(cast: Cast) -> None:
    people(cast, mentees=6, mentors=6, days_ago=1)
    assert history(cast).mentees_per_month == pytest.approx(6 * 365 / 12 / 30)


def test_drafts_and_people_of_long_ago_make_no_rate(cast: Cast) -> None:
    people(cast, mentees=2, mentors=2, days_ago=500)
    Application.objects.create(
        scheme=cast.scheme,
        member=cast.alice,
        definition=definition_in_force(cast.scheme, timezone.localdate()),
        role="mentee",
    )
    found = history(cast)
    assert (found.mentees_per_month, found.places_per_month) == (0, 0)
    assert len(found.market.mentees) == 2


def test_waiting_longer_between_matches_makes_people_wait_longer(cast: Cast) -> None:
    people(cast, mentees=4, mentors=4)
    rules = rules_of(definition_in_force(cast.scheme, timezone.localdate()))
    outcomes = rhythms(history(cast), rules, 20, 25)
    assert [each.every_days for each in outcomes] == [1, 7, 14, 30, 60]
    assert outcomes[0].wait_of_most < outcomes[-1].wait_of_most
    assert all(each.late_share == 0 for each in outcomes[:3])


def test_too_few_places_make_people_late(cast: Cast) -> None:
    people(cast, mentees=4, mentors=4)
    rules = rules_of(definition_in_force(cast.scheme, timezone.localdate()))
    assert all(each.late_share > 30 for each in rhythms(history(cast), rules, 20, 5))


def test_the_page_begins_with_the_schemes_own_rates_and_takes_others(cast: Cast, browser_of: Browser) -> None:
    people(cast, mentees=6, mentors=12)
    page = browser_of("carol").get(address(cast)).content.decode()
    assert 'value="2.5"' in page
    assert "As you plan" in page
    assert "Take our own figures" not in page
    other = browser_of("carol").get(address(cast), {"mentees": "20", "places": "5"}).content.decode()
    assert 'value="20"' in other
    assert "What each rhythm would mean" in other
    assert "Take our own figures" in other


def test_a_scheme_too_large_for_a_page_is_led_to_the_command(cast: Cast, browser_of: Browser) -> None:
    people(cast, mentees=2, mentors=2)
    page = browser_of("carol").get(address(cast), {"mentees": "81", "places": "5"}).content.decode()
    assert "alongside simulate" in page


@pytest.mark.parametrize("mentees", ["0", "-1", "1e9", "nan", "many", ""])
def test_rates_that_make_no_sense_are_asked_again(cast: Cast, browser_of: Browser, mentees: str) -> None:
    people(cast, mentees=2, mentors=2)
    answer = browser_of("carol").get(address(cast), {"mentees": mentees, "places": "5"})
    assert answer.status_code == 200
    assert "What each rhythm would mean" not in answer.content.decode()


def test_a_scheme_whom_nobody_has_joined_says_so(cast: Cast, browser_of: Browser) -> None:
    assert "Not enough to go by" in browser_of("carol").get(address(cast)).content.decode()


def test_the_office_sees_which_kind_of_mentor_is_short(cast: Cast, browser_of: Browser) -> None:
    people(cast, mentees=6, mentors=6)
    Application.objects.filter(role="mentee").update(answers={"expertise_sought": ["management"]})
    Application.objects.filter(role="mentor").update(answers={"expertise": ["management"]})
    asked = {"mentees": "6", "places": "3", "by": "expertise"}
    page = browser_of("carol").get(address(cast), asked).content.decode()
    assert "Mentor places needed" in page
    assert '<th scope="row">Management</th>' in page
    assert "More than now" in page
    assert "Mentor places needed</h2>" not in browser_of("carol").get(address(cast)).content.decode()


def test_a_fact_that_the_rules_do_not_compare_is_no_choice(cast: Cast, browser_of: Browser) -> None:
    people(cast, mentees=2, mentors=2)
    answer = browser_of("carol").get(address(cast), {"mentees": "6", "places": "3", "by": "hope_to_get"})
    assert answer.status_code == 200
    assert "What each rhythm would mean" not in answer.content.decode()
