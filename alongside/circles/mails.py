"""Tells those in a circle that there is something new, without a word of it."""

from alongside.circles.actions import circle_event
from alongside.circles.models import CircleMember
from alongside.notices.actions import MailText, post_notice
from alongside.notices.registry import mail_kind

CIRCLE = mail_kind("circle", "What is new in your circles").key


def tell_of_news(place: CircleMember) -> None:
    """One notice stands at a time, however much is said, until they have looked."""
    circle = place.circle
    sentence = f"There is something new in the {circle.title[0].lower()}{circle.title[1:]}."
    post_notice(
        place.member.account,
        event=f"{circle_event(circle)}{place.pk}:{place.seen_at.isoformat()}",
        kind=CIRCLE,
        sentence=sentence,
        path=f"/circles/{circle.pk}/",
        body_id=circle.scheme.body_id,
        mail=MailText(
            subject="Something new in your circle", text=f"{sentence}\n\nRead it, and answer if you like."
        ),
        digest=True,
    )
