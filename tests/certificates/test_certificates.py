"""Certificates: what they say, who can check them, and a badge that an independent verifier accepts or refuses."""

import base64
import io
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier
from pyhanko.pdf_utils.reader import PdfFileReader
from pypdf import PdfReader

from alongside.certificates.actions import certify_completion, certify_hours, revoke_certificate
from alongside.certificates.documents import badge_svg, certificate_pdf
from alongside.certificates.models import Certificate
from alongside.cpd.models import Record
from alongside.domain.cpd.certificates import PartTime, Statement, printed_code, read_code, statement_of
from alongside.domain.lifecycle import MoveRefused
from alongside.notices.models import Notice
from alongside.partnerships.models import Partnership, Session
from alongside.vault.document_keys import make_document_key
from alongside.vault.signing import Signer
from tests.cpd.worlds import hold, introduced
from tests.factories import Cast

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
TODAY = timezone.localdate()
MONTH = timedelta(days=30)


def met(cast: Cast, *minutes: int) -> Partnership:
    """A pair that held as many sessions, each that long."""
    pair = introduced(cast)
    for session, each in zip(pair.sessions.order_by("number"), minutes, strict=False):
        hold(session, by=cast.alice.account, on=TODAY, minutes=each)
    return pair


def ended(pair: Partnership, ending: str = "completed") -> Partnership:
    rows = Partnership.objects.filter(pk=pair.pk)
    rows.update(state="ended", ending=ending, ended_at=timezone.now())
    return rows.get()


def certified(cast: Cast, days: int = 30) -> Certificate:
    account, on = cast.alice.account, TODAY - timedelta(days=days)
    return certify_hours(cast.body, by=account, on=on, until=TODAY, now=timezone.now())


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_hours_are_certified_from_the_sessions_held(cast: Cast, browser_of: Browser) -> None:
    met(cast, 60, 45)
    alice = browser_of("alice")
    days = {"body": cast.body.slug, "on": (TODAY - MONTH).isoformat(), "until": TODAY.isoformat()}
    page = alice.post(reverse("certificates"), days, follow=True).content.decode()
    made = Certificate.objects.get()
    assert made.printed_code in page
    assert made.statement.parts == (PartTime("mentee", 2, 105),)
    text = text_of(alice.get(reverse("certificate-pdf", args=[made.pk])).content)
    assert "As a mentee: 2 sessions, 1.75 hours." in text
    assert made.printed_code in text
    assert cast.bob.name not in text


def test_a_certificate_is_tagged_and_says_what_its_picture_is(cast: Cast, browser_of: Browser) -> None:
    met(cast, 60)
    pdf = browser_of("alice").get(reverse("certificate-pdf", args=[certified(cast).pk])).content
    catalog: Any = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in pdf
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1


def test_days_without_a_session_certify_nothing(cast: Cast, browser_of: Browser) -> None:
    met(cast, 60)
    days = {
        "body": cast.body.slug,
        "on": (TODAY - 2 * MONTH).isoformat(),
        "until": (TODAY - MONTH).isoformat(),
    }
    page = browser_of("alice").post(reverse("certificates"), days).content.decode()
    assert "You held no session in these days" in page
    assert not Certificate.objects.exists()


def test_the_same_hours_are_certified_once_while_it_stands(cast: Cast) -> None:
    met(cast, 60)
    made = certified(cast)
    with pytest.raises(MoveRefused, match="already"):
        certified(cast)
    revoke_certificate(made, by=cast.carol, because="A wrong name.", now=timezone.now())
    assert certified(cast).pk != made.pk


def test_each_partner_has_one_certificate_of_a_completed_partnership(cast: Cast, browser_of: Browser) -> None:
    pair = ended(met(cast, 60, 60))
    for name in ("alice", "bob"):
        client = browser_of(name)
        assert "You completed a partnership" in client.get(reverse("certificates")).content.decode()
        for _ in range(2):
            client.post(reverse("certificate-complete", args=[pair.pk]))
        assert "You completed a partnership" not in client.get(reverse("certificates")).content.decode()
    parts = {row.owner: row.statement.parts[0].part for row in Certificate.objects.all()}
    assert parts == {cast.alice.account: "mentee", cast.bob.account: "mentor"}


@pytest.mark.parametrize("ending,held", [("early", (60,)), ("completed", ())])
def test_what_was_not_completed_or_never_held_is_not_certified(
    cast: Cast, ending: str, held: tuple[int, ...]
) -> None:
    pair = ended(met(cast, *held), ending)
    with pytest.raises(MoveRefused):
        certify_completion(pair, by=cast.alice.account, now=timezone.now())


