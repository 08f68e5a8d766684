"""Eight processes write through the product's own actions at once; counts what was done and every "database is locked".

    python bench/writers.py --seconds 60

Uses a new SQLite installation in a temporary folder, or PostgreSQL where DATABASE_URL names an empty database.
"""

import argparse
import json
import multiprocessing
import os
import random
import secrets
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

PROCESSES = 8


def main() -> int:
    """Print the counts as JSON; 1 if any write failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--processes", type=int, default=PROCESSES)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="alongside-writers-") as folder:
        os.environ["ALONGSIDE_DATA"] = folder
        os.environ["ALONGSIDE_MASTER_KEY_FILE"] = str(Path(folder, "master.key"))
        os.environ["ALONGSIDE_SECRET_KEY"] = secrets.token_hex(32)
        pairs = _prepare(options.processes)
        work = [(number, pair, options.seconds) for number, pair in enumerate(pairs)]
        with multiprocessing.get_context("spawn").Pool(options.processes) as pool:
            results = pool.starmap(_write_for, work)
        broken = _verify()
    total = sum((Counter(result["done"]) for result in results), Counter())
    report = {
        "processes": options.processes,
        "seconds": options.seconds,
        "writes": sum(total.values()),
        "writes_per_second": round(sum(total.values()) / options.seconds, 1),
        "by_action": dict(sorted(total.items())),
        "locked": sum(result["locked"] for result in results),
        "other_errors": sorted({error for result in results for error in result["errors"]}),
        "slowest_seconds": round(max(result["slowest"] for result in results), 2),
        "journal_faults": broken,
    }
    print(json.dumps(report, indent=1))
    return 1 if report["locked"] or report["other_errors"] or broken else 0


def _start() -> None:
    from alongside.commands.environment import start  # noqa: PLC0415  the environment is set first

    start()


def _prepare(processes: int) -> list[tuple[UUID, UUID, UUID]]:
    """A body, and for each process a member with a partner: all of them write to one chain of the journal."""
    _start()
    from django.db import connections  # noqa: PLC0415  needs the settings

    from alongside.commands.init import prepare_installation  # noqa: PLC0415  needs the settings
    from alongside.people.actions import create_body, enrol_member  # noqa: PLC0415  needs the apps

    prepare_installation()
    body = create_body(slug="bench", name="Bench", short_name="Bench", contact_email="office@bench.example")
    pairs = []
    for number in range(processes):
        mentee, mentor = (
            enrol_member(body, by=None, email=f"{part}{number}@bench.example", given_name=part)
            for part in ("mentee", "mentor")
        )
        pairs.append((body.pk, mentee.account_id, mentor.account_id))
    connections.close_all()
    return pairs


def _write_for(number: int, pair: tuple[UUID, UUID, UUID], seconds: float) -> dict[str, Any]:
    """What one process does until its time is over."""
    _start()
    from django.db import OperationalError  # noqa: PLC0415  needs the settings

    actions, chance = _actions(pair), random.Random(number)
    done: Counter[str] = Counter()
    locked, errors, slowest = 0, set(), 0.0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        name = chance.choice(sorted(actions))
        began = time.monotonic()
        try:
            actions[name]()
            done[name] += 1
        except OperationalError as error:
            if "locked" in str(error):
                locked += 1
            else:
                errors.add(str(error))
        slowest = max(slowest, time.monotonic() - began)
    return {"done": done, "locked": locked, "errors": errors, "slowest": slowest}


def _actions(pair: tuple[UUID, UUID, UUID]) -> dict[str, Callable[[], object]]:
    """What members do all day: write and read private text, keep drafts, are told things, ask the worker."""
    from alongside.notices.actions import MailText, ask_worker, post_notice  # noqa: PLC0415  needs the apps
    from alongside.notices.registry import mail_kind  # noqa: PLC0415  needs the apps
    from alongside.people.models import Account  # noqa: PLC0415  needs the apps
    from alongside.vault.drafts import save_draft  # noqa: PLC0415  needs the apps
    from alongside.vault.keys import key_for_partnership  # noqa: PLC0415  needs the apps
    from alongside.vault.notes import open_note, seal_note  # noqa: PLC0415  needs the apps

    body_id, mentee_id, mentor_id = pair
    mentee, mentor = Account.objects.get(pk=mentee_id), Account.objects.get(pk=mentor_id)
    key = key_for_partnership(uuid4(), body_id=body_id, readers=[mentee, mentor])
    note = seal_note("The first words.", key=key, by=mentee, role="mentee", kind="record")
    kind = mail_kind("bench", "Bench")

    def tell() -> None:
        mail = MailText("Something happened", "It did.")
        post_notice(mentor, event=f"bench:{uuid4()}", kind=kind.key, sentence="It did.", mail=mail)

    return {
        "ask the worker": lambda: ask_worker("bench"),
        "keep a draft": lambda: save_draft(mentee, "record", {"text": "half a thought" * 40}),
        "open a note": lambda: open_note(note, by=mentor, role="mentor"),
        "seal a new version": lambda: seal_note(
            "words " * 300, key=key, by=mentee, role="mentee", kind="record", note=note
        ),
        "tell somebody": tell,
    }


def _verify() -> list[str]:
    from alongside.journal.queries import verify_journal  # noqa: PLC0415  needs the apps
    from alongside.vault.verifying import replaced_notes  # noqa: PLC0415  needs the apps

    return [*verify_journal()[1], *replaced_notes()]


if __name__ == "__main__":
    sys.exit(main())
