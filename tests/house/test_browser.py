"""The browser's judgement itself: a good page passes, and each fault in a bad page is named."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.plugins.accessibility import accessibility_problems, clarity_problems, overflow_problems
from tests.plugins.browser import PHONE, Pages, WatchedServer, follow
from tests.plugins.chromium import NoBrowserError, chromium_path

HEAD = "<!doctype html><html lang='en'><meta name='viewport' content='width=device-width'><title>T</title>"
GOOD = f"{HEAD}<main><h1>Hello</h1><p>All is well.</p></main>"
BUTTON = "<button class='button'>Go</button>"
BODIES = {
    "/good": GOOD,
    "/outside": f"{GOOD}<img alt='' src='http://192.0.2.1/a.png'>",
    "/inline": f"{GOOD}<script>document.title = 'changed'</script>",
    "/heavy": f"{GOOD}<!-- {'x' * 120_000} -->",
    "/wide": f"{GOOD}<pre>{'wide' * 200}</pre>",
    "/unclear": f"{GOOD}<h1>Again</h1>{BUTTON}{BUTTON}<a class='button button-quiet'>No</a>",
    "/unlabelled": f"{HEAD}<main><h1>A</h1><form><input name='a'></form></main>",
    "/leaving": f"{GOOD}<a href='/late'>Go on</a>",
    "/late": f"{HEAD}<main><h1>A</h1><form><input name='a'></form></main>",
}
PAUSE_S = 0.5  # before what comes late; long enough that a check which does not wait looks before it


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = BODIES.get(self.path, GOOD).encode()
        self.send_response({"/broken": 500, "/missing": 404}.get(self.path, 200))
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if self.path != "/outside":
            self.send_header("Content-Security-Policy", "default-src 'self'")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.path == "/late":
            self.wfile.write(body[:10])
            self.wfile.flush()
            time.sleep(PAUSE_S)
            body = body[10:]
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def sample(browser: Browser, tmp_path: Path) -> Iterator[Pages]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        opened = Pages(browser, f"http://127.0.0.1:{server.server_address[1]}", tmp_path)
        yield opened
        for context in opened.contexts:
            context.close()
        server.shutdown()
        thread.join()


def _visit(sample: Pages, path: str) -> Page:
    page = sample.open(PHONE)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return page


def test_nothing_is_wrong_with_a_good_page(sample: Pages) -> None:
    page = _visit(sample, "/good")
    found = accessibility_problems(page) + overflow_problems(page) + clarity_problems(page)
    assert found + sample.problems() == []


@pytest.mark.parametrize(
    "path, words",
    [
        ("/outside", "the page asked outside for http://192.0.2.1/a.png"),
        ("/inline", "Content Security Policy"),
        ("/heavy", "bytes, more than 100000"),
        ("/broken", "answered 500"),
    ],
)
def test_a_fault_on_the_wire_is_named(sample: Pages, path: str, words: str) -> None:
    _visit(sample, path)
    assert any(words in problem for problem in sample.problems()), sample.problems()


def test_a_page_that_is_not_there_may_say_so(sample: Pages) -> None:
    _visit(sample, "/missing")
    assert sample.problems() == []


def test_a_page_wider_than_the_phone_is_named(sample: Pages) -> None:
    (problem,) = overflow_problems(_visit(sample, "/wide"))
    assert problem.endswith("on a screen of 360 px")


def test_a_page_with_two_headings_or_two_primary_buttons_is_named(sample: Pages) -> None:
    assert clarity_problems(_visit(sample, "/unclear")) == [
        "the page has 2 h1 headings",
        "the page has several primary buttons: Go, Go",
    ]


def test_a_field_without_a_label_is_named_in_light_and_in_dark(sample: Pages) -> None:
    problems = accessibility_problems(_visit(sample, "/unlabelled"))
    assert [problem.split(" at ")[0] for problem in problems] == ["label (light)", "label (dark)"]


def test_a_page_that_comes_in_two_halves_is_judged_whole(sample: Pages) -> None:
    page = _visit(sample, "/leaving")
    page.get_by_role("link").click()
    assert [problem.split(" at ")[0] for problem in accessibility_problems(page, ("light",))] == [
        "label (light)"
    ]


def test_a_followed_link_leads_to_the_whole_page(sample: Pages) -> None:
    page = _visit(sample, "/leaving")
    follow(page.get_by_role("link"))
    assert page.get_by_role("textbox").is_visible()


def test_a_picture_is_saved(sample: Pages, tmp_path: Path) -> None:
    sample.shoot(_visit(sample, "/good"), "good")
    assert (tmp_path / "good.png").read_bytes().startswith(b"\x89PNG")


def test_a_missing_browser_is_an_error_that_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(NoBrowserError, match="Install Debian's package chromium"):
        chromium_path()


def test_the_server_is_not_quiet_while_it_answers_somebody_who_has_left() -> None:
    asked, answer = threading.Event(), threading.Event()

    def slow(_: object, start: Callable[..., object]) -> list[bytes]:
        asked.set()
        answer.wait()
        start("200 OK", [("Content-Length", "0")])
        return [b""]

    server = WatchedServer()
    server.set_app(slow)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        assert server.is_quiet(patience_s=0)
        with socket.create_connection(server.server_address[:2]) as visitor:  # type: ignore[arg-type]  # host, port
            visitor.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert asked.wait(timeout=60)
        assert not server.is_quiet(patience_s=0)
        answer.set()
        assert server.is_quiet()
    finally:
        answer.set()
        server.shutdown()
        server.server_close()
        thread.join()
