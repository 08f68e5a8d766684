"""The one order in which rows of a request are locked: the mentee's application, the mentors' by number, the request."""

from collections.abc import Iterable
from uuid import UUID

from alongside.directory.models import Offer, Request
from alongside.enrolment.models import Application


def lock_request(request_id: UUID, *, joining: Iterable[UUID] = ()) -> Request:
    """The request with everyone who may be asked, all locked, as the database has it now.

    `joining` are applications of mentors who are about to be chosen.
    """
    application_id, *_ = Request.objects.filter(pk=request_id).values_list("application_id", flat=True)
    Application.objects.select_for_update().get(pk=application_id)
    _lock_mentors(Request.objects.get(pk=request_id), joining)
    rows = Request.objects.select_for_update(of=("self",)).select_related(
        "application__member__account", "application__definition", "definition", "scheme__body"
    )
    return rows.get(pk=request_id)


def _lock_mentors(request: Request, joining: Iterable[UUID]) -> None:
    chosen: Iterable[UUID] = request.choices.values_list("entry__application", flat=True)
    offered: Iterable[UUID] = request.offers.values_list("mentor_application", flat=True)
    ids = sorted({*chosen, *offered, *joining})
    list(Application.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


def lock_offer(offer_id: UUID) -> Offer:
    """An offer within its locked request."""
    request = lock_request(Offer.objects.values_list("request_id", flat=True).get(pk=offer_id))
    rows = Offer.objects.select_for_update(of=("self",)).select_related("mentor_application__member__account")
    offer = rows.get(pk=offer_id)
    offer.request = request
    return offer
