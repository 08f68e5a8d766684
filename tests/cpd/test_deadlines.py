"""The day by which an audit profile is due: counted from the letter, shown, and reminded of until it went out."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.cpd.actions.profiles import ProfileFrame, begin_profile, change_profile, send_profile
from alongside.cpd.jobs import remind_of_deadlines
from alongside.cpd.models import Profile
from alongside.cpd.queries.profiles import deadline_of, next_deadline
from alongside.notices.models import Mail, Notice
from tests.factories import Cast

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LETTER = date(2026, 3, 2)
DUE = date(2026, 4, 27)
"""Eight weeks after the letter, as the Academy gives."""
Browser = Callable[[str], Client]


def asked(cast: Cast, letter_on: date | None = LETTER, rules_key: str = "ahcs-imi") -> Profile:
    frame = ProfileFrame(
        rules_key=rules_key, on=date(2024, 4, 1), until=date(2026, 3, 31), letter_on=letter_on
    )
    return begin_profile(cast.alice, by=cast.alice.account, frame=frame)


def clock_strikes(*days: date) -> None:
    """The clock's task at noon of these days, twice each."""
    for day in days:
        for _ in range(2):
            remind_of_deadlines(datetime.combine(day, time(12), ZoneInfo("Europe/London")))


def events() -> list[str]:
    return [
        event.rsplit(":", 1)[1]
        for event in Notice.objects.order_by("created_at").values_list("event", flat=True)
    ]


def test_the_deadline_is_counted_from_the_letter_by_each_regulators_weeks(cast: Cast) -> None:
    assert deadline_of(asked(cast)) == DUE
    assert deadline_of(asked(cast, rules_key="hcpc")) == LETTER + timedelta(weeks=13)
    assert deadline_of(asked(cast, letter_on=None)) is None


def test_the_member_is_reminded_once_at_each_of_the_days_and_sees_the_last_one(cast: Cast) -> None:
    asked(cast)
    clock_strikes(*(LETTER + timedelta(days=day) for day in range(70)))
    assert events() == ["28", "14", "7", "2"]
    assert Mail.objects.filter(account=cast.alice.account).count() == 4
    standing = Notice.objects.get(cleared_at=None)
    assert standing.sentence == "Your audit profile is due by Monday 27 April 2026."
    assert standing.path == reverse("cpd-profile", args=[Profile.objects.get().pk])


def test_a_letter_noted_late_is_reminded_of_once_and_not_of_the_days_gone_by(cast: Cast) -> None:
    asked(cast)
    clock_strikes(DUE - timedelta(days=5))
    assert events() == ["7"]


def test_nobody_is_reminded_who_has_no_letter_or_has_sent_it_or_is_too_late(cast: Cast) -> None:
    asked(cast, letter_on=None)
    send_profile(asked(cast), by=cast.alice.account, today=DUE)
    asked(cast, letter_on=LETTER - timedelta(days=365))
    clock_strikes(DUE - timedelta(days=1))
    assert events() == []


def test_sending_takes_the_reminder_from_the_home_page(cast: Cast) -> None:
    profile = asked(cast)
    clock_strikes(DUE - timedelta(days=5))
    send_profile(profile, by=cast.alice.account, today=DUE)
    assert not Notice.objects.filter(cleared_at=None).exists()


def test_another_day_of_the_letter_makes_another_deadline(cast: Cast) -> None:
    profile = asked(cast)
    clock_strikes(DUE - timedelta(days=5))
    frame = ProfileFrame(
        rules_key="ahcs-imi", on=profile.on, until=profile.until, letter_on=LETTER + timedelta(days=2)
    )
    change_profile(profile, by=cast.alice.account, frame=frame)
    assert not Notice.objects.filter(cleared_at=None).exists()
    clock_strikes(DUE - timedelta(days=5))
    assert Notice.objects.get(cleared_at=None).sentence.endswith("29 April 2026.")


def test_the_first_of_several_deadlines_is_shown_at_home(cast: Cast, browser_of: Browser) -> None:
    asked(cast, letter_on=TODAY)
    sooner = asked(cast, letter_on=TODAY - timedelta(days=7))
    found = next_deadline(cast.alice.account)
    assert found is not None
    assert found[0] == sooner
    home = browser_of("alice").get("/").content.decode()
    assert reverse("cpd-profile", args=[sooner.pk]) in home
    assert next_deadline(cast.bob.account) is None


def test_the_letter_is_noted_on_the_page_which_then_counts_the_days(cast: Cast, browser_of: Browser) -> None:
    profile, alice = asked(cast, letter_on=None), browser_of("alice")
    address = reverse("cpd-profile-frame", args=[profile.pk])
    sent = {
        "member": cast.alice.pk,
        "rules_key": "ahcs-imi",
        "on": "01/04/2024",
        "until": "31/03/2026",
        "language": "en",
        "letter_on": (TODAY - timedelta(days=50)).isoformat(),
    }
    assert alice.post(address, sent).status_code == 302
    page = alice.get(reverse("cpd-profile", args=[profile.pk])).content.decode()
    assert "6 days left" in page
    alice.post(address, sent | {"letter_on": (TODAY - timedelta(days=57)).isoformat()})
    assert "This was due by" in alice.get(reverse("cpd-profile", args=[profile.pk])).content.decode()
    refused = alice.post(address, sent | {"letter_on": (TODAY + timedelta(days=1)).isoformat()})
    assert "or a day before it" in refused.content.decode()
