"""The reader's choice of light or dark, kept in a cookie for a year."""

from typing import Final

from django.http import HttpRequest, HttpResponse

COOKIE: Final = "look"
LOOKS: Final = {"auto": "As my device", "light": "Light", "dark": "Dark"}
_A_YEAR: Final = 365 * 24 * 60 * 60


def look_of(request: HttpRequest) -> str:
    """`auto`, `light` or `dark`; anything else in the cookie counts as auto."""
    chosen = request.COOKIES.get(COOKIE, "auto")
    return chosen if chosen in LOOKS else "auto"


def remember_look(response: HttpResponse, look: str) -> None:
    """Set the cookie; the page reads it on the server, so no script is needed."""
    response.set_cookie(COOKIE, look, max_age=_A_YEAR, samesite="Lax", httponly=True)
