"""Who decides on requests."""

from alongside.directory.models import Request
from alongside.people.models import Account, OfficeRole
from alongside.people.permissions import has_office_role
from alongside.schemes.permissions import can_run_scheme


def can_review_request(account: Account, request: Request) -> bool:
    """Whoever runs the scheme; a director alone where the rules the request began under say so."""
    if request.settings.review == "director":
        return has_office_role(account, request.scheme.body, OfficeRole.DIRECTOR)
    return can_run_scheme(account, request.scheme)
