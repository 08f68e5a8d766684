"""What every command that touches the database does first."""

import os
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured

from alongside.cli import Trouble


def start(*, with_database: bool = False, with_key: bool = False) -> None:
    """Load the settings and the apps; `with_database` demands one that is set up, `with_key` the right master key too."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.settings")
    try:
        django.setup()
    except ImproperlyConfigured as fault:
        raise Trouble(str(fault)) from fault
    if with_database or with_key:
        require_database()
    if with_key:
        require_master_key()


def require_database() -> None:
    """Refuse to go on without a database that answers and holds our tables.

    Most often nothing is broken: the shell is another one and its environment was not set.
    """
    from django.conf import settings  # noqa: PLC0415  needs the settings
    from django.db import Error, connection  # noqa: PLC0415  needs the settings

    from alongside.vault.models import Canary  # noqa: PLC0415  needs the apps

    missing = Trouble(
        f"Nothing is set up yet with the data folder {settings.DATA}. Run `alongside init` first, or set ALONGSIDE_DATA "
        "and the other settings of your installation in this shell."
    )
    name = str(connection.settings_dict["NAME"])
    # SQLite would make an empty file by being asked.
    if connection.vendor == "sqlite" and "memory" not in name and not Path(name).exists():
        raise missing
    try:
        tables = connection.introspection.table_names()
    except Error as error:
        raise Trouble(database_is_silent(error)) from error
    if Canary._meta.db_table not in tables:
        raise missing


def require_present_tables() -> None:
    """Refuse to serve from a database that an older version left: pages would fail one by one."""
    from django.db import connection  # noqa: PLC0415  needs the settings
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415  needs the settings

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Trouble(
            "The database was left by an older version of Alongside. Run `alongside init`, which brings it up to date; "
            "it is best to have a backup from before."
        )


def database_is_silent(error: Exception) -> str:
    """What to say where the database cannot be asked; its own words name the server and the reason."""
    reason = " ".join(str(error).split())
    return f"The database cannot be used: {reason.rstrip('.')}. Look at DATABASE_URL, and whether its server runs."


def require_master_key() -> None:
    """Refuse to go on without the key that opens this installation."""
    from alongside.vault.master import MasterKeyFault, check_master_key  # noqa: PLC0415  needs the apps

    try:
        check_master_key()
    except MasterKeyFault as fault:
        raise Trouble(str(fault)) from fault
