"""TOML text taken apart safely, whoever wrote it."""

import tomllib
from decimal import Decimal
from typing import Any

from alongside.domain.scheme.problem import Problem

MOST_BYTES = 256 * 1024
"""A definition is a few dozen kilobytes; what is larger is no definition."""

MOST_DOTS = 200
DEEPEST = 12


class Unreadable(Exception):
    """The text cannot be taken apart at all; `problem` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.problem = Problem("", sentence)


def read_toml(text: str) -> dict[str, Any]:
    """The tables of a TOML text, with tuples for lists and Decimal for fractions; raises only Unreadable."""
    _refuse_hostile(text)
    try:
        parsed = tomllib.loads(text.removeprefix("\ufeff"), parse_float=_number)
        return {name: _settled(value, 1) for name, value in parsed.items()}
    except tomllib.TOMLDecodeError as broken:
        raise Unreadable(f"Correct the TOML: {_lowered(str(broken))}.") from None
    except RecursionError:
        raise Unreadable("Nest less deeply: a definition never goes so far down.") from None
    except (ValueError, ArithmeticError):
        raise Unreadable("Correct the TOML: a number or date in it cannot be read.") from None


def _refuse_hostile(text: str) -> None:
    """Refuse what would hold a server up: reading takes time as the square of the dots in a key."""
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError:
        raise Unreadable("Save the file as UTF-8: it holds characters that no text can have.") from None
    if size > MOST_BYTES:
        raise Unreadable(f"Shorten the file: it has {size:,} bytes, and {MOST_BYTES:,} is the most.")
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > MOST_DOTS:
            raise Unreadable(f"Break line {number} up: it has more than {MOST_DOTS} full stops.")


def _number(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite() or abs(number.adjusted()) > 20:
        raise ValueError("not an ordinary number")
    return number


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _settled(value: Any, depth: int) -> Any:
    """The value with tuples for lists, since a definition cannot be changed once read."""
    if depth > DEEPEST:
        raise RecursionError
    if isinstance(value, list):
        return tuple(_settled(each, depth + 1) for each in value)
    if isinstance(value, dict):
        return {name: _settled(each, depth + 1) for name, each in value.items()}
    return value
