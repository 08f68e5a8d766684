"""The list of what the two agreed to do, as either of them."""

from collections.abc import Callable
from datetime import date, timedelta

from django.test import Client
from django.urls import reverse

from alongside.partnerships.actions import agree_action, settle_action
from alongside.partnerships.models import Partnership
from tests.factories import Cast
from tests.reading import text_of

Browser = Callable[[str], Client]
FIRST = date(2027, 1, 1)


def test_what_is_to_do_stands_whole_and_what_is_settled_in_pages_the_newest_day_first(
    cast: Cast, pair: Partnership, browser_of: Browser
) -> None:
    for number in range(30):
        agreed = agree_action(
            pair, by=cast.alice.account, role="mentee", text=f"Step {number:02}.", owner="mentee",
            due_on=FIRST + timedelta(days=number),
        )  # fmt: skip
        if number < 27:
            settle_action(agreed, by=cast.alice.account, role="mentee", move="finish")
    path = reverse("partnership-actions", kwargs={"partnership_id": pair.pk})
    shown = text_of(browser_of("bob").get(path).content)
    assert "1 to 25 of 27 actions" in shown
    to_do, _, settled = shown.partition("Settled")
    assert [f"Step {number:02}." in to_do for number in (26, 27, 28, 29)] == [False, True, True, True]
    assert settled.index("Step 26.") < settled.index("Step 25.") < settled.index("Step 02.")
    assert "Step 01." not in settled
    older = text_of(browser_of("bob").get(path, {"page": "2"}).content)
    assert [f"Step {number:02}." in older for number in (0, 1, 2, 29)] == [True, True, False, True]
