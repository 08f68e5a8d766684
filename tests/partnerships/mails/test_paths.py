"""Every address that a partnership's notices and mails lead to is a page that its reader may open."""

from datetime import UTC, date, datetime, timedelta

import time_machine
from django.test import Client
from django.utils import timezone

from alongside.notices.models import Notice
from alongside.partnerships.actions import (
    end_partnership,
    give_feedback,
    hold_session,
    pause_partnership,
    resume_partnership,
    schedule_session,
)
from alongside.partnerships.jobs import remind_partners
from alongside.partnerships.models import Partnership
from tests.factories import Cast


def test_every_notice_leads_its_reader_to_a_page(
    cast: Cast, pair: Partnership, clock: time_machine.Traveller
) -> None:
    alice = cast.alice.account
    first, second = pair.sessions.order_by("number")[:2]
    clock.shift(timedelta(days=6))
    remind_partners(timezone.now())
    hold_session(first, by=alice, role="mentee", minutes=60, held_on=date(2026, 9, 2))
    give_feedback(first, by=alice, role="mentee", text="Good")
    soon = datetime(2026, 9, 9, 12, 0, tzinfo=UTC)
    schedule_session(second, by=alice, role="mentee", starts_at=soon, minutes=60)
    remind_partners(timezone.now())
    pause_partnership(pair, by=alice, role="mentee", until=date(2026, 10, 1))
    resume_partnership(pair, by=alice, role="mentee")
    end_partnership(pair, by=alice, role="mentee")
    notices = Notice.objects.filter(kind__in=["introduction", "meeting", "partnership", "nudge", "feedback"])
    assert {notice.kind for notice in notices} == {
        "introduction",
        "meeting",
        "partnership",
        "nudge",
        "feedback",
    }
    for notice in notices.select_related("account"):
        browser = Client()
        browser.force_login(notice.account)
        assert browser.get(notice.path).status_code == 200, notice.path
