"""Every route says who may use it and how; the permission matrix and its page are made from these declarations."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.urls import URLPattern, path

from alongside.web.signed_out import gives_words_back, words_given_back

View = Callable[..., HttpResponseBase]

VISITOR = "visitor"
"""Anybody, signed in or not."""
ACCOUNT = "account"
"""Whoever is signed in; shows them only what is theirs."""
MEMBER = "member"
"""A member of the body in question."""
APPLICANT = "applicant"
"""The member whose application it is."""
PARTNER = "partner"
"""One of the two partners of the partnership in question."""
AUTHOR = "author"
"""The one person who wrote or owns the thing."""
SHARED_WITH = "shared with"
"""The partner of the author, for what the author shares."""
COORDINATOR = "coordinator"
DIRECTOR = "director"
TRAINER = "trainer"
AUDITOR = "auditor"

OFFICE = (COORDINATOR, DIRECTOR)
"""Office roles that run a scheme."""


@dataclass(frozen=True)
class Route:
    """A declared route: its name, its pattern, who may use it and by which methods."""

    name: str
    pattern: str
    who: frozenset[str]
    methods: tuple[str, ...]
    note: str


ROUTES: dict[str, Route] = {}


def route(
    pattern: str,
    view: View,
    *,
    name: str,
    who: str | Iterable[str],
    methods: Iterable[str] = ("GET",),
    note: str = "",
) -> URLPattern:
    """A path that is declared: refuses other methods, and asks a visitor to sign in unless the route is for visitors.

    Who may see which thing is asked again by the fetch in the view (`visible_to`); what this adds is the declaration.
    """
    declared = Route(name, pattern, frozenset([who] if isinstance(who, str) else who), tuple(methods), note)
    ROUTES[name] = declared

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if VISITOR not in declared.who and not request.user.is_authenticated:
            if gives_words_back(request):
                return words_given_back(request)
            return redirect_to_login(request.get_full_path())
        if request.method not in declared.methods and not (
            request.method == "HEAD" and "GET" in declared.methods
        ):
            return HttpResponseNotAllowed(declared.methods)
        return view(request, *args, **kwargs)

    guarded.declared_route = declared  # type: ignore[attr-defined]
    return path(pattern, guarded, name=name)


def declare_foreign(name: str, *, who: str | Iterable[str], note: str = "") -> None:
    """Declare a route that a library brings with it."""
    ROUTES[name] = Route(name, "", frozenset([who] if isinstance(who, str) else who), ("GET", "POST"), note)


class DeclaredRoutesMiddleware:
    """Answers no route that nobody declared: a page that was forgotten in the matrix does not exist."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Called by Django once it knows which view would answer; a library's view knows more methods than it needs."""
        match = request.resolver_match
        declared = ROUTES.get((match.url_name or "") if match else "")
        if declared is None:
            raise Http404
        if not hasattr(view, "declared_route") and request.method not in (*declared.methods, "HEAD"):
            return HttpResponseNotAllowed(declared.methods)
        return None
