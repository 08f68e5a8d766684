"""Shows every time in the zone of the person who looks."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from alongside.people.models import Account


class TimeZoneMiddleware:
    """Activates the account's time zone for the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if isinstance(request.user, Account):
            with timezone.override(request.user.zone):
                return self.get_response(request)
        return self.get_response(request)
