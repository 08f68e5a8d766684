"""What the two and the office are told when a mentee brings their own mentor. The message itself is behind the link."""

from django.conf import settings
from django.urls import reverse

from alongside.directory.models import NamedMentor
from alongside.notices.actions import MailText, clear_notices, post_notice, queue_mail
from alongside.partnerships.models import Partnership
from alongside.people.models import Account
from alongside.people.queries import office_accounts
from alongside.web.wording import day_in_full

ASKED = "asked-as-mentor"


def ask_named(named: NamedMentor, secret: str) -> None:
    """Ask somebody, who may know nothing of us. Opening the link answers nothing, and no account is needed to say no."""
    scheme, words = named.scheme, named.rules.roles.mentor.singular
    _mail(
        named,
        "asked",
        f"{named.member.name} would like you as their {words}",
        f"{named.member.name} has named you as somebody whom they would like as their {words} in {scheme.name}, a "
        f"mentoring scheme of {scheme.body.name}, and has written you a few words.",
        "Read them, see what it would mean, and say yes or no. You need not sign in, and nobody asks you for a reason:\n\n"
        f"{_link(secret)}\n\n"
        f"If we do not hear from you by {day_in_full(named.answer_by)}, we take it as a no.",
    )


def remind_named(named: NamedMentor) -> None:
    """Once, some days before the last day. The link is in the first mail alone, as we do not keep it."""
    asked_on = named.named_at.astimezone(named.scheme.body.zone).date()
    _mail(
        named,
        "reminder",
        f"{named.member.name} still waits for your answer",
        f"{named.member.name} would still like you as their {named.rules.roles.mentor.singular}. Please answer by "
        f"{day_in_full(named.answer_by)}.",
        f"The link is in our first mail, of {day_in_full(asked_on)}. If it is lost, write to "
        f"{named.scheme.body.contact_email}. After that day we take it as a no.",
    )


def ask_whom_they_thought_of(named: NamedMentor, secret: str) -> None:
    """Somebody who could not do it thinks of them: may the mentee learn of them? Nobody is named."""
    scheme = named.scheme
    _mail(
        named,
        "thought-of",
        f"{scheme.name}: somebody thinks of you",
        f"Somebody who was asked to be a {named.rules.roles.mentor.singular} in {scheme.name}, a mentoring scheme of "
        f"{scheme.body.name}, cannot, and thinks that you would be right for it.",
        "Only if you agree does the person who looks for one learn of you. They then ask you or not, and you can still say "
        f"no:\n\n{_link(secret)}\n\nIf we do not hear from you by {day_in_full(named.answer_by)}, nobody learns of it.",
    )


def tell_named_of_end(named: NamedMentor) -> None:
    """Nothing is asked of them any more."""
    _mail(
        named,
        "over",
        f"{named.scheme.name}: nothing is asked of you any more",
        "What we asked you needs no answer from you any more.",
        "This says nothing about you, and there is nothing you need to do.",
    )


def tell_who_named(named: NamedMentor, what: str, sentence: str) -> None:
    """Tell the mentee what came of it."""
    path = reverse("own-mentor", args=[named.scheme_id])
    clear_notices(event_prefix=f"named:{named.pk}:to-mentee")
    post_notice(
        named.member.account,
        event=f"named:{named.pk}:to-mentee:{what}",
        kind="own-mentor",
        sentence=sentence,
        path=path,
        body_id=named.scheme.body_id,
        mail=MailText(
            subject=f"{named.scheme.name}: the mentor you have in mind",
            text="There is news of the mentor you have in mind. Your page shows where it stands and what you can do next:"
            f"\n\n{settings.SITE_URL}{path}",
        ),
    )


def tell_office_of_own_mentor(partnership: Partnership, *, is_new: bool) -> None:
    """Say that two have come together by themselves, and where a membership waits to be confirmed."""
    body = partnership.scheme.body
    path = reverse("office-partnership", args=[body.slug, partnership.pk])
    sentence = "A mentee has brought their own mentor, and the two are introduced."
    more = " The mentor is new: their membership is pending until you confirm it." if is_new else ""
    for account in office_accounts(body):
        post_notice(
            account,
            event=f"partnership:{partnership.pk}:own-mentor",
            kind="requests",
            sentence=f"{sentence}{more}",
            path=path,
            body_id=body.pk,
            mail=MailText(
                subject=f"{partnership.scheme.name}: a mentee has brought their own mentor",
                text=f"{sentence}{more}\n\n{settings.SITE_URL}{path}",
            ),
        )


def _link(secret: str) -> str:
    return f"{settings.SITE_URL}{reverse('named-mentor-by-link', args=[secret])}"


def _mail(named: NamedMentor, what: str, subject: str, sentence: str, more: str) -> None:
    body = named.scheme.body
    queue_mail(
        named.email,
        event=f"named:{named.pk}:{what}",
        kind=ASKED,
        account=Account.objects.filter(email=named.email).first(),
        mail=MailText(
            subject=subject,
            text=f"Dear {named.name},\n\n{sentence}\n\n{more}\n\n"
            "Your address was given to us for this alone, and we forget it if nothing comes of it. "
            f"If you have a question, write to {body.contact_email}.\n{body.name}",
        ),
    )
