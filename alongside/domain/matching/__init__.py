"""The matching engine: who works with whom, exactly, with a proof and a reason in words."""

from alongside.domain.matching.checking import MarketProblem
from alongside.domain.matching.objectives import DEFAULT_OBJECTIVES
from alongside.domain.matching.people import Market, Mentee, Mentor
from alongside.domain.matching.result import Pair, Reason, Result, Unmatched
from alongside.domain.matching.solve import solve, verify

__all__ = [
    "DEFAULT_OBJECTIVES",
    "Market",
    "MarketProblem",
    "Mentee",
    "Mentor",
    "Pair",
    "Reason",
    "Result",
    "Unmatched",
    "solve",
    "verify",
]
