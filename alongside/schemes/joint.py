"""Schemes that several bodies hold together: asking the others, and taking part as a guest."""

from typing import Any

from django.db import transaction
from django.urls import reverse

from alongside.domain.lifecycles import JOINT_BODY
from alongside.domain.scheme import Problem, SchemeDefinition
from alongside.domain.scheme.joint import Detail, Joint
from alongside.domain.scheme.problem import path_to
from alongside.journal.moves import make_move, write_entry
from alongside.notices.actions import MailText, post_notice
from alongside.notices.registry import mail_kind
from alongside.people.models import Account, Body, Member, OfficeRole
from alongside.people.queries import office_accounts
from alongside.schemes.models import JointBody, Scheme
from alongside.schemes.refusals import DefinitionRefused

JOINT = mail_kind("joint scheme", "Schemes that another body would like to hold with yours").key


def bodies_named(body: Body, definition: SchemeDefinition) -> list[Body]:
    """The other bodies that the definition names. Raises DefinitionRefused where one is not here."""
    names = definition.joint.organisations if definition.joint else ()
    known = {one.slug: one for one in Body.objects.filter(slug__in=names)}
    problems = [
        Problem(
            path_to("joint", "organisations", place),
            "This is the scheme’s own body: leave it out."
            if name == body.slug
            else f"No body of this installation has the short name “{name}”. Whoever runs it can tell you the right one.",
        )
        for place, name in enumerate(names)
        if name == body.slug or name not in known
    ]
    if problems:
        raise DefinitionRefused(problems)
    return [known[name] for name in names]


def ask_bodies(scheme: Scheme, bodies: list[Body], *, by: Account | None) -> None:
    """Ask each whether its members may take part; one that has been asked already is left alone."""
    for body in bodies:
        joint, made = JointBody.objects.get_or_create(scheme=scheme, body=body)
        if made:
            _note(joint, "ask", by, scheme.body_id)
            _tell_office(joint)


@transaction.atomic
def answer_for_body(joint: JointBody, move: str, *, by: Account) -> JointBody:
    """The office of the body that was asked lets its members take part, or no longer does.

    Whoever is a guest by then stays one in what they take part in.
    """
    return make_move(joint, JOINT_BODY, move, by=by, role="office")


@transaction.atomic
def join_as_guest(scheme: Scheme, rules: Joint, home: Member, *, by: Account) -> Member:
    """Copy what the scheme asks for from somebody's record with their own body; anew if they were a guest before.

    Joining twice is the same as joining once.
    """
    # Two sendings queue up here, as there is no membership yet that they could lock.
    Account.objects.select_for_update(of=("self",)).get(pk=by.pk)
    kept: Member | None = (
        Member.objects.select_for_update(of=("self",)).filter(body=scheme.body, account=by).first()
    )
    if kept is not None and (kept.guest_of_id is None or kept.status != Member.ENDED):
        return kept
    guest = kept or Member(body=scheme.body, account=by)
    for field, value in _copied(home, rules.passes_on).items():
        setattr(guest, field, value)
    guest.guest_of, guest.status = home.body, Member.ACTIVE
    guest.save()
    _note_guest(guest, "join as guest", by)
    return guest


def _copied(home: Member, details: tuple[Detail, ...]) -> dict[str, Any]:
    # Whether somebody is of age is always passed on: what protects them must not end at the door of another body.
    fields = ["given_name", "family_name", "email", "adult_on"]
    for detail in details:
        fields += _EXPERIENCE if detail == "experience" else [detail]
    return {field: getattr(home, field) for field in fields}


_EXPERIENCE = ["experience_since", "years_experience", "years_noted_on"]


@transaction.atomic
def leave_as_guest(guest: Member, *, by: Account) -> Member:
    """They are no guest any more. A partnership goes on, as it does for anybody whose membership ends."""
    guest.status = Member.ENDED
    guest.save(update_fields=["status"])
    _note_guest(guest, "leave as guest", by)
    return guest


def _tell_office(joint: JointBody) -> None:
    scheme = joint.scheme
    path = reverse("office-joint-schemes", args=[joint.body.slug])
    sentence = f"{scheme.body.name} asks whether your members may take part in {scheme.name}."
    for account in office_accounts(joint.body, OfficeRole.DIRECTOR):
        post_notice(
            account,
            event=f"joint:{joint.pk}:asked:{account.pk}",
            kind=JOINT,
            sentence=sentence,
            path=path,
            body_id=joint.body_id,
            mail=MailText(
                subject=f"{scheme.body.short_name} would like to share a scheme with you",
                text=f"{sentence}\n\nNobody of yours is told of it before you agree. Sign in to read what it is "
                "and what would be passed on.",
            ),
        )


def _note(joint: JointBody, move: str, by: Account | None, body_id: Any) -> None:
    write_entry(
        noun="joint scheme",
        subject=joint.pk,
        move=move,
        by=by,
        role="office" if by else "system",
        body_id=body_id,
        target=joint.state,
        facts={"body": str(joint.body_id)},
    )


def _note_guest(guest: Member, move: str, by: Account) -> None:
    write_entry(
        noun="member",
        subject=guest.pk,
        move=move,
        by=by,
        role="member",
        body_id=guest.body_id,
        facts={"guest of": str(guest.guest_of_id)},
    )
