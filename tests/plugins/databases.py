"""Gives a test session its own database and data folder before Django reads its settings."""

import base64
import os
import shutil
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import psycopg
import pytest

from tests.plugins.postgres import NoServerError, Server

DESCRIPTION = "ALONGSIDE_TEST_DATABASE"  # told to the workers of pytest-xdist with the address itself


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("alongside")
    group.addoption(
        "--database",
        choices=("sqlite", "postgres"),
        default="sqlite",
        help="Where the tests keep their rows. postgres uses DATABASE_URL, or starts a server of its own.",
    )


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Runs around pytest-django, which reads the settings at this point."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        _prepare(early_config)
    return (yield)


def _prepare(config: pytest.Config) -> None:
    folder = Path(tempfile.mkdtemp(prefix="alongside-tests-", dir=_quick_folder()))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    os.environ["ALONGSIDE_DATA"] = str(folder)
    key_file = folder / "master.key"
    key_file.write_text(f"1:{base64.b64encode(os.urandom(32)).decode()}\n")
    os.environ["ALONGSIDE_MASTER_KEY_FILE"] = str(key_file)
    if config.known_args_namespace.database == "postgres":
        os.environ["DATABASE_URL"], os.environ[DESCRIPTION] = prepare_postgres(config)
    else:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'alongside.sqlite3'}"
        os.environ[DESCRIPTION] = f"SQLite, in files under {folder}"


def _quick_folder() -> str | None:
    """Memory instead of disk where there is plenty; the files are real files either way."""
    memory = Path("/dev/shm")
    if memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2 * 1024**3:
        return str(memory)
    return None


def prepare_postgres(config: pytest.Config) -> tuple[str, str]:
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres://", "postgresql://")):
        try:
            with psycopg.connect(given) as connection:
                return given, f"PostgreSQL {connection.info.server_version // 10000}, from DATABASE_URL"
        except psycopg.OperationalError as problem:
            raise pytest.UsageError(
                f"DATABASE_URL names a PostgreSQL that does not answer: {problem}"
            ) from problem
    try:
        server = Server()
    except NoServerError as problem:
        raise pytest.UsageError(str(problem)) from problem
    config.add_cleanup(server.stop)
    return server.url, f"{server.version}, started for these tests"


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Give the test database a real file: an in-memory SQLite has no second connection to race with."""
    if not os.environ.get("DJANGO_SETTINGS_MODULE"):
        return
    from django.db import connections  # noqa: PLC0415 - the settings are not ready when this module loads

    default = connections.settings["default"]
    if default["ENGINE"].endswith("sqlite3"):
        default["TEST"]["NAME"] = str(Path(os.environ["ALONGSIDE_DATA"]) / "test.sqlite3")


def pytest_report_header() -> str:
    return f"database: {os.environ[DESCRIPTION]}; Python {sys.version.split()[0]}"
