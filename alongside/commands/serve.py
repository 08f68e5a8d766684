"""Start the web server, and the worker with it if asked."""

import argparse
import os
from urllib.parse import urlsplit

from alongside.cli import Trouble
from alongside.commands.arguments import LAST_PORT, whole_number
from alongside.commands.children import Children
from alongside.commands.environment import require_present_tables, start
from alongside.commands.web_server import (
    PROCESSES,
    listen,
    start_web,
    start_worker,
    wait_until_it_answers,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument(
        "--port", type=whole_number(1, LAST_PORT), default=8000, help="port to listen on (8000)"
    )
    parser.add_argument(
        "--processes", type=whole_number(1), default=PROCESSES, help=f"web processes ({PROCESSES})"
    )
    parser.add_argument("--worker", action="store_true", help="start the worker too")


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C or SIGTERM; without the right master key nothing starts."""
    os.environ.setdefault("ALONGSIDE_URL", f"http://127.0.0.1:{options.port}")
    start(with_key=True)
    require_present_tables()
    from django.conf import settings  # noqa: PLC0415  needs the settings

    if not settings.SECRET_IS_SET:
        raise Trouble("There is no secret key yet. Run `alongside init` once, or set ALONGSIDE_SECRET_KEY.")
    try:
        listener = listen(options.host, options.port)
    except OSError as error:
        raise Trouble(
            f"Port {options.port} cannot be used ({error.strerror}). Choose another with --port."
        ) from error
    children = Children()
    try:
        start_web(children, listener, processes=options.processes)
        if options.worker:
            start_worker(children)
        address = ("127.0.0.1" if options.host in ("0.0.0.0", "") else options.host, options.port)  # noqa: S104  only compared
        if wait_until_it_answers(children, address, urlsplit(settings.SITE_URL).netloc):
            print(f"Alongside answers at {settings.SITE_URL}. Ctrl-C stops it.", flush=True)
        return children.watch()
    finally:
        children.stop()
