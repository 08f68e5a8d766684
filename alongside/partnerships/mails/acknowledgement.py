"""Tells a partner that the other has thanked them: that, where, and never in what words."""

from alongside.partnerships.mails.sharing import post_news, told_by
from alongside.partnerships.models import Acknowledgement


def thanks_event(acknowledgement: Acknowledgement) -> str:
    """The event under which the other hears of it."""
    return f"partnership:{acknowledgement.partnership_id}:thanks:{acknowledgement.role}"


def tell_of_thanks(acknowledgement: Acknowledgement) -> None:
    """Say to the other that there are words of thanks to read."""
    partnership = acknowledgement.partnership
    account, teller = told_by(partnership, acknowledgement.role)
    post_news(
        account,
        partnership,
        event=thanks_event(acknowledgement),
        sentence=f"{teller} thanks you for your time together.",
        path=f"/partnerships/{partnership.pk}/thanks/",
        text="What they wrote is for you to read.",
    )
