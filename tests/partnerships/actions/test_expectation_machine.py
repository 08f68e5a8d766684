"""Whatever two people do in whatever order, an expectation is agreed only on words that both accepted."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from alongside.domain.lifecycle import MoveRefused
from alongside.partnerships.actions.expectations import (
    WordedMeanwhile,
    accept_wording,
    clarify_expectation,
    state_expectation,
    suggest_wording,
)
from alongside.partnerships.actions.postponing import (
    defer_expectation,
    reopen_expectation,
    set_expectation_aside,
)
from alongside.partnerships.models import Expectation, Partnership
from alongside.partnerships.queries.expectations import opened_expectations
from alongside.people.models import Account

ROLES = st.sampled_from(["mentee", "mentor"])
OPEN = ("stated", "clarifying")


class Talk(RuleBasedStateMachine):
    """A model in plain Python beside the real thing: the words, what each saw last, and who accepted which."""

    pair: Partnership

    def __init__(self) -> None:
        super().__init__()
        self.before = transaction.savepoint()
        alice = self.pair.account_of("mentee")
        self.thing = state_expectation(self.pair, by=alice, role="mentee", text="Words 1")
        self.words = ["Words 1"]
        self.state = "stated"
        self.accepts: dict[str, str] = {"mentee": "Words 1"}
        self.seen = {"mentee": 1, "mentor": 1}

    def teardown(self) -> None:
        """Every run begins from the same pair."""
        transaction.savepoint_rollback(self.before)

    def account(self, role: str) -> Account:
        return self.pair.account_of(role)

    @rule(role=ROLES)
    def look(self, role: str) -> None:
        self.seen[role] = len(self.words)

    @rule(role=ROLES)
    def accept(self, role: str) -> None:
        try:
            accept_wording(self.thing, by=self.account(role), role=role, seen=self.seen[role])
        except WordedMeanwhile:
            assert self.seen[role] < len(self.words)
            return
        except MoveRefused:
            assert self.state in ("not_applicable", "deferred")
            return
        self.accepts[role] = self.words[-1]
        if self.state in OPEN and set(self.accepts.values()) == {self.words[-1]} and len(self.accepts) == 2:
            self.state = "agreed"

    @rule(role=ROLES)
    def reword(self, role: str) -> None:
        text = f"Words {len(self.words) + 1}"
        try:
            suggest_wording(self.thing, by=self.account(role), role=role, text=text, seen=self.seen[role])
        except WordedMeanwhile:
            assert self.seen[role] < len(self.words)
            return
        except MoveRefused:
            assert self.state not in OPEN
            return
        self.words.append(text)
        self.seen[role] = len(self.words)
        self.accepts[role] = text
        self.state = "stated"

    @rule(role=ROLES)
    def clarify(self, role: str) -> None:
        try:
            clarify_expectation(self.thing, by=self.account(role), role=role, text="What does it mean?")
            self.state = "clarifying"
        except MoveRefused:
            assert self.state not in OPEN

    @rule(role=ROLES)
    def set_aside(self, role: str) -> None:
        set_expectation_aside(self.thing, by=self.account(role), role=role)
        self.state = "not_applicable"

    @rule(role=ROLES, days=st.integers(1, 90))
    def defer(self, role: str, days: int) -> None:
        today = timezone.localdate()
        day = today + timedelta(days=days)
        try:
            defer_expectation(self.thing, by=self.account(role), role=role, review_on=day, today=today)
            self.state = "deferred"
        except MoveRefused:
            assert self.state not in OPEN

    @rule(role=ROLES)
    def reopen(self, role: str) -> None:
        reopen_expectation(self.thing, by=self.account(role), role=role)
        if self.state not in OPEN:
            self.state, self.accepts = "stated", {}

    @invariant()
    def the_two_agree_with_the_model(self) -> None:
        found: Expectation = Expectation.objects.get(pk=self.thing.pk)
        assert (found.state, found.wording) == (self.state, len(self.words))
        for role in ("mentee", "mentor"):
            assert found.is_accepted_by(role) == (self.accepts.get(role) == self.words[-1])

    @invariant()
    def agreed_means_both_accepted_these_very_words(self) -> None:
        found: Expectation = Expectation.objects.get(pk=self.thing.pk)
        if found.state == "agreed":
            (opened,) = opened_expectations([found], self.pair, by=self.account("mentor"))
            assert self.accepts == {"mentee": opened.words, "mentor": opened.words}


def test_agreed_only_on_words_that_both_accepted(pair: Partnership) -> None:
    machine = type("TalkOfThisPair", (Talk,), {"pair": pair})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
