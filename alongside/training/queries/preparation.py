"""How a member has prepared for a scheme, for whoever asks later than it happened."""

from datetime import date

from alongside.domain.scheme.asking import Way
from alongside.people.models import Member
from alongside.schemes.models import Scheme
from alongside.training.models import Place, Reading
from alongside.training.queries.handbook import is_to_read_again, last_reading, newest_edition


def preparations_of(member: Member, scheme: Scheme) -> list[tuple[Way, date, str]]:
    """Each way with its day and which run or edition, the newest of each."""
    found: list[tuple[Way, date, str]] = []
    done = Place.objects.filter(
        member=member, run__scheme=scheme, run__prepares=True, completed_on__isnull=False
    )
    place = done.select_related("run").order_by("-completed_on").first()
    if place is not None and place.completed_on is not None:
        found.append(("workshop", place.completed_on, place.run.name))
    rows = Reading.objects.filter(member=member, edition__scheme=scheme, edition__side="mentor")
    reading = rows.select_related("edition").order_by("-edition__number").first()
    if reading is not None:
        on = reading.read_at.astimezone(scheme.body.zone).date()
        found.append(("handbook", on, f"edition {reading.edition.number}"))
    return found


def has_still_to_read(member: Member, scheme: Scheme, side: str) -> bool:
    """Whether there is a handbook for that side which the member has not said to have read, or is to read again."""
    if newest_edition(scheme, side) is None:
        return False
    reading = last_reading(scheme, side, member)
    return reading is None or is_to_read_again(scheme, side, reading)
