"""Tells a partner that there is news about the agreement: that, where, and never what."""

from typing import Literal

from alongside.partnerships.mails.sharing import post_news, told_by
from alongside.partnerships.models import Partnership

News = Literal["suggested", "signed", "agreed"]


def agreement_event(partnership: Partnership) -> str:
    """How every event begins that says there is news about the agreement."""
    return f"partnership:{partnership.pk}:agreement:"


def tell_of_agreement(partnership: Partnership, *, role: str, what: News) -> None:
    """Say to the partner of `role` what that one did; of each kind of news one notice stands until it is read."""
    account, teller = told_by(partnership, role)
    sentence, text = {
        "suggested": (
            f"{teller} has suggested words for your partnership agreement.",
            "Read them, see what has changed, and sign them or suggest others.",
        ),
        "signed": (
            f"{teller} has signed your partnership agreement.",
            "It is in force once you sign the same words.",
        ),
        "agreed": (
            f"{teller} has signed your partnership agreement, and so it is in force.",
            "Your suggested dates follow it. Either of you can suggest a change at any time.",
        ),
    }[what]
    post_news(
        account,
        partnership,
        event=f"{agreement_event(partnership)}{what}:{partnership.agreement.version}",
        sentence=sentence,
        path=f"/partnerships/{partnership.pk}/agreement/",
        text=text,
    )
