"""A scheme that several bodies hold together: whose members may come in as guests, and what is copied of them."""

from collections.abc import Iterator
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, StringConstraints

from alongside.domain.scheme.joining import Eligibility
from alongside.domain.scheme.part import BOTH_SIDES, Part, no_repeats
from alongside.domain.scheme.problem import Problem

ShortName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
Detail = Literal[
    "career_stage", "grade", "profession", "job_title", "employer", "region", "country", "experience"
]

DETAILS: Final[dict[Detail, str]] = {
    "career_stage": "career stage",
    "grade": "grade",
    "profession": "profession",
    "job_title": "job title",
    "employer": "employer",
    "region": "region",
    "country": "country",
    "experience": "years of experience",
}
"""What can be passed on of a guest's record, in words."""


class Joint(Part):
    """Other bodies that hold the scheme together with this one."""

    organisations: Annotated[
        tuple[ShortName, ...], Field(min_length=1, max_length=20), AfterValidator(no_repeats)
    ] = Field(
        description="The short names of the other bodies, as they stand in the addresses of their offices’ pages. Each "
        "must be on this installation, and its director is asked whether its members may take part."
    )
    passes_on: Annotated[tuple[Detail, ...], AfterValidator(no_repeats)] = Field(
        ("career_stage", "region", "experience"),
        description="What is copied from the list of a guest’s own body when they join, beside their name and address. "
        "They read it before they do.",
    )

    @property
    def words(self) -> tuple[str, ...]:
        """What is passed on, in words."""
        return tuple(DETAILS[detail] for detail in self.passes_on)


def check_joint(joint: Joint | None, eligibility: Eligibility) -> Iterator[Problem]:
    """What decides whether somebody may apply is passed on."""
    if joint is None:
        return
    sides = [getattr(eligibility, side) for side in BOTH_SIDES]
    needed = {
        "grade": any(side and side.grades for side in sides),
        "career_stage": any(side and side.career_stages for side in sides),
        "experience": eligibility.junior_threshold_years is not None,
    }
    for detail, decides in needed.items():
        if decides and detail not in joint.passes_on:
            yield Problem(
                "joint.passes_on", f"Add “{detail}”: the rules of eligibility ask for it, also of guests."
            )
