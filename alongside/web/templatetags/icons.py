"""Our few icons, drawn on a 24 by 24 grid with one stroke; always beside a word, so hidden from readers."""

from typing import Final

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_STROKES: Final = {
    "menu": "M4 7h16M4 12h16M4 17h16",
    "close": "M6 6l12 12M18 6L6 18",
    "done": "M5 12.5l4.5 4.5L19 7.5",
    "warning": "M12 4L2.8 20h18.4zM12 10v4.5M12 17.2v.1",
    "info": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5M12 8v.1",
    "waiting": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2",
    "private": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "shared": (
        "M8.5 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 19c.4-3 2.6-5 5.5-5s5.1 2 5.5 5M"
        "16 5.5a3 3 0 0 1 0 5.5M17.5 14.3c2 .6 3.2 2.2 3.5 4.7"
    ),
    "calendar": "M4 6h16v14H4zM4 10.5h16M8.5 3.5v4M15.5 3.5v4",
    "up": "M12 19V5M6 11l6-6 6 6",
    "down": "M12 5v14M6 13l6 6 6-6",
    "sort": "M8 10l4-4 4 4M8 14l4 4 4-4",
    "back": "M19 12H5M11 6l-6 6 6 6",
    "next": "M5 12h14M13 6l6 6-6 6",
    "download": "M12 4v11M7 11l5 5 5-5M5 20h14",
    "write": "M5 19l1-4L16.5 4.5l3 3L9 18zM14.5 6.5l3 3",
    "pin": "M9 4h6l-.8 6 3.3 3.5H6.5L9.8 10zM12 13.5V20",
    "ban": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM6 6l12 12",
    "undo": "M8 5L4 9l4 4M4 9h9.5a5.5 5.5 0 0 1 0 11H9",
    "print": "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L20 20",
    "person": (
        "M12 11.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5zM4.5 20c.6-3.7 3.5-6 7.5-6s6.9 2.3 7.5 6"
    ),
    "mail": "M4 6h16v12H4zM4 7l8 6 8-6",
    "key": "M8 11.5a3.75 3.75 0 1 0 0 7.5 3.75 3.75 0 0 0 0-7.5zM10.8 12.5L19 4.5M15.5 8l3 3",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """One icon by name; an unknown name is an error, so that no button loses its sign unseen."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        mark_safe(_STROKES[name]),  # noqa: S308 our own constant
    )


def icon_names() -> list[str]:
    """Every icon there is, for the style guide."""
    return list(_STROKES)
