"""Work that is killed after any of its statements and begun again ends as if nothing had happened.

Imports and the outbox are killed in the tests of people and of notices.
"""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from alongside.journal.queries import verify_journal
from alongside.matching.actions import answer_proposal, carry_out_run, lapse_proposals, publish_run
from alongside.matching.models import MatchRun, Proposal
from alongside.notices.models import Mail, Notice
from alongside.partnerships.models import Partnership, Session
from alongside.vault.models import DataKey
from tests.plugins.races import Races
from tests.races.pairs import Place, make_place, two_asked

EVERY = int(os.environ.get("ALONGSIDE_KILL_EVERY", "7"))
"""Kills after each of so many statements; 1 kills after every one."""
COUNTED = (Proposal, Partnership, Session, Mail, Notice, DataKey)


@pytest.fixture
def place(races: Races) -> Place:
    """A scheme and its office."""
    return make_place()


def kill_points(races: Races, action: Callable[[], Any]) -> Iterator[int]:
    """Kill `action` after its first statement, then later and later, until it finishes by itself."""
    statement = 1
    while races.killed_after(statement, action):
        yield statement
        statement += EVERY


def rows() -> dict[str, Any]:
    """How many there are of everything that the work makes, and in which states proposals are."""
    counts: dict[str, Any] = {model.__name__: model._default_manager.count() for model in COUNTED}
    states = Proposal.objects.order_by("state").values_list("state", flat=True)
    return counts | {"states": ",".join(states)}


def pairs_of(run: MatchRun) -> set[tuple[Any, ...]]:
    """What a run came to."""
    return set(run.proposals.values_list("mentee_application", "mentor_application", "fit"))


def test_a_match_run_killed_anywhere_is_carried_out_once(races: Races, place: Place) -> None:
    whole = pairs_of(place.draft_run(pairs=3))
    run = place.asked_run()
    before, kills = rows(), 0
    for _ in kill_points(races, partial(carry_out_run, run)):
        kills += 1
        assert (rows(), MatchRun.objects.get(pk=run.pk).state) == (before, "queued")
    assert kills > 2
    assert (pairs_of(run), MatchRun.objects.get(pk=run.pk).state) == (whole, "draft")
    assert verify_journal()[1] == []


def test_a_publishing_killed_anywhere_tells_everybody_once(races: Races, place: Place) -> None:
    run = place.draft_run(pairs=2)
    before, kills = rows(), 0
    for _ in kill_points(races, partial(publish_run, run, by=place.carol, now=place.now)):
        kills += 1
        assert rows() == before
    assert kills > 5
    assert list(run.proposals.values_list("state", flat=True)) == ["open", "open"]
    events = [f"proposal:{pk}:asked" for pk in run.proposals.values_list("pk", flat=True)]
    assert Mail.objects.filter(event__in=events).count() == 4
    assert verify_journal()[1] == []


def test_a_last_yes_killed_anywhere_introduces_once(races: Races, place: Place) -> None:
    proposal = place.open_proposal()
    mentee, mentor = two_asked(proposal)
    answer_proposal(proposal, by=mentee, yes=True, now=place.now)
    before, kills = rows(), 0
    for _ in kill_points(races, partial(answer_proposal, proposal, by=mentor, yes=True, now=place.now)):
        kills += 1
        assert rows() == before
    assert kills > 5
    pair = Partnership.objects.get()
    assert (pair.sessions.count(), DataKey.objects.filter(subject=pair.pk).count()) == (6, 1)
    assert verify_journal()[1] == []


def test_lapses_killed_anywhere_reach_every_pair_once(races: Races, place: Place) -> None:
    run = place.draft_run(pairs=3)
    publish_run(run, by=place.carol, now=place.now)
    later, kills = place.now + timedelta(days=60), 0
    for _ in kill_points(races, partial(lapse_proposals, later)):
        kills += 1
        states = run.proposals.values_list("pk", "state")
        ended = [f"proposal:{pk}:ended" for pk, state in states if state == "lapsed"]
        assert Mail.objects.filter(event__endswith=":ended").count() == 2 * len(ended)
    assert kills > 5
    assert set(run.proposals.values_list("state", flat=True)) == {"lapsed"}
    assert Mail.objects.filter(event__endswith=":ended").count() == 6
    assert verify_journal()[1] == []
