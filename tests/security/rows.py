"""Pictures of the whole database, to see what a request has changed."""

import re
from collections import Counter
from typing import Any

from django.apps import apps

# What differs between two requests that do the same: moments, seals, hashes, chance.
PASSING = re.compile(
    r"_at$|^at$|^blob$|^badge$|^code$|^list_place$|^salt$|^digest$|^hash$|^head$|^message_id$|^not_before$|^lease_until$|^session_|^expire|^last_login$"
)
# The same within a text: hashes of what was sealed, when an invitation was written, the chance in no password.
_PASSING_PART = re.compile(r"\b[0-9a-f]{64}\b|(?<=DTSTAMP:)\d{8}T\d{6}Z|(?<=\bpassword=!)\w+")
_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
Rows = Counter[tuple[str, str]]


def all_rows() -> Rows:
    """Every row of every table as text, without what passes; numbers of rows are not kept."""
    found: Rows = Counter()
    for model in apps.get_models(include_auto_created=True):
        fields = [field for field in model._meta.concrete_fields if not PASSING.search(field.attname)]
        names = [field.attname for field in fields if field.get_internal_type() != "BigAutoField"]
        rows = model._default_manager.values(*names) if names else [{}] * model._default_manager.count()
        for row in rows:
            found[model._meta.label, _text(row)] += 1
    return found


def _text(row: dict[str, Any]) -> str:
    return _PASSING_PART.sub("…", "|".join(f"{name}={value}" for name, value in row.items()))


def change(before: Rows, after: Rows) -> list[tuple[str, str, int]]:
    """What went and what came, without the ids of what is new."""
    known = {one for _, text in before for one in _ID.findall(text)}

    def plain(text: str) -> str:
        return _ID.sub(lambda found: found[0] if found[0] in known else "new", text)

    difference: Counter[tuple[str, str]] = Counter()
    for (label, text), count in after.items():
        difference[label, plain(text)] += count - before.get((label, text), 0)
    for (label, text), count in before.items():
        if (label, text) not in after:
            difference[label, plain(text)] -= count
    return sorted((label, text, count) for (label, text), count in difference.items() if count)