def test_a_stranger_gets_no_certificate_of_a_pair(cast: Cast, browser_of: Browser) -> None:
    pair = ended(met(cast, 60))
    erin = browser_of("erin")
    assert erin.post(reverse("certificate-complete", args=[pair.pk])).status_code == 404
    assert "You completed a partnership" not in erin.get(reverse("certificates")).content.decode()
    with pytest.raises(MoveRefused):
        certify_hours(cast.body, by=cast.erin.account, on=TODAY - MONTH, until=TODAY, now=timezone.now())


def test_a_scheme_that_gives_no_certificates_offers_none(cast: Cast, browser_of: Browser) -> None:
    pair = ended(met(cast, 60))
    text = pair.definition.text.replace("[cpd]\n", "[cpd]\ncertificates = []\n")
    type(pair.definition).objects.filter(pk=pair.definition_id).update(text=text)
    assert (
        "You completed a partnership" not in browser_of("alice").get(reverse("certificates")).content.decode()
    )


def test_the_check_page_tells_what_is_printed_and_nothing_else(
    cast: Cast, browser_of: Browser, client: Client
) -> None:
    met(cast, 60)
    made = certified(cast)
    printed = text_of(browser_of("alice").get(reverse("certificate-pdf", args=[made.pk])).content)
    address = re.search(r"http\S+check\S+", printed)
    assert address
    page = unescape(client.get(urlsplit(address[0]).path + "?" + urlsplit(address[0]).query).content.decode())
    assert "This certificate is valid." in page
    for told in re.findall(r"<dd>(.*?)</dd>", page):
        assert " ".join(told.split()) in printed or told.startswith(cast.alice.name) or " to " in told
    for secret in (cast.alice.email, cast.bob.name, cast.alice.number or "no number"):
        assert secret not in page


def test_a_code_is_read_however_it_is_typed(cast: Cast, client: Client) -> None:
    met(cast, 60)
    made = certified(cast)
    Certificate.objects.filter(pk=made.pk).update(code="01AB" * 4)
    for typed in ("01ab01ab01ab01ab", "O1AB-OIAB-OLAB-01AB", " 01AB 01AB 01AB 01AB "):
        assert "is valid" in client.get(reverse("check"), {"code": typed}).content.decode()
    assert printed_code(read_code("o1abolab")) == "01AB-01AB"


def test_an_unknown_code_is_said_to_be_unknown(cast: Cast, client: Client) -> None:
    answer = client.get(reverse("check"), {"code": "7K2M-9QXD-04TZ-H3NB"})
    assert answer.status_code == 404
    assert "No certificate has this code" in answer.content.decode()
    assert "Type the code" in client.get(reverse("check"), {"code": ""}).content.decode()


def verifier_for(certificate: Certificate) -> OB3Verifier:
    return OB3Verifier.for_issuer_did(Signer(certificate.body_id).did)


