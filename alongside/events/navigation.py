"""The app's entry in the navigation, for members whose body has announced something."""

from typing import cast

from django.http import HttpRequest
from django.utils import timezone

from alongside.events.models import Event
from alongside.events.queries import STAYS
from alongside.people.models import Account
from alongside.web.navigation import NavItem, asked_once, register, signed_in


def _has_some(request: HttpRequest) -> bool:
    """Whether there is an event to come or lately past; asked once for each request."""
    if not signed_in(request):
        return False
    invited = Event.objects.announced_to(cast(Account, request.user))
    rows = invited.filter(ends_at__gte=timezone.now() - STAYS)
    return asked_once(request, "events", lambda: rows.exists())


register(NavItem("Events", route="events", order=37, shown_to=_has_some))
