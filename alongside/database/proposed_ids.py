"""Ids that a form proposes for what it is about to make, so that sending it twice makes one thing."""

from uuid import UUID

from django.db.models import Model


def id_for(row: Model, proposed: UUID | None) -> UUID:
    """The id to insert a new row under: the proposed one, unless it is another row's already.

    The caller has looked among its own rows first. What is left is somebody else's id, put into the form by hand:
    the row gets its own id, and nobody learns whether the other one exists.
    """
    own: UUID = row.pk
    if proposed is None or type(row)._base_manager.filter(pk=proposed).exists():
        return own
    return proposed
