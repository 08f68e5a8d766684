"""Who may do what with bodies, members and accounts."""

from alongside.people.models import Account, Body, OfficeRole


def has_office_role(account: Account, body: Body, *roles: str) -> bool:
    """Whether the account holds one of these office roles in the body, asked of the database each time."""
    return OfficeRole.objects.filter(account=account, body=body, role__in=roles).exists()


def can_manage_members(account: Account, body: Body) -> bool:
    """The office that keeps the list of members."""
    return has_office_role(account, body, OfficeRole.COORDINATOR, OfficeRole.DIRECTOR)


def can_grant_office_role(account: Account, body: Body) -> bool:
    """Only a director says who else belongs to the office."""
    return has_office_role(account, body, OfficeRole.DIRECTOR)
