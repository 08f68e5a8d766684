"""Looks for email addresses and telephone numbers where somebody who has not agreed to it must not be reachable."""

import re
import unicodedata
from typing import Final

_EMAIL: Final = re.compile(r"[^\s@]+\s?@\s?[^\s@]+\.[^\s@.]+")
_NUMBER: Final = re.compile(r"\+?\(?\d[\d\s()./–-]*\d")
# What has as many digits and reaches nobody: a day, and years from one to another.
_DAYS: Final = re.compile(
    r"(?<![\d+])(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}|(?:19|20)\d{2}\s?[–/-]\s?(?:19|20)\d{2})(?!\d)"
)
_FEWEST_DIGITS: Final = 7


def find_contact_detail(text: str) -> str:
    """`email address` or `telephone number` where the text holds one, empty where it holds neither.

    A number is one of seven digits or more, however it is set; days and years are none.
    """
    plain = unicodedata.normalize("NFKC", text)
    if _EMAIL.search(plain):
        return "email address"
    numbers = (match[0] for match in _NUMBER.finditer(plain))
    rests = (number if number.startswith("+") else _DAYS.sub("", number) for number in numbers)
    if any(sum(sign.isdigit() for sign in rest) >= _FEWEST_DIGITS for rest in rests):
        return "telephone number"
    return ""
