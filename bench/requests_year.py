"""A year of requests for mentors, lived through the product's own actions and its clock, day by day.

    python -m bench.requests_year --requests 2000

Uses a new installation on SQLite in a temporary folder. On each day mentees send requests with one to three choices, drawn
by how much each mentor is sought; the director passes them after two days; of the mentors asked, half say yes and a
quarter no, within days, and a quarter never answer. On Mondays the office suggests somebody free where nobody is left, whom
the mentee then chooses; it introduces on the day of a yes.
"""

import argparse
import os
import secrets
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

BEGINS = datetime(2025, 1, 6, 8, 0, tzinfo=UTC)
YEAR = 365
AFTER = 120
"""Days after the last request was sent in which everything that is still under way may end."""
YES, NO = 0.5, 0.25
"""Of the mentors asked; the others never answer."""
OVER = ("introduced", "withdrawn")


def main() -> int:
    """Print what became of the requests and how long each took."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--requests", type=int, default=2000)
    asked.add_argument("--mentors", type=int, default=1200)
    chosen = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="alongside-year-") as folder:
        os.environ["ALONGSIDE_DATA"] = folder
        os.environ["ALONGSIDE_MASTER_KEY_FILE"] = str(Path(folder, "master.key"))
        os.environ["ALONGSIDE_SECRET_KEY"] = secrets.token_hex(32)
        from alongside.commands.environment import start  # noqa: PLC0415  the environment is set first
        from alongside.commands.init import prepare_installation  # noqa: PLC0415

        start()
        prepare_installation()
        from django.conf import settings  # noqa: PLC0415
        from django.db import connection  # noqa: PLC0415

        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody signs in
        connection.cursor().execute("PRAGMA synchronous = OFF")
        begun = time.perf_counter()
        stuck = _live(chosen.requests, chosen.mentors)
        sys.stdout.write(f"lived in {time.perf_counter() - begun:.0f} s\n")
    return 1 if stuck else 0


@dataclass
class Year:
    """The scheme and how its people behave. `answers` has, for each day, the offers whose mentors answer on it."""

    scheme: Any
    director: Any
    coordinator: Any
    entries: list[Any]
    weights: list[float]
    chance: Random = field(default_factory=lambda: Random(11))
    answers: dict[int, list[tuple[Any, bool]]] = field(default_factory=dict)
    known: set[Any] = field(default_factory=set)
    passes: dict[int, list[Any]] = field(default_factory=dict)
    offers: int = 0
    wrong: list[str] = field(default_factory=list)
    refusals: Counter[str] = field(default_factory=Counter)


def _live(requests: int, mentors: int) -> int:
    import time_machine  # noqa: PLC0415  a development package

    from alongside.directory.jobs import ask_in_turn  # noqa: PLC0415
    from alongside.directory.models import Request  # noqa: PLC0415

    with time_machine.travel(BEGINS, tick=False) as clock:
        year = _begin(mentors)
        sent = 0
        for day in range(YEAR + AFTER):
            now = BEGINS + timedelta(days=day)
            clock.move_to(now)
            due = round(requests * min(day + 1, YEAR) / YEAR)
            for number in range(sent, due):
                _send(year, number, now, day)
            sent = due
            _pass(year, day, now)
            _answer(year, day, now)
            ask_in_turn(now)
            _introduce(year, now)
            _help(year, now)
            _watch(year, day)
            if day >= YEAR and not Request.objects.exclude(state__in=OVER).exists():
                break
        return _tell(year)


def _begin(mentors: int) -> Year:
    from tests.factories import make_body, make_entry, make_member, make_scheme, make_staff  # noqa: PLC0415

    body = make_body()
    scheme = make_scheme(body, preset="asme")
    director, coordinator = make_staff(body, "dan", "director"), make_staff(body, "carol", "coordinator")
    entries = []
    for number in range(mentors):
        entry = make_entry(scheme, make_member(body, f"mentor{number}"), director=director)
        entry.application.capacity = 1 + number % 3
        entry.application.save(update_fields=["capacity"])
        entries.append(entry)
    return Year(scheme, director, coordinator, entries, [1 / (rank + 20) for rank in range(mentors)])


def _send(year: Year, number: int, now: datetime, day: int) -> None:
    from alongside.directory.actions.choosing import send_request  # noqa: PLC0415
    from alongside.directory.queries.availability import availability_of  # noqa: PLC0415
    from tests.factories import make_member, make_request  # noqa: PLC0415

    wanted = year.chance.choices(year.entries, year.weights, k=12)
    open_to = availability_of(wanted, now.date())
    choices = [entry for entry in dict.fromkeys(wanted) if open_to[entry.pk].is_open]
    choices = choices[: year.chance.choice([1, 2, 3, 3, 3])] or year.chance.sample(year.entries, 1)
    mentee = make_member(year.scheme.body, f"mentee{number}")
    request = make_request(mentee, choices, now=now)
    send_request(request, by=mentee.account, now=now)
    year.passes.setdefault(day + 2, []).append(request)


def _pass(year: Year, day: int, now: datetime) -> None:
    from alongside.directory.actions.choosing import pass_request  # noqa: PLC0415

    for request in year.passes.pop(day, []):
        pass_request(request, by=year.director, now=now)


def _answer(year: Year, day: int, now: datetime) -> None:
    from alongside.directory.actions.answering import answer_offer  # noqa: PLC0415
    from alongside.domain.lifecycle import MoveRefused  # noqa: PLC0415

    for offer, yes in year.answers.pop(day, []):
        with suppress(MoveRefused):  # it was taken back, or its last day is over
            answer_offer(offer, yes=yes, now=now)


def _watch(year: Year, day: int) -> None:
    """New offers get their fate; nobody may be asked beyond their places, and no request by two at once."""
    from alongside.directory.models import Offer  # noqa: PLC0415
    from alongside.enrolment.places import places_taken  # noqa: PLC0415

    live = list(Offer.objects.filter(state="open").select_related("mentor_application"))
    asked = Counter(offer.request_id for offer in live)
    year.wrong += [f"day {day}: a request is with two mentors" for number in asked.values() if number > 1]
    mentors = {offer.mentor_application_id: offer.mentor_application for offer in live}
    taken = places_taken(list(mentors.values()))
    year.wrong += [f"day {day}: a mentor is full" for pk, one in mentors.items() if taken[pk] > one.capacity]
    for offer in live:
        if offer.pk in year.known:
            continue
        year.known.add(offer.pk)
        year.offers += 1
        fate = year.chance.random()
        if fate < YES + NO:
            on = day + 1 + int(year.chance.expovariate(1 / 3.5))
            year.answers.setdefault(on, []).append((offer, fate < YES))


def _introduce(year: Year, now: datetime) -> None:
    from alongside.directory.actions.ending import introduce_request  # noqa: PLC0415
    from alongside.directory.models import Request  # noqa: PLC0415

    for request in Request.objects.filter(state="accepted"):
        introduce_request(request, by=year.coordinator, now=now)


def _help(year: Year, now: datetime) -> None:
    """On Mondays the office suggests somebody free where nobody is left; the mentee chooses them; one in 20 gives up."""
    from alongside.directory.actions.choosing import choose_mentor, suggest_mentor  # noqa: PLC0415
    from alongside.directory.actions.ending import withdraw_request  # noqa: PLC0415
    from alongside.directory.models import Request  # noqa: PLC0415
    from alongside.directory.queries.availability import availability_of  # noqa: PLC0415
    from alongside.domain.lifecycle import MoveRefused  # noqa: PLC0415

    if now.weekday():
        return
    for request in Request.objects.filter(state="exhausted").select_related("application__member__account"):
        member = request.application.member
        if year.chance.random() < 0.05:
            withdraw_request(request, by=member.account, role="mentee", now=now)
            continue
        some = year.chance.sample(year.entries, min(40, len(year.entries)))
        places = availability_of(some, now.date())
        for entry in [entry for entry in some if places[entry.pk].is_open][:1]:
            try:
                suggest_mentor(request, entry=entry, by=year.coordinator, now=now)
                choose_mentor(entry, member=member, by=member.account, now=now)
            except MoveRefused as refused:
                year.refusals[str(refused)] += 1


def _tell(year: Year) -> int:
    from alongside.directory.models import Request  # noqa: PLC0415

    rows = list(Request.objects.values_list("state", "sent_at", "ended_at"))
    states = Counter(state for state, _, _ in rows)
    days = sorted((ended - sent).days for state, sent, ended in rows if state == "introduced")
    out = sys.stdout.write
    out(f"{len(rows):,} requests, {year.offers:,} offers: {dict(states)}\n")
    for part in (0.5, 0.9, 0.99):
        out(f"{part:.0%} of the introduced waited at most {days[int(part * (len(days) - 1))]} days\n")
    out(f"the longest {days[-1]} days; wrong: {year.wrong or 'nothing'}\n")
    for words, times in year.refusals.items():
        out(f"a suggestion was refused {times} times: {words}\n")
    return len([row for row in rows if row[0] not in OVER]) + len(year.wrong)


if __name__ == "__main__":
    sys.exit(main())
