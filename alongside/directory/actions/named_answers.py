"""Somebody whom a mentee has named says yes, no, or thinks of somebody else."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from alongside.directory.actions.asking import digest_of
from alongside.directory.actions.named import end_named, lock_named, member_at
from alongside.directory.mails.named import (
    ask_whom_they_thought_of,
    tell_office_of_own_mentor,
    tell_who_named,
)
from alongside.directory.models import NamedMentor
from alongside.domain.lifecycle import MoveRefused
from alongside.domain.lifecycles import APPLICATION, NAMED_MENTOR
from alongside.domain.relations import RELATIONS, sentence_about
from alongside.enrolment.acceptance import follow_acceptance
from alongside.enrolment.actions import NotEligible, declare_conflict, must_be_eligible, set_capacity
from alongside.enrolment.apart import why_apart
from alongside.enrolment.models import Application
from alongside.enrolment.places import places_left
from alongside.enrolment.queries import open_application
from alongside.journal.moves import make_move, write_entry
from alongside.partnerships.actions import introduce_pair
from alongside.partnerships.models import Partnership
from alongside.people.actions import enrol_member, find_or_create_account
from alongside.people.models import Member
from alongside.schemes.queries import why_no_guest


@dataclass(frozen=True)
class Yes:
    """What somebody says who accepts: how they are called, and how the two stand to each other at work."""

    given_name: str
    family_name: str = ""
    relation: str = ""


def named_by_link(secret: str) -> NamedMentor | None:
    """Who was asked by a mail with this link; None for a link that never was, or that a later one has replaced."""
    rows = NamedMentor.objects.select_related(
        "application__member__account", "definition", "scheme__body", "copy"
    )
    found: NamedMentor | None = rows.filter(digest=digest_of(secret)).first()
    return found


@transaction.atomic
def accept_naming(named: NamedMentor, said: Yes, *, now: datetime) -> NamedMentor:
    """Say yes: the two are introduced at once, as by the office. The same answer twice is one.

    The caller has made sure that it comes by the secret link of the person's own mail. Whoever is no member gets an account
    and a pending membership where the scheme takes anybody. Where the two are kept apart it ends, and both can read why.
    """
    named = lock_named(named.pk)
    if named.state == "accepted":
        return named
    _must_be_answerable(named, now)
    if said.relation in named.rules.relations.treated("block"):
        return _bar(named, said.relation, now)
    known = member_at(named)
    mentor = _mentor_of(named, said, known)
    _lock_mentor(named, mentor)
    _declare(named, mentor, said.relation)
    if why := why_apart(named.member, mentor, named.rules):
        return _end_apart(named, why, now)
    _introduce(named, mentor, now, is_new=known is None)
    return named


@transaction.atomic
def decline_naming(named: NamedMentor, *, now: datetime, name: str = "", email: str = "") -> NamedMentor:
    """Say no, without a reason; and, where one thinks of somebody else, ask these whether the mentee may learn of them."""
    named = lock_named(named.pk)
    if named.state == "declined":
        return named
    was_open = named.state == "open"
    if not was_open and named.state != "named":
        raise MoveRefused("This needs no answer from you any more. There is nothing you need to do.")
    end_named(named, "decline", by=None, role="mentor", now=now)
    if was_open:
        tell_who_named(
            named, "declined", f"{named.name} cannot be your mentor now. This says nothing about you."
        )
        if email:
            _think_of(named, name, email.strip().lower(), now)
    return named


@transaction.atomic
def agree_to_be_named(named: NamedMentor, *, now: datetime) -> NamedMentor:
    """Let the mentee learn of one, by name and without one's address; they ask or do not."""
    named = lock_named(named.pk)
    if named.state == "agreed":
        return named
    if named.state != "named" or named.last_day_is_over(now):
        raise MoveRefused("This needs no answer from you any more. There is nothing you need to do.")
    make_move(named, NAMED_MENTOR, "agree", by=None, role="mentor", agreed_at=now)
    tell_who_named(named, "agreed", "Somebody has been suggested to you as a mentor, and has agreed to it.")
    return named


def _must_be_answerable(named: NamedMentor, now: datetime) -> None:
    if named.state != "open":
        raise MoveRefused("This needs no answer from you any more. There is nothing you need to do.")
    if named.last_day_is_over(now):
        raise MoveRefused(
            "The last day to answer has passed. If you would still like to, write to the office."
        )
    if named.application.state not in ("draft", "submitted", "waiting"):
        raise MoveRefused(
            f"{named.member.given_name} looks for nobody any more. There is nothing you need to do."
        )


def _declare(named: NamedMentor, mentor: Member, relation: str) -> None:
    """What each has said of the two when asked, as declarations of their own."""
    flagged, mentee = named.rules.relations.treated("flag"), named.member
    if relation in flagged:
        declare_conflict(mentor, other=mentee, kind=relation, by=mentor.account)
    if named.relation in flagged:
        declare_conflict(mentee, other=mentor, kind=named.relation, by=mentee.account)


def _think_of(named: NamedMentor, name: str, email: str, now: datetime) -> None:
    """Nobody is asked of whom the mentee has heard already, nor the mentee themselves."""
    asked = set(named.application.named_mentors.values_list("email", flat=True))
    if email in asked | {named.member.email.lower(), named.member.account.email}:
        return
    secret = secrets.token_urlsafe(32)
    today = now.astimezone(named.scheme.body.zone).date()
    other = NamedMentor.objects.create(
        scheme=named.scheme, application=named.application, definition=named.definition, name=name, email=email,
        digest=digest_of(secret), suggested_by=named, named_at=now,
        answer_by=today + timedelta(days=named.settings.answer_within_days),
    )  # fmt: skip
    write_entry(
        noun="named mentor", subject=other.pk, move="suggest", by=None, role="mentor",
        body_id=named.scheme.body_id, target=other.state,
    )  # fmt: skip
    ask_whom_they_thought_of(other, secret)


