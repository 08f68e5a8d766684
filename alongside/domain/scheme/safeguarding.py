"""What must be there before somebody under 18 takes part."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import Field

from alongside.domain.months import months_after
from alongside.domain.scheme.pairing import Matching
from alongside.domain.scheme.part import Line, Part
from alongside.domain.scheme.problem import Problem

ADULT_YEARS = 18


class Safeguarding(Part):
    """Lets people under 18 take part as mentees, under these conditions.

    Their mentors are adults whom the office has checked. Neither partner gets the other's address: they reach each other
    through the pages of their sessions, and both read whom to turn to.
    """

    min_age: Annotated[int, Field(ge=13, lt=ADULT_YEARS)] = Field(
        description="The youngest age at which somebody may take part."
    )
    lead_name: Line = Field(description="The person who is responsible for safeguarding, by name.")
    lead_contact: Line = Field(
        description="How this person is reached at any time, for example a telephone number and an address."
    )
    clearance: Line = Field(
        description="What the office has seen before it ticks that an adult may mentor somebody under 18, for example "
        "“an enhanced DBS certificate of the last three years”."
    )

    def is_old_enough(self, adult_on: date, today: date) -> bool:
        """Whether somebody who turns 18 on a day has reached the youngest age."""
        return months_after(adult_on, -12 * (ADULT_YEARS - self.min_age)) <= today


def check_safeguarding(safeguarding: Safeguarding | None, matching: Matching) -> Iterator[Problem]:
    """Adults are checked before they are paired with somebody under 18, and only a scheme for these asks for it."""
    is_kept = any(rule.kind == "cleared_for_minors" for rule in matching.hard_rules)
    if safeguarding is not None and not is_kept:
        yield Problem(
            "matching.hard_rules", "Add a rule of the kind cleared_for_minors, as people under 18 take part."
        )
    if safeguarding is None and is_kept:
        yield Problem(
            "safeguarding", "Add the section [safeguarding], or remove the rule cleared_for_minors."
        )
