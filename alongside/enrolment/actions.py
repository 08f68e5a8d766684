"""Changes to applications."""

import json
from datetime import date, datetime
from typing import Any

from django.db import transaction

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.lifecycles import APPLICATION
from alongside.enrolment.acceptance import follow_acceptance
from alongside.enrolment.mails import tell_approved, tell_received, tell_refused, tell_sent_back
from alongside.enrolment.models import Application, DeclaredConflict
from alongside.enrolment.queries import open_application, refusal_of, sides_open_to
from alongside.journal.moves import make_move, write_entry
from alongside.notices.actions import clear_notices
from alongside.people.models import Account, Member
from alongside.schemes.models import Scheme
from alongside.schemes.permissions import can_run_scheme
from alongside.schemes.queries import definition_in_force, rules_of, why_no_guest
from alongside.vault.keys import admit_reader, key_for_application
from alongside.vault.models import DataKey, Note
from alongside.vault.notes import open_note, seal_note


class NotEligible(Exception):
    """The member may not apply for this part; the message says why and what they can do."""


class SavedMeanwhile(Exception):
    """The answers were saved somewhere else after this form was opened; both are kept for the writer to compare."""

    def __init__(self, saved: dict[str, Any], version: int) -> None:
        super().__init__("These answers were saved somewhere else while you were writing here.")
        self.saved = saved
        self.version = version


@transaction.atomic
def begin_application(
    scheme: Scheme, *, member: Member, role: str, by: Account, today: date, declared: bool = False
) -> Application:
    """Begin a draft, or take up the one there is. The rules in force today stay those of this application.

    `declared` is that the applicant has said of themselves what the part asks for, where it asks for something.
    """
    member = Member.objects.select_for_update().get(pk=member.pk)
    existing = open_application(member, scheme, role)
    if existing is not None:
        return existing
    adopted = definition_in_force(scheme, today)
    must_be_eligible(scheme, member, role, today)
    declaration = rules_of(adopted).eligibility.declaration(role)
    if declaration and not declared:
        raise NotEligible(
            "This part is meant for those who can say of themselves what stands on the scheme’s page. Tick it there first, "
            f"or ask {scheme.body.contact_email} what else there is."
        )
    application = Application.objects.create(
        scheme=scheme,
        member=member,
        definition=adopted,
        role=role,
        keyed_in_by=None if member.account_id == by.pk else by,
    )
    _note(application, "begin", by, {"eligible by their own word": True} if declaration else None)
    return application


def must_be_eligible(scheme: Scheme, member: Member, role: str, today: date) -> None:
    """Raises NotEligible, with what the member reads."""
    rules = rules_of(definition_in_force(scheme, today))
    if not scheme.is_open:
        raise NotEligible(
            f"{scheme.name} takes no applications at present. The office can tell you when it will."
        )
    if member.guest_of_id and (because := why_no_guest(scheme, rules, member)):
        raise NotEligible(because)
    if member.body_id != scheme.body_id or not rules.eligibility.takes(member.status):
        raise NotEligible(
            "Your membership is not active, so you cannot apply now. The office can help you renew it."
        )
    if member.is_minor_on(today):
        _must_be_protected(scheme, member, role, today)
    if because := refusal_of(member, rules, role):
        raise NotEligible(
            f"Your record says {because}. If your record is wrong, the office can put it right."
        )
    if role not in sides_open_to(member, rules, today):
        words = rules.roles.mentee.singular
        raise NotEligible(f"With your years of experience on record, you can apply as {words}.")


def _must_be_protected(scheme: Scheme, member: Member, role: str, today: date) -> None:
    """Somebody under 18 takes part as mentee, from the age and where the scheme protects them."""
    kept = rules_of(definition_in_force(scheme, today)).safeguarding
    if kept is not None and role == Application.MENTEE and member.adult_on:
        if kept.is_old_enough(member.adult_on, today):
            return
        raise NotEligible(
            f"{scheme.name} is for people of {kept.min_age} and over. Thank you for telling us: you are welcome "
            "from then on."
        )
    part = "Mentoring others here" if kept is not None else scheme.name
    raise NotEligible(
        f"{part} is for people of 18 and over. Thank you for telling us: you are welcome from "
        f"{member.adult_on:%-d %B %Y} on. Until then, ask {scheme.body.contact_email} what there is for you."
    )


@transaction.atomic
def save_answers(
    application: Application,
    *,
    by: Account,
    answers: dict[str, Any],
    private: dict[str, Any] | None = None,
    version: int | None = None,
    capacity: int | None = None,
) -> Application:
    """Keep the answers of a draft. With `version`, refuses to write over answers saved elsewhere meanwhile.

    The same answers again are no conflict: a form and its draft can be on their way at the same moment, where the script
    that saves drafts came after somebody had pressed the button. `private` answers are sealed; None leaves
    them as they are.
    """
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if locked.state != "draft":
        raise MoveRefused("This application has been sent, so its answers can no longer be changed here.")
    newer = version is not None and locked.version != version
    if newer and not _says_the_same(locked, answers, private, capacity, by):
        raise SavedMeanwhile(locked.answers, locked.version)
    locked.answers = answers
    locked.version += 1
    if capacity is not None:
        locked.capacity = capacity
    if private or (private is not None and locked.private_answers_id):
        locked.private_answers = _seal_private(locked, private, by)
    locked.save(update_fields=["answers", "private_answers", "version", "capacity", "saved_at"])
    return locked


