"""The rules of a scheme as data: read from TOML, strictly checked, frozen."""

from alongside.domain.scheme.check import Verdict, check_scheme
from alongside.domain.scheme.definition import SchemeDefinition
from alongside.domain.scheme.load import digest, load_scheme
from alongside.domain.scheme.part import BOTH_SIDES, Side
from alongside.domain.scheme.problem import Problem
from alongside.domain.scheme.reference import reference_page
from alongside.domain.scheme.toml import MOST_BYTES

__all__ = [
    "BOTH_SIDES",
    "MOST_BYTES",
    "Problem",
    "SchemeDefinition",
    "Side",
    "Verdict",
    "check_scheme",
    "digest",
    "load_scheme",
    "reference_page",
]
