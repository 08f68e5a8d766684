"""What every part of a scheme definition is made of: a frozen, strict model and the values it may hold."""

import unicodedata
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

Side = Literal["mentee", "mentor"]
"""One of the two people in a partnership, by part; what the scheme calls them is in `roles`."""

BOTH_SIDES: tuple[Side, Side] = ("mentee", "mentor")

_TURNING_MARKS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Part(BaseModel):
    """A part of a scheme definition: never changes once read, and refuses keys and types it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, str_strip_whitespace=True)


def plain(text: str) -> str:
    """Refuse control characters and marks that turn the direction of writing: they deceive a reader."""
    for character in text:
        unseen = unicodedata.category(character) == "Cc" and character not in "\n\t"
        if unseen or character in _TURNING_MARKS:
            raise ValueError(f"Remove the invisible character U+{ord(character):04X}.")
    return text


def one_line(text: str) -> str:
    if "\n" in text or "\t" in text:
        raise ValueError("Write this on one line.")
    return text


def web_address(text: str) -> str:
    if not text.startswith(("https://", "http://")) or any(character.isspace() for character in text):
        raise ValueError("Give a web address that begins with https:// and has no spaces.")
    return text


def no_repeats(values: tuple[object, ...]) -> tuple[object, ...]:
    repeated = next((value for place, value in enumerate(values) if value in values[:place]), None)
    if repeated is not None:
        raise ValueError(f"Remove the second “{repeated}”: each may stand here once.")
    return values


def _decimal(value: object) -> object:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
"""A short name that the programme uses and nobody reads: small letters, digits and underscores."""

PresetKey = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,59}$")]
"""As a key, with hyphens allowed, since it is also a file's name."""

Line = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(plain), AfterValidator(one_line)]
Text = Annotated[str, Field(min_length=1, max_length=6000), AfterValidator(plain)]
WebAddress = Annotated[Line, AfterValidator(web_address)]
Days = Annotated[int, Field(ge=0, le=3650)]
Months = Annotated[int, Field(ge=1, le=120)]
SessionNumber = Annotated[int, Field(ge=1, le=60)]
Percent = Annotated[int, Field(ge=1, le=300)]
Years = Annotated[Decimal, Field(ge=0, le=60), BeforeValidator(_decimal)]
Sides = Annotated[tuple[Side, ...], Field(max_length=2), AfterValidator(no_repeats)]
