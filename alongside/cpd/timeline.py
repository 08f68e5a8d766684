"""A cycle drawn as a dot for each activity, month by month, with long gaps shaded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from alongside.domain.cpd.activities import Activity, Kind, Period
from alongside.domain.cpd.gaps import Gap
from alongside.domain.months import months_after
from alongside.web.wording import count_of

_WIDTH: Final = 640
_FLOOR: Final = 126
_HEIGHT: Final = 172
_STEP: Final = 15
_MOST_DOTS: Final = 7
_MENTORING: Final = (Kind.MENTORING, Kind.BEING_MENTORED)
_YEAR: Final = 50
_MONTHS: Final = "JFMAMJJASOND"


@dataclass(frozen=True)
class _Month:
    """One column: its first day, where it stands, and what was done in it."""

    first: date
    left: float
    width: float
    activities: Sequence[Activity]

    @property
    def middle(self) -> float:
        return self.left + self.width / 2


def timeline(activities: Iterable[Activity], gaps: Iterable[Gap], period: Period) -> SafeString:
    """The picture with its words; the list beside it holds the same facts."""
    done = [activity for activity in activities if period.touches(activity)]
    months, gap_list = _months(done, period), list(gaps)
    return format_html(
        '<figure class="chart timeline"><figcaption>{}</figcaption><div class="chart-scroll">'
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}{}</svg></div>'
        '<p class="chart-source">A full dot is a mentoring session, an open one is anything else.{}</p></figure>',
        title_of(gap_list),
        _WIDTH,
        _HEIGHT,
        _spoken(done, gap_list, period),
        _shades(gap_list, period),
        _dots(months),
        _axis(months),
        _years(months),
        " Shaded: three months or more without an activity." if gap_list else "",
    )


def title_of(gaps: Sequence[Gap]) -> str:
    """What the picture answers: whether something was done all along."""
    if not gaps:
        return "No long gap"
    longest = count_of(max(gap.months for gap in gaps), "month")
    return f"{count_of(len(gaps), 'long gap')}, {'of' if len(gaps) == 1 else 'the longest of'} {longest}"


def _spoken(activities: Sequence[Activity], gaps: Sequence[Gap], period: Period) -> str:
    said = count_of(len(activities), "activity", "activities")
    spans = "".join(f" Nothing from {_day(gap.on)} to {_day(gap.until)}." for gap in gaps)
    return f"{said} from {_day(period.on)} to {_day(period.until)}.{spans} The list follows."


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _months(activities: Sequence[Activity], period: Period) -> list[_Month]:
    firsts = [period.on.replace(day=1)]
    while months_after(firsts[0], len(firsts)) <= period.until:
        firsts.append(months_after(firsts[0], len(firsts)))
    width = _WIDTH / len(firsts)
    starts = [max(activity.on, period.on) for activity in activities]
    return [
        _Month(
            first,
            place * width,
            width,
            [
                one
                for one, on in zip(activities, starts, strict=True)
                if (on.year, on.month) == (first.year, first.month)
            ],
        )
        for place, first in enumerate(firsts)
    ]


def _place(day: date, period: Period) -> float:
    first = period.on.replace(day=1)
    end = months_after(period.until.replace(day=1), 1)
    return _WIDTH * (day - first).days / (end - first).days


def _shades(gaps: Iterable[Gap], period: Period) -> SafeString:
    return format_html_join(
        "",
        '<rect class="timeline-gap" fill="#fbf0d9" x="{}" y="8" width="{}" height="{}" rx="6"/>'
        '<text class="timeline-gap-word" x="{}" y="28" text-anchor="middle">{}</text>',
        (
            (
                _number(_place(gap.on, period)),
                _number(_place(gap.until, period) - _place(gap.on, period)),
                _FLOOR - 8,
                _number((_place(gap.on, period) + _place(gap.until, period)) / 2),
                f"{gap.months} months",
            )
            for gap in gaps
        ),
    )


def _dots(months: Sequence[_Month]) -> SafeString:
    dots = format_html_join(
        "",
        '<circle class="{}" fill="#0b5c5a" cx="{}" cy="{}" r="5.5"/>',
        (
            (
                "timeline-session" if activity.kind in _MENTORING else "timeline-dot",
                _number(month.middle),
                _number(_FLOOR - 10 - _STEP * place),
            )
            for month in months
            for place, activity in enumerate(month.activities[:_MOST_DOTS])
        ),
    )
    rest = format_html_join(
        "",
        '<text class="timeline-month" x="{}" y="{}" text-anchor="middle">+{}</text>',
        (
            (_number(month.middle), _FLOOR - 12 - _STEP * _MOST_DOTS, len(month.activities) - _MOST_DOTS)
            for month in months
            if len(month.activities) > _MOST_DOTS
        ),
    )
    return format_html("{}{}", dots, rest)


def _axis(months: Sequence[_Month]) -> SafeString:
    letters = format_html_join(
        "",
        '<text class="timeline-month" x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (_number(month.middle), _FLOOR + 20, _MONTHS[month.first.month - 1])
            for month in months
            if len(months) <= 36
        ),
    )
    base = '<line class="chart-base" stroke="#857f72" x1="0" y1="{}" x2="{}" y2="{}"/>{}'
    return format_html(base, _FLOOR, _WIDTH, _FLOOR, letters)


def _years(months: Sequence[_Month]) -> SafeString:
    starts = [month for place, month in enumerate(months) if place == 0 or month.first.month == 1]
    # A first year of one or two months has no room for its number beside the next one.
    shown = [
        one
        for one, after in zip(starts, [*starts[1:], None], strict=True)
        if not after or after.left - one.left > _YEAR
    ]
    return format_html_join(
        "",
        '<text class="timeline-year" x="{}" y="{}" text-anchor="{}">{}</text>',
        (
            (
                _number(month.left + 2 if month.left < _WIDTH - _YEAR else _WIDTH),
                _FLOOR + 41,
                "start" if month.left < _WIDTH - _YEAR else "end",
                month.first.year,
            )
            for month in shown
        ),
    )


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
