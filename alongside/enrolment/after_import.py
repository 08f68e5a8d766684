"""Offers to make applications of a list once its members are imported."""

from django.urls import reverse

from alongside.people.after_import import NextLink, offer_after_import
from alongside.people.models import Import


def offer_applications(membership_import: Import) -> NextLink | None:
    """Only where the list holds answers of people who apply."""
    if not membership_import.mapping.get("answers"):
        return None
    address = reverse("office-import-applications", args=[membership_import.body.slug, membership_import.pk])
    return NextLink("Make applications of this list", address)


offer_after_import("applications", offer_applications)
