"""Notes that a partnership is required, lets both agree to what is reported, and reports it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.journal.moves import write_entry
from alongside.notices.actions import clear_notices
from alongside.partnerships.actions.locking import lock_partnership, must_run
from alongside.partnerships.mails.mandates import (
    mandate_event,
    send_report,
    tell_of_consent,
    tell_of_mandate,
    tell_of_mandate_ended,
    tell_of_report,
)
from alongside.partnerships.models import Mandate, MandateReport, Partnership
from alongside.partnerships.queries.mandates import WITH_PAIR, due_reports, mandate_of, report_text
from alongside.people.models import Account


@dataclass(frozen=True)
class MandateFacts:
    """What the office notes: who requires it, under which reference, the days, and who is told how often."""

    authority: str
    reference: str
    from_on: date
    until_on: date
    every_months: int
    report_name: str
    report_email: str


@transaction.atomic
def require_partnership(partnership: Partnership, *, by: Account, facts: MandateFacts) -> Mandate:
    """Note that somebody requires it, and ask both whether they agree to what would be reported.

    Raises MoveRefused where the partnership has ended or is required already.
    """
    locked = lock_partnership(partnership.pk)
    must_run(locked)
    if mandate_of(locked) is not None:
        raise MoveRefused(
            "This partnership is required already. End what is noted before you note something else."
        )
    mandate = Mandate(partnership=locked, set_by=by, set_at=timezone.now(), **vars(facts))
    mandate.save()
    _note(mandate, "require", by=by, role="office")
    tell_of_mandate(mandate)
    return mandate


@transaction.atomic
def agree_to_report(mandate: Mandate, *, by: Account, role: str, agrees: bool) -> Mandate:
    """Agree that attendance is reported, or take it back; from then on nothing more is sent."""
    locked = _locked(mandate)
    name = f"{role}_agreed_at"
    if bool(locked.agreed_at(role)) != agrees:
        setattr(locked, name, timezone.now() if agrees else None)
        locked.save(update_fields=[name])
        _note(locked, "agree" if agrees else "take back", by=by, role=role)
        tell_of_consent(locked, role=role)
    clear_notices(event=mandate_event(locked), account=by)
    return locked


@transaction.atomic
def end_mandate(mandate: Mandate, *, by: Account) -> Mandate:
    """Note that nobody requires it any more; the partnership itself goes on."""
    locked = _locked(mandate)
    locked.ended_at = timezone.now()
    locked.save(update_fields=["ended_at"])
    _note(locked, "end", by=by, role="office")
    clear_notices(event=mandate_event(locked))
    tell_of_mandate_ended(locked)
    return locked


@transaction.atomic
def report_attendance(mandate: Mandate, *, now: datetime) -> MandateReport | None:
    """Send the report that is due, once, and show both word for word what it says; None where none is due."""
    rows = Mandate.objects.select_for_update(of=("self",)).select_related(*WITH_PAIR)
    locked: Mandate = rows.prefetch_related("reports").get(pk=mandate.pk)
    days = due_reports(locked, now) if locked.ended_at is None else None
    if days is None:
        return None
    begins, due = days
    today = now.astimezone(locked.partnership.scheme.body.zone).date()
    text = report_text(locked, begins, due, today)
    report = MandateReport.objects.create(mandate=locked, from_on=begins, due_on=due, text=text, sent_at=now)
    _note(locked, "report", by=None, role="clock")
    send_report(report)
    tell_of_report(report)
    return report


def _locked(mandate: Mandate) -> Mandate:
    rows = Mandate.objects.select_for_update(of=("self",)).select_related(*WITH_PAIR)
    locked: Mandate = rows.get(pk=mandate.pk)
    if locked.ended_at is not None:
        raise MoveRefused("Nobody requires this partnership any more, so nothing is reported.")
    return locked


def _note(mandate: Mandate, move: str, *, by: Account | None, role: str) -> None:
    write_entry(
        noun="mandate",
        subject=mandate.pk,
        move=move,
        by=by,
        role=role,
        body_id=mandate.partnership.scheme.body_id,
    )
