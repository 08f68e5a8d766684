"""What one member can be to another at work, where it bears on whether the two may be paired."""

from types import MappingProxyType
from typing import Final

RELATIONS: Final = MappingProxyType(
    {
        "line_manager": "one is the other’s line manager",
        "appraiser": "one appraises the other",
        "educational_supervisor": "one is the other’s educational supervisor",
        "clinical_supervisor": "one is the other’s clinical supervisor",
        "management_chain": "one stands above the other in the line of management",
        "performance": "one judges the other’s work in another way",
    }
)
"""In whichever direction: who of the two declares it makes no difference, and neither does who stands above whom."""


def fact_of(relation: str) -> str:
    """The fact of matching that lists with whom somebody stands in this relation."""
    return f"declared_{relation}"


def sentence_about(relation: str) -> str:
    """What both read of it: that it is so, and not who said it."""
    return f"One of you told us that {RELATIONS[relation]}."
