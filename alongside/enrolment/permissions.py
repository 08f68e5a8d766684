"""Who may do what with applications."""

from alongside.enrolment.models import Application
from alongside.people.models import Account
from alongside.schemes.permissions import can_run_scheme


def roles_in(account: Account, application: Application) -> tuple[str, ...]:
    """As whom the account may move the application: applicant, office, both or neither."""
    roles = []
    if application.member.account_id == account.pk:
        roles.append("applicant")
    if can_run_scheme(account, application.scheme):
        roles.append("office")
    return tuple(roles)


def can_write_answers(account: Account, application: Application) -> bool:
    """While it is a draft: its applicant, or whoever of the office keys it in from paper."""
    if application.state != "draft":
        return False
    return application.member.account_id == account.pk or application.keyed_in_by_id == account.pk
