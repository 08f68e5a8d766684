"""A mentee names somebody whom they have in mind; what happens until that person answers."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from alongside.database.proposed_ids import id_for
from alongside.directory.actions.asking import digest_of
from alongside.directory.mails.named import ask_named, remind_named, tell_named_of_end, tell_who_named
from alongside.directory.models import NamedMentor
from alongside.domain.lifecycle import MoveRefused
from alongside.domain.lifecycles import NAMED_MENTOR
from alongside.domain.relations import sentence_about
from alongside.enrolment.actions import begin_application, declare_conflict
from alongside.enrolment.apart import why_apart
from alongside.enrolment.models import Application
from alongside.enrolment.queries import open_application
from alongside.journal.moves import make_move
from alongside.people.models import Account, Member
from alongside.schemes.models import Scheme
from alongside.schemes.queries import rules_of
from alongside.vault.keys import key_for_author
from alongside.vault.link_copies import seal_for_link
from alongside.vault.notes import seal_note

MOST_IN_A_MONTH: Final = 5
"""Whom one mentee may have asked within thirty days: enough to find somebody, too few to trouble strangers."""
FORGOTTEN_AFTER: Final = timedelta(days=90)


@dataclass(frozen=True)
class Naming:
    """Whom, under which address, with which words, and how the two stand to each other at work."""

    name: str
    email: str
    message: str
    relation: str = ""


@transaction.atomic
def name_mentor(
    scheme: Scheme, said: Naming, *, member: Member, by: Account, now: datetime, proposed: UUID | None = None
) -> NamedMentor:
    """Ask somebody by a link with a last day. The member's application begins with it, where there is none.

    Sent twice under one proposed id it asks once. Raises MoveRefused or NotEligible with what the member reads.
    """
    application = _application_of(member, scheme, by, now)
    existing = NamedMentor.objects.filter(pk=proposed, application=application).first() if proposed else None
    if existing is not None:
        return existing
    named = NamedMentor(
        scheme=scheme, application=application, definition_id=application.definition_id, name=said.name,
        email=said.email.strip().lower(), relation=said.relation, named_at=now, digest=secrets.token_hex(32),
    )  # fmt: skip
    named.pk = id_for(named, proposed)
    _must_be_askable(named, now)
    named.answer_by = _last_day(named, now)
    named.save(force_insert=True)
    return _ask(named, said.message, by=by, now=now)


@transaction.atomic
def ask_suggested(
    named: NamedMentor, *, message: str, relation: str, by: Account, now: datetime
) -> NamedMentor:
    """Ask somebody who agreed to be told of. The mentee never reads their address."""
    named = lock_named(named.pk)
    if named.state != "agreed":
        raise MoveRefused(f"{named.name} is asked already, or cannot be asked any more.")
    named.relation, named.named_at, named.answer_by = relation, now, _last_day(named, now)
    _must_be_askable(named, now)
    named.save(update_fields=["relation", "named_at", "answer_by"])
    return _ask(named, message, by=by, now=now)


def _application_of(member: Member, scheme: Scheme, by: Account, now: datetime) -> Application:
    """The member's own as mentee, locked."""
    found = open_application(member, scheme, Application.MENTEE)
    if found is None:
        today = now.astimezone(scheme.body.zone).date()
        found = begin_application(scheme, member=member, role=Application.MENTEE, by=by, today=today)
    rows = Application.objects.select_for_update(of=("self",)).select_related(
        "member__account", "definition", "scheme__body"
    )
    locked: Application = rows.get(pk=found.pk)
    if locked.state == "paired":
        raise MoveRefused("You have a mentor in this scheme already.")
    if locked.member.is_minor_on(now.astimezone(scheme.body.zone).date()):
        raise MoveRefused(
            "While you are under 18 your mentor is somebody whom the office has checked. Write to the office."
        )
    if rules_of(locked.definition).own_mentor is None:
        raise MoveRefused("By the rules of your application nobody brings their own mentor. Ask the office.")
    return locked


