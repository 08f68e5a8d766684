"""Two people act at the same moment, again and again: each time exactly one thing happens."""

from collections import Counter
from datetime import timedelta
from functools import partial

import pytest

from alongside.cpd.actions import record_session_hours
from alongside.cpd.models import Record
from alongside.domain.lifecycle import MoveRefused
from alongside.enrolment.actions import (
    begin_application,
    save_answers,
    submit_application,
    withdraw_application,
)
from alongside.enrolment.models import Application
from alongside.journal.models import Entry
from alongside.matching.actions import answer_proposal, lapse_proposals, publish_run, withdraw_proposal
from alongside.matching.models import Proposal
from alongside.notices.models import Mail, Notice
from alongside.partnerships.actions import hold_session, introduce_pair, schedule_session, write_record
from alongside.partnerships.models import Partnership, Session
from alongside.vault.notes import WrittenMeanwhile, open_note
from tests.factories import ANSWERS, make_member
from tests.plugins.races import Races
from tests.races.pairs import ROUNDS, Place, make_place, mistakes, moves_of, told, two_asked


@pytest.fixture
def place(races: Races) -> Place:
    """A scheme and its office."""
    return make_place()


def introduced(proposal: Proposal) -> int:
    return Partnership.objects.filter(mentee_application=proposal.mentee_application_id).count()


def first_session(place: Place) -> Session:
    """Of a new pair."""
    session: Session = place.pair().sessions.select_related("partnership__mentee__account").get(number=1)
    return session


def test_two_who_say_yes_at_once_are_introduced_once(races: Races, place: Place) -> None:
    for _ in range(ROUNDS):
        proposal = place.open_proposal()
        yes = [
            partial(answer_proposal, proposal, by=each, yes=True, now=place.now)
            for each in two_asked(proposal)
        ]
        assert mistakes(races.at_once(*yes)) == []
        assert (Proposal.objects.get(pk=proposal.pk).state, introduced(proposal)) == ("accepted", 1)


def test_the_same_yes_sent_twice_counts_once(races: Races, place: Place) -> None:
    for _ in range(ROUNDS):
        proposal = place.open_proposal()
        mentee, mentor = two_asked(proposal)
        answer_proposal(proposal, by=mentee, yes=True, now=place.now)
        yes = partial(answer_proposal, proposal, by=mentor, yes=True, now=place.now)
        assert mistakes(races.at_once(yes, yes), MoveRefused) == []
        assert (Proposal.objects.get(pk=proposal.pk).state, introduced(proposal)) == ("accepted", 1)


def test_a_last_yes_against_the_clock_is_a_yes_or_a_lapse(races: Races, place: Place) -> None:
    later = place.now + timedelta(days=60)
    for _ in range(ROUNDS):
        proposal = place.open_proposal()
        mentee, mentor = two_asked(proposal)
        answer_proposal(proposal, by=mentee, yes=True, now=place.now)
        yes = partial(answer_proposal, proposal, by=mentor, yes=True, now=place.now)
        assert mistakes(races.at_once(yes, partial(lapse_proposals, later)), MoveRefused) == []
        state = Proposal.objects.get(pk=proposal.pk).state
        assert (state, introduced(proposal)) in (("accepted", 1), ("lapsed", 0))
        waiting = Application.objects.get(pk=proposal.mentee_application_id).state == "waiting"
        assert waiting is (state == "lapsed")


def test_a_yes_against_a_no_never_does_both(races: Races, place: Place) -> None:
    for _ in range(ROUNDS):
        proposal = place.open_proposal()
        mentee, mentor = two_asked(proposal)
        answer_proposal(proposal, by=mentee, yes=True, now=place.now)
        yes = partial(answer_proposal, proposal, by=mentor, yes=True, now=place.now)
        no = partial(answer_proposal, proposal, by=mentee, yes=False, now=place.now)
        assert mistakes(races.at_once(yes, no), MoveRefused) == []
        state = Proposal.objects.get(pk=proposal.pk).state
        assert (state, introduced(proposal)) in (("accepted", 1), ("declined", 0))


