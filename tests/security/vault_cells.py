"""What the vault itself promises, whatever the pages ask: it opens and seals for a key's readers alone."""

from collections.abc import Callable, Iterator

from alongside.people.models import Account
from alongside.vault.drafts import discard_draft, open_draft, save_draft
from alongside.vault.models import Draft, Note
from alongside.vault.notes import NotAReader, open_note, seal_note
from tests.security.browsers import rolled_back
from tests.security.world import World


def vault_faults(world: World) -> Iterator[str]:
    """A sentence for each promise that is not kept."""
    for note in Note.objects.select_related("data_key").prefetch_related("data_key__readers"):
        readers = {reader.account_id for reader in note.data_key.readers.all()}
        for role, account in world.accounts.items():
            if account is not None and account.pk not in readers:
                yield from _note_faults(note, role, account)
    for draft in Draft.objects.select_related("account"):
        for role, account in world.accounts.items():
            if account is not None and account.pk != draft.account_id:
                yield from _draft_faults(draft, role, account)


def _note_faults(note: Note, role: str, account: Account) -> Iterator[str]:
    def opening() -> object:
        return open_note(note, by=account, role="partner")

    def sealing() -> object:
        return seal_note("x", key=note.data_key, by=account, role="partner", kind=note.kind, note=note)

    for name, attempt in (("opens", opening), ("seals", sealing)):
        if not _is_refused(attempt):
            yield f"{role} {name} a note of the kind {note.kind}"


def _is_refused(attempt: Callable[[], object]) -> bool:
    with rolled_back():
        try:
            attempt()
        except NotAReader:
            return True
        except Exception:  # whatever else goes wrong, it was not the refusal that was promised
            return False
    return False


def _draft_faults(draft: Draft, role: str, account: Account) -> Iterator[str]:
    kept = bytes(draft.blob)
    with rolled_back():
        own = Draft.objects.filter(account=account, purpose=draft.purpose).exists()
        if open_draft(account, draft.purpose) is not None and not own:
            yield f"{role} opens a draft"
        save_draft(account, draft.purpose, {"text": "x"})
        discard_draft(account, draft.purpose)
        found = Draft.objects.filter(pk=draft.pk).first()
        if found is None or bytes(found.blob) != kept:
            yield f"{role} writes over a draft"
