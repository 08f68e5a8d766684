"""What stands in the navigation, declared by each app when it starts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.http import HttpRequest
from django.urls import reverse

Answer = TypeVar("Answer")


def signed_in(request: HttpRequest) -> bool:
    """Whether somebody is signed in; the everyday answer to `shown_to`."""
    account = getattr(request, "user", None)
    return account is not None and account.is_authenticated


def asked_once(request: HttpRequest, name: str, ask: Callable[[], Answer]) -> Answer:
    """What `ask` says, asked once for each request: an entry that is shown asks again for its address."""
    answers: dict[str, Any] = request.__dict__.setdefault("asked_once", {})
    if name not in answers:
        answers[name] = ask()
    found: Answer = answers[name]
    return found


@dataclass(frozen=True)
class NavItem:
    """One entry; `shown_to` and `count` are asked on every page, so they must be cheap."""

    label: str
    route: str
    order: int
    shown_to: Callable[[HttpRequest], bool] = signed_in
    arguments: Callable[[HttpRequest], Mapping[str, str]] | None = None
    count: Callable[[HttpRequest], int] | None = None

    def address(self, request: HttpRequest) -> str:
        """The path this entry leads to for this request."""
        return reverse(self.route, kwargs=dict(self.arguments(request)) if self.arguments else None)


@dataclass(frozen=True)
class NavLink:
    """An entry as the page draws it; `current` is the value of aria-current, or empty."""

    label: str
    url: str
    current: str
    count: int


@dataclass
class Registry:
    """What the apps have declared; there is one, and a test may put another in its place."""

    items: dict[str, NavItem] = field(default_factory=dict)
    body_name: Callable[[HttpRequest], str] = lambda request: ""


_registry = Registry()


def register(*items: NavItem) -> None:
    """Add entries; called from `AppConfig.ready`, twice does no harm."""
    for item in items:
        _registry.items[item.route] = item


def name_body_with(function: Callable[[HttpRequest], str]) -> None:
    """Say how the header learns the name of the body whose pages are being read."""
    _registry.body_name = function


def body_name(request: HttpRequest) -> str:
    """The body's name for the header, or nothing where no body is in sight."""
    return _registry.body_name(request)


def links_for(request: HttpRequest) -> list[NavLink]:
    """The entries this reader sees, in order, the nearest one marked as current."""
    items = sorted(_registry.items.values(), key=lambda item: item.order)
    shown = [(item, item.address(request)) for item in items if item.shown_to(request)]
    nearest = max((url for _, url in shown if _leads_to(url, request.path)), key=len, default="")
    return [
        NavLink(
            item.label,
            url,
            current=("page" if url == request.path else "true") if url == nearest else "",
            count=item.count(request) if item.count else 0,
        )
        for item, url in shown
    ]


def _leads_to(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
