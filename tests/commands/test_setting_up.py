"""Setting up: whatever is missing or mistyped is one sentence that says what to do, and never a traceback."""

import sqlite3
from pathlib import Path

import pytest

from tests.commands.processes import answer_of, clean_environment


@pytest.mark.parametrize(
    "command", ["serve", "worker", "verify-journal", "import-members imi list.csv", "backup all.tar.gz"]
)
def test_before_init_every_command_leads_to_init_and_makes_nothing(tmp_path: Path, command: str) -> None:
    data = tmp_path / "data"
    code, said = answer_of(clean_environment(ALONGSIDE_DATA=str(data)), *command.split())
    assert (code, data.exists()) == (2, False)
    assert f"Nothing is set up yet with the data folder {data}. Run `alongside init` first" in said
    assert "Put the key file back" not in said


@pytest.mark.parametrize(
    "name, value, told",
    [
        ("ALONGSIDE_URL", "mentoring.example.org", "such as https://mentoring.example.org"),
        ("ALONGSIDE_PROXIES", "one", "Write a whole number"),
        ("ALONGSIDE_SMTP_PORT", "smtp", "Write a whole number"),
        ("ALONGSIDE_LOG_LEVEL", "loud", "Write WARNING"),
        ("DATABASE_URL", "mysql://name@host/name", "on which Alongside does not run"),
        ("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none", "The database cannot be used"),
        ("ALONGSIDE_DATA", "/proc/nothing/here", "No such file or directory"),
    ],
)
def test_a_setting_that_cannot_be_is_named(tmp_path: Path, name: str, value: str, told: str) -> None:
    environment = clean_environment(**{"ALONGSIDE_DATA": str(tmp_path / "data"), name: value})
    code, said = answer_of(environment, "init")
    assert (code, told in said, "Traceback" in said) == (2, True, False)


def test_the_data_folder_is_closed_and_a_database_that_was_left_behind_is_not_served(tmp_path: Path) -> None:
    data = tmp_path / "data"
    environment = clean_environment(ALONGSIDE_DATA=str(data))
    assert answer_of(environment, "init") == (0, "")
    assert data.stat().st_mode & 0o077 == 0
    with sqlite3.connect(data / "alongside.sqlite3") as database:
        database.execute(
            "DELETE FROM django_migrations WHERE id = (SELECT max(id) FROM django_migrations WHERE app = 'journal')"
        )
    for command in ("serve", "worker"):
        code, said = answer_of(environment, command)
        assert (code, "left by an older version" in said) == (2, True)
