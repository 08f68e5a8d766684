"""What can be certified, and the certificates there are."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from alongside.certificates.models import Certificate
from alongside.domain.cpd.certificates import CertificateKind, PartTime, read_code
from alongside.domain.scheme.part import BOTH_SIDES
from alongside.partnerships.models import Partnership, Session
from alongside.people.models import Account, Body, Member
from alongside.schemes.models import Scheme
from alongside.schemes.queries import definition_in_force, rules_of


def certificates_of(account: Account) -> QuerySet[Certificate]:
    """One's own, newest first."""
    rows: QuerySet[Certificate] = Certificate.objects.visible_to(account).select_related("body")
    return rows


def certificate_or_404(account: Account, certificate_id: UUID) -> Certificate:
    """One's own certificate; a 404 like a missing one otherwise."""
    found: Certificate = get_object_or_404(certificates_of(account), pk=certificate_id)
    return found


def office_certificates(account: Account, body: Body, words: str = "") -> QuerySet[Certificate]:
    """Those of a body one works for, newest first; `words` are looked for in name and code."""
    rows: QuerySet[Certificate] = (
        Certificate.objects.run_by(account).filter(body=body).select_related("owner", "body")
    )
    for word in words.split():
        named = Q(owner__family_name__icontains=word) | Q(owner__given_name__icontains=word)
        rows = rows.filter(named | Q(code=read_code(words)))
    return rows


def members_named(body: Body, lines: Iterable[str]) -> tuple[list[Member], list[str]]:
    """The body's members with these numbers or addresses, each once in the order named; and the lines that name none."""
    wanted = [line.strip() for line in lines if line.strip()]
    rows = Member.objects.filter(body=body).select_related("account", "body")
    known: dict[str, Member] = {}
    for member in rows.filter(Q(number__in=wanted) | Q(email__in=[line.lower() for line in wanted])):
        known |= {member.number: member, member.email.lower(): member}
    found = [known.get(line) or known.get(line.lower()) for line in wanted]
    members = list(dict.fromkeys(member for member in found if member))
    return members, [line for line, member in zip(wanted, found, strict=True) if member is None]


def office_certificate_or_404(account: Account, body: Body, certificate_id: UUID) -> Certificate:
    """A certificate of a body one works for."""
    found: Certificate = get_object_or_404(office_certificates(account, body), pk=certificate_id)
    return found


def checked(typed: str) -> Certificate | None:
    """The certificate with this code, however it was typed."""
    return Certificate.objects.filter(code=read_code(typed)).select_related("body").first()


def time_held(account: Account, sessions: Iterable[Session]) -> tuple[PartTime, ...]:
    """Sessions and minutes by the part that the person had in them; a part without sessions is left out."""
    held = [(session.partnership.role_of(account), session.held_minutes or 0) for session in sessions]
    by_part = [(part, [minutes for role, minutes in held if role == part]) for part in BOTH_SIDES]
    return tuple(PartTime(part, len(minutes), sum(minutes)) for part, minutes in by_part if minutes)


def sessions_held(account: Account, body: Body, on: date, until: date) -> QuerySet[Session]:
    """What the person held in a body's schemes in these days."""
    rows: QuerySet[Session] = (
        Session.objects.visible_to(account)
        .filter(state="held", held_on__gte=on, held_on__lte=until, partnership__scheme__body=body)
        .select_related("partnership__mentee", "partnership__mentor")
    )
    return rows


def completed_by(account: Account) -> list[Partnership]:
    """Completed partnerships for which the person can have a certificate and has none, newest first."""
    have = certificates_of(account).filter(revoked_at=None).exclude(reference=None)
    rows = (
        Partnership.objects.visible_to(account)
        .filter(state="ended", ending=Partnership.COMPLETED)
        .exclude(pk__in=have.values("reference"))
        .select_related("scheme__body", "definition", "mentee", "mentor")
        .order_by("-ended_at")
    )
    return [row for row in rows if "completion" in row.rules.cpd.certificates]


def bodies_that_certify(account: Account, kind: CertificateKind, today: date) -> list[Body]:
    """The bodies in whose schemes the person has been paired and which give this certificate."""
    pairs = Partnership.objects.visible_to(account)
    schemes = Scheme.objects.filter(partnerships__in=pairs).select_related("body").distinct()
    giving = {
        scheme.body
        for scheme in schemes
        if kind in rules_of(definition_in_force(scheme, today)).cpd.certificates
    }
    return sorted(giving, key=lambda body: body.name)


def check_address(certificate: Certificate) -> str:
    """The page on which anybody can check it."""
    return f"{settings.SITE_URL}{reverse('check')}?code={certificate.printed_code}"


def revoked_address(body: Body) -> str:
    """Where the list of a body's revoked badges is."""
    return f"{settings.SITE_URL}{reverse('revoked-badges', args=[body.slug])}"


def revoked_places_or_404(slug: str) -> tuple[Body, list[int]]:
    """The body with this slug, and which places in its list are revoked."""
    body: Body = get_object_or_404(Body, slug=slug)
    revoked = Certificate.objects.filter(body=body).exclude(revoked_at=None)
    return body, list(revoked.values_list("list_place", flat=True))
