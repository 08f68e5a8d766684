"""Asks the office for a word, takes that back, and settles it once the two have talked."""

from django.db import transaction
from django.utils import timezone

from alongside.domain.lifecycles import QUIET_WORD
from alongside.journal.moves import make_move, write_entry
from alongside.notices.actions import clear_notices
from alongside.partnerships.actions.locking import lock_partnership
from alongside.partnerships.mails.quiet_word import quiet_word_event, tell_the_office
from alongside.partnerships.models import Partnership, QuietWord
from alongside.people.models import Account


@transaction.atomic
def ask_for_word(partnership: Partnership, *, by: Account, role: str) -> QuietWord:
    """Ask the office to get in touch, also after the end. Asking again while it waits is asking once."""
    locked = lock_partnership(partnership.pk)
    waiting: QuietWord | None = locked.quiet_words.filter(role=role, state="asked").first()
    if waiting is not None:
        return waiting
    word = QuietWord(partnership=locked, role=role, account=by, asked_at=timezone.now())
    word.save(force_insert=True)
    write_entry(
        noun="quiet word", subject=word.pk, move="ask", by=by, role=role, body_id=locked.scheme.body_id
    )
    tell_the_office(word)
    return word


@transaction.atomic
def withdraw_word(partnership: Partnership, *, by: Account, role: str) -> None:
    """Take it back while the office has not settled it; doing so twice is the same as once."""
    _settle(partnership, "withdraw", by, role, roles=(role,))


@transaction.atomic
def settle_words(partnership: Partnership, *, by: Account) -> int:
    """The office has talked with whoever asked; how many requests that settles."""
    return _settle(partnership, "settle", by, "office", roles=("mentee", "mentor"))


def _settle(partnership: Partnership, move: str, by: Account, role: str, *, roles: tuple[str, ...]) -> int:
    locked = lock_partnership(partnership.pk)
    waiting = list(locked.quiet_words.filter(role__in=roles, state="asked"))
    for word in waiting:
        make_move(word, QUIET_WORD, move, by=by, role=role, settled_at=timezone.now())
        clear_notices(event=quiet_word_event(word))
    return len(waiting)
