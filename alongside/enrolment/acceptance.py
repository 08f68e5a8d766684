"""What follows when an application is accepted into the pool; apps above declare it."""

from collections.abc import Callable

from alongside.enrolment.models import Application

Act = Callable[[Application], None]
_acts: dict[str, Act] = {}


def when_accepted(name: str, act: Act) -> None:
    """Declare what to do, in the transaction of the acceptance; from `AppConfig.ready`, twice does no harm."""
    _acts[name] = act


def follow_acceptance(application: Application) -> None:
    """Do all of it."""
    for act in _acts.values():
        act(application)
