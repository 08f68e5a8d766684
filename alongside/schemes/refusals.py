"""What stands in the way of a change to a scheme."""

from collections.abc import Sequence

from alongside.domain.scheme import Problem


class DefinitionRefused(Exception):
    """The text is no valid definition; `problems` holds everything to put right."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"The definition has {len(problems)} problems.")
        self.problems = tuple(problems)


class TermRefused(Exception):
    """The entry cannot be added; the message says why."""


class DateRefused(Exception):
    """The definition cannot take effect from that day; the message says why."""
