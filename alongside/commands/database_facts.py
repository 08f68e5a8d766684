"""What a manifest says about a database, and what is wrong with one that was brought back."""

from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import FileField
from django.db.utils import DatabaseError

from alongside.vault.models import Canary


def row_counts(alias: str) -> dict[str, int]:
    """How many rows each of our tables has."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return {model._meta.db_table: model._base_manager.using(alias).count() for model in models}


def applied_migrations(alias: str) -> list[str]:
    """Every migration that was run, as app.name."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connections[alias]).applied_migrations())


def key_versions(alias: str) -> list[int]:
    """The versions of the master key that private texts were sealed under."""
    return sorted(Canary.objects.using(alias).values_list("key_version", flat=True))


def wrong_counts(alias: str, expected: dict[str, int]) -> list[str]:
    """A sentence for each table that has other rows than the manifest says; asks without our models."""
    faults = []
    for table, number in sorted(expected.items()):
        quoted = connections[alias].ops.quote_name(table)
        try:
            with connections[alias].cursor() as cursor:
                cursor.execute(f"SELECT COUNT(*) FROM {quoted}")  # noqa: S608  quoted as a name
                (found,) = cursor.fetchone()
        except DatabaseError:
            faults.append(f"The table {table} is missing.")
            continue
        if found != number:
            faults.append(f"The table {table} has {found:,} rows where there should be {number:,}.")
    return faults


def bring_up_to_date(alias: str, expected: list[str]) -> tuple[int, list[str]]:
    """Run the migrations that a backup of an older version lacks: how many, and what is wrong."""
    if applied_migrations(alias) != expected:
        return 0, ["The migrations in the database are not those that the manifest names."]
    executor = MigrationExecutor(connections[alias])
    unknown = set(executor.loader.applied_migrations) - set(executor.loader.graph.nodes) - _replaced(executor)
    if unknown:
        return 0, ["This backup was made by a newer version of Alongside. Try it with that version."]
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if waiting:
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    return waiting, []


def missing_uploads(alias: str, files: dict[str, str]) -> list[str]:
    """A sentence for each uploaded file that a row names and the backup lacks."""
    faults = []
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, FileField):
                names = (
                    model._base_manager.using(alias)
                    .exclude(**{field.name: ""})
                    .values_list(field.name, flat=True)
                )
                faults += [
                    f"The file {name} is missing." for name in names if name and f"files/{name}" not in files
                ]
    return faults


def _replaced(executor: MigrationExecutor) -> set[Any]:
    """Migrations that a squashed one of ours stands for."""
    return {old for migration in executor.loader.disk_migrations.values() for old in migration.replaces}
