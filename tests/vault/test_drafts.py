"""Drafts: kept for their author alone, in whatever state they were left."""

from functools import partial

import pytest

from alongside.vault.ciphers import SealBroken
from alongside.vault.drafts import discard_draft, open_draft, save_draft
from alongside.vault.models import Draft
from tests.plugins.races import Races
from tests.vault.conftest import Pair, make_pair

FIELDS = {"hope": "heliotrope", "topics": ["a", "b"], "years": None}


def test_a_draft_comes_back_as_it_was(pair: Pair) -> None:
    save_draft(pair.alice, "application", {"hope": "old"})
    save_draft(pair.alice, "application", FIELDS)
    assert open_draft(pair.alice, "application") == FIELDS


def test_a_draft_is_its_authors_alone(pair: Pair) -> None:
    save_draft(pair.alice, "application", FIELDS)
    assert open_draft(pair.bob, "application") is None


def test_drafts_for_different_purposes_do_not_meet(pair: Pair) -> None:
    save_draft(pair.alice, "application", FIELDS)
    save_draft(pair.alice, "record", {})
    assert (open_draft(pair.alice, "application"), open_draft(pair.alice, "record")) == (FIELDS, {})


def test_a_discarded_draft_is_gone(pair: Pair) -> None:
    save_draft(pair.alice, "application", FIELDS)
    discard_draft(pair.alice, "application")
    assert (open_draft(pair.alice, "application"), Draft.objects.count()) == (None, 0)


def test_a_draft_is_stored_sealed(pair: Pair) -> None:
    save_draft(pair.alice, "application", FIELDS)
    assert b"heliotrope" not in bytes(Draft.objects.get().blob)


@pytest.mark.parametrize("change", ["account", "purpose", "version"])
def test_a_draft_put_elsewhere_does_not_open(pair: Pair, change: str) -> None:
    save_draft(pair.alice, "application", FIELDS)
    draft = Draft.objects.get()
    if change == "account":
        draft.account = pair.bob
    elif change == "purpose":
        draft.purpose = "record"
    else:
        draft.version += 1
    draft.save()
    with pytest.raises(SealBroken):
        open_draft(draft.account, draft.purpose)


def test_two_windows_that_save_at_once_both_succeed(races: Races) -> None:
    pair = make_pair()
    saves = [partial(save_draft, pair.alice, "application", {"window": number}) for number in range(3)]
    assert [one.error for one in races.at_once(*saves)] == [None] * 3
    kept = open_draft(pair.alice, "application")
    assert kept in [{"window": number} for number in range(3)]
