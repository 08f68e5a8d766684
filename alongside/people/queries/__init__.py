"""What is asked about bodies, members and accounts."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from alongside.people.models import Account, Body, Member, MemberQuerySet, OfficeRole


def office_body_or_404(account: Account, slug: str, *roles: str) -> Body:
    """The body with this slug if the account holds one of these roles in it; a 404 like any missing body otherwise."""
    held = roles or (OfficeRole.COORDINATOR, OfficeRole.DIRECTOR)
    body: Body = get_object_or_404(Body.objects.run_by(account, *held), slug=slug)
    return body


def memberships_of(account: Account) -> MemberQuerySet:
    """The person's memberships, with their bodies."""
    rows: MemberQuerySet = Member.objects.of(account).select_related("body").order_by("body__name")
    return rows


def offices_of(account: Account) -> QuerySet[Body]:
    """Bodies whose schemes the person runs."""
    rows: QuerySet[Body] = Body.objects.run_by(account, OfficeRole.COORDINATOR, OfficeRole.DIRECTOR).order_by(
        "name"
    )
    return rows


def office_accounts(body: Body, *roles: str) -> QuerySet[Account]:
    """Everyone who holds one of these roles in a body's office; its coordinators and directors where none is named."""
    held = roles or (OfficeRole.COORDINATOR, OfficeRole.DIRECTOR)
    holders = OfficeRole.objects.filter(body=body, role__in=held)
    rows: QuerySet[Account] = Account.objects.filter(pk__in=holders.values("account"))
    return rows
