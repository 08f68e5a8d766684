"""What people of one part say among themselves, in the circle of their scheme."""

from functools import partial

from django.utils import timezone

from alongside.circles.actions import join_circle, say
from alongside.circles.queries import circles_open_to
from alongside.demo.stage import Stage
from alongside.enrolment.models import Application


def plan_talk(stage: Stage, days_ago: float) -> None:
    """For each part that the body has words for: one begins so many days ago, the others answer a day later each."""
    for part, texts in stage.voice.circle.items():
        stage.ago(days_ago, partial(_gather, stage, part))
        for place, text in enumerate(texts):
            stage.ago(days_ago - 1 - place, partial(_say, stage, part, place, text))


def _gather(stage: Stage, part: str) -> None:
    """Some who take part so far join, the cast first, and show no address."""
    rows = Application.objects.filter(scheme=stage.scheme, role=part, state__in=("waiting", "paired"))
    people = rows.select_related("member__account").order_by("submitted_at", "pk")
    for application in sorted(people, key=lambda one: one.member not in stage.faithful)[:6]:
        account = application.member.account
        for circle in circles_open_to(account, timezone.localdate()):
            if circle.scheme == stage.scheme and circle.part == part and circle.run is None:
                join_circle(circle, by=account, shows_address=False)


def _say(stage: Stage, part: str, place: int, text: str) -> None:
    circle = stage.scheme.circles.filter(part=part).first()
    seats = (
        list(circle.memberships.select_related("member__account").order_by("joined_at", "pk"))
        if circle
        else []
    )
    if circle is None or not seats:
        return
    first = circle.posts.order_by("written_at").first() if place else None
    member = seats[place % len(seats)].member
    say(circle, author=member, by=member.account, text=text, reply_to=first)
