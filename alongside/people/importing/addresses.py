"""Which email addresses we accept: those that mail to strangers can really reach."""

import re

_LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_ENDING = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{2,59}")


class AddressRefused(Exception):
    """The message is one sentence that says what to correct."""


def clean_address(raw: str) -> str:
    """The address in lower case. Stricter than the standards: nothing quoted, no bare host, a real ending."""
    address = raw.strip().lower()
    if any(letter.isspace() or letter in '<>,;"' for letter in address):
        raise AddressRefused(
            "Write one address only, such as ann@example.org, without a name, spaces or commas."
        )
    local, at, domain = address.rpartition("@")
    if not at or not local or not domain or "@" in local:
        raise AddressRefused("This is not an email address. It looks like ann@example.org.")
    if len(address) > 254 or len(local) > 64:
        raise AddressRefused("This address is too long: at most 64 characters before the @ and 254 in all.")
    if not _LOCAL.fullmatch(local):
        raise AddressRefused(
            "Check the part before the @: plain letters, digits and dots, no dot at either end."
        )
    return f"{local}@{_clean_domain(domain)}"


def _clean_domain(domain: str) -> str:
    try:
        ascii_domain = domain.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise AddressRefused("Check the part after the @. It looks like example.org.") from error
    labels = ascii_domain.split(".")
    if len(labels) < 2 or not _ENDING.fullmatch(labels[-1]) or not all(map(_LABEL.fullmatch, labels)):
        raise AddressRefused("Check the part after the @. It looks like example.org.")
    return ascii_domain
