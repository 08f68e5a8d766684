"""The databases of the tests: real files, and a real server that leaves nothing behind."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from tests.plugins import databases, postgres

START_AND_WAIT = """
from tests.plugins.postgres import Server
server = Server()
print(server.folder, flush=True)
input()
"""


@pytest.mark.django_db
def test_sqlite_is_a_file_with_the_products_own_settings() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("this run is on PostgreSQL")
    with connection.cursor() as cursor:
        found = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    assert found == ["wal", 2]
    assert Path(connection.settings_dict["NAME"]).is_relative_to(settings.DATA)


def test_the_data_folder_and_the_key_belong_to_this_run() -> None:
    assert Path(os.environ["ALONGSIDE_DATA"]).name.startswith("alongside-tests-")
    assert Path(settings.MASTER_KEY_FILE).parent == settings.DATA


def test_a_server_answers_and_leaves_nothing_behind() -> None:
    server = postgres.Server()
    with psycopg.connect(server.url.rsplit("/", 1)[0] + "/postgres") as asking:
        assert asking.execute("SELECT 1").fetchone() == (1,)
    server.stop()
    server.stop()
    assert not server.folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.url)


def test_a_server_dies_with_a_run_that_is_killed() -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", START_AND_WAIT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert run.stdout
    folder = Path(run.stdout.readline().strip())
    run.send_signal(signal.SIGKILL)
    run.communicate()
    until = time.monotonic() + 20
    while (folder / "data" / "postmaster.pid").exists() and time.monotonic() < until:
        time.sleep(0.1)
    assert not (folder / "data" / "postmaster.pid").exists()
    shutil.rmtree(folder)


def test_a_missing_server_is_an_error_that_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "program_folders", lambda: [Path("/nowhere")])
    with pytest.raises(postgres.NoServerError, match=r"Debian's package postgresql.* /nowhere"):
        postgres.Server()


def test_a_named_server_that_does_not_answer_is_an_error(
    monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    with pytest.raises(pytest.UsageError, match="does not answer"):
        databases.prepare_postgres(pytestconfig)
