"""Tells both what is reported of a partnership that somebody requires, and whoever requires it that they met."""

from alongside.notices.actions import MailText, clear_notices, post_notice, queue_mail
from alongside.notices.queries import numbered_event
from alongside.notices.registry import mail_kind
from alongside.partnerships.mails import PARTNERSHIP
from alongside.partnerships.mails.words import both_roles
from alongside.partnerships.models import Mandate, MandateReport
from alongside.web.wording import day_in_full

REPORT = mail_kind("attendance", "Reports of attendance to whoever requires mentoring", optional=False).key


def mandate_event(mandate: Mandate) -> str:
    """The event under which both are asked."""
    return f"mandate:{mandate.pk}"


def tell_of_mandate(mandate: Mandate) -> None:
    """Ask both whether they agree to what would be reported."""
    _tell_both(
        mandate,
        event=mandate_event(mandate),
        sentence=f"Your partnership is required by {mandate.authority}. Do you agree to what would be reported?",
        text="Only the days and the length of your sessions would be reported, never what you say. You read the report "
        "word for word before you decide. Nothing is sent unless both of you agree.",
    )


def tell_of_consent(mandate: Mandate, *, role: str) -> None:
    """Say to the partner of `role` what that one has said now; what they said before does not stand beside it."""
    pair = mandate.partnership
    agreed = mandate.agreed_at(role)
    told = "mentor" if role == "mentee" else "mentee"
    said = (
        "agrees that your attendance is reported"
        if agreed
        else "no longer agrees that attendance is reported"
    )
    sentence = f"{pair.member_of(role).name} {said}."
    events = f"{mandate_event(mandate)}:{role}:"
    clear_notices(event_prefix=events, account=pair.account_of(told))
    post_notice(
        pair.account_of(told),
        event=numbered_event(events, pair.account_of(told)),
        kind=PARTNERSHIP,
        sentence=sentence,
        path=_path(mandate),
        body_id=pair.scheme.body_id,
        mail=MailText(
            subject=sentence.rstrip("."), text=f"{sentence} Nothing is sent unless both of you agree."
        ),
        digest=True,
    )


def tell_of_mandate_ended(mandate: Mandate) -> None:
    """Say to both that nothing is reported any more."""
    _tell_both(
        mandate,
        event=f"{mandate_event(mandate)}:ended",
        sentence="Your partnership is no longer required by anybody, and nothing is reported any more.",
        text="You go on as long as both of you like. What was sent stays for you to read.",
    )


def tell_of_report(report: MandateReport) -> None:
    """Show both, word for word, what was sent, and to whom."""
    mandate = report.mandate
    _tell_both(
        mandate,
        event=f"{mandate_event(mandate)}:report:{report.due_on}",
        sentence=f"Your attendance until {day_in_full(report.due_on)} was reported to {mandate.report_name}.",
        text=f"This is what was sent, word for word:\n\n{report.text}",
    )


def send_report(report: MandateReport) -> None:
    """Send it to whoever requires it."""
    mandate = report.mandate
    queue_mail(
        mandate.report_email,
        event=f"{mandate_event(mandate)}:sent:{report.due_on}",
        kind=REPORT,
        mail=MailText(subject="Attendance in mentoring", text=f"{mandate.report_name},\n\n{report.text}"),
    )


def _tell_both(mandate: Mandate, *, event: str, sentence: str, text: str) -> None:
    for _, account, _ in both_roles(mandate.partnership):
        post_notice(
            account,
            event=event,
            kind=PARTNERSHIP,
            sentence=sentence,
            path=_path(mandate),
            body_id=mandate.partnership.scheme.body_id,
            mail=MailText(subject="About your partnership", text=f"{sentence}\n\n{text}"),
        )


def _path(mandate: Mandate) -> str:
    return f"/partnerships/{mandate.partnership_id}/required/"
