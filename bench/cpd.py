"""20,000 activities in one body, then the CPD pages of one member and a profile of 60 entries, in server time.

    python -m bench.cpd

Uses a new SQLite installation in a temporary folder. The member has activities as others have, and a busy member the
60 entries with two documents and every word that a profile may have.
"""

import gc
import os
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

MEMBERS, EACH = 400, 50
ROUNDS = 7


def main() -> int:
    """Print a line for each page: the median of some rounds, and the slowest."""
    with tempfile.TemporaryDirectory(prefix="alongside-cpd-") as folder:
        os.environ["ALONGSIDE_DATA"] = folder
        os.environ["ALONGSIDE_MASTER_KEY_FILE"] = str(Path(folder, "master.key"))
        os.environ["ALONGSIDE_SECRET_KEY"] = secrets.token_hex(32)
        os.environ["ALONGSIDE_HOSTS"] = "testserver"
        busy, profile = _prepare()
        for name, seconds in _times(busy, profile):
            sys.stdout.write(
                f"{name:42} {statistics.median(seconds) * 1000:7.0f} ms, at most {max(seconds) * 1000:.0f} ms\n"
            )
    return 0


def _prepare() -> tuple[Any, Any]:
    from alongside.commands.environment import start  # noqa: PLC0415  the environment is set first
    from alongside.commands.init import prepare_installation  # noqa: PLC0415

    start()
    prepare_installation()
    from django.utils import timezone  # noqa: PLC0415

    import alongside.wsgi  # noqa: F401, PLC0415  loads everything, as the server does before it answers
    from alongside.cpd.actions import begin_profile, record_activity, save_profile  # noqa: PLC0415
    from alongside.cpd.actions.documents import attach_document  # noqa: PLC0415
    from alongside.cpd.actions.profiles import ProfileFrame  # noqa: PLC0415
    from alongside.cpd.actions.records import RecordFacts  # noqa: PLC0415
    from alongside.cpd.queries.records import RecordText  # noqa: PLC0415
    from alongside.cpd.writing import ProfileText  # noqa: PLC0415
    from alongside.domain.cpd.activities import Kind  # noqa: PLC0415
    from tests.factories import make_body, make_member, make_scheme  # noqa: PLC0415

    body = make_body()
    make_scheme(body)
    today, kinds = timezone.localdate(), (Kind.READING, Kind.COURSE, Kind.TEACHING, Kind.PROJECT)
    words = RecordText(learned="What I learned. " * 20, benefit_self="It helps. " * 20)

    def activities(member: Any, number: int) -> list[Any]:
        facts = [
            RecordFacts(
                kind=kinds[place % 4],
                on=today - timedelta(days=12 * place % 720),
                until=today - timedelta(days=12 * place % 720),
                hours=Decimal("1.5"),
                title=f"Activity {place} with a title as long as people write them",
            )
            for place in range(number)
        ]
        return [record_activity(member.account, by=member.account, facts=each, text=words) for each in facts]

    for _ in range(MEMBERS - 1):
        activities(make_member(body), EACH)
    busy = make_member(body)
    records = activities(busy, 60)
    for record in records[:2]:
        attach_document(record, by=busy.account, name="Certificate.pdf", data=b"%PDF-1.4 not opened here")
    frame = ProfileFrame(rules_key="hcpc", on=today - timedelta(days=729), until=today)
    profile = begin_profile(busy, by=busy.account, frame=frame)
    text = ProfileText(summary="word " * 499, statement="word " * 1499)
    described = [record.pk for record in records[:6]]
    save_profile(profile, by=busy.account, text=text, described=described, left_out=[], version=1)
    sys.stdout.write(f"{(MEMBERS - 1) * EACH + 60:,} activities of {MEMBERS} members\n")
    # The server holds none of what has made them, and does not look through it for garbage while it answers.
    gc.collect()
    gc.freeze()
    return busy, profile


def _times(busy: Any, profile: Any) -> list[tuple[str, list[float]]]:
    from django.test import Client  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    client = Client()
    client.force_login(busy.account)
    pages = {
        "This cycle": reverse("cpd"),
        "Everything": reverse("cpd") + "?show=all",
        "Where I stand": reverse("cpd-standing"),
        "Add an activity": reverse("cpd-add"),
        "Competencies": reverse("competencies"),
        "Certificates": reverse("certificates"),
        "Events": reverse("events"),
        "The profile being written": reverse("cpd-profile", args=[profile.pk]),
        "The list as CSV": reverse("cpd-list-take"),
        "The profile as PDF, 60 entries": reverse("cpd-profile-pdf", args=[profile.pk]),
        "The profile as zip": reverse("cpd-profile-zip", args=[profile.pk]),
    }
    found = [(name, _rounds(partial(client.get, address))) for name, address in pages.items()]
    from alongside.vault.document_keys import make_document_key  # noqa: PLC0415

    body = profile.member.body
    make_document_key(body.pk, body.name)
    signed = reverse("cpd-profile-pdf", args=[profile.pk])
    return [*found, ("The same, signed by the body", _rounds(partial(client.get, signed)))]


def _rounds(ask: Callable[[], Any]) -> list[float]:
    answer, seconds = ask(), []
    if answer.status_code != 200:
        raise RuntimeError(f"The page answered {answer.status_code}.")
    for _ in range(ROUNDS):
        started = time.perf_counter()
        ask()
        seconds.append(time.perf_counter() - started)
    return seconds


if __name__ == "__main__":
    sys.exit(main())
