"""The office reads with an application as mentor that the applicant's own mentor recommends them, if they let it."""

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse

from alongside.enrolment.models import Application
from alongside.enrolment.remarks import Remark, tells_the_office
from alongside.partnerships.models import Recommendation
from alongside.partnerships.queries.recommendations import shown_recommendations
from alongside.web.wording import day_in_full


def recommended(applications: list[Application]) -> Iterator[tuple[UUID, Remark]]:
    """Every recommendation that one of these applicants for the part of a mentor lets the office read."""
    mentors = [row for row in applications if row.role == Application.MENTOR]
    shown = shown_recommendations(row.member for row in mentors) if mentors else []
    for row in mentors:
        for one in shown:
            if one.partnership.mentee_id == row.member_id:
                yield row.pk, _remark(one)


def _remark(one: Recommendation) -> Remark:
    pair = one.partnership
    short = "Recommended by their mentor"
    return Remark(
        short=short,
        sentence=f"{short}, {pair.mentor.name}, on {day_in_full(one.given_at)}.",
        words=one.shown_text,
        url=reverse("opening-doors", kwargs={"partnership_id": pair.pk}),
    )


tells_the_office("recommendations", recommended)
