"""Who may do what with schemes."""

from alongside.people.models import Account, Body, OfficeRole
from alongside.people.permissions import has_office_role
from alongside.schemes.models import Scheme


def can_run_scheme(account: Account, scheme: Scheme) -> bool:
    """The office: coordinators and directors of the scheme's body."""
    return has_office_role(account, scheme.body, OfficeRole.COORDINATOR, OfficeRole.DIRECTOR)


def can_adopt_definition(account: Account, body: Body) -> bool:
    """Only a director decides under which rules a scheme runs."""
    return has_office_role(account, body, OfficeRole.DIRECTOR)
