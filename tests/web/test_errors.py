"""When something goes wrong a reader learns what to do, and nothing about the inside."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from pytest_django import Settings

from alongside.web import errors

SECRET = "table partnerships_note row 7"


@pytest.mark.parametrize(
    "view,status,heading",
    [
        (errors.bad_request, 400, "We could not read that"),
        (errors.permission_denied, 403, "This page is not yours to open"),
        (errors.not_found, 404, "There is nothing here for you"),
    ],
)
def test_a_problem_has_its_page_without_its_cause(view: Any, status: int, heading: str) -> None:
    response = view(RequestFactory().get("/secret-path/"), PermissionDenied(SECRET))
    assert (response.status_code, heading in response.text) == (status, True)
    assert SECRET not in response.text


def test_our_own_failure_needs_no_database_and_tells_nothing() -> None:
    response = errors.server_error(RequestFactory().get("/"))
    assert (response.status_code, "Something broke on our side" in response.text) == (500, True)


def test_an_old_form_is_explained_without_the_reason() -> None:
    response = errors.csrf_failure(RequestFactory().post("/"), reason=SECRET)
    assert (response.status_code, "Please send that again" in response.text, SECRET in response.text) == (
        403,
        True,
        False,
    )


@pytest.mark.django_db
def test_a_form_without_its_key_gets_that_page() -> None:
    response = Client(enforce_csrf_checks=True).post("/look/", {"look": "dark"})
    assert (response.status_code, "Please send that again" in response.text) == (403, True)


@pytest.mark.django_db
def test_a_missing_page_is_the_same_for_every_address(settings: Settings) -> None:
    one, other = (Client().get(path).text for path in ("/no/such/a/", "/no/such/b/"))
    assert _without_key_and_path(one, "/no/such/a/") == _without_key_and_path(other, "/no/such/b/")


def _without_key_and_path(page: str, path: str) -> list[str]:
    return [line for line in page.replace(path, "").splitlines() if "csrfmiddlewaretoken" not in line]
