"""Hours in words."""

from decimal import Decimal

from django import template

register = template.Library()


@register.filter
def hours(value: Decimal) -> str:
    """`1 hour`, `1.5 hours`, `0.83 hours`: no noughts that say nothing."""
    number = f"{value.normalize():f}"
    return f"{number} hour" if number == "1" else f"{number} hours"


@register.filter
def figure(value: Decimal) -> str:
    """The number alone, `12.5`, without noughts that say nothing."""
    return f"{value.normalize():f}"
