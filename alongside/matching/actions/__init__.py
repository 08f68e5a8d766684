"""Changes to match runs, rulings and proposals."""

from alongside.matching.actions.answering import answer_proposal, lapse_proposals, withdraw_proposal
from alongside.matching.actions.publishing import publish_run
from alongside.matching.actions.ruling import release_pair, rule_on_pair
from alongside.matching.actions.running import ask_for_run, carry_out_run, discard_run

__all__ = [
    "answer_proposal",
    "ask_for_run",
    "carry_out_run",
    "discard_run",
    "lapse_proposals",
    "publish_run",
    "release_pair",
    "rule_on_pair",
    "withdraw_proposal",
]
