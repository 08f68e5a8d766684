"""What the office does with one member: change the record, the status, and invite."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.journal.moves import write_entry
from alongside.notices.actions import MailText, queue_mail
from alongside.notices.registry import mail_kind
from alongside.people.changes import tell_of_change
from alongside.people.models import Account, Member, OfficeRole

mail_kind("invitation", "Invitations to join your body's schemes", optional=False)


class AddressTaken(Exception):
    """The address belongs to somebody else who is a member of the same body; the message says so."""


@transaction.atomic
def change_member(member: Member, *, by: Account, **fields: Any) -> Member:
    """Change the body's record of a member; only what really differs is written and named in the journal."""
    locked = Member.objects.select_for_update(of=("self",)).select_related("account").get(pk=member.pk)
    changed = {key: value for key, value in fields.items() if getattr(locked, key) != value}
    if not changed:
        return locked
    names = sorted(changed)
    if "email" in changed:
        change_address(locked, changed.pop("email"))
    if "years_experience" in changed:
        changed["years_noted_on"] = timezone.localdate()
    before = locked.status
    for key, value in changed.items():
        setattr(locked, key, value)
    locked.save()
    tell_of_change([locked], changed)
    _note(locked, "change", by, facts={"fields": names})
    if locked.status != before:
        _note(locked, "change status", by, source=before, target=locked.status)
    return locked


def change_address(member: Member, address: str) -> None:
    """The body's list says another address, and the member is saved with it.

    Somebody who has signed in keeps signing in as they do: a body's list must not hand an account to another
    address. Who has never signed in and belongs nowhere else gets the new address to sign in with.
    """
    holder = Account.objects.filter(email=address).first()
    if holder and holder.pk != member.account_id and member.body.members.filter(account=holder).exists():
        raise AddressTaken("Another member of your list has this address.")
    if address != member.account.email and _is_unused(member):
        if holder:
            member.account = holder
        else:
            member.account.email = address
            member.account.save(update_fields=["email"])
    member.email = address
    member.save(update_fields=["email", "account"])


def _is_unused(member: Member) -> bool:
    account = member.account
    elsewhere = account.memberships.exclude(pk=member.pk).exists()
    return (
        account.last_login is None
        and not elsewhere
        and not OfficeRole.objects.filter(account=account).exists()
    )


@transaction.atomic
def invite_member(member: Member, *, by: Account) -> Member:
    """Send the member a mail that says where and how to sign in; at most one a day."""
    body = member.body
    day = timezone.localdate()
    address = f"{settings.SITE_URL}{reverse('account_login')}"
    queue_mail(
        member.account.email,
        event=f"member:{member.pk}:invited:{day:%Y-%m-%d}",
        kind="invitation",
        account=member.account,
        mail=MailText(
            subject=f"Your place in mentoring at {body.short_name}",
            text=(
                f"Dear {member.given_name},\n\n"
                f"{body.name} runs its mentoring with Alongside, and you are on its list of members.\n\n"
                f"Sign in with this address, {member.account.email}, and a link that we send you by mail. "
                f"No password is needed:\n{address}\n\n"
                f"If you have a question, write to {body.contact_email}.\n"
            ),
        ),
    )
    _note(member, "invite", by)
    return member


def _note(member: Member, move: str, by: Account, **said: Any) -> None:
    write_entry(
        noun="member", subject=member.pk, move=move, by=by, role="office", body_id=member.body_id, **said
    )
