"""Who may answer a proposal."""

from alongside.domain.scheme import SchemeDefinition
from alongside.matching.models import Proposal
from alongside.people.models import Account


def can_answer(account: Account, proposal: Proposal, rules: SchemeDefinition) -> bool:
    """Whoever the scheme asks and has not answered yet."""
    role = proposal.role_of(account)
    return proposal.state == "open" and role in rules.matching.asks and not proposal.answer_of(role)
