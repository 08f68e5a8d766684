"""Words, choices and place of an entry lie together, so that a search reads one table and one index."""

from collections import defaultdict
from importlib import import_module
from itertools import islice
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

INDEX = import_module("alongside.directory.migrations.0002_index_of_words")
LISTED = models.Q(is_listed=True)


def _run(editor: Any, statements: tuple[str, ...]) -> None:
    if editor.connection.vendor == "sqlite":
        for statement in statements:
            editor.execute(statement, params=None)


def index(apps: Any, editor: Any) -> None:
    """SQLite's triggers do not outlive the copy of the table that Django makes."""
    _run(editor, INDEX.SQLITE)


def unindex(apps: Any, editor: Any) -> None:
    _run(editor, INDEX.SQLITE_BACK)


def mark(question: str, term: str) -> str:
    """As `domain.finding.mark_of` wrote it on this day."""
    return f"c{f'{question}/{term}'.encode().hex()}"


def fill(apps: Any, editor: Any) -> None:
    words, entries = apps.get_model("directory", "EntryWords"), apps.get_model("directory", "MentorEntry")
    entry = entries.objects.filter(pk=models.OuterRef("entry"))
    fields = ("scheme", "sort_name", "listed_at")
    words.objects.update(**{field: models.Subquery(entry.values(field)) for field in fields})
    listed = entries.objects.filter(application__state="waiting", hidden=False, listed_at__isnull=False)
    words.objects.filter(entry__in=listed).update(is_listed=True)
    _mark(apps, words)
    if editor.connection.vendor == "postgresql":
        # Its tables are not altered while a check of a foreign key is still to come.
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE", params=None)


def _mark(apps: Any, words: Any) -> None:
    """Write the choices among the words."""
    marks: dict[Any, list[str]] = defaultdict(list)
    terms = apps.get_model("directory", "EntryTerm").objects.values_list("entry", "question", "term")
    for entry, question, term in terms.iterator():
        marks[entry].append(mark(question, term))
    rows = words.objects.filter(entry__in=terms.values("entry")).iterator(chunk_size=500)
    while batch := list(islice(rows, 500)):
        for row in batch:
            row.words = " ".join([row.words, *marks[row.entry_id]])
        words.objects.bulk_update(batch, ["words"])


def forget(apps: Any, editor: Any) -> None:
    words = apps.get_model("directory", "EntryWords")
    for row in words.objects.iterator():
        row.words = " ".join(word for word in row.words.split() if word.startswith("w"))
        row.save(update_fields=["words"])


class Migration(migrations.Migration):
    dependencies = [("directory", "0006_named_mentors"), ("schemes", "0002_addedterm")]

    operations = [
        migrations.RemoveIndex("mentorentry", "directory_m_scheme__02f220_idx"),
        migrations.RemoveIndex("mentorentry", "directory_m_scheme__c58fa0_idx"),
        migrations.RunPython(unindex, index),
        migrations.AddField("entrywords", "is_listed", models.BooleanField(default=False)),
        migrations.AddField("entrywords", "listed_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "entrywords",
            "scheme",
            models.ForeignKey(
                "schemes.scheme",
                django.db.models.deletion.PROTECT,
                related_name="+",
                db_index=False,
                null=True,
            ),
        ),
        migrations.AddField(
            "entrywords", "sort_name", models.CharField(max_length=310, default=""), preserve_default=False
        ),
        migrations.RunPython(fill, forget),
        migrations.AlterField(
            "entrywords",
            "scheme",
            models.ForeignKey(
                "schemes.scheme", django.db.models.deletion.PROTECT, related_name="+", db_index=False
            ),
        ),
        migrations.AddIndex(
            "entrywords",
            models.Index(
                fields=["scheme", "sort_name", "entry"], condition=LISTED, name="directory_listed_by_name"
            ),
        ),
        migrations.AddIndex(
            "entrywords",
            models.Index(
                fields=["scheme", "-listed_at", "entry"], condition=LISTED, name="directory_listed_by_day"
            ),
        ),
        migrations.RunPython(index, unindex),
    ]
