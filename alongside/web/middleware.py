"""Headers that keep pages private, and plain pages for answers that have no words of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

GetResponse = Callable[[HttpRequest], HttpResponseBase]

POLICY: Final = "; ".join(
    [
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
PERMISSIONS: Final = ", ".join(
    f"{feature}=()"
    for feature in ("accelerometer", "camera", "geolocation", "gyroscope", "microphone", "payment", "usb")
)
_PLAIN_PAGES: Final = {405: "405.html", 413: "413.html", 429: "429.html"}


class HeadersMiddleware:
    """Strict content policy on every answer; nothing of a signed-in reader stays in a cache."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the next link of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the headers an answer does not already carry."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Referrer-Policy", "same-origin")
        if _has_session(request, response):
            response.headers["Cache-Control"] = "no-store, private"
        return response


class PlainPagesMiddleware:
    """Gives 405, 413 and 429 a page in plain words where the view sent none."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the next link of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Replace an empty answer by its page, keeping its headers."""
        response = self.get_response(request)
        template = _PLAIN_PAGES.get(response.status_code)
        if template is None or response.streaming or _has_words(response):
            return response
        if not request.accepts("text/html"):
            return response
        page = render(request, template, status=response.status_code)
        for name in ("Allow", "Retry-After"):
            if name in response.headers:
                page.headers[name] = response.headers[name]
        return page


def _has_words(response: HttpResponseBase) -> bool:
    return isinstance(response, HttpResponse) and bool(response.content)


def _has_session(request: HttpRequest, response: HttpResponseBase) -> bool:
    # Asking the cookie and not request.user keeps pages that need no account free of queries.
    name = settings.SESSION_COOKIE_NAME
    return name in request.COOKIES or name in response.cookies
