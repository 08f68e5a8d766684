"""Finding people of the demonstration, and what they see."""

from typing import Any

from django.test import Client

from alongside.demo.bodies import BODIES
from alongside.partnerships.models import Partnership
from alongside.people.models import Account

PLANS = {plan.slug: plan for plan in BODIES}


def account_at(address: str) -> Account:
    """Somebody of the demonstration by their address, without its `.example`."""
    found: Account = Account.objects.get(email=f"{address}.example")
    return found


def pair_of(address: str) -> Partnership:
    """The partnership of a mentee or mentor."""
    account = account_at(address)
    rows = Partnership.objects.filter(mentee__account=account) | Partnership.objects.filter(
        mentor__account=account
    )
    found: Partnership = rows.order_by("-introduced_at")[0]
    return found


def page_of(address: str, path: str, **query: Any) -> bytes:
    """What somebody sees at a path."""
    client = Client()
    client.force_login(account_at(address))
    answer = client.get(path, query)
    assert answer.status_code == 200, (address, path, answer.status_code)
    return bytes(answer.content)
