"""Reminders of the day by which an audit profile is to be sent."""

from datetime import date

from django.conf import settings
from django.urls import reverse

from alongside.cpd.models import Profile
from alongside.notices.actions import MailText, clear_notices, post_notice
from alongside.notices.registry import mail_kind
from alongside.web.wording import day_in_full

DEADLINE = mail_kind("audit deadline", "Reminders of the day by which your audit profile is due").key


def remind_of_deadline(profile: Profile, due: date, days: int) -> None:
    """Once for each of the days before; the one before it leaves the home page."""
    account = profile.member.account
    event = f"{_events(profile)}{due}:{days}"
    path = reverse("cpd-profile", args=[profile.pk])
    sentence = f"Your audit profile is due by {day_in_full(due)}."
    if not account.notices.filter(event=event).exists():
        forget_deadline(profile)
    post_notice(
        account,
        event=event,
        kind=DEADLINE,
        sentence=sentence,
        path=path,
        body_id=profile.member.body_id,
        mail=MailText(
            subject=sentence.removesuffix("."),
            text=(
                f"{sentence} What you have written is kept, and the page says what is still to put right:\n"
                f"{settings.SITE_URL}{path}\n\n"
                "If you have sent it already, note that on the page, and we stop reminding you."
            ),
        ),
    )


def forget_deadline(profile: Profile) -> None:
    """Nothing is to be reminded of any more: it was sent, or the day is another."""
    clear_notices(event_prefix=_events(profile), account=profile.member.account)


def _events(profile: Profile) -> str:
    return f"audit-profile:{profile.pk}:due:"
