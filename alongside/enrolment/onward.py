"""Where an application leads next, where an app above has a page of its own for it, such as a request for mentors."""

from collections.abc import Callable
from dataclasses import dataclass

from alongside.enrolment.models import Application


@dataclass(frozen=True)
class Onward:
    """A page that takes an application further.

    `sends` where that page sends the application, so that its form only keeps the answers; `replaces` where it tells
    better than the application's own page where somebody stands.
    """

    label: str
    url: str
    sends: bool = False
    replaces: bool = False


Finder = Callable[[Application], Onward | None]
_finders: dict[str, Finder] = {}


def leads_onward(name: str, finder: Finder) -> None:
    """Declare a finder; called from `AppConfig.ready`, twice does no harm. None where it has nothing to add."""
    _finders[name] = finder


def onward_of(application: Application) -> Onward | None:
    """The first page that takes this application further."""
    return next((found for finder in _finders.values() if (found := finder(application))), None)
