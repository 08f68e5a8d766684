"""Writes reflections for oneself, shares a copy with the partner, and takes it back."""

import json
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.database.proposed_ids import id_for
from alongside.domain.lifecycle import MoveRefused
from alongside.journal.moves import write_entry
from alongside.notices.actions import clear_notices
from alongside.partnerships.actions.locking import lock_partnership, must_run
from alongside.partnerships.actions.private_texts import copy_for_both, forget_note, seal_for_author
from alongside.partnerships.mails.sharing import reflection_event, tell_of_reflection
from alongside.partnerships.models import Partnership, Reflection, Session
from alongside.people.models import Account
from alongside.vault.drafts import discard_draft

MOST_REFLECTIONS = 500
KIND = "reflection"


def reflection_draft(thing: Partnership | Session | Reflection) -> str:
    """Under which name what someone is typing is kept: at any time, on a session, or changing one."""
    return f"reflection:{thing.pk}"


@transaction.atomic
def write_reflection(
    partnership: Partnership,
    *,
    by: Account,
    role: str,
    occasion: str,
    prompt_set: str,
    answers: dict[str, str],
    session: Session | None = None,
    reflection_id: UUID | None = None,
) -> Reflection:
    """Keep a reflection for oneself, sealed under one's own key; also once the partnership has ended.

    `reflection_id` is the id the form proposed: sending the same form twice writes it once.
    """
    locked = lock_partnership(partnership.pk)
    own = locked.reflections.filter(author=by)
    existing: Reflection | None = own.filter(pk=reflection_id).first() if reflection_id else None
    if existing is not None:
        return existing
    if own.count() >= MOST_REFLECTIONS:
        raise MoveRefused(f"You have {MOST_REFLECTIONS} reflections: add to one of them, or remove some.")
    now = timezone.now()
    reflection = Reflection(
        partnership=locked,
        session=session,
        author=by,
        role=role,
        occasion=occasion,
        prompt_set=prompt_set,
        text=seal_for_author(json.dumps(answers), locked, by=by, role=role, kind=KIND),
        written_at=now,
        changed_at=now,
    )
    reflection.pk = id_for(reflection, reflection_id)
    reflection.save(force_insert=True)
    _note(reflection, "write", by, role)
    discard_draft(by, reflection_draft(session or locked))
    return reflection


@transaction.atomic
def change_reflection(
    reflection: Reflection, *, by: Account, role: str, answers: dict[str, str], version: int | None = None
) -> Reflection:
    """Reword one's own reflection; a copy that is shared stays as it is until it is shared again.

    WrittenMeanwhile if `version` is no longer the last one saved.
    """
    locked = _lock_own(reflection, by)
    seal_for_author(
        json.dumps(answers),
        locked.partnership,
        by=by,
        role=role,
        kind=KIND,
        note=locked.text,
        version=version,
    )
    locked.changed_at = timezone.now()
    locked.save(update_fields=["changed_at"])
    _note(locked, "change", by, role)
    discard_draft(by, reflection_draft(locked))
    return locked


@transaction.atomic
def share_reflection(reflection: Reflection, *, by: Account, role: str) -> Reflection:
    """Give the partner a copy of these words; sharing the same words twice is the same as once.

    Sharing again after a change replaces the copy.
    """
    locked = _lock_own(reflection, by)
    must_run(locked.partnership)
    if locked.shared_version == locked.text.version:
        return locked
    copy = copy_for_both(locked.text, locked.partnership, by=by, role=role)
    old = locked.shared_text
    locked.shared_text, locked.shared_version = copy, locked.text.version
    locked.shared_at = timezone.now()
    locked.save(update_fields=["shared_text", "shared_version", "shared_at"])
    if old is not None:
        forget_note(old, locked.partnership, by=by, role=role)
    _note(locked, "share", by, role)
    clear_notices(event_prefix=reflection_event(locked))
    tell_of_reflection(locked)
    return locked


@transaction.atomic
def take_reflection_back(reflection: Reflection, *, by: Account, role: str) -> Reflection:
    """Remove the partner's copy, also after the partnership has ended; one's own text stays."""
    locked = _lock_own(reflection, by)
    copy = locked.shared_text
    if copy is None:
        return locked
    locked.shared_text, locked.shared_version, locked.shared_at = None, None, None
    locked.save(update_fields=["shared_text", "shared_version", "shared_at"])
    forget_note(copy, locked.partnership, by=by, role=role)
    _note(locked, "take back", by, role)
    clear_notices(event_prefix=reflection_event(locked))
    return locked


@transaction.atomic
def remove_reflection(reflection: Reflection, *, by: Account, role: str) -> None:
    """Delete one's own reflection for good, with a copy that is shared."""
    locked = take_reflection_back(reflection, by=by, role=role)
    _note(locked, "remove", by, role)
    text = locked.text
    locked.delete()
    forget_note(text, locked.partnership, by=by, role=role)
    discard_draft(by, f"reflection:{reflection.pk}")


def _lock_own(reflection: Reflection, by: Account) -> Reflection:
    partnership = lock_partnership(reflection.partnership_id)
    locked: Reflection = Reflection.objects.select_related("text", "shared_text").get(pk=reflection.pk)
    locked.partnership = partnership
    if locked.author_id != by.pk:
        raise MoveRefused("Only whoever wrote a reflection can change it.")
    return locked


def _note(reflection: Reflection, move: str, by: Account, role: str) -> None:
    write_entry(
        noun="reflection",
        subject=reflection.pk,
        move=move,
        by=by,
        role=role,
        body_id=reflection.partnership.scheme.body_id,
    )
