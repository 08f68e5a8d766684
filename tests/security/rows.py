"""Pictures of the whole database, to see what a request has changed."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db import connection, models

# What differs between two requests that do the same: moments, seals, hashes, chance.
PASSING = re.compile(
    r"_at$|^at$|^blob$|^badge$|^code$|^list_place$|^salt$|^digest$|^hash$|^head$|^message_id$|^not_before$|^lease_until$|^session_|^expire|^last_login$"
)
# The same within a text: hashes of what was sealed, when an invitation was written, the chance in no
# password, the number of a link, the secret of one.
_PASSING_PART = re.compile(
    r"\b[0-9a-f]{64}\b|(?<=DTSTAMP:)\d{8}T\d{6}Z|(?<=\bpassword=!)\w+|(?<=event=link:)\d+|(?<=/named/)[\w-]{43}"
)
_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_WRITES = re.compile(r'\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
_WRITES_NOTHING = re.compile(r"\s*(?:SELECT|SAVEPOINT|RELEASE|ROLLBACK|SET CONSTRAINTS)\b", re.IGNORECASE)
Change = tuple[str, str, int]


def _tables() -> dict[str, type[models.Model]]:
    return {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}


class Picture:
    """Every row of every table as text, without what passes; numbers of rows are not kept."""

    def __init__(self) -> None:
        self._rows = {table: _rows_of(model) for table, model in _tables().items()}

    @cached_property
    def _known(self) -> set[str]:
        return {one for rows in self._rows.values() for text in rows for one in _ID.findall(text)}

    def change(self, written: set[str]) -> list[Change]:
        """What went and what came in these tables, without the ids of what is new."""
        found: Counter[tuple[str, str]] = Counter()
        models_ = _tables()
        for table in written & set(models_):
            before, after = self._rows[table], _rows_of(models_[table])
            for text in before.keys() | after.keys():
                label = models_[table]._meta.label
                found[label, self._without_new_ids(text)] += after[text] - before[text]
        return sorted((label, text, count) for (label, text), count in found.items() if count)

    def _without_new_ids(self, text: str) -> str:
        return _ID.sub(lambda found: found[0] if found[0] in self._known else "new", text)


@contextmanager
def written_tables() -> Iterator[set[str]]:
    """The tables that are written in here; all of them after a statement of which one cannot tell."""
    written: set[str] = set()

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := _WRITES.match(sql):
            written.add(found[1])
        elif not _WRITES_NOTHING.match(sql):
            written.update(_tables())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield written


def _rows_of(model: type[models.Model]) -> Counter[str]:
    fields = [field for field in model._meta.concrete_fields if not PASSING.search(field.attname)]
    names = [field.attname for field in fields if field.get_internal_type() != "BigAutoField"]
    rows = model._default_manager.values(*names) if names else [{}] * model._default_manager.count()
    return Counter(_text(row) for row in rows)


def _text(row: dict[str, Any]) -> str:
    return _PASSING_PART.sub("…", "|".join(f"{name}={value}" for name, value in row.items()))
