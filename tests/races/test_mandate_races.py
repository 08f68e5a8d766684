"""A partnership that somebody requires, when several act at the same moment: agreed to and reported once, or not at all."""

from datetime import timedelta
from functools import partial

import pytest

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.months import months_after
from alongside.domain.scheme import BOTH_SIDES
from alongside.journal.models import Entry
from alongside.partnerships.actions.mandates import (
    MandateFacts,
    agree_to_report,
    end_mandate,
    require_partnership,
)
from alongside.partnerships.jobs import report_attendance_due
from alongside.partnerships.models import Mandate, MandateReport
from tests.plugins.races import Races
from tests.races.pairs import ROUNDS, Place, make_place, mistakes, moves_of, told


@pytest.fixture
def doctors(races: Races) -> Place:
    """The doctors' scheme and its office of two."""
    return make_place("nhs")


def required(place: Place) -> Mandate:
    """A council requires the mentoring of a new pair, for two months; nobody has agreed to anything yet."""
    return require_partnership(place.pair(), by=place.carol, facts=facts(place))


def facts(place: Place) -> MandateFacts:
    today = place.now.date()
    return MandateFacts(
        "A council", "", today, months_after(today, 2), 6, "Casey Lee", "casey@council.example"
    )


def agree(mandate: Mandate, role: str, *, agrees: bool = True) -> Mandate:
    by = mandate.partnership.account_of(role)
    return agree_to_report(mandate, by=by, role=role, agrees=agrees)


def number_of(mandate: Mandate, move: str) -> int:
    """The place in the journal at which this was done."""
    return Entry.objects.get(subject=mandate.pk, move=move).number


def test_what_is_required_is_noted_once_and_agreed_to_once_by_each(races: Races, doctors: Place) -> None:
    for _ in range(ROUNDS):
        pair = doctors.pair()
        note = [
            partial(require_partnership, pair, by=by, facts=facts(doctors))
            for by in (doctors.carol, doctors.dan)
        ]
        outcomes = races.at_once(*note)
        assert mistakes(outcomes, MoveRefused) == []
        assert sorted(one.won for one in outcomes) == [False, True]
        mandate = Mandate.objects.get(partnership=pair)
        assert told(f"mandate:{mandate.pk}") == (2, 2)
        yes = [partial(agree, mandate, role) for role in BOTH_SIDES for _ in range(2)]
        assert mistakes(races.at_once(*yes)) == []
        mandate.refresh_from_db()
        assert (mandate.is_agreed, moves_of(mandate)) == (True, {"require": 1, "agree": 2})
        assert [told(f"mandate:{mandate.pk}:{role}:") for role in BOTH_SIDES] == [(1, 1), (1, 1)]


def test_two_workers_send_a_report_once(races: Races, doctors: Place) -> None:
    for _ in range(ROUNDS):
        mandate = required(doctors)
        for role in BOTH_SIDES:
            agree(mandate, role)
        later = partial(report_attendance_due, doctors.now + timedelta(days=90))
        assert mistakes(races.at_once(later, later)) == []
        assert (MandateReport.objects.filter(mandate=mandate).count(), moves_of(mandate)["report"]) == (1, 1)
        assert told(f"mandate:{mandate.pk}:sent:") == (0, 1)
        assert told(f"mandate:{mandate.pk}:report:") == (2, 2)


@pytest.mark.parametrize("move", ["take back", "end"])
def test_nothing_is_reported_after_one_takes_it_back_or_it_ends(
    races: Races, doctors: Place, move: str
) -> None:
    for _ in range(ROUNDS):
        mandate = required(doctors)
        for role in BOTH_SIDES:
            agree(mandate, role)
        stop = (
            partial(agree, mandate, "mentee", agrees=False)
            if move == "take back"
            else partial(end_mandate, mandate, by=doctors.carol)
        )
        later = doctors.now + timedelta(days=90)
        assert mistakes(races.at_once(partial(report_attendance_due, later), stop)) == []
        reports = MandateReport.objects.filter(mandate=mandate).count()
        assert (moves_of(mandate)["report"], told(f"mandate:{mandate.pk}:sent:")) == (reports, (0, reports))
        if reports:
            assert number_of(mandate, "report") < number_of(mandate, move)
        report_attendance_due(later)
        assert MandateReport.objects.filter(mandate=mandate).count() == reports
