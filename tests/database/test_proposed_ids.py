"""Ids that forms propose."""

import pytest

from alongside.database.proposed_ids import id_for
from alongside.people.models import Body
from tests.factories import make_body

pytestmark = pytest.mark.django_db


def test_a_proposed_id_is_taken_while_it_is_free() -> None:
    row, proposed = Body(), Body().pk
    assert (id_for(row, proposed), id_for(row, None)) == (proposed, row.pk)


def test_somebody_elses_id_is_never_taken() -> None:
    row, taken = Body(), make_body("own")
    assert id_for(row, taken.pk) == row.pk != taken.pk
