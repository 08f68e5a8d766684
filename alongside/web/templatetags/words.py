"""Dates, numbers and names in words, as filters."""

from __future__ import annotations

import re
from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from alongside.web import wording

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    """`Friday 12 March 2027`, or nothing for nothing."""
    return wording.day_in_full(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """`Friday 12 March 2027 at 14:00 GMT`, or nothing for nothing."""
    return wording.moment_in_full(value) if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """`14:00`, or nothing for nothing."""
    return wording.clock(value) if value else ""


@register.filter
def on_day(value: datetime | None) -> date | None:
    """The day of a moment in the reader's zone, for `{% when %}`: a moment’s own `.date` is the one in UTC."""
    return timezone.localdate(value) if value else None


@register.filter
def relative_day(value: date | None) -> str:
    """`in 3 days`, seen from today in the reader's zone, or nothing for nothing."""
    return wording.relative_day(value, timezone.localdate()) if value else ""


@register.filter
def span_of_days(value: int) -> str:
    """`5 days`, `3 weeks`, `4 months`."""
    return wording.span_of_days(value)


@register.filter
def count_of(value: int, noun: str) -> str:
    """`14 pairs`; `noun` may be `singular,plural`."""
    singular, _, plural = noun.partition(",")
    return wording.count_of(value, singular, plural)


@register.filter
def initials(value: str) -> str:
    """`AA` for Alice Adeyemi."""
    return wording.initials(value)


@register.simple_tag
def when(value: date | None) -> SafeString | str:
    """The day or moment in full inside a time element that machines can read."""
    if not value:
        return ""
    words = wording.moment_in_full(value) if isinstance(value, datetime) else wording.day_in_full(value)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words)


@register.filter
def without_styles(svg: str) -> SafeString:
    """An SVG that we made ourselves, free of its declaration and style attributes, which our content policy refuses."""
    return mark_safe(re.sub(r'<\?xml[^>]*\?>|\sstyle="[^"]*"', "", svg))  # noqa: S308 drawn by the server
