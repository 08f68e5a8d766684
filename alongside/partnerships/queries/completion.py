"""When a held session counts as complete under the scheme's rules."""

from alongside.domain.scheme import Side
from alongside.partnerships.models import Partnership, Session


def goals_missing_for(session: Session) -> tuple[Side, ...]:
    """The roles of those whose goal the scheme wants before this session is complete; empty for most sessions."""
    goals = session.partnership.rules.goals
    if session.is_extra or session.number != goals.needed_before_closing_session:
        return ()
    there = sides_with_goals(session.partnership)
    return tuple(side for side in goals.needed_from if side not in there)


def sides_with_goals(partnership: Partnership) -> frozenset[str]:
    """The roles of those who have shared a goal with their partner."""
    goals = partnership.goals.all()
    return frozenset(goal.owner for goal in goals if goal.is_common)
