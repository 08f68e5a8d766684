"""Rows that are locked can still be referred to."""

import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from alongside.people.models import Body
from tests.factories import make_body


@pytest.mark.django_db
def test_whoever_locks_a_row_keeps_out_nobody_who_only_refers_to_it() -> None:
    body = make_body()
    with (
        transaction.atomic(),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        assert Body.objects.select_for_update(of=("self",)).get(pk=body.pk) == body
    locks = re.findall(r"FOR [A-Z ]+", asked[0]["sql"])
    assert locks == (["FOR NO KEY UPDATE OF "] if connection.vendor == "postgresql" else [])
