"""Looks whether an address on the web still leads somewhere, without being led into the network that we stand in."""

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

PATIENCE: Final = 10.0  # seconds for one answer
_REDIRECTS: Final = 5
_GONE: Final = {404: "There is no such page any more.", 410: "The page was taken away for good."}
_PROBLEMS: Final[dict[type[Exception], str]] = {  # the first that fits
    ssl.SSLError: "The website’s certificate is not valid.",
    socket.gaierror: "There is no website of this name.",
    ValueError: "This is no address of a page on the web.",
    OSError: "The website did not answer.",
    http.client.HTTPException: "The website did not answer.",
}
_MOVED: Final = (301, 302, 303, 307, 308)
_AGENT: Final = "Alongside link check"


@dataclass(frozen=True)
class Finding:
    """What came of looking; `opens` is None where nobody can tell, as when a server turns programs away."""

    opens: bool | None
    problem: str = ""


OPENS: Final = Finding(opens=True)
UNKNOWN: Final = Finding(opens=None)


def look_at(url: str) -> Finding:
    """Ask for the page as a browser would, and read nothing of it."""
    try:
        return _follow(url)
    except _InsideError:
        return UNKNOWN
    except tuple(_PROBLEMS) as problem:
        told = next(words for kind, words in _PROBLEMS.items() if isinstance(problem, kind))
        return Finding(opens=False, problem=told)


def _follow(url: str) -> Finding:
    for _ in range(_REDIRECTS):
        status, leads_to = _ask(url, "HEAD")
        if status >= http.client.BAD_REQUEST:  # some servers know no HEAD
            status, leads_to = _ask(url, "GET")
        if status in _GONE:
            return Finding(opens=False, problem=_GONE[status])
        if status not in _MOVED or not leads_to:
            return OPENS if status < http.client.MULTIPLE_CHOICES else UNKNOWN
        url = urljoin(url, leads_to)
    return Finding(opens=False, problem="The page leads from one address to the next without an end.")


class _InsideError(Exception):
    """The name stands for an address that is not on the public internet."""


def _ask(url: str, method: str) -> tuple[int, str]:
    """Status and, where the page has moved, its new address."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = _connection(parts.scheme, parts.hostname, port, _public_address(parts.hostname, port))
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(method, target, headers={"User-Agent": _AGENT, "Accept": "*/*"})
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location") or ""
    finally:
        connection.close()


def _public_address(host: str, port: int) -> str:
    """The address that the name stands for; whoever asks connects to this one, and the name is not asked again."""
    try:
        found = [str(ipaddress.ip_address(host))]
    except ValueError:  # it is a name
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(ipaddress.ip_address(each.partition("%")[0]).is_global for each in found):
        raise _InsideError(host)
    return found[0]


def _connection(scheme: str, host: str, port: int, address: str) -> http.client.HTTPConnection:
    """A connection to `address` that speaks to the server as `host`."""
    plain = socket.create_connection((address, port), timeout=PATIENCE)
    if scheme == "http":
        made = http.client.HTTPConnection(host, port, timeout=PATIENCE)
        made.sock = plain
        return made
    try:
        wrapped = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise
    made = http.client.HTTPSConnection(host, port, timeout=PATIENCE)
    made.sock = wrapped
    return made
