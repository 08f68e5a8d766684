"""A partnership ends, pauses or goes on while somebody else acts, or the clock does: each time one thing happens."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.db import transaction

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.scheme import BOTH_SIDES
from alongside.enrolment.models import Application
from alongside.journal.models import Entry
from alongside.notices.models import Notice
from alongside.partnerships.actions import (
    end_partnership,
    hold_session,
    pause_partnership,
    resume_partnership,
    schedule_session,
)
from alongside.partnerships.actions.agreements import sign_agreement, suggest_agreement
from alongside.partnerships.actions.renewing import answer_renewal
from alongside.partnerships.jobs import look_at_last_days, remind_partners, resume_pauses
from alongside.partnerships.models import Partnership, RenewalAnswer, Session
from alongside.partnerships.queries.agreement_words import AgreementText
from alongside.partnerships.queries.agreements import starting_text
from tests.plugins.races import Races
from tests.races.pairs import ROUNDS, Place, make_place, mistakes, moves_of, told


@pytest.fixture
def place(races: Races) -> Place:
    """The illustrators' scheme and its office."""
    return make_place()


def fresh(pair: Partnership) -> Partnership:
    found: Partnership = Partnership.objects.get(pk=pair.pk)
    return found


def session_states(pair: Partnership) -> list[str]:
    """Of the plan, in order."""
    return list(Session.objects.filter(partnership=pair).values_list("state", flat=True))


def skips(pair: Partnership) -> int:
    """How often the journal says that a session of theirs was left out."""
    ids = Session.objects.filter(partnership=pair).values("pk")
    return Entry.objects.filter(noun="session", subject__in=ids, move="skip").count()


def test_a_meeting_noted_while_the_other_ends_is_held_or_left_out(races: Races, place: Place) -> None:
    for _ in range(ROUNDS):
        pair = place.pair()
        hold = partial(
            hold_session,
            pair.sessions.get(number=1),
            by=pair.account_of("mentee"),
            role="mentee",
            minutes=60,
            held_on=place.now.date(),
        )
        end = partial(end_partnership, pair, by=pair.account_of("mentor"), role="mentor")
        holding, ending = races.at_once(hold, end)
        assert mistakes([holding], MoveRefused) == []
        assert mistakes([ending]) == []
        first, *others = session_states(pair)
        assert (first, set(others)) == ("held" if holding.won else "skipped", {"skipped"})
        assert (fresh(pair).state, moves_of(pair)["end"]) == ("ended", 1)
        assert moves_of(pair)["begin"] == int(holding.won)
        assert skips(pair) == len(others) + (not holding.won)


def test_two_who_end_it_at_once_end_it_once(races: Races, place: Place) -> None:
    for _ in range(ROUNDS):
        pair = place.pair()
        end = [
            partial(end_partnership, pair, by=pair.account_of(role), role=role, rematch=role == "mentee")
            for role in BOTH_SIDES
        ]
        assert mistakes(races.at_once(*end)) == []
        ended = fresh(pair)
        assert (ended.state, ended.ending, moves_of(pair)["end"]) == ("ended", Partnership.EARLY, 1)
        assert told(f"partnership:{pair.pk}:ended") == (2, 2)
        assert skips(pair) == len(session_states(pair))
        application = Application.objects.get(member=pair.mentee)
        by_mentee = ended.ended_by == pair.account_of("mentee")
        assert application.state == ("waiting" if by_mentee else "closed")
        assert moves_of(application)["return"] + moves_of(application)["close"] == 1


def test_an_end_against_a_fixed_last_day_is_told_once_and_nobody_hears_of_that_day_any_more(
    races: Races,
) -> None:
    coaching = make_place("short_coaching")
    for _ in range(ROUNDS):
        pair = coaching.pair()
        later = coaching.now + timedelta(days=200)
        mentee = pair.account_of("mentee")
        end = partial(end_partnership, pair, by=mentee, role="mentee", now=later)
        assert mistakes(races.at_once(end, partial(look_at_last_days, later))) == []
        ended = fresh(pair)
        assert (ended.state, moves_of(pair)["end"]) == ("ended", 1)
        assert ended.ended_by in (mentee, None)
        assert told(f"partnership:{pair.pk}:ended") == (2, 2)
        assert told(f"partnership:{pair.pk}:ends:") == (0, 0)


def test_a_pause_begun_anew_is_not_ended_by_the_clock_of_the_one_before(races: Races, place: Place) -> None:
    soon, far = place.now + timedelta(days=2), place.now + timedelta(days=40)
    for _ in range(ROUNDS):
        pair = place.pair()
        mentor = pair.account_of("mentor")
        pause_partnership(pair, by=mentor, role="mentor", until=soon.date(), now=place.now)

        def pause_anew(pair: Partnership = pair) -> None:
            by = pair.account_of("mentee")
            with transaction.atomic():
                resume_partnership(pair, by=by, role="mentee", now=soon)
                pause_partnership(pair, by=by, role="mentee", until=far.date(), now=soon)

        assert mistakes(races.at_once(partial(resume_pauses, soon), pause_anew)) == []
        paused = fresh(pair)
        assert (paused.state, paused.paused_until) == ("paused", far.date())
        assert moves_of(pair)["resume"] == 1


