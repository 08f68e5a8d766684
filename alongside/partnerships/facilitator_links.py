"""The signed link by which a third person sees when and where the meeting is to which they were invited."""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from alongside.partnerships.models import Facilitator

SALT = "alongside.partnerships.facilitator"


def facilitator_token(facilitator: Facilitator) -> str:
    """Always the same for one person, so that every mail about the meeting has the link that works."""
    return signing.Signer(salt=SALT).sign(facilitator.pk.hex)


def facilitator_link(facilitator: Facilitator) -> str:
    """The full address of the page."""
    return f"{settings.SITE_URL}{reverse('meeting-by-link', args=[facilitator_token(facilitator)])}"


def read_facilitator_token(token: str) -> UUID | None:
    """Whose link it is; None for one that we did not sign."""
    try:
        return UUID(signing.Signer(salt=SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None
