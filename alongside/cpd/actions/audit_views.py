"""Showing an audit profile to an auditor by a link with an end, and noting every opening."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from alongside.cpd.documents import profile_from_json, profile_json
from alongside.cpd.models import AuditOpening, AuditView, Profile
from alongside.cpd.queries.profiles import open_profile
from alongside.domain.cpd.audit_profile import AuditProfile
from alongside.journal.moves import write_entry
from alongside.people.models import Account
from alongside.vault.link_copies import copy_of_link, open_by_link, seal_for_link


@transaction.atomic
def show_to_auditor(
    profile: Profile, *, by: Account, auditor: str, until: date, today: date
) -> tuple[AuditView, str]:
    """Seal a copy of the profile as last saved; returns the view and the secret of its link, which is kept nowhere."""
    written = open_profile(profile, by=by, today=today)
    copy, secret = seal_for_link(profile_json(written.document).decode())
    view = AuditView(profile=profile, auditor=auditor, until=until, copy=copy)
    view.save(force_insert=True)
    _note(view, "show", by)
    return view, secret


@transaction.atomic
def stop_showing(view: AuditView, *, by: Account) -> None:
    """From now on the link opens nothing, for us neither: the copy is deleted."""
    locked = AuditView.objects.select_for_update().get(pk=view.pk)
    if locked.copy is not None:
        copy, locked.copy, locked.stopped_at = locked.copy, None, timezone.now()
        locked.save(update_fields=["copy", "stopped_at"])
        copy.delete()
        _note(locked, "stop", by)


@dataclass(frozen=True)
class Shown:
    """What a link leads to."""

    view: AuditView
    secret: str


def shown_by_link(secret: str, now: datetime) -> Shown | None:
    """What the link leads to, if it still does; opens nothing and notes nothing."""
    copy = copy_of_link(secret)
    found = AuditView.objects.with_a_copy().filter(copy=copy).first() if copy else None
    return Shown(found, secret) if found and found.is_open(now) else None


@transaction.atomic
def open_as_auditor(shown: Shown, *, now: datetime, took_pdf: bool = False) -> AuditProfile | None:
    """The profile, once it is noted that it was opened; None where its writer stopped it meanwhile."""
    view = AuditView.objects.select_for_update().filter(pk=shown.view.pk, copy__isnull=False).first()
    if view is None or view.copy is None:
        return None
    AuditOpening.objects.create(view=view, at=now, took_pdf=took_pdf)
    _note(view, "take pdf" if took_pdf else "open", None)
    return profile_from_json(open_by_link(view.copy, shown.secret))


@transaction.atomic
def end_audit_views(now: datetime) -> None:
    """Delete the copies whose last day is over where their writer is."""
    shown = AuditView.objects.with_a_copy().filter(until__lte=now.date())
    for view in shown.select_for_update(of=("self",)):
        if view.is_open(now):
            continue
        copy, view.copy = view.copy, None
        view.save(update_fields=["copy"])
        if copy is not None:
            copy.delete()
        _note(view, "end", None)


def _note(view: AuditView, move: str, by: Account | None) -> None:
    write_entry(
        noun="audit view",
        subject=view.pk,
        move=move,
        by=by,
        role="author" if by else "auditor with a link" if move in ("open", "take pdf") else "clock",
        body_id=view.profile.member.body_id,
    )
