"""What mentees, mentors and the office are told of requests. Names and words are for the page; the mail says what to do."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from alongside.directory.models import Offer, Request, Suggestion
from alongside.notices.actions import MailText, clear_notices, post_notice
from alongside.people.queries import office_accounts
from alongside.web.wording import day_in_full


def tell_mentee(request: Request, what: str, sentence: str, more: str = "") -> None:
    """Tell the mentee that something has come of their request; `what` names it once for this request."""
    path = reverse("request", args=[request.pk])
    closing = "Your page shows which step you are at, and by when the next one comes."
    post_notice(
        request.member.account,
        event=f"request:{request.pk}:{what}",
        kind="request",
        sentence=sentence,
        path=path,
        body_id=request.scheme.body_id,
        mail=MailText(
            subject=f"{request.scheme.name}: your request",
            text="\n\n".join(filter(None, [sentence, more, closing, f"{settings.SITE_URL}{path}"])),
        ),
    )


def suggestion_event(suggestion: Suggestion) -> str:
    """The event under which somebody is asked whether they may be suggested."""
    return f"suggestion:{suggestion.pk}"


def ask_whom_was_suggested(suggestion: Suggestion) -> None:
    """A colleague thinks of them: may the mentee learn of them? Nobody is named."""
    entry = suggestion.entry
    path = reverse("suggestion", args=[suggestion.pk])
    sentence = "A colleague thinks that you would be the right mentor for somebody. May they be told of you?"
    post_notice(
        entry.member.account,
        event=suggestion_event(suggestion),
        kind="directory",
        sentence=sentence,
        path=path,
        body_id=entry.scheme.body_id,
        mail=MailText(
            subject=f"{entry.scheme.name}: somebody thinks of you",
            text=f"{sentence}\n\nOnly if you agree does the mentee learn of it. They then ask you or not, and you can "
            f"still say no.\n\n{settings.SITE_URL}{path}",
        ),
    )


def tell_office(request: Request, what: str, sentence: str, *roles: str) -> None:
    """Tell those of the office who decide on it."""
    path = reverse("office-request", args=[request.scheme.body.slug, request.pk])
    for account in office_accounts(request.scheme.body, *roles):
        post_notice(
            account,
            event=f"request:{request.pk}:{what}",
            kind="requests",
            sentence=sentence,
            path=path,
            body_id=request.scheme.body_id,
            mail=MailText(
                subject=f"{request.scheme.name}: a request waits for you",
                text=f"{sentence}\n\n{settings.SITE_URL}{path}",
            ),
        )


def clear_told(request: Request, *whats: str) -> None:
    """Take off the pages of the office and of the mentee what is over."""
    for what in whats:
        clear_notices(event_prefix=f"request:{request.pk}:{what}")


def tell_mentor(offer: Offer, secret: str) -> None:
    """Ask a mentor. The link answers without signing in; opening it alone answers nothing."""
    by = day_in_full(offer.answer_by)
    _tell_mentor(
        offer,
        "asked",
        f"A {offer.request.rules.roles.mentee.singular} asks you to be their mentor. Please answer by {by}.",
        "See who it is and what they seek, and answer yes or no. You need not sign in:\n\n"
        f"{settings.SITE_URL}{reverse('offer-by-link', args=[secret])}\n\n"
        "If we do not hear from you by that day, we take it as a no and ask somebody else. "
        "You need give no reason.",
    )


def remind_mentor(offer: Offer) -> None:
    """Once, some days before the last day."""
    by = day_in_full(offer.answer_by)
    _tell_mentor(
        offer,
        "reminder",
        f"A {offer.request.rules.roles.mentee.singular} still waits for your answer. Please give it by {by}.",
        "The link in our first mail still works, or sign in and answer here:\n\n"
        f"{settings.SITE_URL}{reverse('offer', args=[offer.pk])}\n\n"
        "After that day we ask somebody else.",
    )


def tell_mentor_of_end(offer: Offer, *, said_yes: bool = False) -> None:
    """The offer is no longer theirs to answer, or nothing comes of their yes; nothing is asked of them."""
    clear_notices(event_prefix=f"offer:{offer.pk}:")
    _tell_mentor(
        offer,
        "over",
        f"The {offer.request.rules.roles.mentee.singular} to whom you said yes is not introduced to you after all."
        if said_yes
        else "A request that was put to you needs no answer from you any more.",
        "This says nothing about you, and there is nothing you need to do.",
    )


def _tell_mentor(offer: Offer, what: str, sentence: str, more: str) -> None:
    account: Any = offer.mentor_application.member.account
    post_notice(
        account,
        event=f"offer:{offer.pk}:{what}",
        kind="offer",
        sentence=sentence,
        path=reverse("offer", args=[offer.pk]),
        body_id=offer.request.scheme.body_id,
        mail=MailText(
            subject=f"{offer.request.scheme.name}: a request for you", text=f"{sentence}\n\n{more}"
        ),
    )
