"""Tells both that they stay in touch."""

from alongside.notices.actions import MailText, post_notice
from alongside.partnerships.mails import PARTNERSHIP
from alongside.partnerships.mails.words import both_roles
from alongside.partnerships.models import Partnership


def touch_event(partnership: Partnership) -> str:
    """The event under which both are told."""
    return f"partnership:{partnership.pk}:in-touch"


def tell_of_touch(partnership: Partnership) -> None:
    """Say to both that both wish it; the address stands on the page, where it goes again when one takes it back."""
    for _, account, partner in both_roles(partnership):
        sentence = f"You and {partner.name} stay in touch."
        path = f"/partnerships/{partnership.pk}/"
        post_notice(
            account,
            event=touch_event(partnership),
            kind=PARTNERSHIP,
            sentence=sentence,
            path=path,
            body_id=partnership.scheme.body_id,
            mail=MailText(
                subject=f"You stay in touch with {partner.given_name}",
                text=f"{sentence} You both said that you would like to. The address is on the page of your partnership.",
            ),
        )
