"""What is known of somebody who applied, as the engine compares people by it."""

from datetime import date

from alongside.enrolment.models import Application
from alongside.people.models import Member


def facts_of(row: Application, today: date) -> dict[str, object]:
    """Attributes of the member, then their answers, which win where both speak of the same thing."""
    answers: dict[str, object] = row.answers
    return facts_of_member(row.member, today) | answers


def facts_of_member(member: Member, today: date) -> dict[str, object]:
    """What the body's list says of somebody."""
    return {
        "name": member.name,
        "email": member.email,
        "account": str(member.account_id),
        "member_number": member.number or None,
        "years_experience": member.experience_on(today),
        "organisation": member.employer or None,
        "profession": member.profession or None,
        "grade": member.grade or None,
        "job_title": member.job_title or None,
        "career_stage": member.career_stage or None,
        "country": member.country or None,
        "region": member.region or None,
        "sections": member.sections,
        "line_manager": str(member.line_manager_id) if member.line_manager_id else None,
    }
