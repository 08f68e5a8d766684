"""Who may do what with a partnership and what belongs to it; the fetch has asked already whose it is."""

from alongside.partnerships.models import AgendaItem, Goal, Partnership
from alongside.people.models import Account


def can_change_partnership(account: Account, partnership: Partnership) -> bool:
    """Both partners, until it has ended."""
    return bool(partnership.role_of(account)) and partnership.state != "ended"


def can_change_agenda_item(account: Account, item: AgendaItem) -> bool:
    """Whoever wrote it."""
    return item.author_id == account.pk


def can_change_goal(account: Account, goal: Goal) -> bool:
    """Whoever wants to reach it."""
    return goal.author_id == account.pk
