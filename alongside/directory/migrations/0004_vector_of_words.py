"""PostgreSQL keeps the vector of an entry's words beside them, instead of making it anew for each row it looks at."""

from typing import Any

from django.db import migrations

STATEMENTS = (
    "ALTER TABLE directory_entrywords ADD COLUMN vector tsvector "
    "GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED",
    "DROP INDEX directory_words_index",
    "CREATE INDEX directory_words_index ON directory_entrywords USING gin (vector)",
)
BACK = (
    "DROP INDEX directory_words_index",
    "ALTER TABLE directory_entrywords DROP COLUMN vector",
    "CREATE INDEX directory_words_index ON directory_entrywords USING gin (to_tsvector('simple', words))",
)


def _run(editor: Any, statements: tuple[str, ...]) -> None:
    if editor.connection.vendor == "postgresql":
        for statement in statements:
            editor.execute(statement, params=None)


def keep(apps: Any, editor: Any) -> None:
    _run(editor, STATEMENTS)


def forget(apps: Any, editor: Any) -> None:
    _run(editor, BACK)


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_tiers_of_requests")]

    operations = [migrations.RunPython(keep, forget)]