def test_a_pause_that_both_end_while_its_day_comes_ends_once(races: Races, place: Place) -> None:
    soon = place.now + timedelta(days=7)
    for _ in range(ROUNDS):
        pair = place.pair()
        days = list(pair.sessions.values_list("target_on", flat=True))
        mentor = pair.account_of("mentor")
        pause_partnership(pair, by=mentor, role="mentor", until=soon.date(), now=place.now)
        resume = [
            partial(resume_partnership, pair, by=pair.account_of(role), role=role, now=soon)
            for role in BOTH_SIDES
        ]
        assert mistakes(races.at_once(*resume, partial(resume_pauses, soon))) == []
        assert (fresh(pair).state, moves_of(pair)["resume"]) == ("active", 1)
        assert told(f"partnership:{pair.pk}:resumed:") == (2, 2)
        moved = [day + timedelta(days=7) for day in days]  # by the length of the pause, and once
        assert list(pair.sessions.values_list("target_on", flat=True)) == moved


def until_soon(place: Place) -> tuple[Partnership, date]:
    """A new pair who have agreed on a last day, which is so near that both are asked whether they go on."""
    pair = place.pair()
    last = (place.now + timedelta(days=10)).date()
    said = AgreementText(starting_text(pair).clauses, None, last, None)
    suggest_agreement(pair, by=pair.account_of("mentor"), role="mentor", text=said, seen=0)
    for role in BOTH_SIDES:
        account = pair.account_of(role)
        sign_agreement(pair, by=account, role=role, seen=1, name=account.name)
    return pair, last


def go_on(pair: Partnership, role: str, last: date, days: int) -> Partnership:
    """Say yes to so many days more."""
    further = last + timedelta(days=days)
    return answer_renewal(pair, by=pair.account_of(role), role=role, about=last, further_until=further)


def standing(pair: Partnership) -> int:
    """How many home pages still ask whether the two go on."""
    return Notice.objects.filter(event__startswith=f"partnership:{pair.pk}:renewal:", cleared_at=None).count()


def test_two_who_go_on_at_once_go_on_once_until_the_earlier_day(races: Races) -> None:
    physicists = make_place("comp")
    for _ in range(ROUNDS):
        pair, last = until_soon(physicists)
        look_at_last_days(physicists.now)
        assert standing(pair) == 2
        yes = [partial(go_on, pair, "mentee", last, 90), partial(go_on, pair, "mentor", last, 60)]
        assert mistakes(races.at_once(*yes)) == []
        assert fresh(pair).until == last + timedelta(days=60)
        assert RenewalAnswer.objects.filter(partnership=pair, about=last).count() == 2
        assert (moves_of(pair)["answer renewal"], moves_of(pair)["renew"]) == (2, 1)
        assert told(f"partnership:{pair.pk}:renewed:") == (2, 2)
        assert standing(pair) == 0


def test_the_last_yes_against_the_end_of_the_term_leaves_one_of_the_two(races: Races) -> None:
    physicists = make_place("comp")
    for _ in range(ROUNDS):
        pair, last = until_soon(physicists)
        go_on(pair, "mentee", last, 90)
        yes = partial(go_on, pair, "mentor", last, 90)
        clock = partial(look_at_last_days, physicists.now + timedelta(days=12))
        (answered, looked) = races.at_once(yes, clock)
        assert mistakes([answered], MoveRefused) == []
        assert mistakes([looked]) == []
        found = fresh(pair)
        assert (found.state == "ended", found.until == last) == (not answered.won, not answered.won)
        assert (moves_of(pair)["renew"], moves_of(pair)["end"]) == (int(answered.won), int(not answered.won))
        assert standing(pair) == 0


def test_nobody_is_left_with_a_reminder_of_what_is_done_at_the_same_moment(
    races: Races, place: Place
) -> None:
    later = place.now + timedelta(days=12)
    for _ in range(ROUNDS):
        ended, dated = place.pair(), place.pair()
        end = partial(end_partnership, ended, by=ended.account_of("mentee"), role="mentee", now=later)
        give_time = partial(
            schedule_session,
            dated.sessions.get(number=1),
            by=dated.account_of("mentor"),
            role="mentor",
            starts_at=later + timedelta(days=9),
            minutes=60,
            now=later,
        )
        assert mistakes(races.at_once(partial(remind_partners, later), end, give_time)) == []
        standing = Notice.objects.filter(event__contains=":remind:", cleared_at=None)
        for pair in (ended, dated):
            assert not standing.filter(event__startswith=f"partnership:{pair.pk}:").exists()
