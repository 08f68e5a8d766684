"""`alongside demo`: one command to a living world, on this machine only, kept until it is reset."""

import http.client
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.commands.processes import alive, clean_environment, running
from tests.commands.test_serve import free_port

READY = "Ctrl-C stops it"


def _get(address: str, **headers: str) -> http.client.HTTPResponse:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    connection.request("GET", parts.path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    return answer


def _links(said: str) -> list[str]:
    return re.findall(r"http://127\.0\.0\.1:\d+/demo/sign-in/\S+/", said)


TRICKS = [
    {"X-Forwarded-For": "127.0.0.1"},
    {"X-Forwarded-For": "203.0.113.9"},
    {"Forwarded": "for=203.0.113.9"},
    {"X-Real-Ip": "203.0.113.9"},
    {"Via": "1.1 proxy"},
]


@pytest.mark.timeout(300)
def test_a_demonstration_is_made_kept_and_ended_as_a_whole(tmp_path: Path) -> None:
    environment, port = clean_environment(DATABASE_URL="postgres://nobody@127.0.0.1:1/never"), free_port()
    with running("demo", "--small", "--port", str(port), environment=environment, folder=tmp_path) as command:
        said = command.wait_for(READY, patience=240)
        first = _links(said)
        family = command.family()
        for link in first:
            answer = _get(link)
            assert (answer.status, "sessionid" in str(answer.headers.get_all("Set-Cookie"))) == (302, True)
        assert [_get(f"http://127.0.0.1:{port}/{page}").status for page in ("demo/", "demo/mail/")] == [
            200,
            200,
        ]
        assert [_get(first[0], **trick).status for trick in TRICKS] == [404] * len(TRICKS)
        assert _get(first[0], Host="mentoring.example").status == 400
        assert _get(first[0][:-3] + "/").status == 404
        assert (command.stop_by(signal.SIGINT)[0], alive(family)) == (0, set())
    assert f"answers at http://127.0.0.1:{port}" in said
    assert len(first) >= 4

    with (
        socket.create_server(("127.0.0.1", port)),  # the usual port is taken: another is found
        running("demo", "--port", str(port), environment=environment, folder=tmp_path) as command,
    ):
        again = command.wait_for(READY)
        command.stop_by(signal.SIGTERM)
    assert "Making the demonstration world" not in again
    assert len(_links(again)) == len(first)
    assert f":{port}/" not in again


def _answer(environment: dict[str, str], folder: Path, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "alongside", *words],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stderr


def test_a_folder_that_is_no_demonstration_is_never_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "alongside.sqlite3").write_text("a real installation")
    code, said = _answer(clean_environment(ALONGSIDE_DATA=str(tmp_path)), tmp_path, "demo", "--reset")
    kept = [path.name for path in tmp_path.iterdir()]
    assert (code, kept, "not a demonstration" in said) == (2, ["alongside.sqlite3"], True)


@pytest.mark.parametrize("address", ["https://mentoring.example", "http://192.0.2.1:8000"])
def test_demo_mode_starts_at_no_address_but_this_machines(tmp_path: Path, address: str) -> None:
    environment = clean_environment(ALONGSIDE_DATA=str(tmp_path), ALONGSIDE_DEMO="1", ALONGSIDE_URL=address)
    code, said = _answer(environment, tmp_path, "serve")
    assert (code != 0, "this machine's own address only" in said) == (True, True)
