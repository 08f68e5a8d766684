"""Our few icons, drawn on a 24 by 24 grid with one stroke; always beside a word, so hidden from readers."""

from typing import Final

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_STROKES: Final = {
    "menu": "M4 7h16M4 12h16M4 17h16",
    "close": "M6 6l12 12M18 6L6 18",
    "done": "M5 12.500l4.500 4.500L19 7.500",
    "warning": "M12 4L2.800 20h18.400zM12 10v4.500M12 17.200v.1",
    "info": "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM12 11v5M12 8v.1",
    "waiting": "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM12 7.500V12l3 2",
    "private": "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
    "shared": "M8.500 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 19c.400-3 2.600-5 5.500-5s5.100 2 5.500 5M16 5.500a3 3 0 0 1 0 5.500M17.500 14.300c2 .600 3.200 2.200 3.500 4.700",
    "calendar": "M4 6h16v14H4zM4 10.500h16M8.500 3.500v4M15.500 3.500v4",
    "up": "M12 19V5M6 11l6-6 6 6",
    "down": "M12 5v14M6 13l6 6 6-6",
    "sort": "M8 10l4-4 4 4M8 14l4 4 4-4",
    "back": "M19 12H5M11 6l-6 6 6 6",
    "next": "M5 12h14M13 6l6 6-6 6",
    "download": "M12 4v11M7 11l5 5 5-5M5 20h14",
    "write": "M5 19l1-4L16.500 4.500l3 3L9 18zM14.500 6.500l3 3",
    "pin": "M9 4h6l-.800 6 3.300 3.500H6.500L9.800 10zM12 13.500V20",
    "ban": "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM6 6l12 12",
    "undo": "M8 5L4 9l4 4M4 9h9.500a5.500 5.500 0 0 1 0 11H9",
    "print": "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
    "search": "M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM15.500 15.500L20 20",
    "person": "M12 11.500a3.750 3.750 0 1 0 0-7.500 3.750 3.750 0 0 0 0 7.500zM4.500 20c.600-3.700 3.500-6 7.500-6s6.900 2.300 7.500 6",
    "mail": "M4 6h16v12H4zM4 7l8 6 8-6",
    "key": "M8 11.500a3.750 3.750 0 1 0 0 7.500 3.750 3.750 0 0 0 0-7.500zM10.800 12.500L19 4.500M15.500 8l3 3",
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
