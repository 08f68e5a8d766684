"""Two partners word and sign at the same moment: no word is lost, and nothing binds who has not agreed to it."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from alongside.domain.scheme import BOTH_SIDES
from alongside.notices.models import Notice
from alongside.partnerships.actions.agreements import SuggestedMeanwhile, sign_agreement, suggest_agreement
from alongside.partnerships.actions.expectations import state_expectation
from alongside.partnerships.mails.agreement import agreement_event
from alongside.partnerships.models import (
    Agreement,
    AgreementSignature,
    AgreementVersion,
    Expectation,
    Partnership,
)
from alongside.partnerships.queries.agreement_words import AgreementText
from alongside.partnerships.queries.agreements import starting_text
from alongside.vault.notes import open_note
from tests.plugins.races import Outcome, Races
from tests.races.pairs import ROUNDS, Place, make_place, mistakes, moves_of, told

BOTH_WORDS = {"mentee": "What the mentee would rather say", "mentor": "What the mentor would rather say"}


@pytest.fixture
def place(races: Races) -> Place:
    """The illustrators' scheme and its office."""
    return make_place()


@pytest.fixture
def physicists(races: Races) -> Place:
    """A scheme that recommends an agreement, and its office."""
    return make_place("comp")


def worded(place: Place) -> Partnership:
    """A new pair, to whom the mentee has suggested words that settle all three numbers."""
    pair = place.pair()
    last_day = (place.now + timedelta(days=200)).date()
    said = AgreementText(starting_text(pair).clauses, 28, last_day, 2)
    suggest_agreement(pair, by=pair.account_of("mentee"), role="mentee", text=said, seen=0)
    return pair


def sign(pair: Partnership, role: str) -> Agreement:
    """Sign the first version."""
    account = pair.account_of(role)
    return sign_agreement(pair, by=account, role=role, seen=1, name=account.name)


def settled(pair: Partnership) -> tuple[int | None, bool, int | None]:
    """What the partnership follows of the first version: its rhythm, whether it has a last day, its reviews."""
    row = Partnership.objects.get(pk=pair.pk)
    return row.cadence_days, row.until is not None, row.review_every


def both_post(races: Races, pair: Partnership, path: str, said: dict[str, dict[str, Any]]) -> list[Outcome]:
    """Either partner sends a form in a browser of their own."""
    browsers = {role: Client() for role in said}
    for role, browser in browsers.items():
        browser.force_login(pair.account_of(role))
    return races.at_once(*[partial(browsers[role].post, path, said[role]) for role in said])


def pages_of(outcomes: Sequence[Outcome]) -> list[HttpResponse]:
    """The answers; whatever went wrong is an error of the test."""
    assert mistakes(list(outcomes)) == []
    return [outcome.value for outcome in outcomes]


def test_words_that_both_sign_at_once_are_in_force_once(races: Races, physicists: Place) -> None:
    for _ in range(ROUNDS):
        pair = worded(physicists)
        assert mistakes(races.at_once(*[partial(sign, pair, role) for role in BOTH_SIDES])) == []
        agreement = Agreement.objects.get(partnership=pair)
        assert (agreement.state, agreement.version, agreement.in_force) == ("agreed", 1, 1)
        assert moves_of(agreement) == {"begin": 1, "sign": 1, "agree": 1}
        signatures = AgreementSignature.objects.filter(version__agreement=agreement).order_by("role")
        assert list(signatures.values_list("role", flat=True)) == ["mentee", "mentor"]
        assert len(set(signatures.values_list("digest", flat=True))) == 1
        assert settled(pair) == (28, True, 2)
        assert [told(f"{agreement_event(pair)}{what}:1") for what in ("signed", "agreed")] == [(1, 1)] * 2
        standing = Notice.objects.filter(event__startswith=agreement_event(pair), cleared_at=None)
        assert [notice.event for notice in standing] == [f"{agreement_event(pair)}agreed:1"]


