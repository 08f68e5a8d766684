"""What applicants are told of their applications."""

from datetime import date

from alongside.enrolment.models import Application
from alongside.notices.actions import MailText, post_notice
from alongside.notices.registry import mail_kind
from alongside.schemes.queries import rules_of
from alongside.web.wording import day_in_full

mail_kind("application", "Your applications", optional=False)


def tell_received(application: Application, today: date) -> None:
    """It has arrived. A mentee is told by when they hear of a partner; nobody promises a mentor a mentee."""
    rules = rules_of(application.definition)
    mentee, mentor = rules.roles.mentee.singular, rules.roles.mentor.singular
    words = mentee if application.role == "mentee" else mentor
    if application.role == "mentee":
        onward = f"You will hear of a partner by {day_in_full(rules.intake.pair_by(today))} at the latest. "
    elif application.state == "submitted":
        onward = "The office reads it, and you hear from it when it has. "
    else:
        onward = f"You hear of a {mentee} as soon as somebody fits you. "
    _tell(
        application,
        "received",
        f"Your application as {words} has arrived.",
        f"Thank you: your application as {words} has arrived.\n\n{onward}Where you stand is always shown on your page.",
    )


def tell_approved(application: Application) -> None:
    """The office has read it and said yes. What a mentor does next in a directory, the directory tells them."""
    rules = rules_of(application.definition)
    if application.role == "mentee":
        _tell(
            application,
            "approved",
            "Your application has been approved: you are in the queue for a partner.",
        )
    elif rules.directory is None:
        onward = f"you hear of a {rules.roles.mentee.singular} as soon as somebody fits you."
        _tell(application, "approved", f"Your application has been approved: {onward}")


def tell_sent_back(application: Application) -> None:
    """The office asks for a change; once for each version."""
    sentence = "The office asks you to look at your application again."
    _tell(application, f"sent-back-{application.version}", sentence)


def tell_refused(application: Application) -> None:
    """The office has said no; why stands on the page alone."""
    _tell(application, "refused", "The office has answered your application.")


def _tell(application: Application, what: str, sentence: str, text: str = "") -> None:
    post_notice(
        application.member.account,
        event=f"application:{application.pk}:{what}",
        kind="application",
        sentence=sentence,
        path=f"/applications/{application.pk}/",
        body_id=application.scheme.body_id,
        mail=MailText(
            subject=f"Your application to {application.scheme.name}",
            text=text or f"{sentence}\n\nSign in to see what comes next.",
        ),
    )
