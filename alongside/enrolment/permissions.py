"""Who may do what with applications."""

from alongside.enrolment.models import Application
from alongside.people.models import Account, OfficeRole
from alongside.people.permissions import has_office_role
from alongside.schemes.permissions import can_run_scheme
from alongside.schemes.queries import rules_of


def can_write_answers(account: Account, application: Application) -> bool:
    """While it is a draft: its applicant, or whoever of the office keys it in from paper."""
    if application.state != "draft":
        return False
    return application.member.account_id == account.pk or application.keyed_in_by_id == account.pk


def can_review_application(account: Account, application: Application) -> bool:
    """Whoever runs the scheme; a director alone where its definition says so."""
    if rules_of(application.definition).intake.review == "director":
        return has_office_role(account, application.scheme.body, OfficeRole.DIRECTOR)
    return can_run_scheme(account, application.scheme)
