"""On PostgreSQL, in every test: no transaction locks a row after one of the journal's chains that another may hold.

Two who lock in different orders wait for each other until the database ends one of them. No single test meets that
moment, but each shows its order. What is looked at are the rows that a statement asks to lock; a row changed without
that is one which belongs to a row locked before.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection

from alongside.journal.models import Chain

JOURNAL = Chain._meta.db_table
# A row that nobody locks without another: with that one held, it may be locked after the journal as well.
WITHIN = {
    "partnerships_agreement": "partnerships_partnership",
    "partnerships_goal": "partnerships_partnership",
    "partnerships_session": "partnerships_partnership",
    "directory_mentorentry": "enrolment_application",
    "directory_preparation": "enrolment_application",
    "matching_proposal": "enrolment_application",
    "training_place": "training_run",
}
# A text belongs to many kinds of things, each of which is locked before its text.
TEXTS = "vault_note"
_LOCKING = re.compile(r'\bFOR (?:NO KEY )?UPDATE(?: OF (?P<only>"\w+"(?:, "\w+")*))?', re.IGNORECASE)
_SOURCES = re.compile(r'\b(?:FROM|JOIN) "(\w+)"', re.IGNORECASE)
_INSERT = re.compile(r'\s*INSERT INTO "\w+" \(([^)]*)\) VALUES', re.IGNORECASE)


@dataclass
class Order:
    """What the transaction under way has locked and made so far, and all that came in the wrong order."""

    outer: int = 0
    locked: list[str] = field(default_factory=list)
    made: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def note(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Look at one statement on its way to the database."""
        if len(connection.savepoint_ids) <= self.outer:
            self.locked, self.made = [], set()
        elif found := _INSERT.match(sql):
            columns = [name.strip().strip('"') for name in found[1].split(",")]
            if "id" in columns:
                self.made |= set(map(str, params[columns.index("id") :: len(columns)]))
        elif not self.made.intersection(map(str, params or ())):  # nobody else can hold what is made here
            for table in _tables_locked(sql):
                self._lock(table)
        return execute(sql, params, many, context)

    def _lock(self, table: str) -> None:
        root = WITHIN.get(table)
        if root is not None and root not in self.locked:
            self.wrong.append(f"{table} is locked without {root}, within which it stands")
        elif JOURNAL in self.locked and table not in self.locked and not self._is_held(table):
            self.wrong.append(f"{table} is locked after the journal: lock it before, or what it belongs to")
        self.locked.append(table)

    def _is_held(self, table: str) -> bool:
        """Whether somebody else would already wait for a row that was locked before the journal."""
        before = self.locked[: self.locked.index(JOURNAL)]
        return table == JOURNAL or WITHIN.get(table) in before or (table == TEXTS and bool(before))


def _tables_locked(sql: str) -> list[str]:
    found = _LOCKING.search(sql)
    if found is None:
        return []
    return [name.strip('" ') for name in found["only"].split(",")] if found["only"] else _SOURCES.findall(sql)


ORDER = Order()


@contextmanager
def transaction_of_the_test() -> Iterator[None]:
    """The savepoint opened around this is the test's own: what the product calls a transaction begins within."""
    ORDER.outer += 1
    try:
        yield
    finally:
        ORDER.outer -= 1


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Any:
    """Watch a test whose own transaction encloses everything, so that the product's are savepoints."""
    if connection.vendor != "postgresql" or not connection.in_atomic_block:
        return (yield)
    ORDER.outer, ORDER.wrong = len(connection.savepoint_ids), []
    with connection.execute_wrapper(ORDER.note):
        answer = yield
    if ORDER.wrong:
        pytest.fail("\n".join(dict.fromkeys(ORDER.wrong)), pytrace=False)
    return answer