def _must_be_askable(named: NamedMentor, now: datetime) -> None:
    """Raises MoveRefused with what the mentee can do."""
    member, others = (
        named.member,
        NamedMentor.objects.filter(application=named.application).exclude(pk=named.pk),
    )
    live = others.filter(state="open").first()
    if live is not None:
        raise MoveRefused(
            f"You are asking {live.name} now. Wait for their answer, or take your question back first."
        )
    if named.email in {member.email.lower(), member.account.email}:
        raise MoveRefused("This is your own address. Write the other person’s.")
    if others.filter(email=named.email, state__in=["declined", "barred"]).exists():
        raise MoveRefused("This person has answered you already. Name somebody else.")
    if others.filter(named_at__gt=now - timedelta(days=30), suggested_by=None).count() >= MOST_IN_A_MONTH:
        raise MoveRefused("You have asked as many people as you can in a month. The office can help you.")
    if named.relation in named.rules.relations.treated("block"):
        raise MoveRefused(
            f"{sentence_about(named.relation)} In this scheme the two are not paired. Name somebody else."
        )
    known = member_at(named)
    if known is not None and (why := why_apart(member, known, named.rules)):
        raise MoveRefused(f"{why} Name somebody else.")


def member_at(named: NamedMentor) -> Member | None:
    """The member of the body with this address, on its list or by their account."""
    rows = Member.objects.filter(
        Q(email__iexact=named.email) | Q(account__email=named.email), body=named.scheme.body_id
    )
    return rows.select_related("account", "body").order_by("created_at").first()


def _last_day(named: NamedMentor, now: datetime) -> date:
    today = now.astimezone(named.scheme.body.zone).date()
    return today + timedelta(days=named.settings.answer_within_days)


def _ask(named: NamedMentor, message: str, *, by: Account, now: datetime) -> NamedMentor:
    """Seal the message once for the mentee and once for whoever has the link."""
    key = key_for_author(by, subject=named.pk, body_id=named.scheme.body_id)
    note = seal_note(message, key=key, by=by, role="mentee", kind="message to a mentor")
    copy, secret = seal_for_link(message)
    known = member_at(named)
    if known is not None and named.relation in named.rules.relations.treated("flag"):
        declare_conflict(named.member, other=known, kind=named.relation, by=by)
    make_move(
        named, NAMED_MENTOR, "ask", by=by, role="mentee", message=note, copy=copy, digest=digest_of(secret)
    )
    ask_named(named, secret)
    return named


@transaction.atomic
def take_back(named: NamedMentor, *, by: Account | None, role: str, now: datetime) -> NamedMentor:
    """Do not ask them any more; whoever was asked is told that nothing is asked of them."""
    named = lock_named(named.pk)
    was_open = named.state == "open"
    end_named(named, "withdraw", by=by, role=role, now=now)
    if was_open:
        tell_named_of_end(named)
    return named


def lock_named(named_id: UUID) -> NamedMentor:
    """Somebody who was named, within the locked application of the mentee."""
    application_id = NamedMentor.objects.values_list("application_id", flat=True).get(pk=named_id)
    Application.objects.select_for_update().get(pk=application_id)
    rows = NamedMentor.objects.select_for_update(of=("self",)).select_related(
        "application__member__account", "application__definition", "definition", "scheme__body", "copy"
    )
    return rows.get(pk=named_id)


def end_named(named: NamedMentor, move: str, *, by: Account | None, role: str, now: datetime) -> None:
    """Come to an end in this way: the link opens the message no more."""
    copy = named.copy
    make_move(named, NAMED_MENTOR, move, by=by, role=role, ended_at=now, copy=None)
    if copy is not None:
        copy.delete()


def look_after_named(now: datetime) -> None:
    """Silence is a no from the day after the last day; a reminder before; and an end where the mentee has a mentor."""
    rows = NamedMentor.objects.filter(state__in=["named", "agreed", "open"]).order_by("answer_by", "pk")
    for named in rows.select_related("scheme__body", "application__member", "definition"):
        _look_after(named, now)
    over = NamedMentor.objects.filter(ended_at__lt=now - FORGOTTEN_AFTER).exclude(email="")
    over.update(email="")


@transaction.atomic
def _look_after(named: NamedMentor, now: datetime) -> None:
    named = lock_named(named.pk)
    if named.application.state in ("paired", "withdrawn", "refused", "closed") and named.state in (
        "named",
        "agreed",
        "open",
    ):
        take_back(named, by=None, role="clock", now=now)
    elif named.last_day_is_over(now) and named.state in ("named", "open"):
        was_open = named.state == "open"
        end_named(named, "lapse", by=None, role="clock", now=now)
        if was_open:
            tell_named_of_end(named)
            tell_who_named(
                named, "lapsed", f"{named.name} has not answered in time. You can name somebody else."
            )
    elif named.state == "open" and _is_near(named, now):
        remind_named(named)


def _is_near(named: NamedMentor, now: datetime) -> bool:
    days = named.settings.remind_days_before
    today = now.astimezone(named.scheme.body.zone).date()
    return bool(days) and today + timedelta(days=days) >= named.answer_by
