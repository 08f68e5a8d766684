"""Who can be tried in the demonstration, and the links that sign in as them."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from alongside.partnerships.models import Partnership
from alongside.people.models import Account, Member, OfficeRole

SALT = "alongside.demo.sign-in"


@dataclass(frozen=True)
class CastLink:
    """Somebody of the cast, in words, and the address that signs in as them."""

    words: str
    address: str


def cast_links() -> list[CastLink]:
    """Every office first, then pairs, then members without a partner."""
    return [CastLink(words, sign_in_address(account)) for account, words in _cast()]


def sign_in_address(account: Account) -> str:
    """The one-click link; worth something on this machine's own address only."""
    token = signing.dumps(str(account.pk), salt=SALT)
    return f"{settings.SITE_URL}{reverse('demo-sign-in', args=[token])}"


def account_of(token: str) -> Account | None:
    """Whose link it is; None for one that we did not write."""
    try:
        account_id = UUID(signing.loads(token, salt=SALT))
    except signing.BadSignature:
        return None
    return Account.objects.filter(pk=account_id, is_active=True).first()


def _cast() -> Iterator[tuple[Account, str]]:
    seen: set[UUID] = set()
    for account, words in [*_offices(), *_pairs(), *_members()]:
        if account.pk not in seen:
            seen.add(account.pk)
            yield account, words


def _offices() -> Iterator[tuple[Account, str]]:
    roles = OfficeRole.objects.select_related("account", "body").order_by("body__name", "-role")
    for row in roles[:12]:
        yield row.account, f"{row.account.name}, {row.role} of {row.body.name}"


def _pairs() -> Iterator[tuple[Account, str]]:
    rows = Partnership.objects.filter(state="active").select_related(
        "mentee__account", "mentor__account", "mentee__body"
    )
    for pair in rows.order_by("introduced_at")[:3]:
        body = pair.mentee.body.short_name
        yield pair.mentee.account, f"{pair.mentee.name}, mentee of {pair.mentor.name} ({body})"
        yield pair.mentor.account, f"{pair.mentor.name}, mentor of {pair.mentee.name} ({body})"


def _members() -> Iterator[tuple[Account, str]]:
    rows = Member.objects.filter(partnerships_as_mentee=None, partnerships_as_mentor=None)
    for member in rows.select_related("account", "body").order_by("created_at")[:3]:
        yield member.account, f"{member.name}, member of {member.body.name} without a partner"
