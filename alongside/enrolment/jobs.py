"""What the worker does for applications: makes them of an imported list."""

from django.utils import timezone

from alongside.enrolment.importing import make_planned_application, plan_applications
from alongside.notices.models import Job
from alongside.notices.registry import JobRefused, job
from alongside.notices.working import report_progress
from alongside.people.importing.checking import check_table
from alongside.people.importing.mapping import ColumnMapping
from alongside.people.models import Account, Import
from alongside.people.queries.imports import FileGone, table_of
from alongside.schemes.models import Scheme
from alongside.schemes.permissions import can_run_scheme
from alongside.schemes.queries import definition_in_force, rules_of

IMPORT_APPLICATIONS = "import applications"


@job(IMPORT_APPLICATIONS)
def import_applications(asked: Job) -> None:
    """One application after the other, each whole; after a kill, those that were made are left as they are."""
    sources = Import.objects.select_related("body")
    source = sources.filter(pk=asked.subject).first() if asked.subject else None
    scheme = Scheme.objects.select_related("body").filter(pk=asked.payload["scheme"]).first()
    by = asked.asked_by
    if source is None or scheme is None or by is None or scheme.body_id != source.body_id:
        raise JobRefused("The list or the scheme is no longer there.")
    if not can_run_scheme(by, scheme):
        raise JobRefused("Whoever asked for this no longer runs the scheme.")
    _make_all(asked, source, scheme, by)


def _make_all(asked: Job, source: Import, scheme: Scheme, by: Account) -> None:
    now = timezone.now()
    try:
        table = table_of(source, by=by)
    except FileGone as gone:
        raise JobRefused(str(gone)) from gone
    checked = check_table(table, ColumnMapping.from_json(source.mapping), today=now.date())
    rules = rules_of(definition_in_force(scheme, now.date()))
    plan = plan_applications(scheme, rules, checked.rows, asked.payload["feeds"], today=now.date())
    if plan.errors:
        raise JobRefused(f"Row {plan.errors[0].row}: {plan.errors[0].sentence}")
    already = len(checked.rows) - len(plan.new)
    for done, planned in enumerate(plan.new, start=1):
        make_planned_application(scheme, planned, by=by, now=now)
        if done % 20 == 0 or done == len(plan.new):
            report_progress(asked, already + done, len(checked.rows), "Making applications")
