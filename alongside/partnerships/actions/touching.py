"""Says after the end that one would like to stay in touch, or takes it back."""

from django.db import transaction

from alongside.domain.lifecycle import MoveRefused
from alongside.journal.moves import write_entry
from alongside.notices.actions import clear_notices
from alongside.partnerships.actions.locking import lock_partnership
from alongside.partnerships.mails.touch import tell_of_touch, touch_event
from alongside.partnerships.models import Partnership
from alongside.people.models import Account


@transaction.atomic
def stay_in_touch(partnership: Partnership, *, by: Account, role: str, wishes: bool) -> bool:
    """Note the wish, or that it is taken back; whether both have it now. Both hear once they do, and never before.

    MoveRefused before the end: until then each has the other's address anyway.
    """
    locked = lock_partnership(partnership.pk)
    if locked.state != "ended":
        raise MoveRefused("You are still partners, and have each other’s address.")
    had_both = locked.touches.count() == 2
    if wishes:
        locked.touches.get_or_create(role=role)
    else:
        locked.touches.filter(role=role).delete()
        clear_notices(event=touch_event(locked))
    both = locked.touches.count() == 2
    write_entry(
        noun="partnership",
        subject=locked.pk,
        move="stay in touch" if wishes else "lose touch",
        by=by,
        role=role,
        body_id=locked.scheme.body_id,
    )
    if both and not had_both:
        tell_of_touch(locked)
    return both
