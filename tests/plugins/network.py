"""Keeps every test on this machine: a connection to anywhere but the loopback addresses is an error."""

import ipaddress
import socket
from functools import partial
from typing import Any

import pytest

_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex
_sendto = socket.socket.sendto
_getaddrinfo = socket.getaddrinfo


class NetworkRefusedError(RuntimeError):
    """A test, or the product under test, tried to reach another machine."""


def _is_here(host: object) -> bool:
    text = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    if text == "localhost" or text.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(text.split("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _refuse_elsewhere(family: int, address: Any) -> None:
    if family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
        raise NetworkRefusedError(f"the tests may not reach {address[0]}: the product asks nobody outside")


def _guarded_connect(self: socket.socket, address: Any) -> None:
    _refuse_elsewhere(self.family, address)
    _connect(self, address)


def _guarded_connect_ex(self: socket.socket, address: Any) -> int:
    _refuse_elsewhere(self.family, address)
    return _connect_ex(self, address)


def _guarded_sendto(self: socket.socket, data: Any, *flags_and_address: Any) -> int:
    _refuse_elsewhere(self.family, flags_and_address[-1])
    return _sendto(self, data, *flags_and_address)


def _guarded_getaddrinfo(host: Any, *arguments: Any, **named: Any) -> Any:
    if not _is_here(host):
        raise NetworkRefusedError(f"the tests may not look up {host}: the product asks nobody outside")
    return _getaddrinfo(host, *arguments, **named)


def pytest_configure(config: pytest.Config) -> None:
    """Put the guards in place for the whole session, set-up code included."""
    guards = {"connect": _guarded_connect, "connect_ex": _guarded_connect_ex, "sendto": _guarded_sendto}
    originals = {"connect": _connect, "connect_ex": _connect_ex, "sendto": _sendto}
    for name, guard in guards.items():
        setattr(socket.socket, name, guard)
        config.add_cleanup(partial(setattr, socket.socket, name, originals[name]))
    socket.getaddrinfo = _guarded_getaddrinfo
    config.add_cleanup(partial(setattr, socket, "getaddrinfo", _getaddrinfo))
