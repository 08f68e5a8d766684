"""Looking whether an address on the web leads somewhere."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from alongside.web import links
from alongside.web.links import Finding, look_at


class _Site(BaseHTTPRequestHandler):
    """Answers by path: a status, a move, or HEAD refused and GET answered."""

    asked: list[tuple[str, str]]

    def _answer(self) -> None:
        type(self).asked.append((self.command, self.path))
        word = self.path.strip("/")
        if word == "moved":
            self.send_response(301)
            self.send_header("Location", "/200")
        elif word == "circle":
            self.send_response(302)
            self.send_header("Location", "/circle")
        elif word == "inside":
            self.send_response(302)
            self.send_header("Location", "http://169.254.169.254/latest/")
        elif word == "nohead":
            self.send_response(405 if self.command == "HEAD" else 200)
        else:
            self.send_response(int(word))
        self.end_headers()

    do_GET = do_HEAD = _answer

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's name
        """Say nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A website that stands for one on the internet: its name alone is let through to this machine."""
    _Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    real = links._public_address
    monkeypatch.setattr(
        links,
        "_public_address",
        lambda host, port: "127.0.0.1" if host == "site.example" else real(host, port),
    )
    yield f"http://site.example:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "path, opens",
    [
        ("200", True),
        ("moved", True),
        ("nohead", True),
        ("404", False),
        ("410", False),
        ("circle", False),
        ("403", None),
        ("500", None),
        ("429", None),
    ],
)
def test_a_page_opens_is_gone_or_nobody_can_tell(site: str, path: str, opens: bool | None) -> None:
    found = look_at(f"{site}/{path}")
    assert found.opens is opens
    assert bool(found.problem) is (opens is False)


def test_a_website_cannot_lead_us_inside(site: str) -> None:
    assert look_at(f"{site}/inside") == Finding(opens=None)
    assert _Site.asked == [("HEAD", "/inside")]


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:{port}/200", "http://localhost:{port}/200", "http://[::1]:{port}/200",
     "http://10.1.2.3/", "http://169.254.169.254/", "http://0.0.0.0:{port}/200"],
)  # fmt: skip
def test_an_address_inside_is_never_asked(site: str, address: str) -> None:
    assert look_at(address.format(port=site.rpartition(":")[2])) == Finding(opens=None)
    assert _Site.asked == []


@pytest.mark.parametrize(
    "address", ["", "nonsense", "ftp://files.example/", "http://", "https://site.example:x/"]
)
def test_what_is_no_address_is_said_to_be_none(address: str) -> None:
    assert look_at(address) == Finding(opens=False, problem="This is no address of a page on the web.")


def test_a_website_that_does_not_answer_is_told(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "PATIENCE", 0.5)
    found = look_at("http://site.example:1/")
    assert found.problem == "The website did not answer."
