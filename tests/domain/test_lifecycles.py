"""What holds of every lifecycle of the product."""

from itertools import product

import pytest

from alongside.domain import lifecycles
from alongside.domain.lifecycle import Lifecycle, MoveRefused, find_move, moves_open_to

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


ENDS = {
    "import": {"applied", "discarded"},
    "application": {"refused", "withdrawn", "closed"},
    "match run": {"published", "discarded"},
    "proposal": {"accepted", "declined", "lapsed", "withdrawn"},
    "request": {"introduced", "withdrawn"},
    "offer": {"declined", "lapsed", "withdrawn"},
    "named mentor": {"accepted", "declined", "lapsed", "barred", "withdrawn"},
    "workshop run": {"over", "cancelled"},
    "place": {"declined", "lapsed", "withdrawn", "closed"},
    "partnership": {"ended"},
    "session": set(),
    "agreement": set(),
    "expectation": set(),
    "quiet word": {"talked", "withdrawn"},
    "goal": set(),
    "planned goal": set(),
    "action": set(),
    "joint scheme": set(),
    "event": set(),
}
"""The only states that nothing leaves; whatever can come to its end by accident can be taken back."""


def test_every_lifecycle_is_in_the_list() -> None:
    assert {one.noun for one in lifecycles.LIFECYCLES} == {one.noun for one in ALL} == set(ENDS)


@pytest.mark.parametrize("lifecycle", ALL, ids=lambda one: one.noun)
def test_every_state_and_role_is_refused_or_let_through_as_the_table_says(lifecycle: Lifecycle) -> None:
    tried = 0
    for state, role, name in product(
        lifecycle.states, sorted(WHO | {"stranger"}), {row.name for row in lifecycle.moves}
    ):
        rows = [
            row for row in lifecycle.moves if row.name == name and state in row.sources and role in row.who
        ]
        tried += 1
        if rows:
            assert find_move(lifecycle, name, state, role) == rows[0]
        else:
            with pytest.raises(MoveRefused):
                find_move(lifecycle, name, state, role)
        assert (name in {row.name for row in moves_open_to(lifecycle, state, [role])}) == bool(rows)
    assert tried == len(lifecycle.states) * (len(WHO) + 1) * len({row.name for row in lifecycle.moves})


@pytest.mark.parametrize("lifecycle", ALL, ids=lambda one: one.noun)
def test_no_state_is_without_a_way_out_unless_it_is_an_end(lifecycle: Lifecycle) -> None:
    assert lifecycle.ends == ENDS[lifecycle.noun]
    assert lifecycle.start not in lifecycle.ends


@pytest.mark.parametrize("lifecycle", ALL, ids=lambda one: one.noun)
def test_from_every_state_an_end_can_be_reached_where_there_is_one(lifecycle: Lifecycle) -> None:
    # Where nothing is an end, all comes back to one state; a question that was answered is not asked anew.
    returns = any(row.target == lifecycle.start for row in lifecycle.moves)
    leads = set(lifecycle.ends) or {lifecycle.start if returns else lifecycle.moves[0].target}
    for _ in lifecycle.states:
        leads |= {source for row in lifecycle.moves if row.target in leads for source in row.sources}
    assert leads == set(lifecycle.states)


@pytest.mark.parametrize("role", ["mentee", "mentor", "office"])
def test_whoever_it_is_can_end_a_partnership_that_goes_on(role: str) -> None:
    for state in ("introduced", "active", "paused"):
        assert find_move(lifecycles.PARTNERSHIP, "end", state, role).target == "ended"
