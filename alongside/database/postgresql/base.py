"""PostgreSQL whose locks keep out whoever would change a row, and not whoever only refers to it.

Django's `SELECT … FOR UPDATE` also keeps out every row that refers to the locked one by a foreign key. So whoever had
locked a body and waited for its journal, and whoever held that journal and told somebody something about the body, waited
for each other until the database gave one of them up. `FOR NO KEY UPDATE` still lets one locker in at a time. It is
enough everywhere, as the key of a row never changes, and to delete one takes a stronger lock by itself.
"""

from typing import Any

from django.db.backends.postgresql import base, operations


class DatabaseOperations(operations.DatabaseOperations):
    """Django's own, with the weaker lock."""

    def for_update_sql(self, *args: Any, **kwargs: Any) -> str:
        """How the rows of a query are locked."""
        return str(super().for_update_sql(*args, **{**kwargs, "no_key": True}))


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, with those operations."""

    ops_class = DatabaseOperations
