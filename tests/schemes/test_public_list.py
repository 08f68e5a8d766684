"""The public list of schemes: found by region, with whom to ask, and nobody named."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.presets import preset_text
from alongside.schemes.actions import set_scheme_open, start_scheme
from alongside.schemes.models import Scheme
from tests.factories import Cast, make_body, make_scheme
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]


@pytest.fixture
def doctors(cast: Cast) -> Scheme:
    return make_scheme(cast.body, preset="nhs", slug="doctors")


def listed(client: Client, region: str = "") -> str:
    return text_of(client.get(reverse("open-schemes"), {"region": region} if region else {}).content)


@pytest.mark.requirement("R269", "R274")
def test_anybody_reads_which_schemes_are_open_for_whom_and_whom_to_ask(cast: Cast, doctors: Scheme) -> None:
    page = listed(Client())
    assert "Mentoring for doctors" in page
    assert "Doctors of every grade" in page
    assert f"The mentoring office, {cast.body.contact_email}" in page
    assert cast.scheme.name not in page  # its rules do not list it
    set_scheme_open(doctors, by=cast.dan, is_open=False)
    assert "Mentoring for doctors" not in listed(Client())


@pytest.mark.requirement("R250")
def test_a_region_leaves_the_schemes_that_run_there_and_those_that_run_everywhere(doctors: Scheme) -> None:
    text = preset_text("schemes", "nhs").replace('name = "Mentoring for doctors"', 'name = "London only"', 1)
    start, end = text.index('regions = ["North'), text.index('contact = "The mentoring office"')
    here = text[:start] + 'regions = ["London"]\n' + text[end:]
    everywhere = (text[:start] + text[end:]).replace("London only", "Everywhere else")
    today = timezone.localdate()
    for slug, definition in (("london", here), ("everywhere", everywhere)):
        start_scheme(make_body(slug), by=None, text=definition, slug=slug, today=today)
    wales = listed(Client(), "Wales")
    assert "Mentoring for doctors" in wales
    assert "Everywhere else" in wales
    assert "London only" not in wales
    assert "London only" in listed(Client(), "London")
    assert "London only" in listed(Client(), "Nowhere that is listed")


def test_a_member_is_led_to_the_scheme_and_nobody_else(doctors: Scheme, browser_of: Browser) -> None:
    link = reverse("scheme", args=[doctors.pk])
    assert link in browser_of("alice").get(reverse("open-schemes")).content.decode()
    for client in (Client(), browser_of("frank")):
        assert link not in client.get(reverse("open-schemes")).content.decode()
