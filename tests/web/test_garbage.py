"""What pages leave behind is found after the response, and everything now and then."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from django.core.signals import request_finished
from django.test import Client

from alongside.web.garbage import SEARCHES_UNTIL_FULL, collect_after_response, collect_between_requests


class Ring:
    """Holds on to itself, so that only a search finds that nobody needs it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def by_hand() -> Iterator[None]:
    """The interpreter does not search by itself."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("by_hand")
def test_what_a_page_has_left_is_gone_after_its_response() -> None:
    left = weakref.ref(Ring())
    assert left() is not None
    collect_after_response()
    assert left() is None


@pytest.mark.usefixtures("by_hand")
def test_what_outlived_a_search_is_found_by_the_one_that_goes_through_everything() -> None:
    ring = Ring()
    left = weakref.ref(ring)
    collect_after_response()
    del ring
    collect_after_response()
    assert left() is not None
    for _ in range(SEARCHES_UNTIL_FULL):
        collect_after_response()
    assert left() is None


@pytest.mark.django_db
def test_the_server_searches_after_each_response_and_seldom_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gc, "freeze", lambda: None)  # what the tests hold must not stay for ever
    before = gc.get_threshold()
    try:
        collect_between_requests()
        assert gc.get_threshold()[0] > 100 * before[0]
        left = weakref.ref(Ring())
        assert Client().get("/health").status_code == 200
        assert left() is None
    finally:
        gc.set_threshold(*before)
        request_finished.disconnect(dispatch_uid="collect-after-response")
