"""A backup and the drill that restores it: everything comes back, nothing private without the key, no fault unseen."""

import inspect
import json
import os
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from alongside import cli
from alongside.commands.archive import digest_of_file, unpack
from alongside.journal.models import Entry
from alongside.people.models import Account
from alongside.vault.drafts import save_draft
from alongside.vault.master import place_canary
from alongside.vault.notes import seal_note
from tests.plugins.postgres import choose_owner, find_programs
from tests.plugins.races import Races
from tests.vault.conftest import Pair, make_pair

PHRASE = "heliotrope-under-the-stairs"


@pytest.fixture(autouse=True)
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The dumping programs that belong to the server of these tests."""
    if connection.vendor == "postgresql":
        monkeypatch.setenv("ALONGSIDE_PG_BIN", str(find_programs(choose_owner())[0]))


@pytest.fixture(autouse=True)
def other_databases(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Django forbids its tests every database but the declared ones; a copy brought back is one."""
    guarded = inspect.getclosurevars(BaseDatabaseWrapper.ensure_connection).nonlocals
    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", guarded["real_ensure_connection"])


@pytest.fixture
def pair(transactional_db: None, settings: LazySettings, tmp_path: Path) -> Pair:
    """An installation with a pair, private texts and an uploaded file."""
    uploads = tmp_path / "files"
    stores: dict[str, Any] = settings.STORAGES
    settings.STORAGES = {**stores, "default": {**stores["default"], "OPTIONS": {"location": str(uploads)}}}
    place_canary()
    made = make_pair()
    seal_note(PHRASE, key=made.shared, by=made.alice, role="mentee", kind="record")
    save_draft(made.alice, "application", {"hope": PHRASE})
    default_storage.save("evidence/certificate.pdf", ContentFile(b"a certificate"))
    return made


@pytest.fixture
def backup(pair: Pair, tmp_path: Path) -> Path:
    """A backup of that installation."""
    out = tmp_path / "backup.tar.gz"
    assert cli.main(["backup", str(out)]) == 0
    return out


def _members(backup: Path) -> dict[str, bytes]:
    with tarfile.open(backup) as tar:
        return {entry.name: tar.extractfile(entry).read() for entry in tar if entry.isfile()}  # type: ignore[union-attr]


def _rewrite(backup: Path, folder: Path, change: Callable[[Path], None]) -> Path:
    """The same backup with something done to its files."""
    with tarfile.open(backup) as tar:
        unpack(tar, folder)
    change(folder)
    out = folder.with_suffix(".tar.gz")
    with tarfile.open(out, "w:gz") as tar:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                tar.add(path, arcname=path.relative_to(folder).as_posix())
    return out


