"""Tells two people that they are partners, how to reach each other, and why these two."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.urls import reverse

from alongside.notices.actions import MailText, post_notice
from alongside.partnerships.mails import INTRODUCED_ANYWAY, INTRODUCTION
from alongside.partnerships.mails.words import both_roles, contact_of, role_word
from alongside.partnerships.models import Partnership, Session
from alongside.people.models import Account, Member
from alongside.people.queries import office_accounts
from alongside.web.wording import day_in_full


def introduction_event(partnership: Partnership) -> str:
    """The event under which both were told; cleared once their first session has a time."""
    return f"partnership:{partnership.pk}:introduced"


def tell_of_introduction(partnership: Partnership) -> None:
    """Post the introduction to both; it leads straight to choosing a time for the first session."""
    first = partnership.sessions.order_by("number")[0]
    for role, account, partner in both_roles(partnership):
        post_notice(
            account,
            event=introduction_event(partnership),
            kind=INTRODUCTION,
            sentence=f"Meet {partner.name}: choose a time for your first session.",
            path=f"/sessions/{first.pk}/time/",
            body_id=partnership.scheme.body_id,
            by_when=datetime.combine(first.target_on, time(17), UTC),
            mail=MailText(
                subject=f"Meet {partner.name}, your partner in {partnership.scheme.name}",
                text=_text(partnership, role, account, partner, first),
            ),
        )


def tell_office_of_relation(partnership: Partnership) -> None:
    """Say that two were introduced of whom one has declared something; what it is stands on the office's page."""
    path = reverse("office-partnership", args=[partnership.scheme.body.slug, partnership.pk])
    sentence = "A pair was introduced of whom one has told us something that you should know."
    for account in office_accounts(partnership.scheme.body):
        post_notice(
            account,
            event=f"partnership:{partnership.pk}:relation",
            kind=INTRODUCED_ANYWAY,
            sentence=sentence,
            path=path,
            body_id=partnership.scheme.body_id,
            mail=MailText(
                subject=f"{partnership.scheme.name}: a pair to look at",
                text=f"{sentence} What it is stands on their page:\n\n{settings.SITE_URL}{path}",
            ),
        )


def _text(partnership: Partnership, role: str, account: Account, partner: Member, first: Session) -> str:
    other = "mentor" if role == "mentee" else "mentee"
    body = partnership.scheme.body
    paragraphs = [
        f"Dear {account.given_name or account.name},",
        f"We are glad to introduce you to {partner.name}, who is your {role_word(partnership, other)} "
        f"in {partnership.scheme.name}. You are the {role_word(partnership, role)}.",
        *_origin(partnership),
        *_reasons(partnership, role),
        _reach(partnership),
        f"{_next(partnership, role, partner, first)} The scheme suggests that you meet by "
        f"{day_in_full(first.target_on)}. Either of you can choose; both get an invitation.",
        f"If anything is unclear, write to {body.contact_email}.\n{body.name}",
    ]
    return "\n\n".join(paragraphs)


def _next(partnership: Partnership, role: str, partner: Member, first: Session) -> str:
    if role in partnership.rules.meetings.arranging():
        return f"What comes next: choose a time for your first session, “{first.theme}”."
    return f"What comes next: {partner.given_name} chooses a time for your first session, “{first.theme}”."


def _reach(partnership: Partnership) -> str:
    kept = partnership.rules.safeguarding
    if not partnership.protects_minor or kept is None:
        return f"How to reach each other:\n{contact_of(partnership.mentee)}\n{contact_of(partnership.mentor)}"
    return (
        "You reach each other through the pages of your sessions, and neither has the other's address, as one of you is "
        f"under 18. If anything is not right, turn to {kept.lead_name} at any time: {kept.lead_contact}."
    )


def _origin(partnership: Partnership) -> list[str]:
    """Said where nobody was asked, so that neither thinks that the other chose them."""
    return [f"{partnership.get_origin_display()}."] if partnership.origin == Partnership.ASSIGNED else []


def _reasons(partnership: Partnership, role: str) -> list[str]:
    told = partnership.reasons_to(role)
    return ["Why you two:\n" + "\n".join(f"- {reason}" for reason in told)] if told else []
