"""`alongside serve`: answers, stops as a whole, and does not start where it must not."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.commands.processes import alive, answer_of, clean_environment, running


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An installation of its own, set up by `alongside init`."""
    prepared = clean_environment(ALONGSIDE_DATA=str(tmp_path_factory.mktemp("installation")))
    subprocess.run([sys.executable, "-m", "alongside", "init"], env=prepared, check=True, capture_output=True)
    return prepared


def free_port() -> int:
    """A port that nobody uses at present."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        return int(held.getsockname()[1])


def _status(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/health")
    return connection.getresponse().status


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_stops_the_server_and_the_worker(
    environment: dict[str, str], tmp_path: Path, sent: signal.Signals
) -> None:
    port = free_port()
    with running(
        "serve", "--port", str(port), "--worker", environment=environment, folder=tmp_path
    ) as command:
        command.wait_for("Ctrl-C stops it")
        family = command.family()
        status = _status(port)
        code, seconds = command.stop_by(sent)
        assert (status, code, len(family) >= 5, alive(family)) == (200, 0, True, set())
        assert seconds < 6


def test_a_server_killed_outright_takes_its_children_with_it(
    environment: dict[str, str], tmp_path: Path
) -> None:
    with running(
        "serve", "--port", str(free_port()), "--worker", environment=environment, folder=tmp_path
    ) as command:
        command.wait_for("Ctrl-C stops it")
        family = command.family()
        command.stop_by(signal.SIGKILL)
        until = time.monotonic() + 15
        while alive(family) and time.monotonic() < until:
            time.sleep(0.2)
        assert alive(family) == set()


def test_a_worker_that_dies_is_started_again(environment: dict[str, str], tmp_path: Path) -> None:
    with running(
        "serve", "--port", str(free_port()), "--worker", environment=environment, folder=tmp_path
    ) as command:
        command.wait_for("Ctrl-C stops it")
        worker = next(pid for pid in command.family() if _is_worker(pid))
        os.kill(worker, signal.SIGKILL)
        until = time.monotonic() + 15
        while (
            not [pid for pid in command.family() - {worker} if _is_worker(pid)] and time.monotonic() < until
        ):
            time.sleep(0.2)
        assert [pid for pid in command.family() if _is_worker(pid) and pid != worker]


def _is_worker(pid: int) -> bool:
    words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    return words[-2:-1] == [b"worker"]


def test_a_port_that_is_taken_is_said_to_be_so(environment: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
        code, said = answer_of(environment, "serve", "--port", str(port))
    assert (code, f"Port {port} cannot be used" in said) == (2, True)


@pytest.mark.parametrize("command", ["serve", "worker"])
@pytest.mark.parametrize("key", ["missing", "another installation's", "broken"])
def test_without_the_right_master_key_nothing_starts(
    environment: dict[str, str], tmp_path: Path, command: str, key: str
) -> None:
    path = tmp_path / "master.key"
    if key != "missing":
        path.write_text("1:" + ("A" * 43 + "=" if key.startswith("another") else "no key"))
    code, said = answer_of({**environment, "ALONGSIDE_MASTER_KEY_FILE": str(path)}, command)
    assert (code, "master key file" in said, path.exists()) == (2, True, key != "missing")


def test_an_installation_that_was_never_set_up_says_what_to_do(tmp_path: Path) -> None:
    code, said = answer_of(clean_environment(ALONGSIDE_DATA=str(tmp_path)), "serve")
    assert (code, "Run `alongside init` first" in said or "cannot be read" in said) == (2, True)
