"""Seals what both partners may read under the partnership's own key."""

from alongside.partnerships.models import Partnership
from alongside.people.models import Account
from alongside.vault.keys import key_for_partnership
from alongside.vault.models import Note
from alongside.vault.notes import seal_note


def seal_for_both(
    text: str,
    partnership: Partnership,
    *,
    by: Account,
    role: str,
    kind: str,
    note: Note | None = None,
    version: int | None = None,
) -> Note:
    """A new note for both partners, or a new version of one; WrittenMeanwhile if `version` is no longer its last."""
    key = key_for_partnership(
        partnership.pk,
        body_id=partnership.scheme.body_id,
        readers=(partnership.mentee.account, partnership.mentor.account),
    )
    return seal_note(text, key=key, by=by, role=role, kind=kind, note=note, version=version)
