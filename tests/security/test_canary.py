"""A phrase stands in every private text there is; afterwards it is nowhere but on the pages of its readers."""

import io
import json
import logging
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from django.core import mail
from django.db import models
from django.utils import timezone

from alongside.notices.clock import run_clock
from alongside.notices.outbox import send_waiting
from alongside.notices.registry import CLOCK_TASKS
from alongside.notices.working import run_jobs
from alongside.partnerships.actions.pulse import answer_pulse
from alongside.partnerships.models import Pulse
from alongside.people.models import Account, Member
from alongside.vault.drafts import open_draft
from alongside.vault.master import place_canary
from alongside.vault.models import Draft, KeyReader, Note
from alongside.vault.notes import open_note
from tests.security import traces
from tests.security.browsers import Browsers
from tests.security.matrix import Matrix
from tests.security.routes import our_addresses
from tests.security.watching import Seen, watching
from tests.security.world import OTHER, World, build_world

PUBLIC = "Lighthouse keeping"
OUTSIDERS = ("carol", "dan", "tess", "grace", "erin", "frank", "olga", "otto", "visitor")
QUESTIONS = ("", "?export=csv", "?export=xlsx", "?words={phrase}", "?show=all")
SEALED = {
    "vault.KeyWrap.blob",
    "vault.Note.blob",
    "vault.Draft.blob",
    "vault.Canary.blob",
    "vault.LinkCopy.blob",
    "vault.DocumentKey.blob",
}
OPEN = {"training.LibraryFile.data"}
"""Bytes that are nobody's secret: whoever sees a scheme's library reads its files."""
NUMBERS = {
    "cpd.Assessment.answers",
    "partnerships.OutcomeAnswer.text",
    "partnerships.Pulse.for_comparing",
    "partnerships.Pulse.differing",
}
"""Sealed texts of numbers only, which have no room for a phrase; a test of their own says so."""
KINDS = {
    "Achieved", "Action", "Agenda", "Agreed", "Clarified", "Door", "Expectation", "Feedback", "Goal", "Later", "Learned",
    "Me", "Paper", "Plan", "Progress", "Read", "Recommended", "Record", "Reflection", "Scan", "Settled", "Signed",
    "Signs", "Statement", "Step", "Summary", "Thanks", "Them", "Told", "Wording", "goals",
}  # fmt: skip


@pytest.fixture
def phrase() -> str:
    """Letters and digits only, so that no escaping changes it, and new each time."""
    return f"canary{secrets.token_hex(8)}"


