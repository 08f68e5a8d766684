"""Who may talk among themselves beside their partnerships."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from alongside.domain.scheme.part import Part, no_repeats

CirclePart = Literal["mentor", "mentee", "workshop"]


class Circles(Part):
    """Circles that people join if they like. Nothing about partners belongs there, and the office keeps order."""

    parts: Annotated[tuple[CirclePart, ...], Field(max_length=3), AfterValidator(no_repeats)] = Field(
        (), description="The scheme’s mentors, its mentees, and those who took part in one workshop."
    )
