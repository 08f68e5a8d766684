"""Notes for the journal from where each request comes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from alongside.journal.origin import Origin, coming_from


class OriginMiddleware:
    """Wraps every request so that what it changes is journalled as coming from the web."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with coming_from(Origin("web", str(request.META.get("REMOTE_ADDR") or ""))):
            return self.get_response(request)
