"""The topics that agenda items are tagged with."""

from alongside.partnerships.models import Partnership
from alongside.schemes.queries import terms_of


def topics_of(partnership: Partnership) -> list[tuple[str, str]]:
    """Key and label of each topic: the scheme's kinds of goal, so that an agenda shows which goals it serves."""
    rules = partnership.rules
    return terms_of(partnership.scheme, rules, rules.goals.category_vocabulary)
