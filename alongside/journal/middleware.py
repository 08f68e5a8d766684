"""Notes for the journal from where each request comes."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from alongside.journal.origin import Origin, coming_from


class OriginMiddleware:
    """Wraps every request so that what it changes is journalled as coming from the web."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with coming_from(Origin("web", client_address(request))):
            return self.get_response(request)


def client_address(request: HttpRequest) -> str:
    """The browser's address; behind proxies of our own, the one that the outermost of them saw.

    What stands further left in X-Forwarded-For was written by the browser, which may write anything.
    """
    passed_on = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if 0 < proxies <= len(passed_on):
        return passed_on[-proxies].strip()[:45]
    return str(request.META.get("REMOTE_ADDR") or "")[:45]
