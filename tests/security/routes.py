"""Every address there is, as Django's own resolver knows it; a route that nobody declared cannot hide here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from alongside.web.routes import ROUTES, Route

NOUNS = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver: its name, the view that answers, and the nouns in its path."""

    name: str
    view: Any
    nouns: tuple[str, ...]

    @property
    def declared(self) -> Route | None:
        """Its declaration, if there is one."""
        return ROUTES.get(self.name)

    @property
    def is_ours(self) -> bool:
        """Whether our own `route` made it; a library's is declared by its name alone."""
        return hasattr(self.view, "declared_route")


def addresses(resolver: URLResolver | None = None, before: tuple[str, ...] = ()) -> Iterator[Address]:
    """All of them, in the order in which they are asked; `before` are the nouns of the pattern around."""
    for pattern in (resolver or get_resolver()).url_patterns:
        nouns = (*before, *NOUNS.findall(str(pattern.pattern)))
        if isinstance(pattern, URLPattern):
            yield Address(pattern.name or "", pattern.callback, nouns)
        else:
            yield from addresses(pattern, nouns)


def our_addresses() -> list[Address]:
    """Those whose declaration also guards them."""
    return [address for address in addresses() if address.is_ours]


def foreign_addresses() -> list[Address]:
    """Those that a library brought."""
    return [address for address in addresses() if not address.is_ours]
