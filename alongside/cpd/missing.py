"""What is missing in a cycle, and what mentoring could supply, as sentences; and the cycle as a picture."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from alongside.domain.cpd.activities import Kind, hours_in_words
from alongside.domain.cpd.crediting import Reason, Standing
from alongside.web.charts import Chart, Point, Target, bars
from alongside.web.wording import count_of, day_in_full

REASONS: dict[Reason, str] = {
    Reason.NOT_COUNTED: "Not counted by these rules",
    Reason.TOO_SHORT: "Too short to count",
    Reason.COUNTED_BEFORE: "The same activity counts already",
    Reason.AT_THE_MOST: "The most is reached",
}


@dataclass(frozen=True)
class Lack:
    """One thing that is missing: what, and what would supply it."""

    what: str
    how: str = ""


def amount(value: Decimal, standing: Standing) -> str:
    """`1 credit`, `12.5 hours`, in the body's own word."""
    number = f"{value.normalize():f}" if value else "0"
    return f"{number} {standing.rules.unit if number == '1' else standing.rules.units}"


def lacks_in(standing: Standing) -> list[Lack]:
    """Everything that is missing, the need first."""
    return [
        *_missing_credits(standing),
        *_missing_shares(standing),
        *_missing_mixture(standing),
        *_thin_years(standing),
        *_gaps(standing),
    ]


def _missing_credits(standing: Standing) -> Iterator[Lack]:
    if standing.missing:
        left = (
            f"{count_of(standing.days_left, 'day')} left" if standing.days_left else "your cycle ends today"
        )
        when = "" if standing.rolling else f"; {left}"
        needed = amount(standing.version.needed or Decimal(0), standing)
        yield Lack(
            f"{_of(standing.missing, needed, standing)}{when}.",
            _by_mentoring(standing, standing.missing),
        )


def _of(missing: Decimal, whole: str, standing: Standing) -> str:
    return f"{amount(missing, standing)} of {whole} {'is' if missing == 1 else 'are'} missing"


def _missing_shares(standing: Standing) -> Iterator[Lack]:
    names = {one.category.key: one.category.name for one in standing.categories}
    for share in standing.shares:
        if share.missing:
            least = amount(share.share.at_least or Decimal(0), standing)
            kinds = ", ".join(names[key] for key in share.share.categories)
            how = "" if kinds == share.share.name else f"It comes from: {kinds}."
            yield Lack(f"{share.share.name}: {_of(share.missing, least, standing)}.", how)


def _missing_mixture(standing: Standing) -> Iterator[Lack]:
    if standing.missing_categories:
        free = [one.category.name for one in standing.categories if not one.credits]
        yield Lack(
            f"{count_of(standing.missing_categories, 'more type')} of learning would make a mixture.",
            f"Nothing yet in: {', '.join(free)}.",
        )


def _thin_years(standing: Standing) -> Iterator[Lack]:
    aim = standing.version.needed_each_year
    # Where nobody has said when the cycle began, years before the first activity may not belong to it.
    first = min((one.activity.on for one in standing.credited), default=standing.cycle.on)
    begun = first if standing.rolling else standing.cycle.on
    for year in standing.years:
        if (
            aim is not None
            and year.period.until >= begun
            and year.period.until <= standing.today
            and year.credits < aim
        ):
            days = f"{day_in_full(year.period.on)} to {day_in_full(year.period.until)}"
            yield Lack(
                f"{days}: {amount(year.credits, standing)}, where {amount(aim, standing)} are aimed at."
            )


def _gaps(standing: Standing) -> Iterator[Lack]:
    for gap in standing.gaps:
        days = f"{day_in_full(gap.on)} to {day_in_full(gap.until)}"
        yield Lack(
            f"Nothing from {days}, {count_of(gap.months, 'month')}.",
            "Add what is missing, or say why when you write your audit profile.",
        )


def _by_mentoring(standing: Standing, missing: Decimal) -> str:
    """How many hours of mentoring would bring what is missing, and where they stop counting."""
    for total in standing.categories:
        category = total.category
        fits = {Kind.MENTORING, Kind.BEING_MENTORED} & set(category.kinds)
        if not fits or not category.per_hour:
            continue
        if category.part and not total.activities:
            continue
        rooms = [category.most - total.credits] if category.most is not None else []
        rooms += [
            share.share.at_most - share.credits
            for share in standing.shares
            if category.key in share.share.categories and share.share.at_most is not None
        ]
        room = min([missing, *rooms])
        if room <= 0:
            return f"Mentoring counts no further here: the most in “{category.name}” is reached."
        hours = Decimal(room / category.per_hour).quantize(Decimal("0.01"))
        return f"Mentoring could supply {amount(room, standing)}: {hours_in_words(hours)} of it."
    return ""


def picture_of(standing: Standing) -> SafeString:
    """The categories as bars, and all together against the need."""
    points = [
        Point(one.category.name, float(one.credits))
        for one in standing.categories
        if one.credits or one.activities or len(standing.categories) <= 6
    ]
    target = None
    if standing.version.needed is not None:
        if len(points) > 1:
            points.insert(0, Point("All together", float(standing.total)))
        target = Target(float(standing.version.needed), f"{amount(standing.version.needed, standing)} needed")
    return bars(
        Chart(
            title_of(standing),
            points,
            head=("Kind", standing.rules.units.capitalize()),
            target=target,
            source="An estimate, counted from your own records.",
            figure=lambda value: f"{value:.2f}".rstrip("0").rstrip("."),
        )
    )


def title_of(standing: Standing) -> str:
    """What the picture answers."""
    if standing.version.needed is None:
        return (
            f"{amount(standing.total, standing)} in {count_of(standing.used_categories, 'type')} of learning"
        )
    if not standing.missing:
        return f"{amount(standing.total, standing)}: enough for this cycle"
    return f"{amount(standing.total, standing)} of {amount(standing.version.needed, standing)}"
