"""Child processes that end with their parent: started, watched, stopped, and never left behind."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from typing import Final

GRACE: Final = 5.0
"""Seconds that children have for stopping by themselves."""
RESTART_PAUSE: Final = 2.0


class Children:
    """The processes of one installation. The first one started is the one without which the rest make no sense."""

    def __init__(self) -> None:
        self._commands: list[Sequence[str]] = []
        self._processes: list[subprocess.Popen[bytes]] = []
        self._stopping = threading.Event()
        for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(one, lambda *_: self._stopping.set())

    def start(self, command: Sequence[str], *, keep_open: Sequence[int] = ()) -> None:
        """Start a process in a group of its own, so that a Ctrl-C comes to us and we stop all of them."""
        self._commands.append(command)
        self._processes.append(_start(command, keep_open))

    def watch(self) -> int:
        """Wait for a signal to stop: returns 0. If the first process ends by itself: 1. Others are started again."""
        while not self._stopping.wait(0.2):
            if self._processes[0].poll() is not None:
                return 1
            for place, process in enumerate(self._processes[1:], start=1):
                if process.poll() is not None and not self._stopping.wait(RESTART_PAUSE):
                    self._processes[place] = _start(self._commands[place], ())
        return 0

    @property
    def stopping(self) -> bool:
        """Whether somebody asked to stop already."""
        return self._stopping.is_set()

    def stop(self) -> None:
        """Ask all to stop, give them a few seconds, then end whatever is left of their groups."""
        for process in self._processes:
            if process.poll() is None:
                process.terminate()
        until = time.monotonic() + GRACE
        for process in self._processes:
            try:
                process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                continue
        for process in self._processes:
            _end_group(process.pid)
            process.wait()


def _start(command: Sequence[str], keep_open: Sequence[int]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        pass_fds=keep_open,
        preexec_fn=_die_with_parent,
    )


def _end_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def _die_with_parent() -> None:
    """Have the kernel stop the child should we be killed outright; elsewhere than on Linux there is no such promise."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)
