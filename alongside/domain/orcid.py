"""ORCID iDs: sixteen characters of which the last checks the others, by ISO 7064 MOD 11-2.

Source: ORCID's own description of the structure of its identifier.
"""

import re

_SHAPE = re.compile(r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])")
_PREFIX = re.compile(r"^(https?://)?(www\.)?orcid\.org/", re.IGNORECASE)


def read_orcid(text: str) -> str | None:
    """The iD as 0000-0002-1825-0097, from what somebody typed or pasted; None where it is no iD."""
    found = _SHAPE.fullmatch(_PREFIX.sub("", text.strip()).strip("/").upper())
    if found is None:
        return None
    digits = "".join(found.groups())
    return "-".join(found.groups()) if digits[-1] == _check_character(digits[:-1]) else None


def _check_character(digits: str) -> str:
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)
