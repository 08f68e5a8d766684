"""What every page's template knows besides its own view's words."""

from typing import Any

from django.http import HttpRequest

from alongside.web import look, navigation


def page(request: HttpRequest) -> dict[str, Any]:
    """Navigation, the body's name, the reader's look, and whose page this is.

    `account_key` lets the autosave script notice that somebody else has signed in meanwhile.
    """
    account = getattr(request, "user", None)
    return {
        "nav": navigation.links_for(request),
        "body_name": navigation.body_name(request),
        "look": look.look_of(request),
        "looks": look.LOOKS,
        "account_key": account.pk if account is not None and account.is_authenticated else "",
    }
