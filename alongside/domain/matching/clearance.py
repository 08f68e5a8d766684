"""The hard rule that protects people under 18."""

from dataclasses import dataclass

import numpy as np

from alongside.domain.matching.people import Mentee, Mentor, counted, name_of, values_of
from alongside.domain.matching.pool import Pool, Table, empties

MINOR, CLEARED = "under_18", "cleared_for_minors"
"""The facts it looks at: of the mentee that they are under 18, of the mentor that the office has checked them."""


@dataclass(frozen=True)
class ClearedForMinors:
    """Somebody under 18 is paired with an adult whom the office has checked, and with nobody else."""

    key: str = "cleared_for_minors"

    def describe(self) -> str:
        return "A mentee under 18 has a mentor whom the office has checked for it."

    def counted(self, mentors: int) -> str:
        return counted(
            mentors,
            "is not checked for mentoring people under 18",
            "are not checked for mentoring people under 18",
        )

    def check(self, mentee: Mentee, mentor: Mentor) -> str | None:
        if not values_of(mentee, MINOR) or values_of(mentor, CLEARED):
            return None
        return f"The office has not checked {name_of(mentor)} yet for mentoring people under 18."

    def refused(self, pool: Pool) -> Table:
        minors = ~empties(pool.mentee_values(MINOR))
        unchecked = empties(pool.mentor_values(CLEARED))
        refused: Table = np.logical_and(minors[:, None], unchecked[None, :])
        return refused
