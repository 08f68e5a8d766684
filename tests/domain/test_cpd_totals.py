"""Hours are added exactly, by type of learning and in all."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.cpd.activities import Activity, Kind
from alongside.domain.cpd.totals import Total, total_hours, totals_by_type

TYPES = {kind: "Self-directed" if kind == Kind.READING else "Work-based" for kind in Kind}


def spent(hours: str, kind: Kind = Kind.READING) -> Activity:
    return Activity(date(2026, 1, 1), date(2026, 1, 1), kind, "Something", Decimal(hours))


def test_nothing_makes_no_hours() -> None:
    assert (total_hours([]), totals_by_type([], TYPES)) == (Decimal("0.00"), ())


def test_tenths_of_hours_add_up_exactly() -> None:
    assert total_hours([spent("0.10")] * 3) == Decimal("0.30")


def test_totals_come_with_most_hours_first() -> None:
    activities = [spent("1.00"), spent("2.50", Kind.PROJECT), spent("0.75", Kind.BEING_MENTORED)]
    assert totals_by_type(activities, TYPES) == (
        Total("Work-based", 2, Decimal("3.25")),
        Total("Self-directed", 1, Decimal("1.00")),
    )


@given(st.lists(st.tuples(st.decimals(0, 99, places=2), st.sampled_from(Kind))))
def test_the_types_together_make_the_whole(pairs: list[tuple[Decimal, Kind]]) -> None:
    activities = [spent(str(hours), kind) for hours, kind in pairs]
    totals = totals_by_type(activities, TYPES)
    assert sum(total.hours for total in totals) == total_hours(activities)
    assert sum(total.activities for total in totals) == len(activities)
