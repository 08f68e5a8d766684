"""Who can be tried in the demonstration, and the links that sign in as them."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from alongside.demo.bodies import BODIES
from alongside.demo.stage import Plan
from alongside.directory.models import Offer, Request
from alongside.enrolment.models import Application
from alongside.partnerships.models import Partnership
from alongside.people.models import Account, Body, Member, OfficeRole

SALT = "alongside.demo.sign-in"
Found = Iterator[tuple[Account, str]]


@dataclass(frozen=True)
class CastLink:
    """Somebody of the cast, what one sees as them, and the address that signs in as them."""

    name: str
    what: str
    address: str


@dataclass(frozen=True)
class CastBody:
    """A body and everybody of it whom one can be."""

    name: str
    about: str
    links: tuple[CastLink, ...]


def cast_bodies() -> list[CastBody]:
    """Every body in the order in which it was set up: its office first, then its stars, then others at some step."""
    plans = {plan.slug: plan for plan in BODIES}
    found = []
    for body in Body.objects.order_by("created_at", "pk"):
        plan = plans.get(body.slug)
        links = tuple(
            CastLink(account.name, what, sign_in_address(account)) for account, what in _cast(body, plan)
        )
        if links:
            found.append(CastBody(body.name, plan.about if plan else "", links))
    return found


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


def _cast(body: Body, plan: Plan | None) -> Found:
    seen: set[UUID] = set()
    said: set[str] = set()
    for find in (_office, _stars, _newest_pair, _waiting, _asking, _member, _been):
        for account, what in find(body, plan):
            if account.pk not in seen and (what not in said or find is _been):
                seen.add(account.pk)
                said.add(what)
                yield account, what


def _office(body: Body, _: Plan | None) -> Found:
    roles = OfficeRole.objects.filter(body=body).select_related("account").order_by("granted_at", "pk")
    for row in roles:
        yield row.account, row.role


def _stars(body: Body, plan: Plan | None) -> Found:
    """Those whom the body's own history is about."""
    for local, what in plan.stars.items() if plan else ():
        address = f"{local}@{body.slug}.example"
        for member in Member.objects.filter(body=body, email=address).select_related("account"):
            yield member.account, what


def _waiting(body: Body, _: Plan | None) -> Found:
    """Whoever has waited longest for a partner."""
    rows = Application.objects.filter(scheme__body=body, role="mentee", state="waiting", requests=None)
    for row in rows.select_related("member__account").order_by("queued_at")[:1]:
        yield row.member.account, "waits for a mentor"


def _asking(body: Body, _: Plan | None) -> Found:
    """Somebody who asks for mentors, and a mentor who is being asked."""
    asking = Request.objects.filter(scheme__body=body, state="asking")
    for request in asking.select_related("application__member__account").order_by("-sent_at")[:1]:
        yield request.member.account, "asks for mentors of the directory"
    offers = Offer.objects.filter(request__scheme__body=body, state="open")
    for offer in offers.select_related("mentor_application__member__account").order_by("answer_by")[:1]:
        yield offer.mentor_application.member.account, "a mentor whom a mentee asks"


def _member(body: Body, _: Plan | None) -> Found:
    """A member who has not applied for anything."""
    rows = Member.objects.filter(body=body, applications=None).select_related("account")
    for member in rows.order_by("created_at", "pk")[:1]:
        yield member.account, "a member who has not applied"


def _been(body: Body, _: Plan | None) -> Found:
    """Those whom a visitor has been, and who have moved on since: whoever has applied is no longer one who has not."""
    rows = Account.objects.filter(memberships__body=body, last_login__isnull=False)
    for account in rows.order_by("last_login", "pk"):
        yield account, "whom you have been before"


def _newest_pair(body: Body, plan: Plan | None) -> Found:
    """The two who were introduced last, where no pair is among the stars."""
    rows = Partnership.objects.filter(scheme__body=body).exclude(state="ended")
    stars = [f"{local}@{body.slug}.example" for local in (plan.stars if plan else ())]
    if rows.filter(mentee__email__in=stars, mentor__email__in=stars).exists():
        return
    for pair in rows.select_related("mentee__account", "mentor__account").order_by("-introduced_at")[:1]:
        yield pair.mentee.account, f"mentee of {pair.mentor.name}"
        yield pair.mentor.account, f"mentor of {pair.mentee.name}"
