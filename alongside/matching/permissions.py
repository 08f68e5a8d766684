"""Who may match, and who may answer a proposal."""

from alongside.domain.scheme import SchemeDefinition
from alongside.matching.models import Proposal
from alongside.people.models import Account
from alongside.schemes.models import Scheme
from alongside.schemes.permissions import can_run_scheme


def can_match(account: Account, scheme: Scheme) -> bool:
    """The office of the scheme's body."""
    return can_run_scheme(account, scheme)


def can_answer(account: Account, proposal: Proposal, rules: SchemeDefinition) -> bool:
    """Whoever the scheme asks and has not answered yet."""
    role = proposal.role_of(account)
    return proposal.state == "open" and role in rules.matching.asks and not proposal.answer_of(role)
