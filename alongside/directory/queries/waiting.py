"""How long mentees wait from sending a request to the introduction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from alongside.directory.models import Request
from alongside.people.models import Body
from alongside.web.charts import Chart, Point
from alongside.web.wording import count_of, span_of_days

LOOK_BACK: Final = timedelta(days=365)
STEPS: Final = (
    (7, "A week at most"),
    (14, "Two weeks"),
    (30, "A month"),
    (60, "Two months"),
    (90, "Three months"),
)


@dataclass(frozen=True)
class Waiting:
    """A year's requests. `chart` has how many were introduced within each span; None where nobody was."""

    chart: Chart | None
    sentences: tuple[str, ...]


def waiting_of(body: Body, today: date) -> Waiting:
    """What became of the requests sent to a body's schemes in the year before a day."""
    since = datetime.combine(today - LOOK_BACK, time(), body.zone)
    rows = list(
        Request.objects.filter(scheme__body=body, sent_at__gte=since).values_list(
            "state", "sent_at", "ended_at"
        )
    )
    waited = sorted(
        (ended.astimezone(body.zone).date() - sent.astimezone(body.zone).date()).days
        for state, sent, ended in rows
        if state == "introduced" and sent and ended
    )
    open_since = [
        (today - sent.astimezone(body.zone).date()).days
        for state, sent, _ in rows
        if sent and state not in ("introduced", "withdrawn")
    ]
    withdrawn = sum(state == "withdrawn" for state, _, _ in rows)
    sentences = []
    if waited:
        half, most = _quantile(waited, 0.5), _quantile(waited, 0.9)
        sentences.append(
            f"Half of the {len(waited)} who were introduced waited at most {span_of_days(half)}, nine of ten at "
            f"most {span_of_days(most)}."
        )
    if open_since:
        sentences.append(
            f"{count_of(len(open_since), 'request')} under way, the oldest for {span_of_days(max(open_since))}."
        )
    if withdrawn:
        sentences.append(f"{count_of(withdrawn, 'request')} withdrawn.")
    return Waiting(_chart(waited), tuple(sentences))


def _quantile(waited: Sequence[int], share: float) -> int:
    """The smallest number of days within which at least this share was introduced."""
    place = -(-len(waited) * share // 1)
    return waited[max(int(place) - 1, 0)]


def _chart(waited: Sequence[int]) -> Chart | None:
    if not waited:
        return None
    points, before = [], -1
    for days, label in (*STEPS, (10_000, "Longer")):
        points.append(Point(label, sum(before < each <= days for each in waited)))
        before = days
    return Chart(
        f"Half of the mentees were introduced within {span_of_days(_quantile(waited, 0.5))}",
        points,
        head=("Waited", "Mentees"),
        source=f"{len(waited)} introduced of those who sent a request in the last year.",
    )
