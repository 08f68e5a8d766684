"""Start a demonstration world on this machine."""

import argparse
import os
import secrets
import shutil
import socket
from pathlib import Path
from typing import Final

from alongside.cli import Trouble
from alongside.commands.arguments import LAST_PORT, whole_number
from alongside.commands.children import Children
from alongside.commands.environment import start
from alongside.commands.init import prepare_installation
from alongside.commands.web_server import listen, start_web, start_worker, wait_until_it_answers

HOST: Final = "127.0.0.1"
MARK: Final = "this-is-a-demonstration"
"""A file that says that a data folder may be thrown away."""
LOADED: Final = "world-is-loaded"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How large, where, and whether to start again."""
    parser.add_argument(
        "--port", type=whole_number(1, LAST_PORT), default=8000, help="port to try first (8000)"
    )
    parser.add_argument(
        "--members", type=whole_number(0), default=0, help="enlarge the world to this many members"
    )
    parser.add_argument("--small", action="store_true", help="a world of a few people, made in seconds")
    parser.add_argument("--reset", action="store_true", help="throw the present demonstration away first")


def run(options: argparse.Namespace) -> int:
    """Make the world if it is not there, print the ways in, and serve until Ctrl-C."""
    data = Path(os.environ.get("ALONGSIDE_DATA", "var/demo")).resolve()
    _prepare_folder(data, reset=options.reset)
    listener = _listen(options.port)
    _set_environment(data, listener)
    start()
    prepare_installation()
    _load_world(data, options.members, share=0.1 if options.small else 1.0)
    children = Children()
    try:
        start_web(children, listener)
        start_worker(children)
        if wait_until_it_answers(
            children, (HOST, listener.getsockname()[1]), os.environ["ALONGSIDE_URL"][7:]
        ):
            _print_ways_in()
        return children.watch()
    finally:
        children.stop()


def _prepare_folder(data: Path, *, reset: bool) -> None:
    """Empty the folder if asked, or if its world was never finished; touches no folder but a demonstration's."""
    if data.exists() and any(data.iterdir()) and not (data / MARK).exists():
        raise Trouble(
            f"{data} is not a demonstration's folder. Leave ALONGSIDE_DATA unset, or name an empty one."
        )
    if data.exists() and (reset or not (data / LOADED).exists()):
        shutil.rmtree(data)
    data.mkdir(parents=True, exist_ok=True)
    (data / MARK).touch()


def _listen(port: int) -> socket.socket:
    """The port asked for, or a free one."""
    try:
        return listen(HOST, port)
    except OSError:
        return listen(HOST, 0)


def _set_environment(data: Path, listener: socket.socket) -> None:
    """A demonstration never touches a real installation: of the environment's settings it uses none."""
    for name in [*os.environ]:
        if name.startswith("ALONGSIDE_") and name != "ALONGSIDE_LOG_LEVEL":
            del os.environ[name]
    os.environ.pop("DATABASE_URL", None)
    secret = data / "secret.key"
    if not secret.exists():
        secret.write_text(secrets.token_urlsafe(50))
        secret.chmod(0o400)
    os.environ["ALONGSIDE_DATA"] = str(data)
    os.environ["ALONGSIDE_DEMO"] = "1"
    os.environ["ALONGSIDE_URL"] = f"http://{HOST}:{listener.getsockname()[1]}"


def _load_world(data: Path, members: int, *, share: float) -> None:
    from alongside.demo.world import load_world  # noqa: PLC0415  needs the apps

    if not (data / LOADED).exists():
        print("Making the demonstration world …", flush=True)
        load_world(members=members, share=share, say=lambda text: print(f"  {text}", flush=True))
        (data / LOADED).touch()


def _print_ways_in() -> None:
    from django.conf import settings  # noqa: PLC0415  needs the settings

    from alongside.demo.cast import cast_bodies  # noqa: PLC0415  needs the apps

    print(f"\nAlongside answers at {settings.SITE_URL}\n\nSign in with one click as\n")
    for body in cast_bodies():
        print(f"{body.name}\n")
        for link in body.links:
            print(f"  {link.name}, {link.what}\n    {link.address}")
        print()
    print(f"Everybody, on one page: {settings.SITE_URL}/demo/")
    print(f"The mails that were sent: {settings.SITE_URL}/demo/mail/")
    print("\nCtrl-C stops it. The next start keeps everything; `make demo-reset` starts again.", flush=True)
