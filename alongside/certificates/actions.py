"""Issuing a certificate with its badge, and revoking it."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from alongside.certificates.models import Certificate
from alongside.certificates.queries import (
    check_address,
    completed_by,
    revoked_address,
    sessions_held,
    time_held,
)
from alongside.cpd.actions.records import RecordFacts
from alongside.cpd.actions.training import record_training
from alongside.domain.cpd.activities import Kind, hours_of_minutes
from alongside.domain.cpd.certificates import (
    CODE_LENGTH,
    CODE_LETTERS,
    LIST_SIZE,
    Statement,
    open_badge,
)
from alongside.domain.lifecycle import MoveRefused
from alongside.journal.moves import lock_journal, write_entry
from alongside.notices.actions import MailText, post_notice
from alongside.notices.registry import mail_kind
from alongside.partnerships.models import Partnership
from alongside.people.models import Account, Body, Member
from alongside.vault.signing import Signer

NEWS = mail_kind("certificates", "News of your certificates", optional=False).key


@dataclass(frozen=True)
class Training:
    """What people took part in."""

    title: str
    on: date
    until: date
    minutes: int

    def as_facts(self) -> RecordFacts:
        """As an activity."""
        return RecordFacts(
            kind=Kind.WORKSHOP,
            on=self.on,
            until=self.until,
            hours=hours_of_minutes(self.minutes),
            title=self.title,
        )


@transaction.atomic
def certify_completion(partnership: Partnership, *, by: Account, now: datetime) -> Certificate:
    """The certificate of one partner; MoveRefused unless it was completed, its scheme gives one, and they have none."""
    if partnership not in completed_by(by):
        raise MoveRefused("There is a certificate of this partnership already, or none can be had of it.")
    sessions = partnership.sessions.filter(state="held").select_related(
        "partnership__mentee", "partnership__mentor"
    )
    parts = time_held(by, sessions)
    if not parts:
        raise MoveRefused("No session of this partnership was noted as held, so there is nothing to certify.")
    scheme = partnership.scheme
    ended = (partnership.ended_at or now).astimezone(scheme.body.zone).date()
    statement = Statement(
        kind="completion",
        name=by.name,
        body=scheme.body.name,
        scheme=scheme.name,
        on=partnership.introduced_at.astimezone(scheme.body.zone).date(),
        until=ended,
        parts=parts,
    )
    return _issue(statement, scheme.body, by, now, reference=partnership.pk)


@transaction.atomic
def certify_hours(body: Body, *, by: Account, on: date, until: date, now: datetime) -> Certificate:
    """What the person held in these days in a body's schemes; MoveRefused where that is nothing,
    or they have the same certificate already.
    """
    parts = time_held(by, sessions_held(by, body, on, until))
    if not parts:
        raise MoveRefused("You held no session in these days. Choose others.")
    statement = Statement(
        kind="hours", name=by.name, body=body.name, scheme="", on=on, until=until, parts=parts
    )
    if _has_standing(by, body, statement):
        raise MoveRefused("You have this certificate already; it is in the list.")
    return _issue(statement, body, by, now)


@transaction.atomic
def certify_training(
    body: Body, members: Iterable[Member], *, by: Account, training: Training, now: datetime
) -> list[Certificate]:
    """Give each of these members a certificate; it stands among their activities at once, and they are told.

    Whoever has the same one already gets no second one, so that sending the form twice counts nothing twice.
    """
    Body.objects.select_for_update().get(pk=body.pk)  # two sendings queue up here
    made = []
    for member in members:
        if _has_standing(member.account, body, _training_statement(member, training)):
            continue
        certificate = certify_member(member, by=by, training=training, now=now)
        _tell_of(certificate)
        made.append(certificate)
    return made


def certify_member(
    member: Member, *, by: Account | None, training: Training, now: datetime, reference: UUID | None = None
) -> Certificate:
    """The certificate of one member, which stands among their activities at once. Must be called in a transaction.

    `reference` is what it is about, for which there is never a second one.
    """
    statement = _training_statement(member, training)
    certificate = _issue(statement, member.body, member.account, now, by=by, reference=reference)
    record_training(
        member.account, by=by or member.account, facts=training.as_facts(), reference=certificate.pk
    )
    return certificate


def _training_statement(member: Member, training: Training) -> Statement:
    return Statement(
        kind="training",
        name=member.name,
        body=member.body.name,
        scheme="",
        on=training.on,
        until=training.until,
        training=training.title,
        minutes=training.minutes,
    )


def _has_standing(owner: Account, body: Body, statement: Statement) -> bool:
    """Whether they have a certificate that says exactly this and was not revoked."""
    mine = Certificate.objects.visible_to(owner).filter(body=body, kind=statement.kind, revoked_at=None)
    return mine.filter(facts=statement.as_facts()).exists()


def _tell_of(certificate: Certificate) -> None:
    path = reverse("certificates")
    sentence = f"{certificate.body.name} has given you a certificate of training."
    post_notice(
        certificate.owner,
        event=f"certificate:{certificate.pk}:given",
        kind=NEWS,
        sentence=sentence,
        path=path,
        body_id=certificate.body_id,
        mail=MailText(
            subject="A certificate for you",
            text=f"{sentence} It is here, and the activity is on your CPD list:\n{settings.SITE_URL}{path}",
        ),
        digest=True,
    )


@transaction.atomic
def revoke_certificate(certificate: Certificate, *, by: Account, because: str, now: datetime) -> None:
    """From now on the check page and the list of revoked badges say so, and its owner hears why. It never stands again."""
    locked = Certificate.objects.select_for_update().select_related("owner", "body").get(pk=certificate.pk)
    if locked.revoked_at is not None:
        return
    locked.revoked_at, locked.revoked_because = now, because
    locked.save(update_fields=["revoked_at", "revoked_because"])
    write_entry(
        noun="certificate", subject=locked.pk, move="revoke", by=by, role="office", body_id=locked.body_id
    )
    path = reverse("certificates")
    sentence = f"{locked.body.name} has revoked your certificate of {locked.issued_at:%-d %B %Y}."
    post_notice(
        locked.owner,
        event=f"certificate:{locked.pk}:revoked",
        kind=NEWS,
        sentence=sentence,
        path=path,
        body_id=locked.body_id,
        mail=MailText(
            subject="A certificate of yours was revoked",
            text=(
                f"{sentence} The reason stands beside it:\n{settings.SITE_URL}{path}\n\n"
                f"If that is wrong, write to {locked.body.contact_email}."
            ),
        ),
    )


def _issue(
    statement: Statement,
    body: Body,
    owner: Account,
    now: datetime,
    *,
    by: Account | None = None,
    reference: UUID | None = None,
) -> Certificate:
    # So that two certificates never take the same place in the body's list. Not by the body's own row: whoever
    # completes a workshop has journalled that before.
    lock_journal(body.pk)
    taken = set(Certificate.objects.filter(body=body).values_list("list_place", flat=True))
    if len(taken) == LIST_SIZE:
        raise MoveRefused(f"{body.name} has given all {LIST_SIZE:,} certificates that its list has room for.")
    made = Certificate(
        owner=owner,
        body=body,
        kind=statement.kind,
        code="".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)),
        list_place=_free_place(taken),
        reference=reference,
        facts=statement.as_facts(),
        issued_at=now,
    )
    signer = Signer(body.pk)
    made.badge = signer.sign(
        open_badge(
            statement,
            address=check_address(made),
            issuer=signer.did,
            issuer_address=f"{settings.SITE_URL}{reverse('check')}",
            recipient=owner.email,
            issued_at=now,
            list_address=revoked_address(body),
            place=made.list_place,
        )
    )
    made.save(force_insert=True)
    facts = {"kind": made.kind}
    write_entry(
        noun="certificate",
        subject=made.pk,
        move="issue",
        by=by or owner,
        role="office" if by else "member",
        body_id=body.pk,
        facts=facts,
    )
    return made


def _free_place(taken: set[int]) -> int:
    """At random, so that the place tells nothing of when."""
    while (place := secrets.randbelow(LIST_SIZE)) in taken:
        pass
    return place
