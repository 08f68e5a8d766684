"""Every answer carries the headers that keep it private."""

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from alongside.web.middleware import HeadersMiddleware, PlainPagesMiddleware


def answered(response: HttpResponseBase, **cookies: str) -> HttpResponseBase:
    request = RequestFactory().get("/")
    request.COOKIES.update(cookies)
    return HeadersMiddleware(lambda _: response)(request)


def test_the_content_policy_lets_nothing_in_from_outside() -> None:
    policy = answered(HttpResponse()).headers["Content-Security-Policy"].split("; ")
    assert policy == [
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]


def test_a_page_of_a_session_stays_in_no_cache() -> None:
    response = answered(HttpResponse(), **{settings.SESSION_COOKIE_NAME: "s"})
    assert response.headers["Cache-Control"] == "no-store, private"


def test_an_answer_that_begins_a_session_stays_in_no_cache() -> None:
    response = HttpResponse()
    response.set_cookie(settings.SESSION_COOKIE_NAME, "s")
    assert answered(response).headers["Cache-Control"] == "no-store, private"


def test_a_page_without_a_session_says_nothing_about_caches() -> None:
    assert "Cache-Control" not in answered(HttpResponse()).headers


def test_a_view_may_set_a_stricter_referrer_policy() -> None:
    response = HttpResponse(headers={"Referrer-Policy": "no-referrer"})
    assert answered(response).headers["Referrer-Policy"] == "no-referrer"


def plain(response: HttpResponseBase, accept: str = "text/html") -> HttpResponseBase:
    request: HttpRequest = RequestFactory().get("/", headers={"accept": accept})
    return PlainPagesMiddleware(lambda _: response)(request)


@pytest.mark.parametrize(
    "status,words", [(405, "cannot be done here"), (413, "too large"), (429, "wait a little")]
)
def test_an_empty_answer_gets_its_page(status: int, words: str) -> None:
    response = plain(HttpResponse(status=status, headers={"Retry-After": "300"}))
    assert isinstance(response, HttpResponse)
    assert (response.status_code, words in response.text, response.headers["Retry-After"]) == (
        status,
        True,
        "300",
    )


def test_an_answer_with_words_keeps_them() -> None:
    response = plain(HttpResponse("mine", status=413))
    assert isinstance(response, HttpResponse)
    assert response.text == "mine"


@pytest.mark.parametrize("response", [HttpResponse(status=429), StreamingHttpResponse(status=429)])
def test_a_machine_gets_no_page(response: HttpResponseBase) -> None:
    assert plain(response, accept="application/json") is response


@pytest.mark.django_db
def test_the_headers_are_on_a_page_that_does_not_exist() -> None:
    response = Client().get("/no/such/page/")
    assert response.headers["Content-Security-Policy"].startswith("default-src 'self'")