def test_a_backup_can_be_restored_whole_with_the_key(
    backup: Path, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    code = cli.main(["restore-drill", str(backup), "--key", settings.MASTER_KEY_FILE])
    said = capsys.readouterr().out
    assert (code, "This backup is good" in said, "All 2 private texts open" in said) == (0, True, True)


def test_without_the_key_everything_but_private_text_is_there(
    backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = cli.main(["restore-drill", str(backup)])
    said = capsys.readouterr().out
    assert (code, "2 private texts stay closed" in said) == (0, True)


def test_another_installations_key_is_noticed(
    backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.key"
    other.write_text("1:" + "A" * 43 + "=\n")
    code = cli.main(["restore-drill", str(backup), "--key", str(other)])
    assert (code, "another installation's key" in capsys.readouterr().out) == (1, True)


@pytest.mark.requirement("R265")
def test_a_backup_holds_neither_the_key_nor_private_text(backup: Path, settings: LazySettings) -> None:
    everything = b"".join(_members(backup).values())
    key = Path(settings.MASTER_KEY_FILE).read_bytes().strip()
    assert (key in everything, key[2:] in everything, PHRASE.encode() in everything) == (False, False, False)


def test_the_manifest_says_what_must_come_back(backup: Path) -> None:
    members = _members(backup)
    manifest = json.loads(members["manifest.json"])
    assert manifest["counts"]["people_account"] == Account.objects.count()
    assert manifest["journal"]["imi"]["length"] == Entry.objects.count()
    assert set(manifest["files"]) == set(members) - {"manifest.json"}
    assert "files/evidence/certificate.pdf" in manifest["files"]


def test_only_its_owner_may_read_a_backup(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_backup_never_writes_over_another(backup: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = backup.read_bytes()
    assert (cli.main(["backup", str(backup)]), backup.read_bytes() == before) == (2, True)
    assert "there already" in capsys.readouterr().err


@pytest.mark.parametrize("how", ["inside", "linked", "copied"])
def test_a_key_among_the_uploaded_files_stops_the_backup(
    pair: Pair, tmp_path: Path, settings: LazySettings, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    key, inside = Path(settings.MASTER_KEY_FILE), tmp_path / "files" / "harmless.txt"
    if how == "linked":
        mine = tmp_path / "master.key"
        mine.write_bytes(key.read_bytes())
        os.link(mine, inside)
        settings.MASTER_KEY_FILE = str(mine)
    else:
        inside.write_bytes(b"my notes\n" * (how == "copied") + key.read_bytes())
        settings.MASTER_KEY_FILE = str(inside if how == "inside" else key)
    out = tmp_path / "backup.tar.gz"
    assert (cli.main(["backup", str(out)]), out.exists()) == (2, False)
    assert "master key lies among" in capsys.readouterr().err


def test_nothing_unfinished_is_left_behind(backup: Path) -> None:
    assert sorted(path.name for path in backup.parent.iterdir()) == ["backup.tar.gz", "files"]


def test_an_altered_file_is_noticed(backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def change(folder: Path) -> None:
        (folder / "files/evidence/certificate.pdf").write_bytes(b"another certificate")

    code = cli.main(["restore-drill", str(_rewrite(backup, tmp_path / "altered", change))])
    assert (code, "certificate.pdf is not as it was written" in capsys.readouterr().out) == (1, True)


def test_a_missing_and_an_added_file_are_noticed(
    backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(folder: Path) -> None:
        (folder / "files/evidence/certificate.pdf").rename(folder / "files/stranger.pdf")

    code = cli.main(["restore-drill", str(_rewrite(backup, tmp_path / "changed", change))])
    said = capsys.readouterr().out
    assert (code, "certificate.pdf is missing" in said, "stranger.pdf is not told of" in said) == (
        1,
        True,
        True,
    )


CHANGES = {
    "rows": ("DELETE FROM people_officerole; DELETE FROM vault_draft", "rows where there should be"),
    "journal": ("UPDATE journal_entry SET move = 'other' WHERE number = 1", "was altered"),
    "note": ("UPDATE vault_note SET version = 7", "is not the text that was sealed last"),
    "migrations": ("DELETE FROM django_migrations WHERE app = 'vault'", "not those that the manifest names"),
    "newer": ("", "made by a newer version"),
    "table": ("DROP TABLE vault_draft", "The table vault_draft is missing"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_database_that_differs_is_noticed(
    backup: Path, tmp_path: Path, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a dump of PostgreSQL cannot be altered in place; the checks are the same")
    statement, words = CHANGES[what]

    def change(folder: Path) -> None:
        manifest = json.loads((folder / "manifest.json").read_text())
        with closing(sqlite3.connect(folder / "database.sqlite3")) as database:
            database.executescript(statement)
            if what == "newer":
                database.execute(
                    "INSERT INTO django_migrations (app, name, applied) VALUES ('vault', '9999_later', '2030-01-01')"
                )
                manifest["migrations"] = sorted([*manifest["migrations"], "vault.9999_later"])
            database.commit()
        manifest["files"]["database.sqlite3"] = digest_of_file(folder / "database.sqlite3")
        (folder / "manifest.json").write_text(json.dumps(manifest))

    code = cli.main(["restore-drill", str(_rewrite(backup, tmp_path / "differs", change))])
    assert (code, words in capsys.readouterr().out) == (1, True)


def test_a_journal_rewritten_as_a_whole_shows_against_the_manifest(
    backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(folder: Path) -> None:
        manifest = json.loads((folder / "manifest.json").read_text())
        manifest["journal"]["imi"]["head"] = "f" * 64
        (folder / "manifest.json").write_text(json.dumps(manifest))

    code = cli.main(["restore-drill", str(_rewrite(backup, tmp_path / "rewritten", change))])
    assert (code, "heads are not those" in capsys.readouterr().out) == (1, True)


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b\x08\x00cut short"])
def test_what_is_no_backup_is_said_to_be_none(
    pair: Pair, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "backup.tar.gz"
    path.write_bytes(content)
    assert (cli.main(["restore-drill", str(path)]), "not a whole backup" in capsys.readouterr().err) == (
        2,
        True,
    )


def test_an_archive_that_would_write_elsewhere_is_refused(pair: Pair, tmp_path: Path) -> None:
    hostile, target = tmp_path / "hostile.tar.gz", tmp_path / "escaped"
    (tmp_path / "payload").write_text("x")
    with tarfile.open(hostile, "w:gz") as tar:
        tar.add(tmp_path / "payload", arcname=f"../../..{target}")
    assert (cli.main(["restore-drill", str(hostile)]), target.exists()) == (2, False)


def test_a_backup_made_while_others_write_is_whole(pair: Pair, tmp_path: Path, races: Races) -> None:
    out = tmp_path / "busy.tar.gz"

    def write() -> int:
        for number in range(40):
            seal_note(f"note {number}", key=pair.shared, by=pair.alice, role="mentee", kind="record")
        return 0

    outcomes = races.at_once(write, lambda: cli.main(["backup", str(out)]))
    assert [one.value for one in outcomes] == [0, 0]
    assert cli.main(["restore-drill", str(out)]) == 0
