"""How much the two write down."""

from datetime import date

from django.db import transaction

from alongside.journal.moves import write_entry
from alongside.partnerships.actions.locking import lock_partnership, must_run
from alongside.partnerships.mails.papers import tell_of_level
from alongside.partnerships.models import ManagerTold, Partnership
from alongside.people.models import Account


@transaction.atomic
def note_manager_told(partnership: Partnership, *, by: Account, role: str, told_on: date | None) -> None:
    """Note for oneself on which day one told one's line manager; None takes the note away."""
    lock_partnership(partnership.pk)
    rows = ManagerTold.objects.filter(partnership=partnership, role=role)
    if told_on is None:
        rows.delete()
    else:
        ManagerTold.objects.update_or_create(
            partnership=partnership, role=role, defaults={"told_on": told_on}
        )
    write_entry(
        noun="partnership",
        subject=partnership.pk,
        move="note line manager",
        by=by,
        role=role,
        body_id=partnership.scheme.body_id,
    )


@transaction.atomic
def choose_paper_level(partnership: Partnership, *, by: Account, role: str, level: str) -> Partnership:
    """Choose `none`, `light` or `full` from now on, and tell the other; nothing written before goes away.

    Raises MoveRefused once the partnership has ended.
    """
    locked = lock_partnership(partnership.pk)
    must_run(locked)
    if locked.paper_level != level:
        locked.papers = level
        locked.save(update_fields=["papers"])
        write_entry(
            noun="partnership",
            subject=locked.pk,
            move="choose papers",
            by=by,
            role=role,
            body_id=locked.scheme.body_id,
        )
        tell_of_level(locked, role=role)
    return locked
