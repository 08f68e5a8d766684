"""Moves: the table decides by what stands in the database, so of two racers one wins."""

from functools import partial
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.test import Client, RequestFactory

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.lifecycles import APPLICATION
from alongside.enrolment.models import Application
from alongside.journal.middleware import client_address
from alongside.journal.models import Entry
from alongside.journal.moves import make_move
from alongside.journal.queries import verify_journal
from tests.factories import Cast, make_application, make_cast
from tests.plugins.races import Races


def test_a_move_changes_the_state_and_is_written_down(cast: Cast) -> None:
    application = make_application(cast.scheme, cast.alice, "mentee")
    make_move(application, APPLICATION, "withdraw", by=cast.alice.account, role="applicant")
    entry = Entry.objects.filter(subject=application.pk).latest("number")
    assert (application.state, Application.objects.get(pk=application.pk).state) == ("withdrawn", "withdrawn")
    assert (entry.move, entry.source, entry.target, entry.account) == (
        "withdraw",
        "waiting",
        "withdrawn",
        cast.alice.account,
    )


@pytest.mark.parametrize("name, role", [("approve", "office"), ("withdraw", "mentor"), ("close", "office")])
def test_what_the_table_does_not_hold_is_refused_and_leaves_no_trace(
    cast: Cast, name: str, role: str
) -> None:
    application = make_application(cast.scheme, cast.alice, "mentee")
    before = Entry.objects.count()
    with pytest.raises(MoveRefused):
        make_move(application, APPLICATION, name, by=cast.alice.account, role=role)
    assert (Application.objects.get(pk=application.pk).state, Entry.objects.count()) == ("waiting", before)


def test_the_state_in_the_database_counts_not_the_one_in_memory(cast: Cast) -> None:
    application = make_application(cast.scheme, cast.alice, "mentee")
    stale = Application.objects.get(pk=application.pk)
    make_move(application, APPLICATION, "withdraw", by=cast.alice.account, role="applicant")
    with pytest.raises(MoveRefused):
        make_move(stale, APPLICATION, "withdraw", by=cast.alice.account, role="applicant")


@pytest.mark.parametrize("way", ["at_once", "in_processes"])
def test_of_two_racers_one_is_refused(races: Races, way: str) -> None:
    cast = make_cast()
    application = make_application(cast.scheme, cast.alice, "mentee")
    leave = partial(_withdraw, application.pk)
    outcomes = getattr(races, way)(leave, leave)
    assert sorted(type(one.error).__name__ for one in outcomes) == ["MoveRefused", "NoneType"]
    moves = Entry.objects.filter(subject=application.pk, move="withdraw").count()
    assert (moves, verify_journal()[1]) == (1, [])


def _withdraw(application_id: UUID) -> None:
    application = Application.objects.select_related("member__account").get(pk=application_id)
    make_move(application, APPLICATION, "withdraw", by=application.member.account, role="applicant")


def test_a_move_killed_after_any_statement_happened_whole_or_not_at_all(races: Races) -> None:
    cast = make_cast()
    application = make_application(cast.scheme, cast.alice, "mentee")
    before = Entry.objects.count()
    for _ in races.each_kill_point(partial(_withdraw, application.pk)):
        state = Application.objects.get(pk=application.pk).state
        assert (state, Entry.objects.count()) == ("waiting", before)
    assert (Application.objects.get(pk=application.pk).state, verify_journal()[1]) == ("withdrawn", [])


@pytest.mark.parametrize(
    "proxies, forwarded, address",
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
    ],
)
def test_where_a_request_comes_from_is_told_by_our_own_proxies_alone(
    settings: LazySettings, proxies: int, forwarded: str, address: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    assert client_address(RequestFactory().get("/", HTTP_X_FORWARDED_FOR=forwarded)) == address


def test_a_change_through_the_web_says_so(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.alice.account)
    application = make_application(cast.scheme, cast.alice, "mentee")
    client.post(f"/applications/{application.pk}/withdraw/")
    entry = Entry.objects.filter(subject=application.pk).latest("number")
    assert (entry.move, entry.via, entry.address) == ("withdraw", "web", "127.0.0.1")
