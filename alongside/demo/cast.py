"""Who can be tried in the demonstration, and the links that sign in as them."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from alongside.directory.models import Offer, Request
from alongside.enrolment.models import Application
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
    members = [*_audited(), *_waiting(), *_directory(), *_members()]
    for account, words in [*_offices("imi"), *_pairs(), *members, *_offices()]:
        if account.pk not in seen:
            seen.add(account.pk)
            yield account, words


def _offices(slug: str = "") -> Iterator[tuple[Account, str]]:
    """The first body's office before everybody, the others' after."""
    roles = OfficeRole.objects.select_related("account", "body").order_by("body__created_at", "granted_at")
    for row in roles.filter(body__slug=slug) if slug else roles:
        yield row.account, f"{row.account.name}, {row.role} of {row.body.name}"


def _pairs() -> Iterator[tuple[Account, str]]:
    """Alice and Bob, who write about everything; then a pair that was introduced last."""
    rows = Partnership.objects.exclude(state="ended").select_related("mentee__account", "mentor__account")
    for pair in [*rows.filter(mentee__email="alice@imi.example"), *rows.order_by("-introduced_at")[:1]]:
        yield pair.mentee.account, f"{pair.mentee.name}, mentee of {pair.mentor.name}"
        yield pair.mentor.account, f"{pair.mentor.name}, mentor of {pair.mentee.name}"


def _waiting() -> Iterator[tuple[Account, str]]:
    """Whoever has waited longest for a partner, and someone with a draft."""
    rows = Application.objects.filter(role="mentee", requests=None).select_related("member__account")
    for row in rows.filter(state="waiting").order_by("queued_at")[:1]:
        yield row.member.account, f"{row.member.name}, who waits for a mentor"
    for row in rows.filter(state="draft")[:1]:
        yield row.member.account, f"{row.member.name}, who has left a draft"


def _audited() -> Iterator[tuple[Account, str]]:
    """Somebody with two years of activities, whom the letter of a regulator has reached."""
    for member in Member.objects.filter(email="nadia@imi.example").select_related("account"):
        yield member.account, f"{member.name}, two years of activities, chosen for an audit"


def _directory() -> Iterator[tuple[Account, str]]:
    """Somebody who asks for mentors, and a mentor who is being asked."""
    asking = Request.objects.filter(state="asking").select_related("application__member__account")
    for request in asking.order_by("-sent_at")[:1]:
        yield request.member.account, f"{request.member.name}, who asks for mentors of the directory"
    offers = Offer.objects.filter(state="open").select_related("mentor_application__member__account")
    for offer in offers.order_by("answer_by")[:1]:
        mentor = offer.mentor_application.member
        yield mentor.account, f"{mentor.name}, whom a mentee asks"


def _members() -> Iterator[tuple[Account, str]]:
    """A member who has not applied for anything."""
    for member in (
        Member.objects.filter(applications=None).select_related("account", "body").order_by("created_at")[:1]
    ):
        yield member.account, f"{member.name}, member of {member.body.name}, who has not applied"
