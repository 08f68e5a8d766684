"""How people of the demonstration see themselves, by a competency framework."""

from random import Random

from alongside.cpd.actions.assessments import assess_oneself
from alongside.cpd.queries.competencies import framework_or_404
from alongside.domain.scheme import Side
from alongside.people.models import Member


def look_at_oneself(
    member: Member, part: Side, *, better: int = 0, seed: int = 0, counts: bool = False
) -> None:
    """Rate oneself: with `better`, a little further in every third competency; with `counts`, for the body's sums."""
    framework, side = framework_or_404("mentoring", part)
    asked = [one.key for one in framework.indicators_for(side)]
    chance, start = Random(f"{part}{seed}"), 1 if part == "mentee" else 2
    levels = [start + chance.choice((-1, 0, 0, 1)) + better * (place % 3 == 1) for place in range(len(asked))]
    answers = {key: min(3, level) for key, level in zip(asked, levels, strict=True)}
    account = member.account
    assess_oneself(account, by=account, framework=framework, part=side, answers=answers, counts=counts)
