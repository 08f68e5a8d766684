"""What holds of every lifecycle of the product."""

import pytest

from alongside.domain import lifecycles
from alongside.domain.lifecycle import Lifecycle

ALL = [value for value in vars(lifecycles).values() if isinstance(value, Lifecycle)]
WHO = {"applicant", "mentee", "mentor", "owner", "partner", "office", "clock", "system", "member", "trainer"}


@pytest.mark.requirement("R247")
def test_nothing_ever_waits_on_a_line_manager() -> None:
    assert len(ALL) > 5
    assert {role for one in ALL for move in one.moves for role in move.who} <= WHO


@pytest.mark.parametrize("lifecycle", ALL, ids=lambda one: one.noun)
def test_every_state_is_reached_from_the_start(lifecycle: Lifecycle) -> None:
    reached = {lifecycle.start}
    for _ in lifecycle.states:
        reached |= {move.target for move in lifecycle.moves if reached & set(move.sources)}
    assert reached == set(lifecycle.states)
