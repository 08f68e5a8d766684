"""Runs a command of the product as a process, and looks at what it leaves running."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.shared_data import REPOSITORY


@dataclass
class Running:
    """A command under way, and what it has said so far."""

    process: subprocess.Popen[str]
    said: str = ""

    def wait_for(self, words: str, *, patience: float = 90.0) -> str:
        """Read what it says until `words` came; returns all of it."""
        assert self.process.stdout is not None
        until = time.monotonic() + patience
        while words not in self.said:
            line = self.process.stdout.readline()
            assert line, f"it ended having said:\n{self.said}"
            assert time.monotonic() < until, f"it has only said:\n{self.said}"
            self.said += line
        return self.said

    def family(self) -> set[int]:
        """The process and everything that descends from it, by their ids."""
        return {self.process.pid, *_below(self.process.pid)}

    def stop_by(self, sent: signal.Signals) -> tuple[int, float]:
        """Send the signal; returns the exit code and how many seconds it took."""
        began = time.monotonic()
        self.process.send_signal(sent)
        return self.process.wait(timeout=30), time.monotonic() - began


def answer_of(environment: dict[str, str], *words: str) -> tuple[int, str]:
    """The exit code of `alongside` with these words, and what it says of faults."""
    done = subprocess.run(
        [sys.executable, "-m", "alongside", *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stderr


def alive(pids: set[int]) -> set[int]:
    """Those that still run; a finished one that nobody has waited for does not count."""
    return {pid for pid in pids if _state(pid) not in ("", "Z")}


@contextmanager
def running(*words: str, environment: dict[str, str], folder: Path) -> Iterator[Running]:
    """`alongside` with these words; killed at the end whatever happens."""
    process = subprocess.Popen(
        [sys.executable, "-m", "alongside", *words],
        env={**environment, "PYTHONPATH": str(REPOSITORY)},
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    command = Running(process)
    try:
        yield command
    finally:
        for pid in command.family():
            _kill(pid)
        process.wait()


def clean_environment(**more: str) -> dict[str, str]:
    """The environment of somebody who has set nothing for Alongside."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
    kept.pop("DATABASE_URL", None)
    return {**kept, **more}


def _below(pid: int) -> set[int]:
    children = {int(one) for one in os.listdir("/proc") if one.isdigit() and _parent(int(one)) == pid}
    return children.union(*(_below(child) for child in children)) if children else set()


def _state(pid: int) -> str:
    return _stat(pid)[0] if _stat(pid) else ""


def _parent(pid: int) -> int:
    return int(_stat(pid)[1]) if _stat(pid) else 0


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    except (OSError, IndexError):
        return []


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
