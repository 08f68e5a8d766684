"""Changes to bodies, members, accounts and office roles."""

from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from alongside.journal.moves import write_entry
from alongside.people.models import Account, Body, Member, OfficeRole


@transaction.atomic
def create_body(
    *,
    slug: str,
    name: str,
    short_name: str,
    contact_email: str,
    time_zone: str = "Europe/London",
    kind: str = Body.PROFESSION,
) -> Body:
    """Set up a body on this installation; done from the command line, by nobody in particular."""
    body = Body.objects.create(
        slug=slug,
        name=name,
        short_name=short_name,
        contact_email=contact_email,
        time_zone=time_zone,
        kind=kind,
    )
    write_entry(noun="body", subject=body.pk, move="create", by=None, role="system", body_id=body.pk)
    return body


@transaction.atomic
def find_or_create_account(
    email: str, *, given_name: str = "", family_name: str = "", body: Body | None = None
) -> Account:
    """The account for this address, made without a password and in the time zone of the body if there is none; two who
    ask at once get the same.
    """
    made = {"given_name": given_name, "family_name": family_name, "password": make_password(None)}
    if body:
        made["time_zone"] = body.time_zone
    account, _ = Account.objects.get_or_create(email=email.strip().lower(), defaults=made)
    return account


@transaction.atomic
def enrol_member(body: Body, *, by: Account | None, email: str, given_name: str, **fields: Any) -> Member:
    """Add a member to a body's list, with an account to sign in with."""
    account = find_or_create_account(
        email, given_name=given_name, family_name=fields.get("family_name", ""), body=body
    )
    member = Member.objects.create(
        body=body, account=account, email=account.email, given_name=given_name, **fields
    )
    write_entry(
        noun="member",
        subject=member.pk,
        move="enrol",
        by=by,
        role="office" if by else "system",
        body_id=body.pk,
    )
    return member


@transaction.atomic
def grant_office_role(body: Body, *, by: Account | None, account: Account, role: str) -> OfficeRole:
    """Let somebody work in a body's office."""
    office_role, made = OfficeRole.objects.get_or_create(body=body, account=account, role=role)
    if made:
        write_entry(
            noun="office role",
            subject=office_role.pk,
            move="grant",
            by=by,
            role="office" if by else "system",
            body_id=body.pk,
            facts={"account": str(account.pk), "role": role},
        )
    return office_role


@transaction.atomic
def revoke_office_role(office_role: OfficeRole, *, by: Account) -> None:
    """Take an office role away; the person's next request is already refused."""
    write_entry(
        noun="office role",
        subject=office_role.pk,
        move="revoke",
        by=by,
        role="office",
        body_id=office_role.body_id,
        facts={"account": str(office_role.account_id), "role": office_role.role},
    )
    office_role.delete()