def test_a_last_yes_against_a_mentor_who_withdraws_is_a_pair_or_none(races: Races, place: Place) -> None:
    for _ in range(ROUNDS):
        proposal = place.open_proposal()
        mentee, mentor = two_asked(proposal)
        answer_proposal(proposal, by=mentor, yes=True, now=place.now)
        yes = partial(answer_proposal, proposal, by=mentee, yes=True, now=place.now)
        withdraw = partial(withdraw_application, proposal.mentor_application, by=mentor, role="applicant")
        assert mistakes(races.at_once(yes, withdraw), MoveRefused) == []
        state = Proposal.objects.get(pk=proposal.pk).state
        assert (state, introduced(proposal)) in (("accepted", 1), ("open", 0))
        proposal.delete()


def test_two_publishers_of_one_run_publish_it_once(races: Races, place: Place) -> None:
    for _ in range(ROUNDS):
        run = place.draft_run(pairs=2)
        ids = [str(each) for each in run.proposals.values_list("pk", flat=True)]
        outcomes = races.at_once(
            partial(publish_run, run, by=place.carol, now=place.now),
            partial(publish_run, run, by=place.dan, now=place.now),
        )
        assert mistakes(outcomes, MoveRefused) == []
        assert sorted(one.won for one in outcomes) == [False, True]
        events = [f"proposal:{pk}:asked" for pk in ids]
        told = Counter(Mail.objects.filter(event__in=events).values_list("event", flat=True))
        assert told == dict.fromkeys(events, 2)
        run.proposals.all().delete()


def test_the_last_place_of_a_mentor_is_taken_once(races: Races, place: Place) -> None:
    for _ in range(ROUNDS):
        mentor, *seeking = place.applicant("mentor"), place.applicant("mentee"), place.applicant("mentee")
        take = [
            partial(
                introduce_pair,
                mentee_application=each,
                mentor_application=mentor,
                definition=each.definition,
                by=place.carol,
                now=place.now,
            )
            for each in seeking
        ]
        outcomes = races.at_once(*take)
        assert mistakes(outcomes, MoveRefused) == []
        assert sorted(one.won for one in outcomes) == [False, True]
        assert Partnership.objects.alive().filter(mentor_application=mentor).count() == 1


def test_an_application_begun_and_sent_twice_is_one(races: Races, place: Place) -> None:
    for _ in range(ROUNDS):
        member = make_member(place.scheme.body, years="1")
        begin = partial(
            begin_application,
            place.scheme,
            member=member,
            role="mentee",
            by=member.account,
            today=place.now.date(),
        )
        assert mistakes(races.at_once(begin, begin)) == []
        application = Application.objects.get(member=member)
        save_answers(application, by=member.account, answers=ANSWERS["imi"]["mentee"])
        send = partial(
            submit_application, Application.objects.get(pk=application.pk), by=member.account, now=place.now
        )
        assert mistakes(races.at_once(send, send), MoveRefused) == []
        moves = Entry.objects.filter(noun="application", subject=application.pk, move="submit")
        assert (Application.objects.get(member=member).state, moves.count()) == ("waiting", 1)
        assert Notice.objects.filter(account=member.account).count() == 1


def test_both_say_that_they_met_and_it_is_held_once(races: Races, place: Place) -> None:
    for _ in range(ROUNDS):
        session = first_session(place)
        pair = session.partnership
        hold = [
            partial(
                hold_session,
                session,
                by=pair.account_of(role),
                role=role,
                minutes=60,
                held_on=place.now.date(),
            )
            for role in ("mentee", "mentor")
        ]
        assert mistakes(races.at_once(*hold)) == []
        held = Entry.objects.filter(noun="session", subject=session.pk, move="hold").count()
        pull = partial(record_session_hours, pair.account_of("mentee"))
        assert mistakes(races.at_once(pull, pull)) == []
        assert (held, Record.objects.filter(reference=session.pk).count()) == (1, 1)


