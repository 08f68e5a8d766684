"""Documents attached to activities: what is taken, who opens them, and how they go out with a profile."""

import base64
import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader, PdfWriter

from alongside.cpd.actions import send_profile
from alongside.cpd.actions.documents import MOST_DOCUMENTS, attach_document, remove_document
from alongside.cpd.models import Document, Profile, Record
from alongside.cpd.writing import ProfileText
from alongside.domain.documents import (
    MOST_BYTES,
    PDF,
    DocumentRefused,
    kind_of,
    plain_name,
)
from alongside.typesetting.binding import MOST_PAGES
from alongside.vault.notes import NotAReader, open_notes
from tests.cpd.worlds import SECRET, make_profile, make_record, write_profile
from tests.factories import Cast

Browser = Callable[[str], Client]
TODAY = timezone.localdate()
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
JPEG = b"\xff\xd8\xff\xe0 not looked at any further"


def a_pdf(pages: int = 1, *, password: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(300, 400)
    if password:
        writer.encrypt(password, algorithm="AES-256")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def send(client: Client, record: Record, data: bytes, name: str = "Certificate.pdf") -> str:
    url = reverse("cpd-documents", args=[record.pk])
    answer = client.post(url, {"file": SimpleUploadedFile(name, data)}, follow=True)
    return answer.content.decode()


def with_documents(cast: Cast, *documents: tuple[str, bytes]) -> Profile:
    """A profile of two activities; the second has the documents."""
    account = cast.alice.account
    make_record(account, on=TODAY - timedelta(days=9), title="The first")
    second = make_record(account, on=TODAY - timedelta(days=1), title="A course")
    for name, data in documents:
        attach_document(second, by=account, name=name, data=data)
    profile = make_profile(cast.alice, on=TODAY - timedelta(days=400), until=TODAY)
    write_profile(profile, ProfileText(summary="I work."))
    return Profile.objects.get(pk=profile.pk)


def opened_zip(client: Client, profile: Profile) -> zipfile.ZipFile:
    answer = client.get(reverse("cpd-profile-zip", args=[profile.pk]))
    assert answer.headers["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(answer.content))


def binder(client: Client, profile: Profile) -> list[str]:
    answer = client.get(reverse("cpd-profile-binder", args=[profile.pk]))
    assert answer.headers["Content-Type"] == "application/pdf"
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(answer.content)).pages]


@pytest.mark.parametrize("data,ending", [(b"%PDF-1.7", "pdf"), (DOT, "png"), (JPEG, "jpg")])
def test_a_kind_is_told_from_the_bytes(data: bytes, ending: str) -> None:
    assert kind_of(data).ending == ending


@pytest.mark.parametrize(
    "data,words",
    [
        (b"", "empty"),
        (b"MZ\x90 a program called course.pdf", "Choose a PDF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "Choose a PDF"),
        (b"%PDF-" + b"x" * MOST_BYTES, "larger than 5 MB"),
    ],
)
def test_what_we_do_not_take_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(DocumentRefused, match=words):
        kind_of(data)


@pytest.mark.parametrize(
    "name,plain",
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\me\\Course 1.docx", "Course 1.pdf"),
        ("tŷ.PDF", "tŷ.pdf"),
        ("\u202efdp.exe", "fdp.pdf"),
        ("...", "document.pdf"),
        ("a" * 200 + ".pdf", "a" * 80 + ".pdf"),
    ],
)
def test_a_name_loses_what_misleads(name: str, plain: str) -> None:
    assert plain_name(name, PDF) == plain


@pytest.mark.django_db
@pytest.mark.requirement("R273")
def test_a_document_is_attached_taken_off_and_put_back(cast: Cast, browser_of: Browser) -> None:
    alice, record = browser_of("alice"), make_record(cast.alice.account)
    assert "Certificate.pdf" in send(alice, record, a_pdf())
    document = Document.objects.get()
    answer = alice.get(reverse("cpd-document", args=[document.pk]))
    assert answer.content == a_pdf() or answer.content.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="document.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    page = alice.post(reverse("cpd-document-remove", args=[document.pk]), follow=True).content.decode()
    assert "Nothing is attached" in page
    page = alice.post(reverse("cpd-document-restore", args=[document.pk]), follow=True).content.decode()
    assert "Certificate.pdf" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "data,words",
    [(b"MZ\x90", "Choose a PDF"), (b"", "This file is empty"), (b"%PDF-" + b"x" * MOST_BYTES, "5 MB")],
)
def test_a_wrong_file_is_refused_on_the_page(
    cast: Cast, browser_of: Browser, data: bytes, words: str
) -> None:
    assert words in send(browser_of("alice"), make_record(cast.alice.account), data)
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_an_activity_takes_no_more_than_ten(cast: Cast, browser_of: Browser) -> None:
    record = make_record(cast.alice.account)
    for _ in range(MOST_DOCUMENTS):
        attach_document(record, by=cast.alice.account, name="a.pdf", data=b"%PDF-")
    assert "has 10 documents already" in send(browser_of("alice"), record, b"%PDF-")
    assert Document.objects.count() == MOST_DOCUMENTS


