"""Writes about a success of the mentee's; the mentee alone lets the office tell it, and in exactly these words."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.database.proposed_ids import id_for
from alongside.domain.lifecycle import MoveRefused
from alongside.journal.moves import write_entry
from alongside.notices.actions import clear_notices
from alongside.partnerships.actions.locking import lock_partnership, must_run
from alongside.partnerships.actions.private_texts import forget_note
from alongside.partnerships.actions.sealing import seal_for_both
from alongside.partnerships.mails.sponsorship import (
    achievement_event,
    released_events,
    tell_of_achievement,
    tell_of_release,
    tell_of_release_ended,
)
from alongside.partnerships.models import Achievement, Partnership, ReleasedAchievement
from alongside.people.models import Account, Body
from alongside.vault.notes import open_note

MOST_ACHIEVEMENTS = 50
KIND = "achievement"


@transaction.atomic
def write_achievement(
    partnership: Partnership, *, by: Account, role: str, text: str, achievement_id: UUID | None = None
) -> Achievement:
    """Write about a success, for the two alone, and tell the other that there is something to read.

    `achievement_id` is the id the form proposed: sending the same form twice writes it once.
    """
    locked = lock_partnership(partnership.pk)
    must_run(locked)
    own = locked.achievements.filter(pk=achievement_id, author=by) if achievement_id else None
    existing: Achievement | None = own.first() if own is not None else None
    if existing is not None:
        return existing
    if locked.achievements.count() >= MOST_ACHIEVEMENTS:
        raise MoveRefused(f"You have written about {MOST_ACHIEVEMENTS}, which is as many as can be.")
    achievement = Achievement(
        partnership=locked,
        author=by,
        role=role,
        text=seal_for_both(text, locked, by=by, role=role, kind=KIND),
        written_at=timezone.now(),
    )
    achievement.pk = id_for(achievement, achievement_id)
    achievement.save(force_insert=True)
    _note(achievement, "write", by, role)
    tell_of_achievement(achievement, role=role)
    return achievement


@transaction.atomic
def change_achievement(
    achievement: Achievement, *, by: Account, role: str, text: str, version: int | None = None
) -> Achievement:
    """Put it in other words. A consent was to the old ones, so the office's copy goes; the same words change nothing.

    Raises WrittenMeanwhile if `version` is no longer the last one saved.
    """
    locked = _lock(achievement)
    must_run(locked.partnership)
    if version == locked.text.version and text == open_note(locked.text, by=by, role=role):
        return locked
    locked.text = seal_for_both(
        text, locked.partnership, by=by, role=role, kind=KIND, note=locked.text, version=version
    )
    _end_release(locked)
    _note(locked, "change", by, role)
    clear_notices(event_prefix=achievement_event(locked))
    tell_of_achievement(locked, role=role)
    return locked


@transaction.atomic
def release_achievement(achievement: Achievement, *, by: Account, role: str, version: int) -> Achievement:
    """The mentee consents that the office tells others exactly these words, also after the end.

    MoveRefused for anybody else, and where `version`, which the mentee has read, is no longer the last one.
    """
    locked = _lock(achievement)
    _must_be_mentee(locked, role)
    if locked.text.version != version:
        raise MoveRefused("The words were changed after you opened this page. Read them before you agree.")
    if locked.released_at is None:
        released = ReleasedAchievement(
            achievement=locked,
            version=version,
            text=open_note(locked.text, by=by, role=role),
            released_at=timezone.now(),
        )
        released.save(force_insert=True)
        _note(locked, "consent", by, role, version=version)
        tell_of_release(released)
    clear_notices(event_prefix=achievement_event(locked), account=by)
    return locked


@transaction.atomic
def keep_achievement(achievement: Achievement, *, by: Account, role: str) -> Achievement:
    """The mentee takes the consent back: the office's copy is deleted, and the office told not to use it any more."""
    locked = _lock(achievement)
    _must_be_mentee(locked, role)
    if locked.released_at is not None:
        _end_release(locked)
        _note(locked, "take back", by, role, version=locked.text.version)
    return locked


@transaction.atomic
def remove_achievement(achievement: Achievement, *, by: Account, role: str) -> None:
    """Delete it with its words; what the office may tell, the mentee alone removes."""
    locked = _lock(achievement)
    if locked.released_at is not None:
        _must_be_mentee(locked, role)
        _end_release(locked)
    _note(locked, "remove", by, role)
    clear_notices(event_prefix=achievement_event(locked))
    note = locked.text
    locked.delete()
    forget_note(note, locked.partnership, by=by, role=role)


def read_achievement(achievement: Achievement, *, by: Account) -> None:
    """It has been read, so the news leaves the reader's home page."""
    clear_notices(event_prefix=achievement_event(achievement), account=by)


def read_released(body: Body, *, by: Account) -> None:
    """Somebody of the office has looked at what may be told."""
    clear_notices(event_prefix=released_events(body), account=by)


def _lock(achievement: Achievement) -> Achievement:
    partnership = lock_partnership(achievement.partnership_id)
    rows = Achievement.objects.select_related("text", "released")
    locked: Achievement | None = rows.filter(pk=achievement.pk).first()
    if locked is None:
        raise MoveRefused("This has been removed in the meantime.")
    locked.partnership = partnership
    return locked


def _must_be_mentee(achievement: Achievement, role: str) -> None:
    if role != "mentee":
        name = achievement.partnership.mentee.given_name
        raise MoveRefused(f"Only {name} decides what the office may tell.")


def _end_release(achievement: Achievement) -> None:
    released: ReleasedAchievement | None = getattr(achievement, "released", None)
    if released is None:
        return
    released.achievement = achievement
    clear_notices(event_prefix=f"{released_events(achievement.partnership.scheme.body)}{released.pk}:")
    tell_of_release_ended(released)
    released.delete()


def _note(achievement: Achievement, move: str, by: Account, role: str, **facts: int) -> None:
    write_entry(
        noun="achievement",
        subject=achievement.pk,
        move=move,
        by=by,
        role=role,
        body_id=achievement.partnership.scheme.body_id,
        facts=facts,
    )
