"""Keeps the demonstration's own pages on this machine."""

import ipaddress
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

HOSTS = ("127.0.0.1", "localhost", "::1")


def from_this_machine(request: HttpRequest) -> bool:
    """Whether the browser itself is here: its address, the name it asked for, and nobody passing on in between."""
    passed_on = any(
        name.startswith(("HTTP_X_FORWARDED", "HTTP_X_REAL", "HTTP_FORWARDED", "HTTP_VIA"))
        for name in request.META
    )
    try:
        near = ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        near = False
    return near and not passed_on and urlsplit(f"//{request.get_host()}").hostname in HOSTS


def only_here(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the demonstration: elsewhere, or outside demo mode, it does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO or not from_this_machine(request):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
