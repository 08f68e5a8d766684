"""The pulse of the house, and light or dark."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_pulse_is_ok_while_the_database_answers() -> None:
    response = Client().get("/health")
    assert (response.status_code, response.text, response.headers["Cache-Control"]) == (200, "ok", "no-store")


def test_the_pulse_says_no_more_than_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise DatabaseError("password of the database")

    monkeypatch.setattr(connection, "cursor", fail)
    response = Client().get("/health")
    assert (response.status_code, response.text) == (503, "not ready")


@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_chosen_look_is_in_the_page_without_a_script(look: str) -> None:
    client = Client()
    response = client.post("/look/", {"look": look, "next": "/styleguide/?page=2"})
    assert (response.status_code, response.headers["Location"]) == (302, "/styleguide/?page=2")
    assert f'data-look="{look}"' in client.get("/no/such/page/").text


def test_an_unknown_look_counts_as_the_devices() -> None:
    client = Client()
    client.post("/look/", {"look": "pink"})
    assert client.cookies["look"].value == "auto"
    client.cookies["look"] = '"><script>'
    assert "data-look" not in client.get("/no/such/page/").text


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example/", "https:evil.example", "javascript:alert(1)", "/\\evil"]
)
def test_choosing_a_look_leads_nowhere_else(elsewhere: str) -> None:
    assert Client().post("/look/", {"look": "dark", "next": elsewhere}).headers["Location"] == "/"


@pytest.mark.parametrize("odd", ["a b", "no-such-page", "\N{GRINNING FACE}" * 400])
def test_choosing_a_look_survives_an_odd_way_back(odd: str) -> None:
    assert Client().post("/look/", {"look": "dark", "next": odd}).status_code == 302


def test_a_look_is_not_chosen_by_a_link() -> None:
    response = Client().get("/look/?look=dark")
    assert (response.status_code, "That cannot be done here" in response.text) == (405, True)
