"""From where the present work comes: a request, the worker or a command; kept beside the call, not in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """`via` is web, worker or command; `address` is the network address of a web request."""

    via: str
    address: str = ""


_origin: ContextVar[Origin] = ContextVar("origin", default=Origin("command"))  # noqa: B039  frozen


def current_origin() -> Origin:
    """Where the work under way comes from."""
    return _origin.get()


@contextmanager
def coming_from(origin: Origin) -> Iterator[None]:
    """Everything journalled inside the block is noted as coming from here."""
    token = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(token)
