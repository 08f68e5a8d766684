"""A preparation counts for so many months; then it is refreshed, or nobody new finds the mentor."""

from datetime import date, datetime, timedelta

import pytest
import time_machine

from alongside.directory.jobs import look_at_preparations
from alongside.directory.models import MentorEntry
from alongside.domain.months import months_after
from alongside.enrolment.actions import approve_application
from alongside.notices.models import Notice
from alongside.presets import preset_text
from alongside.schemes.actions import start_scheme
from alongside.training.actions.handbook import publish_edition, say_read
from alongside.training.models import Edition
from tests.directory.moments import NOW
from tests.factories import Cast, make_application

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(cast: Cast) -> Edition:
    """Bob has read the mentors' handbook in a scheme in which that counts for a year."""
    text = preset_text("schemes", "asme").replace(
        'preparation = "either"', 'preparation = "either"\nrefresher_after_months = 12'
    )
    with time_machine.travel(NOW):
        scheme = start_scheme(
            cast.body, by=None, text=text, slug="yearly", today=NOW.date() - timedelta(days=9)
        )
        approve_application(make_application(scheme, cast.bob, "mentor", now=NOW), by=cast.dan)
        edition = publish_edition(scheme, side="mentor", text="# Book\n\n## One\n\nText", by=cast.dan)
        say_read(edition, member=cast.bob, now=NOW)
    return edition


def told() -> list[str]:
    """What Bob was told of it, by the kind of news; what is done with is in brackets."""
    rows = Notice.objects.filter(event__startswith="entry:").order_by("created_at")
    rows = rows.exclude(event__contains=":prepare")
    return [f"({row.event.split(':')[2]})" if row.cleared_at else row.event.split(":")[2] for row in rows]


def look(day: date) -> bool:
    """What the clock does on that day; whether Bob is listed afterwards."""
    moment = datetime.combine(day, NOW.timetz())
    with time_machine.travel(moment):
        look_at_preparations(moment)
    return MentorEntry.objects.get().listed_at is not None


def test_a_mentor_is_reminded_and_taken_off_the_list_the_day_after_the_last(edition: Edition) -> None:
    last = months_after(NOW.date(), 12)
    assert [look(last - timedelta(days=days)) for days in (31, 30, 1, 0)] == [True] * 4
    assert told() == ["listed", "refresh"]
    assert look(last + timedelta(days=1)) is False
    assert told() == ["listed", "refresh", "overdue"]
    assert look(last + timedelta(days=2)) is False
    assert told() == ["listed", "refresh", "overdue"]


def test_reading_the_same_edition_again_refreshes_it_and_lists_them_again(
    edition: Edition, cast: Cast
) -> None:
    last = months_after(NOW.date(), 12)
    assert look(last + timedelta(days=1)) is False
    again = datetime.combine(last + timedelta(days=3), NOW.timetz())
    with time_machine.travel(again):
        say_read(edition, member=cast.bob, now=again)
    entry = MentorEntry.objects.get()
    assert entry.listed_at is not None
    assert (entry.listed_at.date(), entry.preparations.get().on) == (again.date(), again.date())
    assert told() == ["listed", "(overdue)", "listed"]
    assert look(last + timedelta(days=40)) is True
    assert look(months_after(again.date(), 12) + timedelta(days=1)) is False


def test_in_time_it_counts_on_without_a_gap(edition: Edition, cast: Cast) -> None:
    last = months_after(NOW.date(), 12)
    assert look(last - timedelta(days=10)) is True
    again = datetime.combine(last - timedelta(days=5), NOW.timetz())
    with time_machine.travel(again):
        say_read(edition, member=cast.bob, now=again)
    assert look(last + timedelta(days=1)) is True


def test_reading_it_again_at_once_is_once(edition: Edition, cast: Cast) -> None:
    soon = NOW + timedelta(days=20)
    reading = say_read(edition, member=cast.bob, now=soon)
    assert (reading.read_at, MentorEntry.objects.get().preparations.get().on) == (NOW, NOW.date())


def test_where_a_preparation_holds_for_good_nobody_is_asked(cast: Cast) -> None:
    text = preset_text("schemes", "asme")
    with time_machine.travel(NOW):
        scheme = start_scheme(
            cast.body, by=None, text=text, slug="good", today=NOW.date() - timedelta(days=9)
        )
        approve_application(make_application(scheme, cast.bob, "mentor", now=NOW), by=cast.dan)
        edition = publish_edition(scheme, side="mentor", text="# Book\n\n## One\n\nText", by=cast.dan)
        say_read(edition, member=cast.bob, now=NOW)
    assert look(NOW.date() + timedelta(days=2000)) is True
    assert told() == ["listed"]
