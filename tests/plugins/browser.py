"""A real Chromium against the product as it is served, watched for everything a page must not do."""

import os
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test import Client, override_settings
from django.test.testcases import QuietWSGIRequestHandler
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, sync_playwright
from pytest_django.fixtures import Settings

from tests.plugins.accessibility import accessibility_problems, clarity_problems, overflow_problems
from tests.plugins.chromium import chromium_path
from tests.plugins.watch import Watch

RESULTS = Path(__file__).resolve().parents[2] / "test-results"
PATIENCE_MS = 15_000
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}
NARROW: ViewportSize = {"width": 320, "height": 640}
FLAGS = (
    "--no-sandbox",  # Chromium's sandbox refuses root, and CI often is root
    "--disable-gpu",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",  # nothing outside is to be reached
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Check = Callable[[Page], None]


class WatchedServer(ThreadedWSGIServer):
    """A server that knows whether it still answers somebody: rows must not be removed under a page being made."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), QuietWSGIRequestHandler, allow_reuse_address=False)
        self._calls = 0
        self._quiet = threading.Condition()

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._quiet:
            self._calls += 1
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._quiet:
                self._calls -= 1
                self._quiet.notify_all()

    def is_quiet(self, *, patience_s: float = PATIENCE_MS / 1000) -> bool:
        """Whether every connection came to its end, waiting for those that are about to."""
        with self._quiet:
            return self._quiet.wait_for(lambda: self._calls == 0, timeout=patience_s)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session; it is gone at the end, whatever happened."""
    # Playwright keeps an event loop in this thread, for which Django would forbid every query of the tests.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    # Beside a loop Django keeps its connections elsewhere: one left open here would be closed by nobody, and
    # a process forked later, which has no loop, would take it up together with this one.
    connections.close_all()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def running_server(django_db_setup: None) -> Iterator[WatchedServer]:
    """The product on a free loopback port, serving its static files as `alongside init` leaves them."""
    call_command("collectstatic", verbosity=0, interactive=False)
    with override_settings(WHITENOISE_USE_FINDERS=False):
        application = WSGIHandler()
    server = WatchedServer()
    server.set_app(application)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def server(running_server: WatchedServer, transactional_db: None, settings: Settings) -> Iterator[str]:
    """The address of the running product; rows that the test makes are committed, and gone after it.

    A page that a test leaves may still be asking, by a script or for a picture. The rows go only when all is
    answered: on PostgreSQL the removal and such an answer would otherwise wait for each other.
    """
    address = f"http://127.0.0.1:{running_server.server_address[1]}"
    settings.SITE_URL = address  # so that a link in a mail leads to this server
    settings.CSRF_TRUSTED_ORIGINS = [address]
    yield address
    assert running_server.is_quiet(), "somebody still holds a connection to the server of the tests"


@dataclass
class Pages:
    """Opens pages as different people, each in a browser of their own, and judges them all at the end."""

    browser: Browser
    address: str
    folder: Path
    watches: list[Watch] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, size: ViewportSize = DESKTOP, *, account: Any = None, scripts: bool = True) -> Page:
        """A fresh page; signed in when an account is given. Addresses may be given without the host."""
        context = self.browser.new_context(
            base_url=self.address,
            viewport=size,
            locale="en-GB",
            timezone_id="Europe/London",
            color_scheme="light",
            reduced_motion="reduce",
            java_script_enabled=scripts,
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE_MS)
        self.contexts.append(context)
        if account is not None:
            self.sign_in(context, account)
        page = context.new_page()
        watch = Watch(self.address)
        watch.attach(context, page)
        self.watches.append(watch)
        return page

    def sign_in(self, context: BrowserContext, account: Any) -> None:
        """Give the browser a session of this account, as if they had signed in before."""
        client = Client()
        client.force_login(account)
        name = django_settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.address}])

    def shoot(self, page: Page, name: str) -> Path:
        """Save a picture of the whole page under test-results/, which is not kept in the repository."""
        page.wait_for_load_state()
        return self.shoot_as_it_is(page, name)

    def shoot_as_it_is(self, page: Page, name: str) -> Path:
        """The same of a page that may be stuck half way, which is what one wants to see after a failure."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        return path

    def problems(self) -> list[str]:
        """What the pages did that they must not, one sentence each."""
        return [problem for watch in self.watches for problem in watch.problems()]


@pytest.fixture
def pages(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[Pages]:
    """As many pages as the test needs; at its end none may have called outside, complained or been heavy."""
    folder = RESULTS / re.sub(r"[^\w-]+", "-", request.node.name).strip("-")
    opened = Pages(browser, server, folder)
    yield opened
    problems = opened.problems()
    failed = bool(problems) or getattr(request.node, "call_failed", False)
    if failed:
        for number, watch in enumerate(opened.watches, start=1):
            print(f"page {number} waits for: {', '.join(watch.unanswered.values()) or 'nothing'}")
    for number, context in enumerate(opened.contexts, start=1):
        if failed and context.pages:
            opened.shoot_as_it_is(context.pages[-1], f"failed-{number}")
        context.close()
    assert problems == []


def follow(place: Locator) -> None:
    """Click what leads to another page, and wait for all of that page: a click itself waits for its beginning."""
    with place.page.expect_navigation():
        place.click()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Lets the fixture know that the test failed, so that it takes pictures."""
    report = yield
    if report.when == "call":
        item.call_failed = report.failed  # type: ignore[attr-defined]  # read again in the fixture above
    return report


@pytest.fixture
def page_desktop(pages: Pages) -> Page:
    """A page 1280 px wide that nobody has signed in to."""
    return pages.open(DESKTOP)


@pytest.fixture
def page_phone(pages: Pages) -> Page:
    """A page 360 px wide that nobody has signed in to."""
    return pages.open(PHONE)


@pytest.fixture
def page_without_scripts(pages: Pages) -> Page:
    """A page on a phone whose browser runs no scripts."""
    return pages.open(PHONE, scripts=False)


@pytest.fixture
def shoot(pages: Pages) -> Callable[[Page, str], Path]:
    """Save a picture: `shoot(page, "agenda")`."""
    return pages.shoot


@pytest.fixture
def check_axe() -> Check:
    """Fail on any violation of axe's rules, in light and in dark."""

    def check(page: Page) -> None:
        assert accessibility_problems(page) == [], page.url

    return check


@pytest.fixture
def check_page(check_axe: Check, pages: Pages) -> Check:
    """All that every page owes: axe, one heading, one primary button, its width, and nothing wrong so far."""

    def check(page: Page) -> None:
        check_axe(page)
        assert overflow_problems(page) + clarity_problems(page) == [], page.url
        assert pages.problems() == []

    return check
