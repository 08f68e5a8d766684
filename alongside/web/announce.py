"""Tells a person what has just happened, with a way to undo it where there is one."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest

UNDO: Final = "undo:"


def announce(request: HttpRequest, text: str, *, undo_url: str = "") -> None:
    """Show `text` on the next page; `undo_url` is posted to, and must put things back.

    Messages travel in a cookie or the session: never private text.
    """
    messages.success(request, text, extra_tags=f"{UNDO}{undo_url}" if undo_url else "")


def announce_problem(request: HttpRequest, text: str) -> None:
    """Say on the next page why nothing happened, and what to do."""
    messages.warning(request, text)
