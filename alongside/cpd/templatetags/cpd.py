"""Hours and levels in words."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from alongside.domain.cpd.activities import hours_as_figure, hours_in_words

register = template.Library()


@register.filter
def hours(value: Decimal) -> str:
    """`1 hour`, `1.5 hours`, `0.83 hours`: no noughts that say nothing."""
    return hours_in_words(value)


@register.filter
def figure(value: Decimal) -> str:
    """The number alone, `12.5`, without noughts that say nothing."""
    return hours_as_figure(value)


@register.simple_tag
def levels(level: int | None, names: tuple[str, ...]) -> SafeString:
    """A level as dots and in words; the dots are for the eye only."""
    if level is None:
        return format_html('<span class="quiet">{}</span>', "not answered")
    dots = "●" * (level + 1) + "○" * (len(names) - level - 1)
    return format_html(
        '<span class="level"><span class="level-dots" aria-hidden="true">{}</span> {}</span>',
        dots,
        names[level],
    )


@register.filter
def at(names: tuple[str, ...], place: int) -> str:
    """The name at a place."""
    return names[place]


@register.filter
def under(names: dict[str, str], key: str) -> str:
    """The name under a key."""
    return names.get(key, "")


@register.filter
def found(shown: dict[str, list[Any]], key: str) -> list[Any]:
    """What stands under a key, or nothing."""
    return shown.get(key, [])
