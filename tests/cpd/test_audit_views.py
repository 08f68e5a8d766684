"""A named auditor sees one profile, nothing else, and nothing after the last day; every opening is listed."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pyhanko.pdf_utils.reader import PdfFileReader
from pypdf import PdfReader

from alongside.cpd.actions.audit_views import (
    end_audit_views,
    open_as_auditor,
    show_to_auditor,
    shown_by_link,
    stop_showing,
)
from alongside.cpd.jobs import end_what_auditors_were_shown
from alongside.cpd.models import AuditOpening, AuditView, Profile
from alongside.cpd.writing import ProfileText
from alongside.journal.models import Entry
from alongside.people.models import Account
from alongside.vault.ciphers import SealBroken
from alongside.vault.document_keys import make_document_key
from alongside.vault.link_copies import open_by_link, seal_for_link
from alongside.vault.models import LinkCopy
from tests.cpd.worlds import SECRET, make_profile, make_record, write_profile
from tests.factories import Cast

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
TODAY = timezone.localdate()
SUMMARY = "I photograph wounds and teach others to."


def written(cast: Cast) -> Profile:
    record = make_record(cast.alice.account)
    profile = make_profile(cast.alice, on=TODAY - timedelta(days=400), until=TODAY)
    write_profile(profile, ProfileText(summary=SUMMARY, statement="It helps."), record)
    return Profile.objects.get(pk=profile.pk)


def link_for(profile: Profile, days: int = 10) -> str:
    until = TODAY + timedelta(days=days)
    by = profile.member.account
    _, secret = show_to_auditor(profile, by=by, auditor="Dr Grey", until=until, today=TODAY)
    return reverse("audit", args=[secret])


def test_the_member_makes_a_link_that_is_told_once(cast: Cast, browser_of: Browser, client: Client) -> None:
    profile = written(cast)
    url = reverse("cpd-audit-views", args=[profile.pk])
    alice = browser_of("alice")
    form = {"auditor": "Dr Grey", "until": (TODAY + timedelta(days=10)).isoformat()}
    answer = alice.post(url, form)
    assert "no-store" in answer.headers["Cache-Control"]
    link = unescape(answer.content.decode()).split("readonly>")[1].split("<")[0].strip()
    path = "/audit/" + link.split("/audit/")[1]
    assert path not in alice.get(url).content.decode()
    assert link.split("/audit/")[1].strip("/") not in dumped()
    assert "shows you their audit profile" in client.get(path).content.decode()


def dumped() -> str:
    target = io.StringIO()
    call_command("dumpdata", stdout=target)
    return target.getvalue()


def test_the_auditor_opens_the_profile_with_a_button_and_the_member_sees_it(
    cast: Cast, browser_of: Browser, client: Client
) -> None:
    profile = written(cast)
    path = link_for(profile)
    asked = client.get(path).content.decode()
    assert SUMMARY not in asked
    assert not AuditOpening.objects.exists()  # a mail scanner that follows the link opens nothing
    answer = client.post(path)
    page = answer.content.decode()
    for words in (SUMMARY, "It helps.", "A paper on consent", SECRET):
        assert words in page
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "same-origin"
    listed = browser_of("alice").get(reverse("cpd-audit-views", args=[profile.pk])).content.decode()
    assert "Opened 1 time" in listed
    entry = Entry.objects.filter(noun="audit view", move="open").get()
    assert (entry.account_id, entry.role) == (None, "auditor with a link")


def test_the_auditor_takes_the_same_pdf(cast: Cast, client: Client) -> None:
    answer = client.post(link_for(written(cast)), {"as": "pdf"})
    assert answer.headers["Content-Type"] == "application/pdf"
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert SUMMARY in " ".join(text.split())
    assert AuditOpening.objects.get().took_pdf


def test_the_link_opens_nothing_else(cast: Cast, client: Client) -> None:
    profile = written(cast)
    client.post(link_for(profile))
    for name in ("cpd-profile", "cpd-profile-pdf", "cpd-profile-json", "cpd-audit-views"):
        assert client.get(reverse(name, args=[profile.pk])).status_code == 302
    assert client.get(reverse("cpd")).status_code == 302


def test_it_shows_what_was_there_when_it_was_shown(cast: Cast, client: Client) -> None:
    profile = written(cast)
    path = link_for(profile)
    write_profile(profile, ProfileText(summary="Written later."))
    page = client.post(path).content.decode()
    assert SUMMARY in page
    assert "Written later." not in page


def test_after_the_last_day_the_link_opens_nothing_and_the_copy_is_gone(cast: Cast, client: Client) -> None:
    path = link_for(written(cast), days=0)
    assert client.get(path).status_code == 200
    AuditView.objects.update(until=TODAY - timedelta(days=1))
    for answer in (client.get(path), client.post(path), client.post(path, {"as": "pdf"})):
        assert answer.status_code == 410
        assert SUMMARY not in answer.content.decode()
    end_what_auditors_were_shown(timezone.now())
    assert not LinkCopy.objects.exists()
    assert AuditView.objects.get().stopped_at is None


def test_the_clock_leaves_what_may_still_be_opened(cast: Cast) -> None:
    link_for(written(cast), days=0)
    end_audit_views(timezone.now())
    assert LinkCopy.objects.count() == 1


@pytest.mark.parametrize("zone,over_at", [("America/Vancouver", 8), ("Pacific/Auckland", -13)])
def test_the_last_day_is_a_whole_day_of_the_member(cast: Cast, zone: str, over_at: int) -> None:
    Account.objects.filter(pk=cast.alice.account_id).update(time_zone=zone)
    path = link_for(written(cast), days=0)
    AuditView.objects.update(until=date(2026, 1, 14))
    midnight = datetime(2026, 1, 15, tzinfo=UTC) + timedelta(hours=over_at)
    for now, is_open in ((midnight - timedelta(minutes=1), True), (midnight, False)):
        assert (shown_by_link(path.split("/")[2], now) is not None) is is_open
        end_audit_views(now)
        assert LinkCopy.objects.exists() is is_open


def test_the_member_stops_a_link(cast: Cast, browser_of: Browser, client: Client) -> None:
    profile = written(cast)
    path = link_for(profile)
    url = reverse("cpd-audit-view-stop", args=[AuditView.objects.get().pk])
    assert browser_of("bob").post(url).status_code == 404
    assert client.get(path).status_code == 200
    assert "Stopped" in browser_of("alice").post(url, follow=True).content.decode()
    assert client.post(path).status_code == 410
    assert not LinkCopy.objects.exists()
    stop_showing(AuditView.objects.get(), by=cast.alice.account)
    assert Entry.objects.filter(noun="audit view", move="stop").count() == 1


def test_a_view_stopped_between_page_and_button_opens_nothing(cast: Cast) -> None:
    path = link_for(written(cast))
    shown = shown_by_link(path.split("/")[2], timezone.now())
    assert shown is not None
    stop_showing(shown.view, by=cast.alice.account)
    assert open_as_auditor(shown, now=timezone.now()) is None
    assert not AuditOpening.objects.exists()


@pytest.mark.parametrize(
    "auditor,days,words",
    [
        ("", 1, "Say who is to see it."),
        ("Dr Grey", -1, "Choose today or a day after it."),
        ("Dr Grey", 367, "Choose a day within a year"),
    ],
)
def test_a_link_without_a_name_or_a_sound_end_is_not_made(
    cast: Cast, browser_of: Browser, auditor: str, days: int, words: str
) -> None:
    profile = written(cast)
    form = {"auditor": auditor, "until": (TODAY + timedelta(days=days)).isoformat()}
    answer = browser_of("alice").post(reverse("cpd-audit-views", args=[profile.pk]), form)
    assert words in answer.content.decode()
    assert not AuditView.objects.exists()


def test_a_link_that_was_cut_short_opens_nothing(cast: Cast, client: Client) -> None:
    path = link_for(written(cast))
    for wrong in (path[:-2] + "/", path[:7] + path[7:].swapcase(), reverse("audit", args=["x" * 43])):
        assert client.get(wrong).status_code == 410


def test_the_database_and_the_master_key_do_not_open_a_copy() -> None:
    copy, secret = seal_for_link("words")
    assert open_by_link(copy, secret) == "words"
    with pytest.raises(SealBroken):
        open_by_link(copy, "another")
    copy.pk = None
    with pytest.raises(SealBroken):
        open_by_link(copy, secret)


@pytest.mark.parametrize("signs", [False, True])
def test_member_and_auditor_take_a_signed_profile_where_the_body_signs(
    cast: Cast, browser_of: Browser, client: Client, signs: bool
) -> None:
    profile = written(cast)
    if signs:
        make_document_key(cast.body.pk, cast.body.name)
    alice = browser_of("alice")
    pdf = alice.get(reverse("cpd-profile-pdf", args=[profile.pk])).content
    with zipfile.ZipFile(
        io.BytesIO(alice.get(reverse("cpd-profile-zip", args=[profile.pk])).content)
    ) as whole:
        zipped = whole.read("audit-profile.pdf")
    shown = client.post(link_for(profile), {"as": "pdf"}).content
    for each in (pdf, zipped, shown):
        reader = PdfFileReader(io.BytesIO(each))
        assert len(reader.embedded_regular_signatures) == signs
        said = " ".join(PdfReader(io.BytesIO(each)).pages[0].extract_text().split())
        assert (f"Electronic, by {cast.body.name}" in said) == signs
        assert list(PdfReader(io.BytesIO(each)).attachments) == ["audit-profile.json"]
