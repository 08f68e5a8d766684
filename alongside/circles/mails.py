"""Tells those in a circle that there is something new, and the office that something was reported, without a word of it."""

from django.conf import settings
from django.urls import reverse

from alongside.circles.models import Circle, CircleMember, Post, PostReport
from alongside.notices.actions import MailText, clear_notices, post_notice
from alongside.notices.registry import mail_kind
from alongside.people.queries import office_accounts

CIRCLE = mail_kind("circle", "What is new in your circles").key
REPORTED = mail_kind("reported post", "What is reported in the circles you keep order in", optional=False).key


def circle_event(circle: Circle) -> str:
    """How every event begins that says there is news in a circle."""
    return f"circle:{circle.pk}:"


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


def tell_office_of_report(report: PostReport) -> None:
    """Ask the office to look at what was reported; who said it, who reported it and what it says stand on no mail."""
    circle = report.post.circle
    path = reverse("office-circles", args=[circle.scheme.body.slug])
    sentence = f"Somebody has reported what was said in the {circle.title[0].lower()}{circle.title[1:]}."
    for account in office_accounts(circle.scheme.body):
        post_notice(
            account,
            event=f"{_report_event(report.post)}{report.pk}",
            kind=REPORTED,
            sentence=sentence,
            path=path,
            body_id=circle.scheme.body_id,
            mail=MailText(
                subject=f"{circle.scheme.name}: something was reported in a circle",
                text=f"{sentence}\n\nHide it, or let it stand. Until you do, everybody in the circle reads it.\n\n"
                f"{settings.SITE_URL}{path}",
            ),
        )


def clear_reports(post: Post) -> None:
    """Nobody needs to look at it any more."""
    clear_notices(event_prefix=_report_event(post))


def _report_event(post: Post) -> str:
    return f"reported-post:{post.pk}:"
