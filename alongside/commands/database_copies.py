"""A copy of the database that does not change any more, and a copy brought back, each under an alias of its own."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from django.db import connections, transaction

from alongside.cli import Trouble
from alongside.commands.postgres_programs import run_program

SQLITE, POSTGRESQL = "sqlite", "postgresql"
NAMES: Final = {SQLITE: "database.sqlite3", POSTGRESQL: "database.dump"}
ALIAS: Final = "copy"


def engine() -> str:
    """The kind of database that this installation runs on."""
    return connections["default"].vendor


@contextmanager
def frozen_copy(folder: Path) -> Iterator[tuple[Path, str]]:
    """A file with the whole database, and an alias under which the very same rows can be read meanwhile.

    The installation goes on working; what it writes from now on is in neither.
    """
    path = folder / NAMES[engine()]
    if engine() == SQLITE:
        _copy_sqlite(Path(connections["default"].settings_dict["NAME"]), path)
        with _alias(_sqlite_settings(path)) as alias:
            yield path, alias
        return
    default = connections["default"]
    with transaction.atomic():
        with default.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
        options = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}")
        run_program("pg_dump", default.settings_dict, *options, f"--file={path}")
        yield path, "default"


@contextmanager
def brought_back(folder: Path, kind: str) -> Iterator[str]:
    """The alias of a database restored from the file in this folder; it is gone again afterwards."""
    path = folder / NAMES[kind]
    if kind == SQLITE:
        with _alias(_sqlite_settings(path)) as alias:
            yield alias
        return
    if engine() != POSTGRESQL:
        raise Trouble(
            "This backup is of a PostgreSQL database. Set DATABASE_URL to a server where it can be tried."
        )
    default = connections["default"]
    name = f"alongside_drill_{secrets.token_hex(6)}"
    with default._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        settings = {**default.settings_dict, "NAME": name}
        run_program("pg_restore", settings, "--no-owner", "--exit-on-error", f"--dbname={name}", str(path))
        with _alias(settings) as alias:
            yield alias
    finally:
        with default._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def broken_pages(alias: str) -> list[str]:
    """What the database itself finds wrong; PostgreSQL checks every constraint while restoring."""
    if connections[alias].vendor != SQLITE:
        return []
    with connections[alias].cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        found = [str(row[0]) for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        found += [
            f"A row of {row[0]} points to a row of {row[2]} that is not there." for row in cursor.fetchall()
        ]
    return found


def _copy_sqlite(source: Path, target: Path) -> None:
    """SQLite's own backup, which is whole though others write; copying the file would not be."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")


def _sqlite_settings(path: Path) -> dict[str, Any]:
    return {
        **connections["default"].settings_dict,
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {},
        "CONN_MAX_AGE": 0,
    }


@contextmanager
def _alias(settings: dict[str, Any]) -> Iterator[str]:
    connections.databases[ALIAS] = settings
    try:
        yield ALIAS
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.databases[ALIAS]
