"""What the office reads of applicants beside their answers: an app above that knows of something declares it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from alongside.enrolment.models import Application


@dataclass(frozen=True)
class Remark:
    """Something that the applicant lets the office know: `short` in lists, `sentence` and `words` on the page.

    `words` are somebody's own and may be empty; at `url` the applicant takes it back.
    """

    short: str
    sentence: str
    words: str
    url: str


Teller = Callable[[list[Application]], Iterable[tuple[UUID, Remark]]]
_tellers: dict[str, Teller] = {}


def tells_the_office(name: str, teller: Teller) -> None:
    """Declare remarks by application; called from `AppConfig.ready`, twice does no harm."""
    _tellers[name] = teller


def remarks_on(applications: Iterable[Application]) -> dict[UUID, list[Remark]]:
    """All remarks on these applications, in as many queries for one as for many."""
    rows = list(applications)
    found: dict[UUID, list[Remark]] = {row.pk: [] for row in rows}
    for teller in _tellers.values():
        for application_id, remark in teller(rows):
            found[application_id].append(remark)
    return found
