"""Dates, numbers and names in words, the same on pages, in mails and in documents."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import formats, timezone

from alongside.domain.cpd import words


def day_in_full(value: date) -> str:
    """`Friday 12 March 2027`; a moment is taken in the reader's current time zone."""
    return formats.date_format(_day_of(value), "l j F Y")


def clock(value: datetime) -> str:
    """`14:00`, in the reader's current time zone."""
    return _local(value).strftime("%H:%M")


def zone_name(value: datetime) -> str:
    """The zone's short name on that day, such as GMT or BST; never empty for an aware moment."""
    return _local(value).tzname() or ""


def moment_in_full(value: datetime) -> str:
    """`Friday 12 March 2027 at 14:00 GMT`."""
    return f"{day_in_full(value)} at {clock(value)} {zone_name(value)}"


def relative_day(value: date, today: date) -> str:
    """`today`, `tomorrow`, `in 3 days`, `2 weeks ago`: rounded down, months as 30 days from day 60 on."""
    days = (_day_of(value) - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in near:
        return near[days]
    span = span_of_days(abs(days))
    return f"in {span}" if days > 0 else f"{span} ago"


def span_of_days(days: int) -> str:
    """`5 days`, `3 weeks`, `4 months`: the largest unit that says enough."""
    if days < 14:
        return count_of(days, "day")
    if days < 60:
        return count_of(days // 7, "week")
    if days < 730:
        return count_of(days // 30, "month")
    return count_of(days // 365, "year")


def count_of(number: int, noun: str, plural: str = "") -> str:
    """`1 pair`, `14 pairs`, `1,200 members`; give the plural where it is not an added s."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def count_words(text: str) -> int:
    """Words as a reader counts them, in a form's count and in an audit profile alike; so does the script."""
    return words.count_words(text)


def initials(name: str) -> str:
    """Two letters at most, from the first and the last word of a name; a question mark for none."""
    words = name.split()
    if not words:
        return "?"
    ends = words[:1] if len(words) == 1 else [words[0], words[-1]]
    return "".join(word[0] for word in ends).upper()


def _day_of(value: date) -> date:
    return _local(value).date() if isinstance(value, datetime) else value


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value
