"""The app's entry in the navigation: the directory, for whoever is a member of a body that has one."""

from collections.abc import Mapping
from typing import cast

from django.http import HttpRequest

from alongside.directory.queries.schemes import first_directory
from alongside.people.models import Account
from alongside.schemes.models import Scheme
from alongside.web.navigation import NavItem, asked_once, register, signed_in


def _directory(request: HttpRequest) -> Scheme | None:
    """The first scheme with a directory that the reader may look through; asked once for each request."""
    if not signed_in(request):
        return None
    return asked_once(request, "directory", lambda: first_directory(cast(Account, request.user)))


def _arguments(request: HttpRequest) -> Mapping[str, str]:
    found = _directory(request)
    return {"scheme_id": str(found.pk if found else "")}


register(
    NavItem("Directory", route="directory", order=30, shown_to=lambda request: _directory(request) is not None,
            arguments=_arguments)
)  # fmt: skip
