"""Match runs from asking to introduction: what is proposed, what publishing looks at again, and what silence means."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.enrolment.actions import declare_conflict, set_capacity, withdraw_application
from alongside.enrolment.models import Application
from alongside.enrolment.queries import standing_of
from alongside.matching.actions import (
    answer_proposal,
    ask_for_run,
    carry_out_run,
    lapse_proposals,
    publish_run,
    rule_on_pair,
)
from alongside.matching.actions.answering import release_impossible
from alongside.matching.actions.ruling import RulingRefused
from alongside.matching.models import MatchRun, Proposal
from alongside.matching.queries import alternatives_for, changes_since, run_before
from alongside.notices.models import Job, Mail
from alongside.notices.working import run_jobs
from alongside.partnerships.models import Partnership
from alongside.people.models import Member
from alongside.schemes.queries import definition_in_force, rules_of
from tests.factories import Cast, make_application, make_member

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def run_of(cast: Cast) -> MatchRun:
    run = ask_for_run(cast.scheme, by=cast.carol, now=NOW)
    carry_out_run(run)
    return MatchRun.objects.get(pk=run.pk)


def pair_waiting(cast: Cast) -> tuple[Application, Application]:
    return make_application(cast.scheme, cast.alice, "mentee"), make_application(
        cast.scheme, cast.bob, "mentor"
    )


def open_proposal(cast: Cast) -> Proposal:
    pair_waiting(cast)
    publish_run(run_of(cast), by=cast.carol, now=NOW)
    return Proposal.objects.get()


@pytest.mark.requirement("R25")
def test_each_proposed_pair_lists_which_answers_drove_it(cast: Cast) -> None:
    make_application(cast.scheme, cast.alice, "mentee", answers={"expertise_sought": ["management"]})
    make_application(cast.scheme, cast.bob, "mentor")
    run_of(cast)
    proposal = Proposal.objects.get()
    driven = [reason for reason in proposal.reasons if reason["points"]]
    assert "management" in driven[0]["to_mentee"].lower()
    assert "Bob" in driven[0]["to_mentee"]


@pytest.mark.requirement("R15")
def test_a_junior_is_only_matched_to_someone_more_experienced(cast: Cast) -> None:
    make_application(cast.scheme, cast.bob, "mentee")
    make_application(cast.scheme, make_member(cast.body, years="3"), "mentor")
    run = run_of(cast)
    assert not run.proposals.exists()
    assert "experience" in run.outcome["unmatched"][0]["sentence"]


@pytest.mark.requirement("R58")
def test_matching_works_with_no_location_given(cast: Cast) -> None:
    pair_waiting(cast)
    assert run_of(cast).proposals.count() == 1


def test_the_longest_waiting_come_before_newcomers(cast: Cast) -> None:
    late = make_application(cast.scheme, cast.alice, "mentee", now=NOW)
    early = make_application(
        cast.scheme, make_member(cast.body, years="1"), "mentee", now=NOW - timedelta(days=40)
    )
    make_application(cast.scheme, cast.bob, "mentor")
    run = run_of(cast)
    assert run.proposals.get().mentee_application == early
    assert run.outcome["unmatched"][0]["application"] == str(late.pk)
    assert run.outcome["faults"] == []


def test_a_run_is_a_job_of_the_worker_and_safe_to_run_twice(cast: Cast) -> None:
    pair_waiting(cast)
    run = ask_for_run(cast.scheme, by=cast.carol, now=NOW)
    assert Job.objects.filter(subject=run.pk).count() == 1
    run_jobs()
    carry_out_run(run)
    assert MatchRun.objects.get(pk=run.pk).state == "draft"
    assert Proposal.objects.count() == 1


def test_asking_again_discards_the_draft_before_and_says_what_changed(cast: Cast) -> None:
    pair_waiting(cast)
    first = run_of(cast)
    other = make_application(
        cast.scheme, make_member(cast.body, "zoe", years="1"), "mentee", now=NOW - timedelta(days=9)
    )
    second = run_of(cast)
    assert MatchRun.objects.get(pk=first.pk).state == "discarded"
    assert run_before(second) == first
    changed = {change.name: change.sentence for change in changes_since(second, first)}
    assert changed[other.member.name] == f"now with {cast.bob.name}; was left out, or was not waiting"
    assert changed[cast.alice.name] == f"was with {cast.bob.name}; now left out, or no longer waiting"


def test_pins_and_bans_hold_in_the_next_run(cast: Cast) -> None:
    mentee, mentor = pair_waiting(cast)
    other = make_application(cast.scheme, make_member(cast.body, years="9"), "mentor")
    rule_on_pair(mentee, mentor, by=cast.carol, kind="ban")
    assert run_of(cast).proposals.get().mentor_application == other
    rule_on_pair(mentee, mentor, by=cast.carol, kind="pin")
    pinned = run_of(cast).proposals.get()
    assert (pinned.mentor_application, pinned.pinned) == (mentor, True)


def test_nobody_is_kept_with_a_mentor_who_has_no_place_for_them(cast: Cast) -> None:
    mentee, mentor = pair_waiting(cast)
    second = make_application(cast.scheme, make_member(cast.body, "zoe", years="1"), "mentee")
    rule_on_pair(mentee, mentor, by=cast.carol, kind="pin")
    with pytest.raises(RulingRefused, match="has 1 place left, kept for others already"):
        rule_on_pair(second, mentor, by=cast.carol, kind="pin")
    rule_on_pair(mentee, mentor, by=cast.carol, kind="pin")
    set_capacity(mentor, by=cast.bob.account, capacity=0)
    with pytest.raises(RulingRefused, match=f"{cast.bob.name} has no place left"):
        rule_on_pair(second, mentor, by=cast.carol, kind="pin")


def test_a_run_that_cannot_keep_a_pair_says_so_by_name(cast: Cast) -> None:
    mentee, mentor = pair_waiting(cast)
    rule_on_pair(mentee, mentor, by=cast.carol, kind="pin")
    set_capacity(mentor, by=cast.bob.account, capacity=0)
    run = run_of(cast)
    assert (run.state, run.fault) == (
        "failed",
        f"{cast.bob.name} is kept with 1 mentees but has 0 places.",
    )


def test_a_declared_conflict_keeps_two_apart_even_after_the_run(cast: Cast) -> None:
    pair_waiting(cast)
    run = run_of(cast)
    declare_conflict(cast.alice, other=cast.bob, kind="line_manager", by=cast.alice.account)
    published = publish_run(run, by=cast.carol, now=NOW)
    assert published.told == 0
    assert "kept apart" in published.held_back[0]
    assert not run_of(cast).proposals.exists()


def test_a_line_manager_is_never_proposed(cast: Cast) -> None:
    cast.alice.line_manager = cast.bob
    cast.alice.save()
    pair_waiting(cast)
    assert not run_of(cast).proposals.exists()


def test_publishing_tells_all_at_once_and_nobody_before(cast: Cast) -> None:
    pair_waiting(cast)
    run = run_of(cast)
    assert not Mail.objects.filter(kind="proposal").exists()
    published = publish_run(run, by=cast.carol, now=NOW)
    assert published.told == 1
    told = set(Mail.objects.filter(kind="proposal").values_list("address", flat=True))
    assert told == {cast.alice.email, cast.bob.email}


def test_a_pair_of_which_one_has_withdrawn_is_held_back_and_said(cast: Cast) -> None:
    mentee, _ = pair_waiting(cast)
    run = run_of(cast)
    withdraw_application(mentee, by=cast.alice.account, role="applicant")
    published = publish_run(run, by=cast.carol, now=NOW)
    assert (published.told, len(published.held_back)) == (0, 1)


def test_two_yeses_make_a_partnership(cast: Cast) -> None:
    proposal = open_proposal(cast)
    answer_proposal(proposal, by=cast.alice.account, yes=True, now=NOW)
    assert not Partnership.objects.exists()
    answer_proposal(proposal, by=cast.bob.account, yes=True, now=NOW)
    partnership = Partnership.objects.get()
    assert (partnership.mentee, partnership.mentor) == (cast.alice, cast.bob)
    assert Proposal.objects.get().state == "accepted"
    assert Application.objects.get(member=cast.alice).state == "paired"


def test_each_of_the_two_is_told_why_in_words_meant_for_them(cast: Cast) -> None:
    make_application(cast.scheme, cast.alice, "mentee", answers={"expertise_sought": ["management"]})
    make_application(cast.scheme, cast.bob, "mentor")
    publish_run(run_of(cast), by=cast.carol, now=NOW)
    proposal = Proposal.objects.get()
    for account in (cast.alice.account, cast.bob.account):
        answer_proposal(proposal, by=account, yes=True, now=NOW)
    told = [reason for reason in proposal.reasons if reason["points"]]
    assert any(reason["to_mentee"] != reason["to_mentor"] for reason in told)
    for member, role in ((cast.alice, "mentee"), (cast.bob, "mentor")):
        words = [reason[f"to_{role}"] for reason in told]
        assert Partnership.objects.get().reasons_to(role) == words
        letter = Mail.objects.get(address=member.email, kind="introduction").text
        assert all(f"- {each}" in letter for each in words)


def test_a_no_needs_no_reason_and_puts_the_other_back_at_the_head(cast: Cast) -> None:
    proposal = open_proposal(cast)
    answer_proposal(proposal, by=cast.bob.account, yes=False, now=NOW)
    alice = Application.objects.get(member=cast.alice)
    assert (Proposal.objects.get().state, alice.state, standing_of(alice, NOW.date()).ahead) == (
        "declined",
        "waiting",
        0,
    )
    assert (
        "says nothing about you" in Mail.objects.get(address=cast.alice.email, event__endswith=":ended").text
    )
    assert not run_of(cast).proposals.exists()


def test_silence_is_a_no_after_the_last_day(cast: Cast) -> None:
    proposal = open_proposal(cast)
    days = (proposal.answer_by - NOW.date()).days  # type: ignore[operator]
    assert days == 10
    assert lapse_proposals(NOW + timedelta(days=10)) == 0
    assert lapse_proposals(NOW + timedelta(days=12)) == 1
    assert Proposal.objects.get().state == "lapsed"
    with pytest.raises(MoveRefused):
        answer_proposal(proposal, by=cast.alice.account, yes=True, now=NOW + timedelta(days=12))


def test_the_same_answer_sent_twice_counts_once(cast: Cast) -> None:
    proposal = open_proposal(cast)
    for _ in range(2):
        answer_proposal(proposal, by=cast.alice.account, yes=True, now=NOW)
    assert Proposal.objects.get().mentee_answer == "yes"


def test_someone_else_cannot_answer(cast: Cast) -> None:
    with pytest.raises(MoveRefused):
        answer_proposal(open_proposal(cast), by=cast.erin.account, yes=True, now=NOW)


def test_every_other_mentor_is_shown_with_cost_or_reason(cast: Cast) -> None:
    mentee, mentor = pair_waiting(cast)
    green = make_application(cast.scheme, make_member(cast.body, "green", years="0.5"), "mentee")
    better = make_application(cast.scheme, make_member(cast.body, "sue", years="8"), "mentor")
    found = {row.application: row for row in alternatives_for(run_of(cast), mentee, NOW.date())}
    assert {row.is_proposed for row in found.values()} == {True, False}
    assert set(found) == {mentor, better}
    assert all(row.cost and not row.refused for row in found.values())
    assert green.state == "waiting"


def test_a_run_says_whom_to_recruit_and_what_each_rule_costs(cast: Cast) -> None:
    for _ in range(2):
        member = make_member(cast.body, years="1")
        make_application(cast.scheme, member, "mentee", answers={"expertise_sought": ["management"]})
    make_application(cast.scheme, cast.bob, "mentor", answers={"expertise": ["management"]})
    found = run_of(cast).outcome["guidance"]
    areas = {row["value"]: row for part in found["recruit"] for row in part["rows"]}
    assert areas["Management"]["mentors"] == 1
    assert areas["Management"]["sentence"] == "1 more person would have a mentor"
    assert len(found["rules"]) == len(
        rules_of(definition_in_force(cast.scheme, NOW.date())).matching.hard_rules
    )
    assert all(row["rule"] and row["sentence"].endswith(".") for row in found["rules"])


def test_a_run_compares_groups_by_what_applicants_said_and_not_by_the_membership_list(cast: Cast) -> None:
    make_application(cast.scheme, cast.bob, "mentor")
    for place in range(12):
        answers = {"country": "IE"} if place < 6 else {}
        make_application(cast.scheme, make_member(cast.body, years="1"), "mentee", answers=answers)
    Member.objects.update(country="GB")
    (groups,) = run_of(cast).outcome["guidance"]["groups"]
    assert {row["group"]: row["people"] for row in groups["rows"]} == {"Ireland": 6, "Did not say": 6}
    assert sum(row["matched"] for row in groups["rows"]) == 1


def test_a_run_without_people_has_nothing_to_say(cast: Cast) -> None:
    assert run_of(cast).outcome["guidance"] == {}


def test_nobody_says_yes_to_whoever_has_left_and_the_clock_ends_it(cast: Cast) -> None:
    proposal = open_proposal(cast)
    assert release_impossible(NOW) == 0
    Member.objects.filter(pk=cast.bob.pk).update(status=Member.ENDED)
    with pytest.raises(MoveRefused, match="cannot be introduced at present"):
        answer_proposal(proposal, by=cast.alice.account, yes=True, now=NOW)
    assert release_impossible(NOW) == 1
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"
    waiting = Application.objects.get(member=cast.alice)
    assert waiting.state == "waiting"