@pytest.mark.django_db
def test_bytes_and_name_are_sealed_for_their_owner_alone(cast: Cast, browser_of: Browser) -> None:
    record = make_record(cast.alice.account)
    made = attach_document(
        record, by=cast.alice.account, name=f"{SECRET}.pdf", data=b"%PDF-" + SECRET.encode()
    )
    assert SECRET.encode() not in bytes(made.content.blob)
    with pytest.raises(NotAReader):
        open_notes([made.content], by=cast.bob.account, role="author")
    for name, path in (("cpd-document", made.pk), ("cpd-documents", record.pk)):
        assert browser_of("bob").get(reverse(name, args=[path])).status_code == 404


@pytest.mark.django_db
def test_the_zip_holds_the_profile_and_every_document_by_its_activity(
    cast: Cast, browser_of: Browser
) -> None:
    profile = with_documents(cast, ("Certificate.pdf", a_pdf()), ("Slide.png", DOT))
    with opened_zip(browser_of("alice"), profile) as archive:
        names = archive.namelist()
        assert names == [
            "audit-profile.pdf",
            "audit-profile.json",
            "activities.csv",
            "documents/002-01-Certificate.pdf",
            "documents/002-02-Slide.png",
        ]
        assert json.loads(archive.read("audit-profile.json"))["activities"][1]["title"] == "A course"
        listed = archive.read("activities.csv").decode("utf-8-sig")
        assert "A course" in listed
        assert SECRET not in listed  # what one learned goes out only where it is told in full
        assert archive.read("documents/002-02-Slide.png") == DOT


@pytest.mark.django_db
def test_what_was_left_out_of_the_profile_leaves_its_documents_behind(
    cast: Cast, browser_of: Browser
) -> None:
    profile = with_documents(cast, ("Certificate.pdf", a_pdf()))
    profile.left_out.set(Record.objects.filter(title="A course"))
    with opened_zip(browser_of("alice"), profile) as archive:
        assert not [name for name in archive.namelist() if name.startswith("documents/")]


@pytest.mark.django_db
def test_the_binder_has_index_documents_and_page_numbers(cast: Cast, browser_of: Browser) -> None:
    profile = with_documents(cast, ("Certificate.pdf", a_pdf(2)), ("Slide.png", DOT))
    pages = binder(browser_of("alice"), profile)
    index = next(place for place, page in enumerate(pages) if page.startswith("Documents No."))
    assert f"Certificate.pdf Activity 2, A course {index + 2}" in pages[index]
    assert f"Slide.png Activity 2, A course {index + 5}" in pages[index]
    assert pages[index + 1].startswith("Document 1 Certificate.pdf")
    assert "2 pages follow" in pages[index + 1]
    assert pages[index + 2] == f"Page {index + 3}"
    assert pages[index + 4].startswith("Document 2 Slide.png")
    assert len(pages) == index + 5


@pytest.mark.django_db
@pytest.mark.parametrize(
    "data",
    [a_pdf(password="locked"), b"%PDF-1.4 cut short", a_pdf(MOST_PAGES + 1)],
    ids=["locked", "cut", "long"],
)
def test_a_pdf_that_cannot_be_put_in_is_named_and_the_binder_is_made(
    cast: Cast, browser_of: Browser, data: bytes
) -> None:
    pages = binder(browser_of("alice"), with_documents(cast, ("Odd.pdf", data)))
    assert "could not be put into the binder" in pages[-1]


@pytest.mark.django_db
def test_without_documents_the_binder_is_the_profile(cast: Cast, browser_of: Browser) -> None:
    pages = binder(browser_of("alice"), with_documents(cast))
    assert not [page for page in pages if page.startswith("Documents No.")]


@pytest.mark.django_db
def test_once_sent_documents_stay_as_they_were(cast: Cast, browser_of: Browser) -> None:
    profile = with_documents(cast, ("Certificate.pdf", a_pdf()))
    document = Document.objects.get()
    send_profile(profile, by=cast.alice.account, today=TODAY)
    alice = browser_of("alice")
    assert "stay as they were" in send(alice, document.record, b"%PDF-")
    assert (
        "stay as they were"
        in alice.post(reverse("cpd-document-remove", args=[document.pk]), follow=True).content.decode()
    )
    with pytest.raises(DocumentRefused):
        remove_document(document, by=cast.alice.account)
    assert Document.objects.standing().count() == 1


@pytest.mark.django_db
def test_a_picture_on_paper_is_in_the_binder(cast: Cast, browser_of: Browser) -> None:
    profile = with_documents(cast, ("Slide.png", DOT))
    answer = browser_of("alice").get(reverse("cpd-profile-binder", args=[profile.pk]))
    last = PdfReader(io.BytesIO(answer.content)).pages[-1]
    assert len(last.images) == 1


@pytest.mark.django_db
def test_documents_of_many_activities_are_opened_in_as_few_queries(cast: Cast, browser_of: Browser) -> None:
    alice, profile = browser_of("alice"), with_documents(cast, ("First.pdf", b"%PDF-"))
    opened_zip(alice, profile)
    with CaptureQueriesContext(connection) as few:
        opened_zip(alice, profile)
    for number in range(6):
        record = make_record(cast.alice.account, title=f"Course {number}")
        attach_document(record, by=cast.alice.account, name="a.pdf", data=b"%PDF-")
    with CaptureQueriesContext(connection) as many:
        assert len(opened_zip(alice, profile).namelist()) == 10
    assert len(many) == len(few)
