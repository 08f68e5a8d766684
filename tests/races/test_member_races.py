"""Two in an office who put the same person on the list at the same moment."""

from functools import partial

from django.test import Client
from django.urls import reverse

from alongside.people.models import Account, Member
from tests.plugins.races import Races
from tests.races.pairs import ROUNDS, Place, make_place


def _add(account: Account, address: str, number: str) -> int:
    client = Client()
    client.force_login(account)
    said = {"given_name": "Zoë", "email": address, "number": number, "status": "active"}
    return client.post(reverse("office-member-add", args=["race"]), said).status_code


def test_the_second_who_adds_the_same_member_reads_that_they_are_there(races: Races) -> None:
    place: Place = make_place()
    for number in range(ROUNDS):
        address = f"zoe{number}@example.org"
        outcomes = races.at_once(*[partial(_add, place.carol, address, f"N{number}")] * 2)
        assert sorted(outcome.value for outcome in outcomes) == [200, 302]
        assert Member.objects.filter(email=address).count() == 1
