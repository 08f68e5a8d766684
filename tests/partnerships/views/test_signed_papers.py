"""Signing on paper: what is uploaded is checked, sealed for both, and handed over inert."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from alongside.domain.documents import MOST_BYTES
from alongside.partnerships.models import Agreement, AgreementSignature, Partnership
from alongside.vault.models import Note
from tests.factories import Cast
from tests.partnerships.actions.test_agreements import suggest, words

Browser = Callable[[str], Client]
PAPER = b"%PDF-1.7 signed with blue ink"


def upload(
    browser: Client, pair: Partnership, data: bytes = PAPER, *, seen: int = 1, ticked: bool = True
) -> str:
    said = {"paper-file": SimpleUploadedFile("Scan of ours.pdf", data), "paper-seen": str(seen)}
    said |= {"paper-says_the_same": "on"} if ticked else {}
    answer = browser.post(f"/partnerships/{pair.pk}/agreement/paper/", said, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.requirement("R259")
def test_one_signs_on_paper_and_the_other_here(pair: Partnership, browser_of: Browser, cast: Cast) -> None:
    suggest(pair)
    alice, bob = browser_of("alice"), browser_of("bob")
    assert "You have signed. Bob is told" in upload(alice, pair)
    page = bob.get(f"/partnerships/{pair.pk}/agreement/").content.decode()
    assert "signed on paper on" in page
    scan = bob.get(f"/partnerships/{pair.pk}/agreement/1/scan/mentee/")
    assert (scan.content, scan["Content-Type"]) == (PAPER, "application/pdf")
    assert scan["Content-Disposition"] == 'attachment; filename="signed-agreement.pdf"'
    bob.post(f"/partnerships/{pair.pk}/agreement/sign/", {"agrees": "on", "seen": "1", "name": "Bob Example"})
    assert Agreement.objects.get().state == "agreed"


def test_what_is_uploaded_is_sealed(pair: Partnership, browser_of: Browser) -> None:
    suggest(pair)
    upload(browser_of("alice"), pair)
    stored = b"".join(bytes(blob) for blob in Note.objects.values_list("blob", flat=True))
    assert b"blue ink" not in stored
    assert b"Scan of ours" not in stored


@pytest.mark.parametrize(
    "data,words",
    [
        (b"<html><script>alert(1)</script>", "Choose a PDF, or a picture"),
        (b"MZ\x90\x00 a programme", "Choose a PDF, or a picture"),
        (b"", "This file is empty"),
        (b"%PDF-" + b"x" * MOST_BYTES, "larger than 5 MB"),
    ],
    ids=["page", "programme", "empty", "large"],
)
def test_a_file_that_is_no_document_is_refused_in_words(
    pair: Partnership, browser_of: Browser, data: bytes, words: str
) -> None:
    suggest(pair)
    assert words in upload(browser_of("alice"), pair, data)
    assert not AgreementSignature.objects.exists()


def test_the_paper_has_to_be_compared_with_the_words(pair: Partnership, browser_of: Browser) -> None:
    suggest(pair)
    assert "once you have compared the paper" in upload(browser_of("alice"), pair, ticked=False)
    assert not AgreementSignature.objects.exists()


def test_a_paper_for_words_that_were_replaced_signs_nothing(pair: Partnership, browser_of: Browser) -> None:
    suggest(pair)
    suggest(pair, "mentor", words(pair, rhythm="On Fridays."), seen=1)
    assert "suggested another wording in the meantime" in upload(browser_of("alice"), pair)
    assert not AgreementSignature.objects.exists()


def test_where_nobody_signed_on_paper_there_is_no_paper(pair: Partnership, browser_of: Browser) -> None:
    suggest(pair)
    upload(browser_of("alice"), pair)
    for path in ("1/scan/mentor/", "1/scan/nonsense/", "2/scan/mentee/"):
        assert browser_of("alice").get(f"/partnerships/{pair.pk}/agreement/{path}").status_code == 404
    for name in ("carol", "erin", "frank"):
        found = browser_of(name).get(f"/partnerships/{pair.pk}/agreement/1/scan/mentee/")
        assert found.status_code == 404


def test_a_forged_upload_is_refused(pair: Partnership, cast: Cast) -> None:
    suggest(pair)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.alice.account)
    said = {"paper-file": SimpleUploadedFile("a.pdf", PAPER), "paper-seen": "1", "paper-says_the_same": "on"}
    assert browser.post(f"/partnerships/{pair.pk}/agreement/paper/", said).status_code == 403
    assert not AgreementSignature.objects.exists()
