"""What other apps offer to do with a list once its members are imported, such as making applications of it."""

from collections.abc import Callable
from typing import NamedTuple

from alongside.people.models import Import


class NextLink(NamedTuple):
    """A link on the page of an applied import."""

    label: str
    url: str


Offer = Callable[[Import], NextLink | None]
_offers: dict[str, Offer] = {}


def offer_after_import(name: str, offer: Offer) -> None:
    """Declare an offer; called from `AppConfig.ready`, twice does no harm. None means nothing to offer."""
    _offers[name] = offer


def links_after(membership_import: Import) -> list[NextLink]:
    """Every link that applies."""
    return [link for offer in _offers.values() if (link := offer(membership_import))]
