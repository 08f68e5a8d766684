"""Match runs, the office's rulings on pairs, and proposals."""

from alongside.matching.models.proposal import Proposal, ProposalQuerySet
from alongside.matching.models.run import MatchRun, MatchRunQuerySet, Ruling

__all__ = ["MatchRun", "MatchRunQuerySet", "Proposal", "ProposalQuerySet", "Ruling"]
