"""The navigation shows each reader their own way, and where they are."""

import pytest
from django.test import RequestFactory

from alongside.web import navigation
from alongside.web.navigation import NavItem, links_for, register


@pytest.fixture(autouse=True)
def own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_registry", navigation.Registry())
    register(
        NavItem("Problems", "styleguide_problems", order=20, shown_to=lambda request: True),
        NavItem("Guide", "styleguide", order=10, shown_to=lambda request: True, count=lambda request: 3),
        NavItem("Hidden", "health", order=5, shown_to=lambda request: False),
    )


def labels_at(path: str) -> list[tuple[str, str]]:
    return [(link.label, link.current) for link in links_for(RequestFactory().get(path))]


def test_entries_stand_in_their_order_and_only_for_whom_they_are() -> None:
    assert labels_at("/elsewhere/") == [("Guide", ""), ("Problems", "")]


def test_the_page_itself_is_marked_as_such() -> None:
    assert labels_at("/styleguide/") == [("Guide", "page"), ("Problems", "")]


def test_a_page_below_an_entry_marks_the_nearest_one_only() -> None:
    assert labels_at("/styleguide/problems/one/") == [("Guide", ""), ("Problems", "true")]


def test_an_entry_counts_what_waits() -> None:
    assert [link.count for link in links_for(RequestFactory().get("/"))] == [3, 0]


def test_declaring_an_entry_twice_changes_nothing() -> None:
    register(NavItem("Guide", "styleguide", order=10, shown_to=lambda request: True))
    assert labels_at("/elsewhere/") == [("Guide", ""), ("Problems", "")]


def test_nobody_is_signed_in_before_there_is_an_account() -> None:
    assert navigation.signed_in(RequestFactory().get("/")) is False


def test_the_header_asks_whoever_knows_for_the_bodys_name() -> None:
    navigation.name_body_with(lambda request: "Institute")
    assert navigation.body_name(RequestFactory().get("/")) == "Institute"
