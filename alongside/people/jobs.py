"""What the worker and the clock do for people: large imports, and files that were kept long enough."""

from datetime import datetime, timedelta

from alongside.notices.models import Job
from alongside.notices.registry import JobRefused, every, job
from alongside.notices.working import report_progress
from alongside.people.actions.imports import NotClean, apply_import, discard_old_imports
from alongside.people.models import Import
from alongside.people.permissions import can_manage_members
from alongside.people.queries.imports import FileGone
from alongside.people.sign_in_links import forget_old_links

APPLY_IMPORT = "apply import"


@job(APPLY_IMPORT)
def apply_large_import(asked: Job) -> None:
    """Apply an import as the person who asked for it; one that was applied before a kill is left as it is."""
    if asked.subject is None:
        return
    membership_import = Import.objects.select_related("body", "uploaded_by").filter(pk=asked.subject).first()
    if (
        membership_import is None
        or membership_import.state != "uploaded"
        or membership_import.uploaded_by is None
    ):
        return
    if not can_manage_members(membership_import.uploaded_by, membership_import.body):
        raise JobRefused("Whoever asked for this import no longer belongs to the office.")
    report_progress(asked, 1, 3, "Reading the file and writing members")
    try:
        apply_import(membership_import, by=membership_import.uploaded_by)
    except (NotClean, FileGone) as refusal:
        raise JobRefused(str(refusal)) from refusal
    report_progress(asked, 3, 3, "Done")


@every(timedelta(hours=1), "discard files of members that were kept long enough")
def discard_kept_files(now: datetime) -> None:
    """A file of members is kept for a day at most."""
    discard_old_imports(now)


@every(timedelta(hours=1), "forget sign-in links that have run out")
def forget_links(now: datetime) -> None:
    """Each works for a quarter of an hour."""
    forget_old_links(now)