@pytest.fixture
def seen() -> Iterator[Seen]:
    """What happens to files meanwhile."""
    with watching() as seen:
        yield seen


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged."""
    stream = io.StringIO()
    handler, root = logging.StreamHandler(stream), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def whole(transactional_db: None, phrase: str, seen: Seen, log: io.StringIO) -> World:
    """The world with the phrase in every private text, and what the product does of itself in four months."""
    place_canary()
    world = build_world(phrase)
    Member.objects.filter(pk=world.own.mentee.pk).update(employer=PUBLIC)
    begun, done = timezone.now(), set()
    for day in (0, 1, 3, 8, 15, 40, 120):
        with time_machine.travel(begun + timedelta(days=day)):
            done |= set(run_clock())
            run_jobs()
            send_waiting()
    assert done == set(CLOCK_TASKS)
    return world


def notes_by_field() -> dict[str, models.ForeignKey[Note, Note]]:
    """Every field of every model that leads to a sealed text, by its name."""
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    return {
        str(field): field
        for field in fields
        if isinstance(field, models.ForeignKey) and field.related_model is Note
    }


def reader_of(note: Note) -> Account:
    """One of those who may open it."""
    return KeyReader.objects.filter(data_key=note.data_key).select_related("account")[0].account


@pytest.mark.django_db
def test_the_phrase_stands_in_every_sealed_text() -> None:
    phrase, bare = "somewhere", set()
    build_world(phrase)
    for name, field in notes_by_field().items():
        rows = field.model._default_manager.exclude(**{field.name: None}).values(f"{field.name}_id")
        notes = Note.objects.filter(pk__in=rows).select_related("data_key")
        if not any(phrase in open_note(note, by=reader_of(note), role="partner") for note in notes):
            bare.add(name)
    assert bare == NUMBERS
    assert any(phrase in str(open_draft(draft.account, draft.purpose)) for draft in Draft.objects.all())


@pytest.mark.django_db
def test_what_is_kept_to_compare_two_answers_is_numbers_only() -> None:
    world = build_world("somewhere")
    pair, author = world.own.pair, world.own.mentee.account
    asked = {question.key: 4 for question in pair.rules.pulse.questions} if pair.rules.pulse else {}
    both = Pulse.objects.get(session__partnership=pair, differing__isnull=False)
    told = json.loads(open_note(both.differing, by=author, role="mentee")) if both.differing else None
    assert told == dict.fromkeys(asked, 0)  # both had answered the same
    Pulse.objects.filter(session=both.session).delete()
    one = answer_pulse(both.session, by=author, role="mentee", scores=asked, line="somewhere")
    kept = json.loads(open_note(one.for_comparing, by=author, role="mentee")) if one.for_comparing else None
    assert kept == asked


def test_there_are_no_other_places_for_sealed_texts() -> None:
    """A new one needs a text with the phrase in the world, and then its name here."""
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    assert {str(field) for field in fields if isinstance(field, models.BinaryField)} == SEALED | OPEN


@pytest.mark.timeout(600)  # some 5,000 requests, every page as nine roles: against hanging, not slowness
def test_the_phrase_is_nowhere_outside_the_vault(
    whole: World,
    phrase: str,
    seen: Seen,
    log: io.StringIO,
    tmp_path: Path,
    product_environment: dict[str, str],
    capfd: pytest.CaptureFixture[str],
) -> None:
    browsers = Browsers(whole)
    assert list(pages_that_show(phrase, whole, browsers)) == []
    left = list(seen.left())  # before the backup is unpacked, which leaves files of this test's own
    archive = tmp_path / "backup.tar.gz"
    commands = [run_command(product_environment, "backup", str(archive))]
    commands.append(run_command(product_environment, "verify-journal"))
    said = "".join(captured for captured in capfd.readouterr()) + log.getvalue()
    sources = {
        "the database": list(traces.database_files()),
        "sessions and cache": list(traces.sessions_and_cache()),
        "the backup": list(traces.archive_members(archive, tmp_path / "unpacked")),
        "mails": list(traces.letters(mail.outbox)),
        "what was said": [("log", said.encode()), *(("command", one) for one in commands)],
        "files that are left": left,
        "files that are gone": list(seen.removed.items()),
    }
    assert {name: traces.hits(phrase, rows) for name, rows in sources.items()} == {
        name: [] for name in sources
    }
    # The search itself finds what is there: a public fact, and what the mails say.
    found = {name for name, rows in sources.items() if traces.hits(PUBLIC, rows)}
    assert found == {"the database", "the backup"}
    assert traces.hits("first session", sources["mails"]) != []


def test_its_readers_read_it(whole: World, phrase: str) -> None:
    browsers = Browsers(whole)
    read = {role: kinds_read(role, phrase, whole, browsers) for role in ("alice", "bob")}
    assert read == {"alice": KINDS | {"Else"}, "bob": KINDS}  # the draft of an application is alice's alone


def run_command(environment: dict[str, str], *words: str) -> bytes:
    """What a command of the product says."""
    command = [sys.executable, "-m", "alongside", *words]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout + done.stderr


OF_ONES_OWN = frozenset({"cpd-list-take", "cpd-plan"})
"""Names nothing in its address and shows whoever asks their own words; the other pair has the phrase in theirs."""


def addresses_read(world: World, role: str, browsers: Browsers) -> Iterator[str]:
    """Every page of the own body that this role could ask for."""
    matrix = Matrix(world, browsers)
    for address in our_addresses():
        for cell in matrix.cells(address):
            own = role in OTHER.values() and address.name in OF_ONES_OWN
            if cell.role == role and cell.method == "GET" and cell.path.exists and cell.path.side != "other":
                yield from () if own else (cell.url,)


def pages_that_show(phrase: str, world: World, browsers: Browsers) -> Iterator[str]:
    """Pages of somebody who is no reader with the phrase on them, in whatever way they are asked for."""
    for role in OUTSIDERS:
        for url in addresses_read(world, role, browsers):
            for question in QUESTIONS if url.startswith("/office/") else QUESTIONS[:1]:
                answer = browsers.ask(role, "GET", url + question.format(phrase="nobody"))
                if traces.has(phrase, answer.content):
                    yield f"{url}{question} as {role}"


def kinds_read(role: str, phrase: str, world: World, browsers: Browsers) -> set[str]:
    """The kinds of private text on this role's own pages, by the word before the phrase."""
    pages = [
        browsers.ask(role, "GET", url).content.decode(errors="replace")
        for url in addresses_read(world, role, browsers)
    ]
    return {word for page in pages for word in re.findall(rf"(\w+) {phrase}", page)}
