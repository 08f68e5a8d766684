"""The pages of an import, as each of the cast."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from alongside.notices.working import run_jobs
from alongside.people.actions.imports import begin_import
from alongside.people.models import Import, Member
from alongside.people.views import imports as views
from alongside.spreadsheets.writing import harmless
from tests.factories import Cast
from tests.people.importing.workbooks import workbook
from tests.shared_data import shared_file

Browser = Callable[[str], Client]
HOME = "/office/imi/imports/"
LIST = "First name,Last name,Email,Joined,Colour\nZoë,Ng,zoe@example.org,31/12/2019,red\n"


def send(client: Client, data: str | bytes, name: str = "list.csv") -> str:
    """Uploads and returns the address of the next page; empty where the file is refused."""
    content = data.encode() if isinstance(data, str) else data
    answer = client.post(HOME, {"file": SimpleUploadedFile(name, content)})
    return str(answer.headers.get("Location", ""))


def test_a_list_goes_from_upload_to_members_in_three_clicks(browser_of: Browser) -> None:
    carol = browser_of("carol")
    columns = send(carol, LIST)
    page = carol.get(columns)
    fields = {field.html_name: field.value() or "" for field in page.context["form"]}
    checked = carol.post(columns, fields)
    shown = carol.get(checked.headers["Location"])
    assert "Ready to import" in shown.content.decode()
    assert shown.context["found"]["ignored"] == ["Colour"]
    applied = carol.post(f"{checked.headers['Location']}apply/", follow=True)
    assert "This list is imported" in applied.content.decode()
    assert Member.objects.get(email="zoe@example.org").name == "Zoë Ng"


def test_the_second_list_with_these_headings_is_not_asked_again(browser_of: Browser) -> None:
    carol = browser_of("carol")
    columns = send(carol, LIST)
    fields = {field.html_name: field.value() or "" for field in carol.get(columns).context["form"]}
    carol.post(columns, fields)
    assert not send(carol, LIST.replace("Zoë", "Zoey")).endswith("columns/")


def test_the_order_of_dates_and_the_words_of_status_are_asked(browser_of: Browser, cast: Cast) -> None:
    carol = browser_of("carol")
    columns = send(carol, "Name,Email,Joined,Status\nAnn Bee,ann@example.org,03/04/2019,Friend\n")
    form = carol.get(columns).context["form"]
    fields = {field.html_name: field.value() or "" for field in form}
    assert {"order_2", "word_0"} <= set(fields)
    unsettled = carol.post(columns, fields)
    assert len(unsettled.context["form"].errors) == 2
    settled = carol.post(columns, {**fields, "order_2": "m/d/y", "word_0": "pending"}).headers["Location"]
    carol.post(f"{settled}apply/")
    ann = Member.objects.get(email="ann@example.org")
    assert (str(ann.since), ann.status) == ("2019-03-04", "pending")


def test_every_row_error_is_shown_and_can_be_taken_along(browser_of: Browser) -> None:
    carol = browser_of("carol")
    columns = send(carol, "Name,Email\n,ann@localhost\nBob,=bob@example\n")
    fields = {field.html_name: field.value() or "" for field in carol.get(columns).context["form"]}
    address = carol.post(columns, fields).headers["Location"]
    page = carol.get(address)
    assert "Not ready to import yet" in page.content.decode()
    assert page.context["found"]["error_count"] == 3
    taken = carol.get(f"{address}?export=csv").content.decode("utf-8-sig").splitlines()
    assert taken[0] == "Row,Column,What to correct"
    assert len(taken) == 4
    carol.post(f"{address}apply/")
    assert Import.objects.get().state == "uploaded"


@pytest.mark.parametrize(
    "name, data, words",
    [
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xx", "old Excel file"),
        ("empty.csv", b"", "empty"),
        ("page.csv", b"<html></html>", "web page"),
        ("heads.xlsx", workbook([["Name", "Email"]]), "no rows"),
    ],
)
def test_a_refused_file_is_explained_beside_the_field(
    browser_of: Browser, name: str, data: bytes, words: str
) -> None:
    page = browser_of("carol").post(HOME, {"file": SimpleUploadedFile(name, data)})
    assert (page.status_code, Import.objects.count()) == (200, 0)
    assert words in page.content.decode()


def test_an_upload_is_stopped_at_its_cap_and_explained(browser_of: Browser) -> None:
    file = SimpleUploadedFile("list.csv", b"a,b\n" * (6 * 1024 * 1024))
    page = browser_of("carol").post(HOME, {"file": file})
    assert (page.status_code, Import.objects.count()) == (200, 0)
    assert "larger than 20 MB" in page.content.decode()


def test_an_upload_without_its_token_is_refused(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.carol)
    file = SimpleUploadedFile("list.csv", LIST.encode())
    assert (client.post(HOME, {"file": file}).status_code, Import.objects.count()) == (403, 0)


def test_a_name_that_looks_like_markup_stays_text(browser_of: Browser) -> None:
    carol = browser_of("carol")
    columns = send(carol, "Name,Email\n<script>alert(1)</script>,ann@example.org\n")
    page = carol.get(columns)
    fields = {field.html_name: field.value() or "" for field in page.context["form"]}
    shown = carol.get(carol.post(columns, fields).headers["Location"])
    assert "<script>alert" not in page.content.decode() + shown.content.decode()


def test_a_long_list_is_given_to_the_worker_once(
    browser_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "LARGE", 0)
    carol = browser_of("carol")
    columns = send(carol, LIST)
    fields = {field.html_name: field.value() or "" for field in carol.get(columns).context["form"]}
    address = carol.post(columns, fields).headers["Location"]
    carol.post(f"{address}apply/")
    carol.post(f"{address}apply/")
    assert "is being imported" in carol.get(address).content.decode()
    assert run_jobs() == 1
    assert "This list is imported" in carol.get(address).content.decode()


@pytest.mark.parametrize("role", ["mentors", "mentees"])
def test_the_real_sign_up_lists_are_recognised(browser_of: Browser, role: str) -> None:
    carol = browser_of("carol")
    data = shared_file(f"civil-service-sample/sample_data_large_{role}.csv").read_bytes()
    columns = send(carol, data)
    fields = {field.html_name: field.value() or "" for field in carol.get(columns).context["form"]}
    address = carol.post(columns, fields).headers["Location"]
    found = carol.get(address).context["found"]
    assert (found["new"], found["error_count"], found["role"]) == (500, 0, role[:-1])
    carol.post(f"{address}apply/")
    assert Member.objects.filter(body__slug="imi").count() == 503


def test_a_discarded_file_changes_nobody(browser_of: Browser) -> None:
    carol = browser_of("carol")
    before = Member.objects.count()
    send(carol, LIST)
    started = Import.objects.get()
    carol.post(f"{HOME}{started.pk}/discard/")
    page = carol.get(f"{HOME}{started.pk}/")
    assert "No member was changed" in page.content.decode()
    assert Member.objects.count() == before


@pytest.mark.parametrize(
    "who, status",
    [
        ("alice", 404),
        ("bob", 404),
        ("erin", 404),
        ("frank", 404),
        ("grace", 404),
        ("tess", 404),
        ("visitor", 302),
    ],
)
def test_only_the_office_sees_imports(browser_of: Browser, cast: Cast, who: str, status: int) -> None:
    started = begin_import(cast.body, by=cast.carol, file_name="list.csv", data=LIST.encode())
    client = browser_of(who)
    for address in (HOME, f"{HOME}{started.pk}/", f"{HOME}{started.pk}/columns/"):
        assert client.get(address).status_code == status
    for address in (HOME, f"{HOME}{started.pk}/apply/", f"{HOME}{started.pk}/discard/"):
        assert client.post(address).status_code == status
    assert Import.objects.get().state == "uploaded"


def test_another_of_the_office_sees_that_it_waits_and_not_the_file(browser_of: Browser, cast: Cast) -> None:
    started = begin_import(cast.body, by=cast.carol, file_name="list.csv", data=LIST.encode())
    dan = browser_of("dan")
    assert "Only they can continue" in dan.get(f"{HOME}{started.pk}/").content.decode()
    assert dan.get(f"{HOME}{started.pk}/columns/").status_code == 404
    assert dan.post(f"{HOME}{started.pk}/apply/").status_code == 404


def test_an_import_is_not_reached_through_another_body(browser_of: Browser, cast: Cast) -> None:
    started = begin_import(cast.body, by=cast.carol, file_name="list.csv", data=LIST.encode())
    assert browser_of("carol").get(f"/office/other/imports/{started.pk}/").status_code == 404


def test_an_error_that_would_be_a_formula_leaves_as_text() -> None:
    assert harmless("=bob") == "'=bob"
