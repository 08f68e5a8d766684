"""How much of a partnership is written down, and which papers an employer or the scheme asks for."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from alongside.domain.scheme.part import Part, no_repeats

PaperLevel = Literal["none", "light", "full"]
PaperKind = Literal["agreement", "expectations", "goals", "records"]


class Papers(Part):
    """How much the two write down unless they choose otherwise."""

    level: PaperLevel = Field(
        "light",
        description="“none”: nobody is asked whether a session took place, and its hours can still be noted. “light”: "
        "both are asked for dates and hours. “full”: a record of each session is asked for as well. The two can "
        "choose another at any time.",
    )
    manager_letter: bool = Field(
        False,
        description="True where each partner is offered a letter that tells their line manager of it. Nobody’s approval is "
        "waited for, and the letter names no partner.",
    )
    required: Annotated[tuple[PaperKind, ...], Field(max_length=4), AfterValidator(no_repeats)] = Field(
        (),
        description="The papers that the scheme, or employers in it, ask for: shown as a list of what is there and "
        "what is due, and never read by anybody but the two.",
    )
