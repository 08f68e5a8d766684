"""Waiting and fit by rhythm, drawn."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from alongside.domain.matching.simulate import Outcome
from alongside.web import charts


def rhythm_charts(outcomes: Sequence[Outcome]) -> tuple[SafeString, SafeString]:
    """How long people wait, and how well they fit, under each rhythm."""
    waits = [charts.Point(_every(each.every_days), float(each.waited(90))) for each in outcomes]
    fits = [charts.Point(_every(each.every_days), each.mean_fit) for each in outcomes]
    return (
        charts.bars(
            charts.Chart("Nine in ten are paired within so many days", waits, ("Match every", "Days"))
        ),
        charts.bars(charts.Chart("Mean fit of the pairs, of 100", fits, ("Match every", "Fit"))),
    )


def _every(days: int) -> str:
    return "Every day" if days == 1 else f"Every {days} days"