def test_a_signature_sent_twice_is_one(races: Races, physicists: Place) -> None:
    for _ in range(ROUNDS):
        pair = worded(physicists)
        assert mistakes(races.at_once(*[partial(sign, pair, "mentor")] * 2)) == []
        agreement = Agreement.objects.get(partnership=pair)
        assert (agreement.state, agreement.mentor_signed, agreement.in_force) == ("open", 1, None)
        assert moves_of(agreement) == {"begin": 1, "sign": 1}
        assert AgreementSignature.objects.filter(version__agreement=agreement).count() == 1
        assert told(f"{agreement_event(pair)}signed:1") == (1, 1)


def test_words_that_one_changes_while_the_other_signs_bind_nobody_who_has_not_signed_them(
    races: Races, physicists: Place
) -> None:
    for _ in range(ROUNDS):
        pair = worded(physicists)
        sign(pair, "mentee")
        changed = AgreementText(starting_text(pair).clauses, 14, None, 3)
        mentee = pair.account_of("mentee")
        reword = partial(suggest_agreement, pair, by=mentee, role="mentee", text=changed, seen=1)
        signing, rewording = races.at_once(partial(sign, pair, "mentor"), reword)
        assert mistakes([rewording]) == []
        assert mistakes([signing], SuggestedMeanwhile) == []
        agreement = Agreement.objects.get(partnership=pair)
        assert (agreement.state, agreement.version) == ("open", 2)
        assert (agreement.in_force, agreement.mentor_signed) == ((1, 1) if signing.won else (None, None))
        assert settled(pair) == ((28, True, 2) if signing.won else (None, False, None))
        assert not AgreementSignature.objects.filter(version__agreement=agreement, version__number=2).exists()


def test_two_who_reword_an_agreement_at_once_see_both_texts(races: Races, physicists: Place) -> None:
    for _ in range(ROUNDS):
        pair = worded(physicists)
        key = next(clause.key for clause in pair.rules.agreement.clauses if not clause.fixed)
        said = {role: {"seen": "1", f"clause_{key}": words} for role, words in BOTH_WORDS.items()}
        path = reverse("agreement-change", args=[pair.pk])
        pages = pages_of(both_post(races, pair, path, said))
        assert sorted(page.status_code for page in pages) == [302, 409]
        late = next(page for page in pages if page.status_code == 409).content.decode()
        assert all(words in late for words in BOTH_WORDS.values())
        agreement = Agreement.objects.get(partnership=pair)
        assert (agreement.version, agreement.state, agreement.in_force) == (2, "open", None)
        assert AgreementVersion.objects.filter(agreement=agreement).count() == 2
        assert moves_of(agreement) == {"begin": 1, "reword": 1}


def test_two_who_reword_an_expectation_at_once_see_both_texts(races: Races, place: Place) -> None:
    for _ in range(ROUNDS):
        pair = place.pair()
        mentee = pair.account_of("mentee")
        stated = state_expectation(pair, by=mentee, role="mentee", text="We begin on time.")
        said = {role: {"words-seen": "1", "words-text": words} for role, words in BOTH_WORDS.items()}
        path = reverse("expectation-words", args=[stated.pk])
        pages = pages_of(both_post(races, pair, path, said))
        assert sorted(page.status_code for page in pages) == [302, 409]
        late = next(page for page in pages if page.status_code == 409).content.decode()
        assert all(words in late for words in BOTH_WORDS.values())
        found = Expectation.objects.get(pk=stated.pk)
        assert (found.state, found.wording, moves_of(found)["reword"]) == ("stated", 2, 1)
        assert (
            found.mentee_accepts != found.mentor_accepts
        )  # whoever was quicker stands by their own words alone
        newest = found.wordings.select_related("text").get(number=2)
        assert open_note(newest.text, by=mentee, role="mentee") == BOTH_WORDS[newest.role]


def test_a_form_that_states_an_expectation_sent_twice_states_it_once(races: Races, place: Place) -> None:
    for _ in range(ROUNDS):
        pair = place.pair()
        proposed = Expectation().pk
        state = partial(
            state_expectation,
            pair,
            by=pair.account_of("mentor"),
            role="mentor",
            text="We begin on time.",
            expectation_id=proposed,
        )
        assert mistakes(races.at_once(state, state)) == []
        assert list(Expectation.objects.filter(partnership=pair).values_list("pk", flat=True)) == [proposed]
        assert Notice.objects.filter(event__startswith=f"partnership:{pair.pk}:expectations:").count() == 1
