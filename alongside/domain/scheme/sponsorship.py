"""What a mentor may do for a mentee beyond talking: open doors."""

from typing import Literal

from pydantic import Field

from alongside.domain.scheme.part import Part


class Sponsorship(Part):
    """Opening doors. What is written about it stays between the two, unless the mentee lets the office know."""

    introductions: Literal["none", "mentor", "both"] = Field(
        "none",
        description="Who notes to whom the mentor has introduced the mentee: “mentor”, “both” for either of the two, or "
        "“none”. A role or a name is kept of the third person, and nothing by which to reach them.",
    )
    achievements: bool = Field(
        False,
        description="True where the two write about successes of the mentee’s that could be told to others. The office "
        "reads what the mentee has consented to, word for word, while they consent.",
    )
    recommendation: bool = Field(
        False,
        description="True where a mentor may recommend their mentee as a mentor. The mentee reads it at once, the "
        "office with the mentee’s application as mentor, if the mentee lets it.",
    )

    @property
    def is_offered(self) -> bool:
        """Whether there is anything of it in a partnership."""
        return self.introductions != "none" or self.achievements or self.recommendation
