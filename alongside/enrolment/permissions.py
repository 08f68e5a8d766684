"""Who may do what with applications."""

from alongside.enrolment.models import Application
from alongside.people.models import Account


def can_write_answers(account: Account, application: Application) -> bool:
    """While it is a draft: its applicant, or whoever of the office keys it in from paper."""
    if application.state != "draft":
        return False
    return application.member.account_id == account.pk or application.keyed_in_by_id == account.pk
