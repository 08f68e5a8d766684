"""Asks the product for pages as each role; every request is rolled back, so that the next finds the same world."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import Any, cast

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.plugins.locks import transaction_of_the_test
from tests.security.world import ROLES, World

_OF_THIS_ANSWER = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]*"|type="hidden" [^>]*>| aria-current="[^"]*"'
)
_ID = re.compile(rb"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


@contextmanager
def rolled_back() -> Iterator[None]:
    """Whatever happens in here has not happened afterwards."""
    with transaction.atomic(), transaction_of_the_test():
        point = transaction.savepoint()
        try:
            yield
        finally:
            transaction.savepoint_rollback(point)
            transaction.set_rollback(False)


class Browsers:
    """One browser for each role."""

    def __init__(self, world: World) -> None:
        self._clients = {role: Client(raise_request_exception=False) for role in ROLES}
        for role, account in world.accounts.items():
            if role in self._clients and account is not None:
                self._clients[role].force_login(account)
        self._cookies = {role: client.cookies.output() for role, client in self._clients.items()}

    def ask(self, role: str, method: str, url: str, data: Any = None) -> HttpResponse:
        """The answer to one request, whose effects are undone."""
        with rolled_back():
            return self.send(role, method, url, data)

    def send(self, role: str, method: str, url: str, data: Any = None) -> HttpResponse:
        """The answer to one request, whose effects stay in the database; the browser itself remembers nothing."""
        client = self._client(role)
        send = getattr(client, method.lower())
        answer: HttpResponse = send(url, data) if method in ("GET", "HEAD", "POST") else send(url)
        if answer.streaming:
            whole = HttpResponse(b"".join(answer), status=answer.status_code)
            whole.headers = answer.headers
            return whole
        return answer

    def raw(self, role: str, url: str, body: str) -> HttpResponse:
        """The answer to a form sent as these very bytes; its effects stay."""
        kind = "application/x-www-form-urlencoded"
        return cast(HttpResponse, self._client(role).post(url, body, content_type=kind))

    def _client(self, role: str) -> Client:
        """The browser as it was when it was opened: a form that signs out must not sign out the next one's."""
        client = self._clients[role]
        client.cookies = SimpleCookie(self._cookies[role].replace("Set-Cookie: ", ""))
        return client


def page_of(answer: HttpResponse) -> bytes:
    """The page without its form key and without what says where one is."""
    return _OF_THIS_ANSWER.sub(b"", answer.content)


def facts_of(answer: HttpResponse) -> bytes:
    """The page also without ids, which something that is made while one looks gets anew."""
    return _ID.sub(b"", page_of(answer))


def leads_to_sign_in(answer: HttpResponse) -> bool:
    """Whether somebody was asked to sign in, or to sign in and send again what they wrote."""
    if answer.status_code == 403:
        return b"You have been signed out" in answer.content
    return answer.status_code == 302 and answer["Location"].startswith("/account/login/")
