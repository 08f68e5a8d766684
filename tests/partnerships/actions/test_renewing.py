"""A last day comes near: both are asked, and they go on only if both want to."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.domain.lifecycle import MoveRefused
from alongside.enrolment.actions import approve_application
from alongside.journal.queries import verify_journal
from alongside.notices.models import Mail, Notice
from alongside.partnerships.actions import end_partnership, hold_session, introduce_pair
from alongside.partnerships.actions.renewing import answer_renewal, end_if_not_renewed
from alongside.partnerships.jobs import ask_for_a_look_back, look_at_last_days
from alongside.partnerships.models import Partnership, RenewalAnswer
from alongside.partnerships.queries.errands import waiting_on
from alongside.partnerships.queries.partnerships import partnership_or_404
from tests.factories import Cast, make_application, make_scheme
from tests.partnerships.actions.test_agreements import agree, sign, suggest, words
from tests.partnerships.conftest import INTRODUCED
from tests.plugins.races import Races

LAST = date(2027, 3, 1)
FURTHER = date(2027, 9, 1)


@pytest.fixture
def until(physicists: Partnership) -> Partnership:
    """The two have agreed on a last day, and met once."""
    agree(physicists, words(physicists, numbers=(None, LAST, None)))
    found = fresh(physicists)
    hold_session(
        found.sessions.get(number=1),
        by=physicists.account_of("mentee"),
        role="mentee",
        minutes=60,
        held_on=INTRODUCED.date(),
    )
    return fresh(physicists)


def fresh(pair: Partnership) -> Partnership:
    found: Partnership = Partnership.objects.get(pk=pair.pk)
    return found


def go_to(clock: time_machine.Traveller, day: date) -> None:
    clock.move_to(datetime.combine(day, time(12), UTC))
    look_at_last_days(timezone.now())


def answer(pair: Partnership, role: str, day: date | None, about: date = LAST) -> Partnership:
    return answer_renewal(fresh(pair), by=pair.account_of(role), role=role, about=about, further_until=day)


def asked() -> int:
    return Notice.objects.filter(event__contains=":renewal:", cleared_at=None).count()


@pytest.mark.requirement("R85")
def test_both_are_asked_some_weeks_before_and_once(until: Partnership, clock: time_machine.Traveller) -> None:
    go_to(clock, LAST - timedelta(days=29))
    assert asked() == 0
    for days in (28, 20, 1):
        go_to(clock, LAST - timedelta(days=days))
    assert asked() == 2
    assert Mail.objects.filter(event__contains=":renewal:").count() == 2


@pytest.mark.requirement("R85")
def test_they_go_on_when_both_want_to_until_the_earlier_day(
    until: Partnership, clock: time_machine.Traveller
) -> None:
    go_to(clock, LAST - timedelta(days=10))
    assert answer(until, "mentee", FURTHER + timedelta(days=60)).until == LAST
    assert answer(until, "mentor", FURTHER).until == FURTHER
    go_to(clock, LAST + timedelta(days=2))
    assert (fresh(until).state, asked()) == ("active", 0)
    assert Notice.objects.filter(event__contains=":renewed:").count() == 2
    go_to(clock, FURTHER - timedelta(days=28))
    assert asked() == 2


@pytest.mark.parametrize("days_after", [-1, 30])
def test_words_that_were_suggested_before_do_not_take_it_back_that_they_go_on(
    until: Partnership, clock: time_machine.Traveller, days_after: int
) -> None:
    suggest(until, text=words(until, numbers=(28, LAST, None)), seen=1)
    sign(until, "mentee", seen=2)
    go_to(clock, LAST - timedelta(days=10))
    answer(until, "mentee", FURTHER)
    answer(until, "mentor", FURTHER)
    go_to(clock, LAST + timedelta(days=days_after))
    sign(until, "mentor", seen=2)
    assert (fresh(until).until, fresh(until).cadence_days) == (FURTHER, 28)
    go_to(clock, LAST + timedelta(days=40))
    assert fresh(until).state == "active"


def test_words_that_are_suggested_afterwards_may_name_an_earlier_day(
    until: Partnership, clock: time_machine.Traveller
) -> None:
    go_to(clock, LAST - timedelta(days=10))
    answer(until, "mentee", FURTHER)
    answer(until, "mentor", FURTHER)
    clock.shift(timedelta(hours=1))
    suggest(until, text=words(until, numbers=(28, LAST, None)), seen=1)
    sign(until, "mentee", "mentor", seen=2)
    assert fresh(until).until == LAST


def test_whoever_agrees_on_another_last_day_is_not_asked_about_the_old_one(
    until: Partnership, clock: time_machine.Traveller
) -> None:
    go_to(clock, LAST - timedelta(days=10))
    assert asked() == 2
    suggest(until, text=words(until, numbers=(None, FURTHER, None)), seen=1)
    sign(until, "mentee", "mentor", seen=2)
    assert asked() == 0


@pytest.mark.requirement("R85")
@pytest.mark.parametrize("mentor_says", ["nothing", "no"])
def test_one_yes_alone_closes_it_after_the_last_day_as_completed(
    until: Partnership, clock: time_machine.Traveller, mentor_says: str
) -> None:
    go_to(clock, LAST - timedelta(days=10))
    answer(until, "mentee", FURTHER)
    if mentor_says == "no":
        answer(until, "mentor", None)
    go_to(clock, LAST)
    assert fresh(until).state == "active"
    go_to(clock, LAST + timedelta(days=1))
    found = fresh(until)
    assert (found.state, found.ending, found.ended_by) == ("ended", "completed", None)
    told = Mail.objects.filter(event__endswith=":ended")
    assert told.count() == 2
    assert verify_journal()[1] == []


def test_neither_learns_what_the_other_answered(
    until: Partnership, clock: time_machine.Traveller, cast: Cast
) -> None:
    go_to(clock, LAST - timedelta(days=10))

    def seen_by_bob() -> object:
        row = partnership_or_404(cast.bob.account, until.pk)
        notices = Notice.objects.filter(account=cast.bob.account, cleared_at=None)
        return [
            [each for each in waiting_on(row, cast.bob.account) if "go on" in each.sentence],
            sorted(notices.values_list("sentence", flat=True)),
        ]

    before = seen_by_bob()
    answer(until, "mentee", None)
    assert seen_by_bob() == before
    answer(until, "mentee", FURTHER)
    assert seen_by_bob() == before


def test_an_answer_can_be_changed_and_one_that_came_too_early_is_refused(
    until: Partnership, clock: time_machine.Traveller
) -> None:
    with pytest.raises(MoveRefused, match="too early"):
        answer(until, "mentee", FURTHER)
    go_to(clock, LAST - timedelta(days=10))
    answer(until, "mentee", None)
    answer(until, "mentee", FURTHER)
    assert RenewalAnswer.objects.get().further_until == FURTHER
    for day in (LAST, LAST - timedelta(days=3), LAST + timedelta(days=4000)):
        with pytest.raises(MoveRefused, match="Choose a day"):
            answer(until, "mentor", day)
    with pytest.raises(MoveRefused, match="has changed"):
        answer(until, "mentor", FURTHER, about=FURTHER)


def test_without_a_last_day_nothing_ends_and_nobody_is_asked(
    physicists: Partnership, clock: time_machine.Traveller
) -> None:
    agree(physicists)
    go_to(clock, date(2029, 1, 1))
    assert (fresh(physicists).state, asked()) == ("introduced", 0)
    with pytest.raises(MoveRefused):
        answer(physicists, "mentee", date(2030, 1, 1))


def test_two_yes_at_once_renew_once(until: Partnership, clock: time_machine.Traveller, races: Races) -> None:
    go_to(clock, LAST - timedelta(days=10))
    outcomes = races.at_once(
        lambda: answer(until, "mentee", FURTHER),
        lambda: answer(until, "mentor", FURTHER),
    )
    assert [each.error for each in outcomes] == [None, None]
    assert fresh(until).until == FURTHER
    assert Notice.objects.filter(event__contains=":renewed:").count() == 2


def test_the_last_yes_and_the_end_of_the_term_at_once_leave_one_of_the_two(
    until: Partnership, clock: time_machine.Traveller, races: Races
) -> None:
    go_to(clock, LAST)
    answer(until, "mentee", FURTHER)
    clock.move_to(timezone.now() + timedelta(days=1))
    outcomes = races.at_once(
        lambda: answer(until, "mentor", FURTHER),
        lambda: end_if_not_renewed(fresh(until)),
    )
    found = fresh(until)
    renewed, ended = outcomes
    if found.state == "ended":
        assert isinstance(renewed.error, MoveRefused)
    else:
        assert (found.until, ended.value) == (FURTHER, False)


def test_an_ended_partnership_is_not_asked(until: Partnership, clock: time_machine.Traveller) -> None:
    end_partnership(until, by=until.account_of("mentor"), role="mentor")
    go_to(clock, LAST - timedelta(days=10))
    assert asked() == 0


def test_the_database_itself_refuses_to_go_on_backwards(until: Partnership) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        RenewalAnswer.objects.create(
            partnership=until, role="mentee", about=LAST, further_until=LAST, answered_at=timezone.now()
        )


@pytest.mark.requirement("R200")
def test_a_partnership_without_a_last_day_is_asked_about_each_year_and_never_ends_by_itself(
    cast: Cast,
) -> None:
    scheme = make_scheme(cast.body, preset="asme", slug="educators")
    seeking, offering = (
        approve_application(make_application(scheme, member, role), by=cast.dan)
        for member, role in ((cast.alice, "mentee"), (cast.bob, "mentor"))
    )
    pair = introduce_pair(
        mentee_application=seeking,
        mentor_application=offering,
        definition=seeking.definition,
        by=cast.carol,
        now=INTRODUCED,
    )
    for years, asked in ((1, 0), (1, 2), (2, 2), (2, 4), (5, 6)):
        early = timedelta(days=2) if asked == 2 * (years - 1) else timedelta()
        at = INTRODUCED.replace(year=INTRODUCED.year + years) - early
        ask_for_a_look_back(at)
        ask_for_a_look_back(at)
        look_at_last_days(at)
        told = Notice.objects.filter(event__startswith=f"partnership:{pair.pk}:look-back-")
        assert told.count() == asked
    assert fresh(pair).state != "ended"
    assert Mail.objects.filter(subject="Is it still useful?").count() == 6
