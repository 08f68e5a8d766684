"""The office's pages about members, as each of the cast."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.notices.models import Mail
from alongside.people.actions import grant_office_role
from alongside.people.importing.mapping import mapping_problems, propose_mapping
from alongside.people.membership_files import read_table
from alongside.people.models import Body, Member
from alongside.people.queries.imports import dry_run
from tests.factories import Cast, make_body, make_member

Browser = Callable[[str], Client]
HOME = "/office/imi/members/"
TODAY = date(2026, 11, 21)


def names(client: Client, query: str = "") -> list[str]:
    return [member.given_name for member in client.get(f"{HOME}{query}").context["page"]]


def fields(page: Any) -> dict[str, Any]:
    return {field.html_name: "" if field.value() is None else field.value() for field in page.context["form"]}


def test_the_list_shows_the_bodys_own_members_only(browser_of: Browser) -> None:
    assert names(browser_of("carol")) == ["Alice", "Bob", "Erin"]


@pytest.mark.parametrize(
    "query, found",
    [
        ("?words=ali", ["Alice"]),
        ("?words=bob example", ["Bob"]),
        ("?words=erin@people", ["Erin"]),
        ("?words=nobody", []),
        ("?status=lapsed", []),
        ("?sort=-name", ["Erin", "Bob", "Alice"]),
        ("?sort=nonsense&page=99", ["Alice", "Bob", "Erin"]),
    ],
)
def test_the_list_is_searched_filtered_and_sorted(browser_of: Browser, query: str, found: list[str]) -> None:
    assert sorted(names(browser_of("carol"), query)) == sorted(found)


def test_an_empty_list_says_how_to_begin(browser_of: Browser, cast: Cast) -> None:
    grant_office_role(make_body("empty"), by=None, account=cast.carol, role="coordinator")
    assert "No members yet" in browser_of("carol").get("/office/empty/members/").content.decode()


def test_the_list_takes_the_same_queries_however_many_it_shows(browser_of: Browser, cast: Cast) -> None:
    body = make_body("small")
    grant_office_role(body, by=None, account=cast.carol, role="coordinator")
    client = browser_of("carol")
    counts = []
    for more in (1, 2):
        for _ in range(more):
            make_member(body)
        with CaptureQueriesContext(connection) as queries:
            client.get("/office/small/members/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_exported_list_is_harmless_and_can_be_imported_again(browser_of: Browser, cast: Cast) -> None:
    make_member(
        cast.body, "zed", family_name="=HYPERLINK(1)", sections=["JASME", "TASME"], line_manager=cast.bob
    )
    carol = browser_of("carol")
    for form in ("csv", "xlsx"):
        answer = carol.get(f"{HOME}?export={form}")
        assert "attachment" in answer.headers["Content-Disposition"]
        table = read_table("list", answer.content)
        assert "'=HYPERLINK(1)" in table.column("Family name")
        Member.objects.filter(given_name="Zed").update(family_name="'=HYPERLINK(1)")
        mapping = propose_mapping(table)
        assert mapping_problems(mapping, table) == []
        plan = dry_run(cast.body, table, mapping, today=TODAY).plan
        assert (len(plan.unchanged), plan.changed, plan.new) == (4, (), ())
        Member.objects.filter(given_name="Zed").update(family_name="=HYPERLINK(1)")


def test_what_is_filtered_is_what_is_exported(browser_of: Browser) -> None:
    answer = browser_of("carol").get(f"{HOME}?export=csv&words=ali")
    assert len(read_table("list", answer.content).rows) == 1


def test_a_member_is_added_and_invited_by_mail(browser_of: Browser, cast: Cast) -> None:
    carol = browser_of("carol")
    sent = fields(carol.get(f"{HOME}add/")) | {"given_name": "Yan", "email": "Yan@Example.org", "invite": "1"}
    page = carol.post(f"{HOME}add/", sent, follow=True)
    assert page.context["member"].email == "yan@example.org"
    mail = Mail.objects.get(kind="invitation")
    assert (mail.address, cast.body.contact_email in mail.text) == ("yan@example.org", True)


def test_a_member_who_is_added_has_the_clock_of_the_body(browser_of: Browser, cast: Cast) -> None:
    Body.objects.filter(pk=cast.body.pk).update(time_zone="America/Toronto")
    carol = browser_of("carol")
    carol.post(
        f"{HOME}add/", fields(carol.get(f"{HOME}add/")) | {"given_name": "Yan", "email": "yan@example.org"}
    )
    assert Member.objects.get(email="yan@example.org").account.time_zone == "America/Toronto"


def test_a_member_is_invited_once_a_day(browser_of: Browser, cast: Cast) -> None:
    carol = browser_of("carol")
    for _ in range(2):
        carol.post(f"{HOME}{cast.alice.pk}/invite/")
    assert Mail.objects.filter(kind="invitation").count() == 1


@pytest.mark.parametrize(
    "change, words",
    [
        ({"email": "a@localhost"}, "Check the part after the @"),
        ({"email": "bob@people.example"}, "Bob Example has this address"),
        ({"given_name": ""}, "Given name"),
        ({"given_name": "x" * 151}, "room for 150"),
        ({"given_name": "A\x1b"}, "unreadable"),
        ({"line_manager": "nobody@example.org"}, "No member has this number"),
        ({"line_manager": "alice@people.example"}, "their own line manager"),
        ({"years_experience": "500"}, "80"),
        ({"since": "0001-01-01"}, "1900"),
    ],
)
def test_a_wrong_record_is_explained_and_what_was_typed_stays(
    browser_of: Browser, cast: Cast, change: dict[str, str], words: str
) -> None:
    carol = browser_of("carol")
    address = f"{HOME}{cast.alice.pk}/edit/"
    sent = fields(carol.get(address)) | {"employer": "St Elsewhere"} | change
    page = carol.post(address, sent)
    text = page.content.decode()
    assert (page.status_code, words in text, "St Elsewhere" in text) == (200, True, True)
    assert Member.objects.get(pk=cast.alice.pk).employer == ""


def test_a_record_is_changed_and_says_so(browser_of: Browser, cast: Cast) -> None:
    carol = browser_of("carol")
    address = f"{HOME}{cast.alice.pk}/edit/"
    sent = fields(carol.get(address)) | {
        "employer": "St Elsewhere",
        "sections": "JASME; TASME",
        "line_manager": cast.bob.email,
        "status": "lapsed",
    }
    page = carol.post(address, sent, follow=True)
    alice = Member.objects.get(pk=cast.alice.pk)
    assert (alice.employer, alice.sections, alice.line_manager, alice.status) == (
        "St Elsewhere",
        ["JASME", "TASME"],
        cast.bob,
        "lapsed",
    )
    assert "status changed, from active to lapsed, by Carol Staff" in page.content.decode()


def test_the_status_alone_is_changed_from_the_members_page(browser_of: Browser, cast: Cast) -> None:
    browser_of("dan").post(f"{HOME}{cast.alice.pk}/status/", {"status": "ended", "email": "evil@example.org"})
    alice = Member.objects.get(pk=cast.alice.pk)
    assert (alice.status, alice.email) == ("ended", "alice@people.example")


PAGES = ["", "add/", "{alice}/", "{alice}/edit/"]
POSTS = ["add/", "{alice}/edit/", "{alice}/status/", "{alice}/invite/"]


@pytest.mark.parametrize("who", ["alice", "bob", "erin", "frank", "grace", "tess", "visitor"])
def test_only_the_office_sees_and_changes_members(browser_of: Browser, cast: Cast, who: str) -> None:
    client, status = browser_of(who), 302 if who == "visitor" else 404
    pages = [HOME + page.format(alice=cast.alice.pk) for page in PAGES]
    posts = [HOME + page.format(alice=cast.alice.pk) for page in POSTS]
    assert {client.get(page).status_code for page in pages} == {status}
    assert {client.post(page, {"status": "ended"}).status_code for page in posts} == {status}
    assert Member.objects.get(pk=cast.alice.pk).status == "active"


@pytest.mark.parametrize("who", ["carol", "dan"])
def test_the_office_sees_every_page_of_its_members(browser_of: Browser, cast: Cast, who: str) -> None:
    pages = [HOME + page.format(alice=cast.alice.pk) for page in PAGES]
    assert {browser_of(who).get(page).status_code for page in pages} == {200}


@pytest.mark.requirement("R100")
def test_staff_of_two_bodies_see_each_apart_and_nothing_of_a_third(browser_of: Browser, cast: Cast) -> None:
    grant_office_role(cast.other_body, by=None, account=cast.carol, role="coordinator")
    third = make_body("third")
    stranger = make_member(third, "stranger")
    carol = browser_of("carol")
    assert names(carol) == ["Alice", "Bob", "Erin"]
    assert [row.given_name for row in carol.get("/office/other/members/").context["page"]] == ["Frank"]
    assert carol.get("/office/third/members/").status_code == 404
    for body in ("imi", "other", "third"):
        assert carol.get(f"/office/{body}/members/{stranger.pk}/").status_code == 404
    assert carol.get(f"{HOME}{cast.frank.pk}/").status_code == 404


def test_a_member_of_another_body_is_not_reached_through_ones_own(browser_of: Browser, cast: Cast) -> None:
    assert browser_of("carol").get(f"{HOME}{cast.frank.pk}/").status_code == 404
    assert browser_of("carol").get(f"/office/other/members/{cast.frank.pk}/").status_code == 404
