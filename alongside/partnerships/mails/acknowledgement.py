"""Tells a partner that the other has thanked them: that, where, and never in what words."""

from alongside.notices.actions import MailText, post_notice
from alongside.partnerships.mails.sharing import SHARING, told_by
from alongside.partnerships.models import Acknowledgement


def thanks_event(acknowledgement: Acknowledgement) -> str:
    """The event under which the other hears of it."""
    return f"partnership:{acknowledgement.partnership_id}:thanks:{acknowledgement.role}"


def tell_of_thanks(acknowledgement: Acknowledgement) -> None:
    """Say to the other that there are words of thanks to read."""
    partnership = acknowledgement.partnership
    account, teller = told_by(partnership, acknowledgement.role)
    sentence = f"{teller} thanks you for your time together."
    post_notice(
        account,
        event=thanks_event(acknowledgement),
        kind=SHARING,
        sentence=sentence,
        path=f"/partnerships/{partnership.pk}/thanks/",
        body_id=partnership.scheme.body_id,
        mail=MailText(
            subject=sentence.rstrip("."), text=f"{sentence}\n\nWhat they wrote is for you to read."
        ),
        digest=True,
    )
