"""What members are told of proposals. Names and reasons are for their page; the mail says what to do by when."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from alongside.enrolment.models import Application
from alongside.matching.models import Proposal
from alongside.notices.actions import MailText, post_notice
from alongside.notices.registry import mail_kind
from alongside.schemes.queries import rules_of
from alongside.web.wording import day_in_full

mail_kind("proposal", "A partner is proposed to you", optional=False)


def tell_of_proposal(proposal: Proposal, role: str) -> None:
    """Ask one of the two."""
    rules = rules_of(proposal.definition)
    words = rules.roles.mentor.singular if role == "mentee" else rules.roles.mentee.singular
    path = reverse("proposal", args=[proposal.pk])
    answer_by = day_in_full(proposal.answer_by) if proposal.answer_by else ""
    sentence = f"We would like to introduce you to a {words}. Please answer by {answer_by}."
    post_notice(
        _application(proposal, role).member.account,
        event=f"proposal:{proposal.pk}:asked",
        kind="proposal",
        sentence=sentence,
        path=path,
        body_id=proposal.scheme.body_id,
        mail=MailText(
            subject=f"{proposal.scheme.name}: we have a partner for you",
            text=(
                f"{sentence}\n\nSee who it is and why we think you would work well together:\n"
                f"{settings.SITE_URL}{path}\n\n"
                "Either of you may say no, without a reason. If we do not hear from you by that day, we take it as a no, "
                "and you keep your place at the head of the queue."
            ),
        ),
    )


def tell_of_end(proposal: Proposal, *, told: Iterable[str]) -> None:
    """Say that an introduction does not go ahead; never who said what."""
    asked = rules_of(proposal.definition).matching.asks
    sentence = "The introduction we suggested does not go ahead. You keep your place in the queue."
    for role in told:
        if role not in asked:
            continue
        post_notice(
            _application(proposal, role).member.account,
            event=f"proposal:{proposal.pk}:ended",
            kind="proposal",
            sentence=sentence,
            path=reverse("application", args=[_application(proposal, role).pk]),
            body_id=proposal.scheme.body_id,
            mail=MailText(
                subject=f"{proposal.scheme.name}: the introduction does not go ahead",
                text=(
                    f"{sentence}\n\nThis says nothing about you. You stand where your day of application puts you, "
                    "and the office includes you in its next run."
                ),
            ),
        )


def _application(proposal: Proposal, role: str) -> Application:
    return proposal.mentee_application if role == "mentee" else proposal.mentor_application
