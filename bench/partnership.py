"""Every page of a partnership that has just begun and of one of five years, in the server’s own time and queries.

    python -m bench.partnership

Uses a new SQLite installation in a temporary folder. The long partnership has 60 sessions, 200 actions, 300 reflections
and 30 of everything else that the two may write. Each page is asked for by the mentee, or by the mentor where it is
theirs. The time is the processor’s, until the response has been sent, so that it says the same on a machine that does
other things meanwhile; the database is in the same process. What is tidied up after the response is told at the end.
"""

import gc
import os
import secrets
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROUNDS = 20
LIMIT = 150
finished: list[float] = []
"""When each response had been sent, in seconds of the processor."""
tidying: list[float] = []
"""Milliseconds from there to the end of the request."""
FILES = {"papers-binder", "papers-zip"}
"""What is made to be taken along, and is not a page."""


def main() -> int:
    """Print a line for each page; 1 where a page asks more often, or takes longer than 150 ms."""
    with tempfile.TemporaryDirectory(prefix="alongside-partnership-") as folder:
        os.environ["ALONGSIDE_DATA"] = folder
        os.environ["ALONGSIDE_MASTER_KEY_FILE"] = str(Path(folder, "master.key"))
        os.environ["ALONGSIDE_SECRET_KEY"] = secrets.token_hex(32)
        os.environ["ALONGSIDE_HOSTS"] = "testserver"
        pairs = _prepare()
        fails = sum(_measure(page, pairs) for page in _names(pairs[0]))
        p50, p95, most = statistics.median(tidying), _p95(tidying), max(tidying)
        sys.stdout.write(f"after the response: p50 {p50:.0f}, p95 {p95:.0f}, at most {most:.0f} ms\n")
        return int(fails > 0)


def _prepare() -> list[Any]:
    from django.core.signals import request_finished  # noqa: PLC0415

    from alongside.commands.environment import start  # noqa: PLC0415  the environment is set first
    from alongside.commands.init import prepare_installation  # noqa: PLC0415

    start()
    prepare_installation()
    # Before the server's own, which looks for garbage.
    request_finished.connect(_note_end, weak=False)

    from tests.factories import make_body  # noqa: PLC0415
    from tests.partnerships.growing import Amount, long_partnership  # noqa: PLC0415

    body = make_body()
    amounts = (
        Amount(sessions=6, steps=6, reflections=8, others=3),
        Amount(sessions=60, steps=200, reflections=300, others=30),
    )
    started = time.perf_counter()
    import alongside.wsgi  # noqa: F401, PLC0415  loads everything, as the server does before it answers

    pairs = [long_partnership(body, amount, slug=f"of-{amount.others}") for amount in amounts]
    # The server holds none of what has made them, and does not look through it for garbage while it answers.
    gc.collect()
    gc.freeze()
    sys.stdout.write(
        f"made in {time.perf_counter() - started:.0f} s; median and slowest of {ROUNDS} visits\n"
    )
    sys.stdout.write(f"{'':34}{'just begun':>26}{'of five years':>26}\n")
    return pairs


def _names(pair: Any) -> list[tuple[str, str]]:
    """Each page, and whose it is."""
    from tests.partnerships.growing import pages_of  # noqa: PLC0415

    mentee, mentor = (pages_of(pair, pair.account_of(role)) for role in ("mentee", "mentor"))
    own = [(name, "mentee") for name, address in mentee.items() if _opens(pair, "mentee", address)]
    known = {name for name, _ in own}
    more = [
        (name, "mentor")
        for name, address in mentor.items()
        if name not in known and _opens(pair, "mentor", address)
    ]
    return [each for each in sorted(own + more) if each[0] not in FILES]


def _opens(pair: Any, role: str, address: str) -> bool:
    return _browser(pair, role).get(address).status_code == 200


def _browser(pair: Any, role: str) -> Any:
    from django.test import Client  # noqa: PLC0415

    client = Client()
    client.force_login(pair.account_of(role))
    return client


def _measure(page: tuple[str, str], pairs: list[Any]) -> bool:
    """Print one page, small and big; whether it grows in queries, or is too slow."""
    from tests.partnerships.growing import pages_of  # noqa: PLC0415

    name, role = page
    figures = []
    for pair in pairs:
        figures.append(_rounds(_browser(pair, role), pages_of(pair, pair.account_of(role))[name]))
    told = "".join(f"{middle:7.0f} {most:6.0f} ms {queries:4} q." for middle, most, queries in figures)
    (_, _, few), (_, slowest, many) = figures
    fails = many > few or slowest > LIMIT
    sys.stdout.write(f"{name:27}{role:7}{told}{'  <- look here' if fails else ''}\n")
    sys.stdout.flush()
    return fails


def _rounds(browser: Any, address: str) -> tuple[float, float, int]:
    from django.db import connection  # noqa: PLC0415

    browser.get(address)
    queries = 0

    def count(execute: Any, *said: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(*said)

    with connection.execute_wrapper(count):
        browser.get(address)
    seconds = []
    for _ in range(ROUNDS):
        started = time.process_time()
        browser.get(address)
        seconds.append((finished[-1] - started) * 1000)
        tidying.append((time.process_time() - finished[-1]) * 1000)
    return statistics.median(seconds), max(seconds), queries


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def _note_end(**_: Any) -> None:
    finished.append(time.process_time())


if __name__ == "__main__":
    sys.exit(main())
