"""Free places go to whoever is next: the one place where a place is given or offered."""

from datetime import date, datetime, timedelta

from alongside.domain.lifecycles import PLACE
from alongside.domain.scheme.training import Training
from alongside.journal.moves import make_move
from alongside.training.mails.places import tell_of_offer, tell_of_place, tell_of_waiting
from alongside.training.models import Place, Run
from alongside.training.queries.runs import places_free, today_at, training_of


def fill(run: Run, *, now: datetime, newcomer: Place | None = None) -> None:
    """Offer every free place of a locked run to the next in line, and put the rest on the waiting list.

    A newcomer who is next gets the place at once, since they are asking for it just now. Once the run has begun no place
    is given any more: whoever missed its first half day could not complete it.
    """
    if not run.fills_at_once or run.has_begun(now):
        return
    today = today_at(run, now)
    training = training_of(run.scheme, today)
    if training is None:
        return
    free = places_free(run, training)
    for place in run.asked_for.in_line().select_related("member__account"):
        place.run = run
        if not free:
            if place.state == "applied":
                make_move(place, PLACE, "wait", by=None, role="system")
                tell_of_waiting(place, now)
            continue
        free -= 1
        if newcomer is not None and place.pk == newcomer.pk:
            make_move(place, PLACE, "give", by=None, role="system")
            tell_of_place(place, now)
        else:
            by = _answer_by(run, today, training)
            make_move(place, PLACE, "offer", by=None, role="system", answer_by=by)
            tell_of_offer(place, now)


def _answer_by(run: Run, today: date, training: Training) -> date:
    """The last day to take a place: as the scheme says, but before the run begins, or today where that is too late."""
    by = today + timedelta(days=training.answer_within_days)
    first = run.half_days.first()
    if first is None:
        return by
    before = first.starts_at.astimezone(run.scheme.body.zone).date() - timedelta(days=1)
    return max(min(by, before), today)