def test_an_independent_verifier_accepts_the_badge(cast: Cast, tmp_path: Path) -> None:
    met(cast, 60, 45)
    made = certified(cast)
    token = OB3Verifier.extract_token_from_svg(badge_svg(made))
    found = verifier_for(made).verify(token, expected_recipient=cast.alice.account.email)
    assert found.issuer.name == cast.body.name
    assert "2 sessions, 1.75 hours" in found.achievement.description
    (tmp_path / "badge.svg").write_bytes(badge_svg(made))
    (tmp_path / "key.pem").write_text(Signer(made.body_id).pem, encoding="utf-8")
    command = [
        str(Path(sys.executable).with_name("openbadges-verifier")),
        *("-i", "badge.svg", "-r", cast.alice.account.email, "-k", "key.pem"),
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_verifier_refuses_it_when_any_one_byte_changes(cast: Cast) -> None:
    met(cast, 60)
    made = certified(cast)
    header, payload, signature = made.badge.split(".")
    plain = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    for place in range(0, len(plain), 7):
        changed = bytearray(plain)
        changed[place] ^= 1
        forged = base64.urlsafe_b64encode(bytes(changed)).rstrip(b"=").decode()
        with pytest.raises(OB3VerificationError):
            verifier_for(made).verify(f"{header}.{forged}.{signature}")
    with pytest.raises(OB3VerificationError):
        verifier_for(made).verify(made.badge, expected_recipient=cast.bob.account.email)


def test_another_bodys_key_does_not_verify_it(cast: Cast) -> None:
    met(cast, 60)
    made = certified(cast)
    with pytest.raises(OB3VerificationError):
        OB3Verifier.for_issuer_did(Signer(cast.other_body.pk).did).verify(made.badge)
    assert Signer(cast.body.pk).did == Signer(cast.body.pk).did


def test_the_office_revokes_and_everybody_hears_of_it(
    cast: Cast, browser_of: Browser, client: Client
) -> None:
    met(cast, 60)
    made, kept = certified(cast), certified(cast, 31)
    verifier = verifier_for(made)

    def download(address: str) -> bytes:
        return client.get(urlsplit(address).path).content

    for each in (made, kept):
        verifier.verify(each.badge, check_status=True, download=download)
    url = reverse("office-certificate-revoke", args=[cast.body.slug, made.pk])
    carol = browser_of("carol")
    assert "Say why" in carol.post(url, {"because": ""}).content.decode()
    carol.post(url, {"because": "Noted twice."})
    page = client.get(reverse("check"), {"code": made.code}).content.decode()
    assert "This certificate was revoked on" in page
    assert "Noted twice." not in page
    assert "Noted twice." in browser_of("alice").get(reverse("certificates")).content.decode()
    assert (
        "has revoked your certificate"
        in Notice.objects.get(account=cast.alice.account, kind="certificates").sentence
    )
    with pytest.raises(OB3VerificationError, match="revoked"):
        verifier.verify(made.badge, check_status=True, download=download)
    verifier.verify(kept.badge, check_status=True, download=download)
    assert browser_of("alice").get(reverse("certificate-pdf", args=[made.pk])).status_code == 200


def test_revoking_twice_keeps_the_first_reason(cast: Cast) -> None:
    met(cast, 60)
    made = certified(cast)
    for because in ("First.", "Second."):
        revoke_certificate(made, by=cast.carol, because=because, now=timezone.now())
    assert Certificate.objects.get().revoked_because == "First."


def test_after_a_revocation_a_completed_partnership_can_be_certified_anew(cast: Cast) -> None:
    pair = ended(met(cast, 60))
    first = certify_completion(pair, by=cast.alice.account, now=timezone.now())
    revoke_certificate(first, by=cast.carol, because="A wrong name.", now=timezone.now())
    assert certify_completion(pair, by=cast.alice.account, now=timezone.now()).pk != first.pk


def test_the_office_finds_a_certificate_by_name_and_by_code(cast: Cast, browser_of: Browser) -> None:
    met(cast, 60)
    made = certified(cast)
    url = reverse("office-certificates", args=[cast.body.slug])
    for words in ("", "alice", "ali exam", made.printed_code):
        assert made.printed_code in browser_of("carol").get(url, {"words": words}).content.decode()
    assert "Nothing fits" in browser_of("carol").get(url, {"words": "bob"}).content.decode()


def trained(client: Client, cast: Cast, **changed: str) -> str:
    form = {
        "title": "Workshop for new mentors",
        "on": (TODAY - MONTH).isoformat(),
        "hours": "3.5",
        "people": f"{cast.alice.email}\n{cast.bob.email.upper()}\n\n{cast.bob.email}",
    }
    url = reverse("office-training", args=[cast.body.slug])
    return client.post(url, form | changed, follow=True).content.decode()


def test_the_office_gives_certificates_of_a_training_that_count_at_once(
    cast: Cast, browser_of: Browser, client: Client
) -> None:
    assert "2 certificates given." in trained(browser_of("carol"), cast)
    for member in (cast.alice, cast.bob):
        made = Certificate.objects.get(owner=member.account)
        record = Record.objects.get(owner=member.account)
        assert (record.kind, record.hours, record.reference) == ("workshop", Decimal("3.5"), made.pk)
        page = client.get(reverse("check"), {"code": made.code}).content.decode()
        assert "took part in “Workshop for new mentors”. It took 3.5 hours." in unescape(page)
        verifier_for(made).verify(made.badge, expected_recipient=member.account.email)
    home = browser_of("alice").get(reverse("home")).content.decode()
    assert "has given you a certificate of training" in home
    assert "Workshop for new mentors" in browser_of("alice").get(reverse("cpd")).content.decode()


def test_a_training_given_twice_is_certified_and_counted_once(cast: Cast, browser_of: Browser) -> None:
    carol = browser_of("carol")
    assert "1 certificate given." in trained(carol, cast, people=cast.alice.email)
    assert "1 certificate given. 1 member has this one already." in trained(carol, cast)
    assert "0 certificates given. 2 members have this one already." in trained(carol, cast)
    assert (Certificate.objects.count(), Record.objects.count()) == (2, 2)
    # One that was revoked can be given anew.
    revoke_certificate(
        Certificate.objects.get(owner=cast.bob.account),
        by=cast.carol, because="Another day", now=timezone.now(),
    )  # fmt: skip
    assert "1 certificate given. 1 member has this one already." in trained(carol, cast)


def test_a_list_of_certificates_says_which_training_and_its_one_day(
    cast: Cast, browser_of: Browser, client: Client
) -> None:
    office = trained(browser_of("carol"), cast)
    own = browser_of("alice").get(reverse("certificates")).content.decode()
    for page in (office, own):
        assert "Training: Workshop for new mentors" in page
        assert "</span> to <span" not in page
    made = Certificate.objects.get(owner=cast.alice.account)
    checked = client.get(reverse("check"), {"code": made.code}).content.decode()
    assert "<dt>On</dt>" in checked
    assert "From" not in text_of(certificate_pdf(made, TODAY))


@pytest.mark.parametrize(
    "changed,words",
    [
        (
            {"people": "nobody@nowhere.example"},
            "No member has this number or address: nobody@nowhere.example",
        ),
        ({"people": "frank@people.example"}, "No member has this number or address: frank@people.example"),
        ({"people": " \n "}, "Name at least one member."),
        ({"hours": "0"}, "0.25"),
        ({"title": ""}, "Name the training"),
        ({"on": (TODAY + MONTH).isoformat()}, "or a day before it"),
        ({"until": (TODAY - 2 * MONTH).isoformat()}, "a day after the first"),
    ],
)
def test_a_training_that_cannot_be_told_gives_nothing(
    cast: Cast, browser_of: Browser, changed: dict[str, str], words: str
) -> None:
    assert words in unescape(trained(browser_of("carol"), cast, **changed))
    assert not Certificate.objects.exists()
    assert not Record.objects.exists()


@pytest.mark.requirement("R229")
def test_a_letter_for_the_employer_states_the_time_and_no_content(cast: Cast, browser_of: Browser) -> None:
    met(cast, 60, 45)
    text = letter(browser_of("bob"), cast, hours_a_month="1.5")
    assert "Bob Example asks that 1.5 hours a month be set aside for it, or has been given them." in text
    assert "As a mentor 2 1.75" in text
    assert cast.alice.name not in text


@pytest.mark.requirement("R230")
def test_a_statement_for_the_job_plan_has_sessions_and_hours(cast: Cast, browser_of: Browser) -> None:
    pair = met(cast, 60)
    Session.objects.filter(partnership=pair).update(theme="Something said in confidence")
    text = letter(browser_of("bob"), cast, time_of="supporting professional activities")
    assert "In the job plan this time belongs to supporting professional activities." in text
    assert "As a mentor 1 1" in text
    assert "confidence" not in text.replace("confidential", "")


def letter(client: Client, cast: Cast, **said: str) -> str:
    days = {"body": cast.body.slug, "on": (TODAY - MONTH).isoformat(), "until": TODAY.isoformat()}
    answer = client.post(reverse("employer-letter"), days | said)
    assert answer.headers["Content-Type"] == "application/pdf", answer.content.decode()
    return text_of(answer.content)


def test_a_letter_of_days_without_a_session_says_so(cast: Cast, browser_of: Browser) -> None:
    introduced(cast)
    assert "No session was held in these days." in letter(browser_of("bob"), cast)


def test_days_that_make_no_sense_are_asked_again(cast: Cast, browser_of: Browser) -> None:
    days = {"body": cast.body.slug, "on": TODAY.isoformat(), "until": (TODAY - MONTH).isoformat()}
    assert (
        "a day after the first" in browser_of("bob").post(reverse("employer-letter"), days).content.decode()
    )


def test_a_statement_is_kept_whole() -> None:
    statement = Statement(
        kind="hours",
        name="Zoë Tŷ-Mawr",
        body="Institute",
        scheme="",
        on=date(2024, 2, 29),
        until=date(2025, 2, 28),
        parts=(PartTime("mentee", 1, 60), PartTime("mentor", 3, 200)),
    )
    assert statement_of(statement.as_facts()) == statement
    assert (statement.sessions, statement.hours) == (4, Decimal("4.33"))
    assert statement.sentences[1:] == (
        "As a mentee: 1 session, 1 hour.",
        "As a mentor: 3 sessions, 3.33 hours.",
    )


@pytest.mark.parametrize("signs", [False, True])
def test_certificates_and_letters_are_signed_where_the_body_signs(
    cast: Cast, browser_of: Browser, signs: bool
) -> None:
    met(cast, 60)
    if signs:
        make_document_key(cast.body.pk, cast.body.name)
    alice = browser_of("alice")
    days = {"body": cast.body.slug, "on": (TODAY - MONTH).isoformat(), "until": TODAY.isoformat()}
    files = [
        alice.get(reverse("certificate-pdf", args=[certified(cast).pk])).content,
        alice.post(reverse("employer-letter"), days).content,
    ]
    for pdf in files:
        assert len(PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures) == signs
        assert ("has signed this file electronically" in text_of(pdf)) == signs