def _bar(named: NamedMentor, relation: str, now: datetime) -> NamedMentor:
    named.relation = relation
    named.save(update_fields=["relation"])
    return _end_apart(named, sentence_about(relation), now)


def _end_apart(named: NamedMentor, why: str, now: datetime) -> NamedMentor:
    end_named(named, "bar", by=None, role="system", now=now)
    at_work = any(why == sentence_about(relation) for relation in RELATIONS)
    told = why if at_work else "The two of you are not paired in this scheme."
    tell_who_named(named, "barred", f"{told} You can name somebody else.")
    return named


def _mentor_of(named: NamedMentor, said: Yes, known: Member | None) -> Member:
    """Their membership of the body, made where the scheme takes anybody."""
    body = named.scheme.body
    if known is not None:
        if known.guest_of_id and (because := why_no_guest(named.scheme, named.rules, known)):
            raise MoveRefused(f"{because} This link keeps until its day.")
        if named.settings.who == "members" and not named.rules.eligibility.takes(known.status):
            raise MoveRefused(
                f"Your membership is not active. Write to {body.contact_email}; this link keeps until its day."
            )
        return known
    if named.settings.who == "members":
        raise MoveRefused(
            f"{named.scheme.name} is for members of {body.name}, and its list does not know this address. Write to "
            f"{body.contact_email} if you are one; this link keeps until its last day."
        )
    account = find_or_create_account(
        named.email, given_name=said.given_name, family_name=said.family_name, body=body
    )
    if not account.is_active:
        raise MoveRefused(f"This address cannot be used here. Write to {body.contact_email}.")
    there = Member.objects.filter(body=body, account=account).select_related("account", "body").first()
    return there or enrol_member(
        body, by=None, email=named.email, given_name=said.given_name, family_name=said.family_name,
        status=Member.PENDING,
    )  # fmt: skip


def _lock_mentor(named: NamedMentor, mentor: Member) -> None:
    """Keep out who else begins an application for them or gives them a mentee.

    Before anything is journalled: whoever introduces the mentor to somebody else waits for the journal last, too.
    """
    Member.objects.select_for_update(of=("self",)).get(pk=mentor.pk)
    own = Application.objects.filter(member=mentor, scheme=named.scheme_id, role=Application.MENTOR)
    list(own.select_for_update(of=("self",)).order_by("pk"))


def _introduce(named: NamedMentor, mentor: Member, now: datetime, *, is_new: bool) -> None:
    mentee = _mentee_waiting(named, now)
    offering, had_one = _mentor_waiting(named, mentor, now)
    partnership = introduce_pair(
        mentee_application=mentee, mentor_application=offering, definition=named.definition, by=None, now=now,
        reasons=[f"{named.member.given_name} asked for {mentor.given_name} by name."],
        origin=Partnership.BROUGHT,
    )  # fmt: skip
    if not had_one:  # they said yes to one mentee, and to nobody else
        set_capacity(offering, by=mentor.account, capacity=0)
    end_named(named, "accept", by=mentor.account, role="mentor", now=now)
    tell_who_named(named, "accepted", f"{named.name} has said yes, and you are introduced.")
    tell_office_of_own_mentor(partnership, is_new=is_new)


def _mentee_waiting(named: NamedMentor, now: datetime) -> Application:
    """The mentee's application in the pool: naming somebody is all that is asked of it."""
    application, account = named.application, named.member.account
    today = now.astimezone(named.scheme.body.zone).date()
    try:
        must_be_eligible(named.scheme, named.member, Application.MENTEE, today)
    except NotEligible:
        raise MoveRefused(
            f"{named.member.given_name} cannot take part at present. There is nothing you need to do."
        ) from None
    if application.state == "draft":
        make_move(
            application, APPLICATION, "submit", by=account, role="applicant", submitted_at=now, queued_at=now
        )
    if application.state == "submitted":
        make_move(application, APPLICATION, "approve", by=None, role="system")
        follow_acceptance(application)
    return application


def _mentor_waiting(named: NamedMentor, mentor: Member, now: datetime) -> tuple[Application, bool]:
    """The mentor's application in the pool, and whether they had one there already."""
    found = open_application(mentor, named.scheme, Application.MENTOR)
    if found is not None and found.state == "waiting":
        if not places_left([found])[found.pk]:
            raise MoveRefused(
                "You have no place free for another mentee now. Raise the number of your places first."
            )
        return found, True
    if found is not None and found.state == "submitted":
        raise MoveRefused(
            "The office is reading your application as a mentor. Say yes as soon as it is accepted."
        )
    if found is None:
        found = Application.objects.create(
            scheme=named.scheme, member=mentor, definition=named.definition, role=Application.MENTOR
        )
    Application.objects.filter(pk=found.pk).update(capacity=1)
    found = Application.objects.select_related("member__account", "scheme__body", "definition").get(
        pk=found.pk
    )
    make_move(
        found, APPLICATION, "submit", by=mentor.account, role="applicant", submitted_at=now, queued_at=now
    )
    make_move(found, APPLICATION, "approve", by=None, role="system")
    follow_acceptance(found)
    return found, False
