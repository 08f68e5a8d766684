"""A scheme that asks nobody first: the office assigns partners, and both are told that it was so."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.matching.actions import ask_for_run, carry_out_run, publish_run
from alongside.matching.models import MatchRun
from alongside.notices.models import Mail
from alongside.partnerships.models import Partnership
from alongside.presets import preset_text
from alongside.schemes.actions import start_scheme
from alongside.schemes.models import Scheme
from tests.factories import Cast, make_application
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
NOW = timezone.now()
TOLD = "You were assigned to each other: neither of you chose, and neither was asked."


def scheme_asking(cast: Cast, asks: str) -> Scheme:
    text = preset_text("schemes", "imi").replace('asks = ["mentee", "mentor"]', f"asks = {asks}", 1)
    assert f"asks = {asks}" in text
    return start_scheme(cast.body, by=None, text=text, slug="assigned", today=NOW.date() - timedelta(days=30))


def published(cast: Cast, scheme: Scheme) -> None:
    make_application(scheme, cast.alice, "mentee")
    make_application(scheme, cast.bob, "mentor")
    run = ask_for_run(scheme, by=cast.carol, now=NOW)
    carry_out_run(run)
    publish_run(MatchRun.objects.get(pk=run.pk), by=cast.carol, now=NOW)


@pytest.mark.requirement("R70")
def test_assigned_partners_are_asked_nothing_and_both_read_that_they_were_assigned(
    cast: Cast, browser_of: Browser
) -> None:
    scheme = scheme_asking(cast, "[]")
    applying = text_of(browser_of("alice").get(reverse("scheme", args=[scheme.pk])).content)
    assert "Neither of you is asked first" in applying
    published(cast, scheme)
    pair = Partnership.objects.get(scheme=scheme)
    assert pair.origin == Partnership.ASSIGNED
    assert not Mail.objects.filter(event__startswith="proposal:").exists()
    for name in ("alice", "bob"):
        page = text_of(browser_of(name).get(reverse("partnership", args=[pair.pk])).content)
        assert TOLD in page
        mail = Mail.objects.get(event__contains=str(pair.pk), address=cast.account(name).email)
        assert TOLD in " ".join(mail.text.split())


def test_where_somebody_is_asked_nothing_says_assigned(cast: Cast, browser_of: Browser) -> None:
    scheme = scheme_asking(cast, '["mentor"]')
    applying = text_of(browser_of("alice").get(reverse("scheme", args=[scheme.pk])).content)
    assert "says yes, and you are introduced" in applying
    published(cast, scheme)
    assert not Partnership.objects.filter(scheme=scheme).exists()
    assert Mail.objects.filter(event__startswith="proposal:").count() == 1
