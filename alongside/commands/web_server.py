"""The web server and the worker as child processes of one command."""

import http.client
import os
import socket
import sys
import time
from pathlib import Path
from typing import Final

from alongside.commands.children import Children

PROCESSES: Final = 3
THREADS: Final = 2
"""For each process. Threads of one process take turns at Python while another process may have nothing to do, so one
process more than there are cores: with three of two threads 19 in 20 pages came within half the time that they took with
two of four (`bench/load.py`).
"""
PATIENCE: Final = 60.0


def listen(host: str, port: int) -> socket.socket:
    """A socket that is ours from now on, so that nobody can take the port before the server starts. Raises OSError."""
    return socket.create_server((host, port), backlog=512)


def start_web(children: Children, listener: socket.socket, *, processes: int = PROCESSES) -> None:
    """Start gunicorn on a socket that listens already."""
    memory = Path("/dev/shm")  # noqa: S108  the server's heartbeat files, which must not wait for a disk
    command = [sys.executable, "-m", "gunicorn", "alongside.wsgi:application"]
    command += ["--bind", f"fd://{listener.fileno()}", "--workers", str(processes), "--threads", str(THREADS)]
    command += ["--timeout", "60", "--graceful-timeout", "3", "--keep-alive", "15", "--log-level", "warning"]
    if memory.is_dir() and os.access(memory, os.W_OK):
        command += ["--worker-tmp-dir", str(memory)]
    children.start(command, keep_open=[listener.fileno()])


def start_worker(children: Children) -> None:
    """Start the worker."""
    children.start([sys.executable, "-m", "alongside", "worker"])


def wait_until_it_answers(children: Children, address: tuple[str, int], host: str) -> bool:
    """Whether the health page answers within a minute; False also when somebody asks to stop meanwhile."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and not children.stopping:
        connection = http.client.HTTPConnection(*address, timeout=5)
        try:
            connection.request("GET", "/health", headers={"Host": host})
            if connection.getresponse().status == http.HTTPStatus.OK:
                return True
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.1)
    return False
