"""How the cell of each kind of field is read; one function for each kind, all with the same arguments."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from alongside.people.importing.addresses import AddressRefused, clean_address
from alongside.people.importing.cells import CellRefused, clean_text
from alongside.people.importing.dates import DAY_FIRST, DateRefused, read_date
from alongside.people.importing.fields import (
    DATE,
    EMAIL,
    LIST,
    NAME,
    PERSON,
    STATUS,
    STATUSES,
    TEXT,
    YEARS,
    ZONE,
    Field,
    fold,
)
from alongside.people.importing.mapping import ColumnMapping

_YEARS = re.compile(r"(\d{1,3}(?:[.,]\d)?)\s*(?:\+|y|yr|yrs|year|years)?", re.IGNORECASE)
_LIST_SEPARATOR = re.compile(r"[;,|\n]")
MOST_YEARS = 80
MOST_SECTIONS = 30

Refused = (CellRefused, AddressRefused, DateRefused)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader needs besides the cell."""

    field: Field
    heading: str
    mapping: ColumnMapping
    today: date


def read_cell(raw: str, reading: Reading) -> Any:
    """The value for the member's field; raises one of `Refused` with a sentence."""
    return _READERS[reading.field.kind](raw, reading)


def _text(raw: str, reading: Reading) -> str:
    return clean_text(raw, longest=reading.field.longest)


def _name(raw: str, reading: Reading) -> str:
    name = _text(raw, reading)
    if "@" in name or "://" in name:
        raise CellRefused("This looks like an address, not a name.")
    return name


def _email(raw: str, reading: Reading) -> str:
    return clean_address(clean_text(raw, longest=1_000))


def _status(raw: str, reading: Reading) -> str:
    meaning = reading.mapping.statuses.get(fold(raw), "")
    if meaning not in STATUSES:
        raise CellRefused(
            f"We do not know the status “{clean_text(raw, longest=80)}”. Say what it means above."
        )
    return meaning


def _date(raw: str, reading: Reading) -> date:
    order = reading.mapping.date_orders.get(reading.heading, DAY_FIRST)
    return read_date(clean_text(raw, longest=40), order, today=reading.today)


def _years(raw: str, reading: Reading) -> Decimal:
    match = _YEARS.fullmatch(raw.strip())
    try:
        years = Decimal(match[1].replace(",", ".")) if match else Decimal(-1)
    except InvalidOperation:
        years = Decimal(-1)
    if not 0 <= years <= MOST_YEARS:
        raise CellRefused(f"Write the years as a number from 0 to {MOST_YEARS}, such as 7 or 2.5.")
    return years


def _list(raw: str, reading: Reading) -> list[str]:
    parts = [clean_text(part, longest=reading.field.longest) for part in _LIST_SEPARATOR.split(raw)]
    names = list(dict.fromkeys(part for part in parts if part))
    if len(names) > MOST_SECTIONS:
        raise CellRefused(f"There are {len(names)} names in this cell; there is room for {MOST_SECTIONS}.")
    return names


def _zone(raw: str, reading: Reading) -> str:
    zone = _zones().get(raw.strip().casefold().replace(" ", "_"))
    if zone is None:
        raise CellRefused("Write the time zone as a place, such as Europe/London, or leave it empty.")
    return zone


def _person(raw: str, reading: Reading) -> str:
    """The number or address of another member; whether there is such a member is asked later."""
    text = clean_text(raw, longest=reading.field.longest)
    return text.lower() if "@" in text else text


@cache
def _zones() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


_READERS: dict[str, Callable[[str, Reading], Any]] = {
    TEXT: _text,
    NAME: _name,
    EMAIL: _email,
    STATUS: _status,
    DATE: _date,
    YEARS: _years,
    LIST: _list,
    ZONE: _zone,
    PERSON: _person,
}


def split_name(full: str) -> tuple[str, str]:
    """Given and family name: “Family, Given” is turned round; else the last word is the family name."""
    if "," in full:
        family, _, given = full.partition(",")
        return given.strip() or family.strip(), family.strip() if given.strip() else ""
    words: Iterable[str] = full.split(" ")
    *given_names, last = words
    return (" ".join(given_names), last) if given_names else (last, "")
