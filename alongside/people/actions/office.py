"""Who works in a body's office: asked in, and let go."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from alongside.notices.actions import MailText, queue_mail
from alongside.notices.registry import mail_kind
from alongside.people.actions import find_or_create_account, grant_office_role, revoke_office_role
from alongside.people.models import Account, Body, OfficeRole

mail_kind("office role", "Invitations to work in an office", optional=False)


class LastDirector(Exception):
    """A body without a director could never have one again; the message says what to do first."""


@transaction.atomic
def ask_into_office(
    body: Body, *, by: Account, email: str, role: str, given_name: str, family_name: str = ""
) -> OfficeRole:
    """Grant the role to whoever has this address, with an account made if there is none, and tell them by mail."""
    account = find_or_create_account(email, given_name=given_name, family_name=family_name, body=body)
    office_role = grant_office_role(body, by=by, account=account, role=role)
    address = f"{settings.SITE_URL}{reverse('account_login')}"
    queue_mail(
        account.email,
        event=f"office-role:{office_role.pk}",
        kind="office role",
        account=account,
        mail=MailText(
            subject=f"You work in the office of {body.short_name} now",
            text=(
                f"{by.name} has made you {role} of {body.name} in Alongside.\n\n"
                f"Sign in with {account.email} and a link that we send you by mail. No password is needed:\n"
                f"{address}\n"
            ),
        ),
    )
    return office_role


@transaction.atomic
def let_go(office_role: OfficeRole, *, by: Account) -> None:
    """Take the role away. Raises LastDirector."""
    Body.objects.select_for_update().get(pk=office_role.body_id)
    directors = OfficeRole.objects.filter(body_id=office_role.body_id, role=OfficeRole.DIRECTOR)
    if office_role.role == OfficeRole.DIRECTOR and directors.count() == 1:
        raise LastDirector(
            "Make somebody else a director first: only a director can say who belongs to the office."
        )
    revoke_office_role(office_role, by=by)