def test_two_times_for_one_session_leave_one_and_tell_the_other(races: Races, place: Place) -> None:
    for _ in range(ROUNDS):
        session = first_session(place)
        pair, day = session.partnership, place.now + timedelta(days=3)
        choose = [
            partial(
                schedule_session,
                session,
                by=pair.account_of(role),
                role=role,
                starts_at=day.replace(hour=hour, minute=0, second=0, microsecond=0),
                minutes=60,
                seen_sequence=session.sequence,
            )
            for role, hour in (("mentee", 10), ("mentor", 15))
        ]
        outcomes = races.at_once(*choose)
        assert sorted(one.won for one in outcomes) == [False, True]
        assert [type(one.error).__name__ for one in outcomes if one.error] == ["TimeChangedMeanwhile"]
        assert Session.objects.get(pk=session.pk).sequence == session.sequence + 1


def test_two_who_save_one_record_lose_no_word(races: Races, place: Place) -> None:
    for _ in range(ROUNDS):
        session = first_session(place)
        pair = session.partnership
        words = {"mentee": "What the mentee wrote", "mentor": "What the mentor wrote"}
        for version in (0, 1):
            write = [
                partial(
                    write_record,
                    session,
                    by=pair.account_of(role),
                    role=role,
                    text=text,
                    version=version,
                )
                for role, text in words.items()
            ]
            outcomes = races.at_once(*write)
            assert mistakes(outcomes, WrittenMeanwhile) == []
            assert sorted(one.won for one in outcomes) == [False, True]
            kept = Session.objects.select_related("record").get(pk=session.pk).record
            assert kept is not None
            winner = next(text for text, one in zip(words.values(), outcomes, strict=True) if one.won)
            assert (kept.version, open_note(kept, by=pair.account_of("mentee"), role="mentee")) == (
                version + 1,
                winner,
            )


def test_a_run_published_while_a_colleague_takes_pairs_out_of_it_holds_nobody_up(
    races: Races, place: Place
) -> None:
    for _ in range(ROUNDS):
        run = place.draft_run(pairs=3)
        proposals = list(run.proposals.all())
        out = [partial(withdraw_proposal, each, by=place.dan, now=place.now) for each in proposals]
        outcomes = races.at_once(partial(publish_run, run, by=place.carol, now=place.now), *out)
        assert mistakes(outcomes) == []
        assert set(run.proposals.values_list("state", flat=True)) == {"withdrawn"}
        for proposal in proposals:
            moves = moves_of(proposal)
            assert moves["withdraw"] == 1
            assert told(f"proposal:{proposal.pk}:asked")[1] == 2 * moves["publish"]
        run.proposals.all().delete()


def test_a_run_published_while_its_pairs_are_introduced_by_hand_holds_nobody_up(
    races: Races, place: Place
) -> None:
    for _ in range(ROUNDS):
        run = place.draft_run(pairs=3)
        proposals = list(run.proposals.select_related("mentee_application", "mentor_application"))
        by_hand = [
            partial(
                introduce_pair,
                mentee_application=each.mentee_application,
                mentor_application=each.mentor_application,
                definition=run.definition,
                by=place.dan,
                now=place.now,
            )
            for each in proposals
        ]
        outcomes = races.at_once(partial(publish_run, run, by=place.carol, now=place.now), *by_hand)
        assert mistakes(outcomes) == []
        assert [introduced(proposal) for proposal in proposals] == [1, 1, 1]
        asked = [
            f"proposal:{pk}:asked" for pk in run.proposals.filter(state="open").values_list("pk", flat=True)
        ]
        assert Mail.objects.filter(event__in=asked).count() == 2 * len(asked)
        assert not run.proposals.filter(state="draft").exists()
        run.proposals.all().delete()
