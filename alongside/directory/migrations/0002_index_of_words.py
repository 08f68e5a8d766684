"""Each database's own index over the words of entries: FTS5 kept in step by triggers, or a GIN index over a vector."""

from typing import Any

from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE directory_words_index USING fts5("
    "words, content='directory_entrywords', content_rowid='id', tokenize='ascii', prefix='3 4')",
    "CREATE TRIGGER directory_words_added AFTER INSERT ON directory_entrywords BEGIN "
    "INSERT INTO directory_words_index(rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER directory_words_removed AFTER DELETE ON directory_entrywords BEGIN "
    "INSERT INTO directory_words_index(directory_words_index, rowid, words) "
    "VALUES ('delete', old.id, old.words); END",
    "CREATE TRIGGER directory_words_changed AFTER UPDATE OF words ON directory_entrywords BEGIN "
    "INSERT INTO directory_words_index(directory_words_index, rowid, words) "
    "VALUES ('delete', old.id, old.words); "
    "INSERT INTO directory_words_index(rowid, words) VALUES (new.id, new.words); END",
    "INSERT INTO directory_words_index(directory_words_index) VALUES ('rebuild')",
)
SQLITE_BACK = (
    "DROP TRIGGER directory_words_changed",
    "DROP TRIGGER directory_words_removed",
    "DROP TRIGGER directory_words_added",
    "DROP TABLE directory_words_index",
)
POSTGRESQL = (
    "CREATE INDEX directory_words_index ON directory_entrywords USING gin (to_tsvector('simple', words))",
)
POSTGRESQL_BACK = ("DROP INDEX directory_words_index",)


def _run(editor: Any, sqlite: tuple[str, ...], postgresql: tuple[str, ...]) -> None:
    for statement in sqlite if editor.connection.vendor == "sqlite" else postgresql:
        editor.execute(statement, params=None)


def index(apps: Any, editor: Any) -> None:
    _run(editor, SQLITE, POSTGRESQL)


def unindex(apps: Any, editor: Any) -> None:
    _run(editor, SQLITE_BACK, POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_entries_and_requests")]

    operations = [migrations.RunPython(index, unindex)]
