"""What the words after a command may be: checked before anything is written, and refused in one sentence."""

import argparse
import re
from collections.abc import Callable
from typing import Final
from zoneinfo import available_timezones

from alongside.people.importing.addresses import AddressRefused, clean_address

_SHORT: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SHORT_NAME: Final = 40
LAST_PORT: Final = 65535


def email_address(raw: str) -> str:
    """An address to which mail can go: nobody could sign in by a link that is sent anywhere else."""
    try:
        return clean_address(raw)
    except AddressRefused as refused:
        raise argparse.ArgumentTypeError(str(refused)) from refused


def short_name(raw: str) -> str:
    """A body's name in addresses, which can be read out on the telephone and typed."""
    if len(raw) > LONGEST_SHORT_NAME or not _SHORT.fullmatch(raw):
        raise argparse.ArgumentTypeError(
            f"Write it in small letters and digits, with a hyphen between words, in at most {LONGEST_SHORT_NAME} "
            "characters: imi, north-hospitals."
        )
    return raw


def time_zone(raw: str) -> str:
    """A zone by which days can be counted."""
    if raw not in available_timezones():
        raise argparse.ArgumentTypeError(
            f"There is no time zone called {raw}. It looks like Europe/London or America/Toronto."
        )
    return raw


def line(longest: int) -> Callable[[str], str]:
    """A line of text that is not empty and fits."""

    def read(raw: str) -> str:
        words = " ".join(raw.split())
        if not 1 <= len(words) <= longest:
            raise argparse.ArgumentTypeError(f"Write between 1 and {longest} characters.")
        return words

    return read


def whole_number(least: int, most: int | None = None) -> Callable[[str], int]:
    """A whole number within these bounds."""
    told = f"a whole number of {least} or more" if most is None else f"a whole number from {least} to {most}"

    def read(raw: str) -> int:
        try:
            number = int(raw)
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"Write {told}.") from error
        if number < least or (most is not None and number > most):
            raise argparse.ArgumentTypeError(f"Write {told}.")
        return number

    return read
