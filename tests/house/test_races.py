"""The race track itself: it must show a lost update, and a kill must leave what a crash leaves."""

import os
import subprocess
import sys
from functools import partial

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from tests.plugins.races import Races


def _keep(key: str, text: str = "") -> Session:
    return Session.objects.create(session_key=key, session_data=text, expire_date=timezone.now())


def _append_letter(letter: str) -> str:
    with transaction.atomic():
        row = Session.objects.select_for_update().get(session_key="shared")
        row.session_data += letter
        row.save()
    return letter


def _keep_two() -> None:
    with transaction.atomic():
        _keep("first")
        _keep("second")


@pytest.mark.parametrize("way", ["at_once", "in_processes"])
def test_contestants_work_on_the_same_committed_rows(races: Races, way: str) -> None:
    _keep("shared")
    outcomes = getattr(races, way)(*[partial(_append_letter, letter) for letter in "abcd"])
    assert [outcome.value for outcome in outcomes] == list("abcd")
    assert sorted(Session.objects.get(session_key="shared").session_data) == list("abcd")


@pytest.mark.parametrize("way", ["at_once", "in_processes"])
def test_one_of_two_contestants_for_the_same_key_is_refused(races: Races, way: str) -> None:
    outcomes = getattr(races, way)(_keep_once, _keep_once)
    assert sorted(outcome.won for outcome in outcomes) == [False, True]


def _keep_once() -> None:
    with transaction.atomic():
        if Session.objects.filter(session_key="once").exists():
            raise ValueError("it is there")
        Session(session_key="once", session_data="", expire_date=timezone.now()).save(force_insert=True)


def test_a_kill_inside_a_transaction_leaves_nothing_of_it(races: Races) -> None:
    left = [Session.objects.count() for _ in races.each_kill_point(_keep_two)]
    assert set(left) == {0}
    assert Session.objects.count() == 2


def test_what_the_action_raises_is_raised_here(races: Races) -> None:
    with pytest.raises(ZeroDivisionError):
        races.killed_after(1, lambda: 1 / 0)


def test_a_process_of_the_product_works_on_the_test_database(
    races: Races, product_environment: dict[str, str]
) -> None:
    _keep("shared")
    program = (
        "import django; django.setup();"
        "from django.contrib.sessions.models import Session; print(Session.objects.get().session_key)"
    )
    environment = {**product_environment, "DJANGO_SETTINGS_MODULE": "alongside.settings"}
    answer = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "shared"
    assert os.environ["DATABASE_URL"] != environment["DATABASE_URL"]
