"""Writes the page that says who may use which address, from the declarations that also guard them."""

from collections.abc import Iterable, Iterator

from django.urls import URLPattern

from alongside.demo.urls import urlpatterns as demo_patterns
from alongside.web.routes import ROUTES, Route
from alongside.web.sign_in_routes import CLOSED
from tests.security.routes import Address, foreign_addresses, our_addresses

WORDS = {
    "visitor": "anybody, signed in or not",
    "account": "whoever is signed in; the page shows only what is theirs",
    "member": "a member of the body in question, or of any body where none is",
    "applicant": "the member whose application it is",
    "partner": "one of the two of the partnership or proposal in question",
    "author": "the one person who wrote or owns the thing",
    "shared with": "the partner of the author, for what the author shares",
    "coordinator": "a coordinator of the body in question",
    "director": "a director of the body in question",
    "trainer": "a trainer of the body in question",
    "auditor": "an auditor of the body in question",
}
INTRODUCTION = """\
# Who may use which address

Every address of Alongside, who gets in and by which methods. `make docs` writes this page from the declarations that
guard the addresses themselves; an address that is not declared answers nobody.

A visitor is asked to sign in. Everybody else whom a row does not name gets the page for what does not exist, whether
the thing is missing or somebody else's, and 405 for a method that it does not name. HEAD goes wherever GET goes. A test
tries every row as everyone, over things of their own body, of another body and of both mixed, and another takes each
check out of the program in turn and sees that the first one notices.

| Word | Means |
|---|---|
"""
SECTIONS = {
    "web": "The house itself",
    "notices": "Mail",
    "people": "Signing in, members and the office",
    "schemes": "Schemes",
    "enrolment": "Applications",
    "partnerships": "Partnerships",
    "matching": "Matching",
    "cpd": "CPD",
    "certificates": "Certificates and letters",
    "reports": "Home pages",
    "demo": "The demonstration",
}


def permissions_page() -> str:
    """The whole page."""
    parts = [INTRODUCTION + "\n".join(f"| {word} | {meaning} |" for word, meaning in WORDS.items()) + "\n"]
    ours = [*our_addresses(), *_demo_addresses()]
    for app in dict.fromkeys(map(_app_of, ours)):
        rows = (_row(one.view.declared_route) for one in ours if _app_of(one) == app)
        parts.append(_table(SECTIONS.get(app, app.capitalize()), rows))
    library = (one for one in foreign_addresses() if one.name not in CLOSED)
    parts.append(_table("The sign-in library's pages", map(_library_row, library)))
    return "\n".join(parts)


def _demo_addresses() -> Iterator[Address]:
    for pattern in demo_patterns:
        if isinstance(pattern, URLPattern):
            yield Address(pattern.name or "", pattern.callback, ())


def _app_of(address: Address) -> str:
    return str(address.view.__wrapped__.__module__).split(".")[1]


def _table(title: str, rows: Iterable[str]) -> str:
    head = "| Address | Methods | Who gets in | Note |\n|---|---|---|---|\n"
    return f"## {title}\n\n{head}" + "\n".join(rows) + "\n"


def _row(declared: Route) -> str:
    return f"| `/{declared.pattern}` | {_facts(declared)} |"


def _library_row(address: Address) -> str:
    return f"| {address.name} | {_facts(ROUTES[address.name])} |"


def _facts(declared: Route) -> str:
    who = ", ".join(word for word in WORDS if word in declared.who)
    return f"{', '.join(declared.methods)} | {who} | {declared.note}"
