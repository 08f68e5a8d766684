"""The reference pages that the product writes itself: `make docs` writes them, a test compares them."""

import os
from collections.abc import Callable

import django

from alongside.cpd.documents import profile_schema, schema_text
from alongside.domain.cpd.reference import credit_page, definition_page, framework_page, json_page
from alongside.domain.scheme.reference import reference_page
from tests.house.requirements import requirements_page
from tests.house.source import ROOT


def _permissions_page() -> str:
    from tests.security.permissions_page import permissions_page  # noqa: PLC0415  asks the addresses, so it needs the settings

    return permissions_page()


PAGES: dict[str, Callable[[], str]] = {
    "docs/reference/audit-profile-definition.md": definition_page,
    "docs/reference/audit-profile-json.md": lambda: json_page(profile_schema()),
    "docs/reference/audit-profile.schema.json": schema_text,
    "docs/reference/competency-framework.md": framework_page,
    "docs/reference/credit-rules.md": credit_page,
    "docs/reference/permissions.md": _permissions_page,
    "docs/reference/requirements.md": requirements_page,
    "docs/reference/scheme-definition.md": reference_page,
}


def write_pages() -> None:
    """Write every generated page into the checkout."""
    for path, page in PAGES.items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.settings")
    django.setup()
    write_pages()