def _says_the_same(
    application: Application,
    answers: dict[str, Any],
    private: dict[str, Any] | None,
    capacity: int | None,
    by: Account,
) -> bool:
    """Whether these are the answers that are kept already."""
    if application.answers != answers or capacity not in (None, application.capacity):
        return False
    if private is None or (not private and application.private_answers_id is None):
        return True
    role = "applicant" if application.member.account_id == by.pk else "office"
    return open_private_answers(application, by=by, role=role) == private


def _seal_private(application: Application, private: dict[str, Any], by: Account) -> Note:
    key = _key_of(application)
    admit_reader(key, by, by=by, role="applicant" if application.member.account_id == by.pk else "office")
    note = application.private_answers
    return seal_note(json.dumps(private), key=key, by=by, role="applicant", kind="private answers", note=note)


def _key_of(application: Application) -> DataKey:
    return key_for_application(
        application.pk, body_id=application.scheme.body_id, applicant=application.member.account
    )


@transaction.atomic
def open_private_answers(application: Application, *, by: Account, role: str) -> dict[str, Any]:
    """The private answers, for their writer or for an office that matches; the opening is journalled."""
    if application.private_answers is None:
        return {}
    if role == "office" and can_run_scheme(by, application.scheme):
        admit_reader(_key_of(application), by, by=by, role=role)
    answers: dict[str, Any] = json.loads(open_note(application.private_answers, by=by, role=role))
    return answers


@transaction.atomic
def submit_application(application: Application, *, by: Account, now: datetime) -> Application:
    """Send a draft. In a scheme whose office does not review, it stands in the queue at once."""
    rules = rules_of(application.definition)
    must_be_eligible(application.scheme, application.member, application.role, now.date())
    role = "applicant" if application.member.account_id == by.pk else "office"
    make_move(application, APPLICATION, "submit", by=by, role=role, submitted_at=now, queued_at=now)
    if rules.intake.review == "none":
        make_move(application, APPLICATION, "approve", by=None, role="system")
        follow_acceptance(application)
    tell_received(application, now.date())
    return application


@transaction.atomic
def approve_application(application: Application, *, by: Account, is_told: bool = True) -> Application:
    """Let a reviewed application into the queue, at the place its sending earned.

    The applicant is told, unless they hear in the same moment of what it was sent with.
    """
    make_move(application, APPLICATION, "approve", by=by, role="office")
    follow_acceptance(application)
    if is_told:
        tell_approved(application)
    return application


@transaction.atomic
def send_back_application(application: Application, *, by: Account, message: str) -> Application:
    """Ask the applicant to change something; what they wrote stays."""
    make_move(application, APPLICATION, "send_back", by=by, role="office", office_message=message)
    tell_sent_back(application)
    return application


@transaction.atomic
def refuse_application(application: Application, *, by: Account, message: str) -> Application:
    """Refuse, with a reason that the applicant reads."""
    make_move(application, APPLICATION, "refuse", by=by, role="office", office_message=message)
    tell_refused(application)
    return application


@transaction.atomic
def withdraw_application(application: Application, *, by: Account, role: str) -> Application:
    """Leave the queue, at any time before an introduction and without a reason."""
    make_move(application, APPLICATION, "withdraw", by=by, role=role)
    clear_notices(event_prefix=f"application:{application.pk}:")
    return application


@transaction.atomic
def return_to_queue(
    application: Application, *, by: Account | None, now: datetime, role: str = "system"
) -> Application:
    """Back to the pool with the old date of application, which puts them at its head; what is promised counts from now."""
    return make_move(application, APPLICATION, "return", by=by, role=role, returned_at=now)


@transaction.atomic
def set_capacity(application: Application, *, by: Account, capacity: int) -> Application:
    """How many mentees a mentor takes at once; zero means none for now."""
    application.capacity = capacity
    application.save(update_fields=["capacity", "saved_at"])
    _note(application, "set capacity", by, {"capacity": capacity})
    return application


@transaction.atomic
def declare_conflict(member: Member, *, other: Member, kind: str, by: Account) -> DeclaredConflict:
    """Say that the two must not be paired; the other is not told."""
    conflict, made = DeclaredConflict.objects.get_or_create(
        member=member, other=other, defaults={"kind": kind}
    )
    if made:
        write_entry(
            noun="conflict", subject=conflict.pk, move="declare", by=by, role="member", body_id=member.body_id
        )
    return conflict


@transaction.atomic
def take_back_conflict(conflict: DeclaredConflict, *, by: Account) -> None:
    """The declaration no longer holds."""
    write_entry(
        noun="conflict",
        subject=conflict.pk,
        move="take back",
        by=by,
        role="member",
        body_id=conflict.member.body_id,
    )
    conflict.delete()


def _note(application: Application, move: str, by: Account, facts: dict[str, Any] | None = None) -> None:
    write_entry(
        noun="application",
        subject=application.pk,
        move=move,
        by=by,
        role="applicant" if application.member.account_id == by.pk else "office",
        body_id=application.scheme.body_id,
        facts=facts,
    )
