"""Searches in a directory of many mentors: the first page of what is found with its count, and the counted choices.

    python -m bench.directory --mentors 500000
    DATABASE_URL=postgresql://... python -m bench.directory --mentors 500000

Uses a new installation: SQLite in a temporary folder, or the empty PostgreSQL database that DATABASE_URL names. Mentors
have biographies of thirty words drawn by rank from a vocabulary of 4,000, as words occur, and two or three choices of each
question. Searches are drawn anew each time, so that no answer is one that was given before.
"""

import argparse
import os
import secrets
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

BATCH = 5_000
ROUNDS = 60
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ra", "se", "ti", "vo", "zu", "ker", "lin")
_chance = Random(7)
VOCABULARY = sorted({"".join(_chance.choices(SYLLABLES, k=_chance.randint(2, 4))) for _ in range(4_500)})[
    :4_000
]
_chance.shuffle(VOCABULARY)
WEIGHTS = [1 / (rank + 10) for rank in range(len(VOCABULARY))]


def main() -> int:
    """Print p50 and p95 of each kind of search."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--mentors", type=int, default=500_000)
    mentors = asked.parse_args().mentors
    with tempfile.TemporaryDirectory(prefix="alongside-directory-") as folder:
        os.environ["ALONGSIDE_DATA"] = folder
        os.environ["ALONGSIDE_MASTER_KEY_FILE"] = str(Path(folder, "master.key"))
        os.environ["ALONGSIDE_SECRET_KEY"] = secrets.token_hex(32)
        scheme, rules = _prepare(mentors)
        everything: list[float] = []
        for name, search in _searches(scheme, rules):
            times = [_seconds(search) for _ in range(ROUNDS)]
            everything += times
            sys.stdout.write(f"{name:52} {_line(times)}\n")
        sys.stdout.write(f"{'all searches together':52} {_line(everything)}\n")
        facets = [_seconds(_facets(scheme, rules)) for _ in range(ROUNDS)]
        sys.stdout.write(f"{'counting the choices for two words':52} {_line(facets)}\n")
    return 0


def _line(times: list[float]) -> str:
    slowest = statistics.quantiles(times, n=20)[-1]
    return f"p50 {statistics.median(times) * 1000:7.1f} ms   p95 {slowest * 1000:7.1f} ms"


def _seconds(act: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _words(number: int) -> list[str]:
    return _chance.choices(VOCABULARY, WEIGHTS, k=number)


def _prepare(mentors: int) -> tuple[Any, Any]:
    from alongside.commands.environment import start  # noqa: PLC0415  the environment is set first
    from alongside.commands.init import prepare_installation  # noqa: PLC0415

    start()
    prepare_installation()
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from alongside.schemes.queries import definition_in_force, rules_of  # noqa: PLC0415
    from tests.factories import make_body, make_scheme  # noqa: PLC0415

    scheme = make_scheme(make_body(), preset="asme")
    adopted = definition_in_force(scheme, timezone.localdate())
    rules = rules_of(adopted)
    begun = time.perf_counter()
    for first in range(0, mentors, BATCH):
        _write(scheme, adopted, rules, range(first, min(first + BATCH, mentors)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    took = time.perf_counter() - begun
    sys.stdout.write(f"{mentors:,} mentors on {connection.vendor}, written in {took:.0f} s\n")
    return scheme, rules


def _write(scheme: Any, adopted: Any, rules: Any, numbers: range) -> None:
    from django.db import transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from alongside.directory.models import EntryTerm, EntryWords, MentorEntry  # noqa: PLC0415
    from alongside.domain.finding import mark_of, words_in  # noqa: PLC0415
    from alongside.enrolment.models import Application  # noqa: PLC0415
    from alongside.people.models import Account, Member  # noqa: PLC0415

    now = timezone.now()
    accounts, members, applications, entries, words, terms = [], [], [], [], [], []
    choices = {
        key: [term.key for term in rules.vocabulary(rules.forms.mentor.question(key).vocabulary).terms]
        for key in rules.directory.narrow_by
    }
    for number in numbers:
        names = [word.capitalize() for word in _words(2)]
        account = Account(pk=uuid.uuid4(), email=f"m{number}@people.example", password="!")  # noqa: S106  nobody signs in
        member = Member(
            body=scheme.body, account=account, given_name=names[0], family_name=names[1], email=account.email
        )
        member.findable = member.words_to_find()
        biography = " ".join(_words(30))
        application = Application(
            scheme=scheme, member=member, definition=adopted, role="mentor", state="waiting",
            answers={"biography": biography}, capacity=_chance.choice([0, 1, 1, 2]), queued_at=now,
        )  # fmt: skip
        entry = MentorEntry(
            application=application, scheme=scheme, sort_name=f"{names[1]} {names[0]}".casefold(),
            listed_at=now - timedelta(minutes=number),
        )  # fmt: skip
        accounts.append(account)
        members.append(member)
        applications.append(application)
        entries.append(entry)
        marks = []
        for key, keys in choices.items():
            picked = _chance.sample(keys, min(len(keys), _chance.randint(1, 3)))
            marks += [mark_of(key, term) for term in picked]
            terms += [EntryTerm(entry=entry, question=key, term=term) for term in picked]
        words.append(EntryWords(
            entry=entry, words=" ".join([*words_in(f"{' '.join(names)} {biography}"), *marks]), scheme=scheme,
            is_listed=True, sort_name=entry.sort_name, listed_at=entry.listed_at,
        ))  # fmt: skip
    with transaction.atomic():
        for model, rows in (
            (Account, accounts), (Member, members), (Application, applications),
            (MentorEntry, entries), (EntryWords, words), (EntryTerm, terms),
        ):  # fmt: skip
            model._default_manager.bulk_create(rows)


def _searches(scheme: Any, rules: Any) -> list[tuple[str, Callable[[], Any]]]:
    from alongside.directory.queries.search import Asked  # noqa: PLC0415

    def looks(**asked: Any) -> None:
        _first_page(scheme, rules, Asked(**asked))

    def a_term(key: str) -> dict[str, tuple[str, ...]]:
        vocabulary = rules.forms.mentor.question(key).vocabulary
        return {key: (_chance.choice([term.key for term in rules.vocabulary(vocabulary).terms]),)}

    def rare() -> str:
        return str(_chance.choice(VOCABULARY[1_000:]))

    def common() -> str:
        return str(_chance.choice(VOCABULARY[:100]))

    return [
        ("nothing: everybody by name", looks),
        ("nothing: the newest first", lambda: looks(sort="newest")),
        ("a rare word", lambda: looks(words=rare())),
        ("a common word", lambda: looks(words=common())),
        ("the beginning of a common word", lambda: looks(words=common()[:4])),
        ("two words", lambda: looks(words=f"{common()} {rare()}")),
        ("a phrase", lambda: looks(words=f'"{common()} {common()}"')),
        ("a choice", lambda: looks(chosen=a_term("fields"))),
        ("two choices", lambda: looks(chosen=a_term("fields") | a_term("support_offered"))),
        ("a common word, a choice and a place", lambda: looks(
            words=common(), chosen=a_term("fields"), with_a_place=True)),
        ("only those with a place", lambda: looks(with_a_place=True)),
    ]  # fmt: skip


def _first_page(scheme: Any, rules: Any, asked: Any) -> None:
    from django.utils import timezone  # noqa: PLC0415

    from alongside.directory.queries.search import Search  # noqa: PLC0415

    search = Search(scheme, rules, asked, timezone.localdate())
    search.count()
    search.page(0, 20)


def _facets(scheme: Any, rules: Any) -> Callable[[], Any]:
    from django.utils import timezone  # noqa: PLC0415

    from alongside.directory.queries.search import Asked, Search  # noqa: PLC0415

    words = f"{_chance.choice(VOCABULARY[:300])} {_chance.choice(VOCABULARY[:300])}"
    return Search(scheme, rules, Asked(words=words), timezone.localdate()).facets


if __name__ == "__main__":
    sys.exit(main())
