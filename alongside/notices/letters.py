"""How waiting mails become the letter that leaves: one mail as it is, or a day's mails together."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from alongside.notices.models import Mail
from alongside.notices.registry import MAIL_KINDS
from alongside.notices.stopping import stop_link


def compose_letter(mails: Sequence[Mail]) -> EmailMultiAlternatives:
    """The letter for mails to one address, oldest first, whose Message-ID it has, also when sent again."""
    first = mails[0]
    letter = EmailMultiAlternatives(
        subject=first.subject if len(mails) == 1 else _digest_subject(mails),
        body="\n\n".join([_text_of(mails), *_footer(mails)]) + "\n",
        to=[first.address],
        reply_to=_office_addresses(mails),
        headers={"Message-ID": first.message_id, "Auto-Submitted": "auto-generated", **_stop_headers(mails)},
    )
    if first.calendar:
        letter.attach_alternative(first.calendar, f"text/calendar; method={first.calendar_method}")
        # The same invitation as a file, for calendars that do not read the part inside the letter.
        letter.attach("invite.ics", first.calendar.encode(), "application/ics")
    return letter


def _text_of(mails: Sequence[Mail]) -> str:
    if len(mails) == 1:
        return _with_link(mails[0])
    parts = [f"{number}. {mail.subject}\n\n{_with_link(mail)}" for number, mail in enumerate(mails, 1)]
    return "\n\n\n".join(parts)


def _with_link(mail: Mail) -> str:
    """The mail's words, and the page it is about unless they lead there already."""
    path = mail.notice.path if mail.notice else ""
    address = f"{settings.SITE_URL}{path}"
    return mail.text.strip() if not path or address in mail.text else f"{mail.text.strip()}\n\n{address}"


def _digest_subject(mails: Sequence[Mail]) -> str:
    names = {mail.notice.body.short_name for mail in mails if mail.notice and mail.notice.body}
    whose = f"{names.pop()} mentoring" if len(names) == 1 else "Your mentoring"
    return f"{whose}: {len(mails)} things for you"


def _optional_kinds(mails: Sequence[Mail]) -> list[str]:
    kinds = {mail.kind for mail in mails if mail.account_id}
    return sorted(kind for kind in kinds if kind in MAIL_KINDS and MAIL_KINDS[kind].optional)


def _footer(mails: Sequence[Mail]) -> list[str]:
    """Ways to get fewer mails; nothing under a mail that has to be sent."""
    account_id, kinds = mails[0].account_id, _optional_kinds(mails)
    if account_id is None or not kinds:
        return []
    lines = [
        f"To stop mails about “{MAIL_KINDS[kind].words}”: {stop_link(account_id, [kind])}" for kind in kinds
    ]
    lines.append(f"To choose your mails and quiet hours: {settings.SITE_URL}/settings/mail/")
    return ["-- \n" + "\n".join(lines)]


def _stop_headers(mails: Sequence[Mail]) -> dict[str, str]:
    """The headers behind the mail programme's own unsubscribe button (RFC 2369, RFC 8058)."""
    account_id, kinds = mails[0].account_id, _optional_kinds(mails)
    if account_id is None or not kinds:
        return {}
    return {
        "List-Unsubscribe": f"<{stop_link(account_id, kinds)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _office_addresses(mails: Sequence[Mail]) -> list[str]:
    """Answers reach the office, where one office stands behind the whole letter."""
    addresses = {mail.notice.body.contact_email for mail in mails if mail.notice and mail.notice.body}
    return list(addresses) if len(addresses) == 1 else []
