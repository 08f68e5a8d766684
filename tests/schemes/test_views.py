"""The office's pages about schemes, and the rules that change only when a director adopts others."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alongside.presets import preset_text
from alongside.schemes.models import Scheme
from alongside.schemes.queries import definition_in_force, rules_of, terms_of
from tests.factories import Cast
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
CHANGED = preset_text("schemes", "imi").replace("pair_within_months = 3", "pair_within_months = 4")


def months_in_force(scheme: Scheme, days_ahead: int = 0) -> int:
    day = timezone.localdate() + timedelta(days=days_ahead)
    return rules_of(definition_in_force(scheme, day)).intake.pair_within_months


def test_a_director_starts_a_scheme_from_a_preset(cast: Cast, browser_of: Browser) -> None:
    answer = browser_of("dan").post("/office/imi/schemes/start/", {"preset": "imi", "slug": "third"})
    assert answer.status_code == 302
    assert Scheme.objects.get(slug="third").is_open


def test_a_short_name_in_use_is_refused_in_words(cast: Cast, browser_of: Browser) -> None:
    page = browser_of("dan").post("/office/imi/schemes/start/", {"preset": "imi"}).content.decode()
    assert "There is a scheme of this name already." in page


def test_new_rules_take_effect_on_their_day_and_the_old_ones_are_kept(
    cast: Cast, browser_of: Browser
) -> None:
    day = timezone.localdate() + timedelta(days=10)
    path = f"/office/imi/schemes/{cast.scheme.pk}/adopt/"
    browser_of("dan").post(path, {"text": CHANGED, "in_force_from": day.isoformat()})
    assert [months_in_force(cast.scheme, days) for days in (0, 9, 10)] == [3, 3, 4]
    old = browser_of("dan").get(f"/office/imi/schemes/{cast.scheme.pk}/definitions/1/")
    assert old.content.decode() == preset_text("schemes", "imi")


def test_whoever_adopts_reads_which_version_still_comes_and_how_it_is_taken_back(
    cast: Cast, browser_of: Browser
) -> None:
    dan, path = browser_of("dan"), f"/office/imi/schemes/{cast.scheme.pk}/adopt/"
    assert "comes into force on" not in text_of(dan.get(path).content)
    day = timezone.localdate() + timedelta(days=10)
    dan.post(path, {"text": CHANGED, "in_force_from": day.isoformat()})
    assert "To replace or take back version 2" in text_of(dan.get(path).content)
    dan.post(path, {"text": preset_text("schemes", "imi"), "in_force_from": day.isoformat()})
    told = text_of(dan.get(path).content)
    assert ("Version 2" in told, "Version 3 comes into force on" in told) == (False, True)
    assert months_in_force(cast.scheme, 10) == 3


def test_all_problems_of_a_definition_are_shown_and_nothing_is_adopted(
    cast: Cast, browser_of: Browser
) -> None:
    broken = CHANGED.replace('kind = "rolling"', 'kind = "rollin"').replace(
        "cadence_days = 30", "cadence_day = 30"
    )
    path = f"/office/imi/schemes/{cast.scheme.pk}/adopt/"
    page = browser_of("dan").post(path, {"text": broken, "in_force_from": timezone.localdate().isoformat()})
    assert "intake.kind" in page.content.decode()
    assert "plan.cadence_day" in page.content.decode()
    assert cast.scheme.definitions.count() == 1


def test_rules_never_change_for_days_that_have_passed(cast: Cast, browser_of: Browser) -> None:
    path = f"/office/imi/schemes/{cast.scheme.pk}/adopt/"
    page = browser_of("dan").post(path, {"text": CHANGED, "in_force_from": "2020-01-01"}).content.decode()
    assert "Choose today or a later day" in page
    assert cast.scheme.definitions.count() == 1


@pytest.mark.requirement("R24")
def test_the_office_adds_an_area_of_expertise(cast: Cast, browser_of: Browser) -> None:
    path = f"/office/imi/schemes/{cast.scheme.pk}/"
    browser_of("carol").post(path, {"vocabulary": "expertise", "label": "3D printing"})
    rules = rules_of(definition_in_force(cast.scheme, timezone.localdate()))
    assert terms_of(cast.scheme, rules, "expertise")[-1] == ("3d_printing", "3D printing")


def test_a_scheme_closes_and_opens_again(cast: Cast, browser_of: Browser) -> None:
    path = f"/office/imi/schemes/{cast.scheme.pk}/open/"
    states = []
    for _ in range(2):
        browser_of("dan").post(path)
        states.append(Scheme.objects.get(pk=cast.scheme.pk).is_open)
    assert states == [False, True]


@pytest.mark.parametrize("name", ["carol", "alice", "frank", "tess", "grace"])
def test_only_a_director_adopts_and_closes(cast: Cast, browser_of: Browser, name: str) -> None:
    for path in ("adopt", "open"):
        assert browser_of(name).post(f"/office/imi/schemes/{cast.scheme.pk}/{path}/").status_code == 404


@pytest.mark.parametrize(
    "name,status",
    [("carol", 200), ("dan", 200), ("alice", 404), ("frank", 404), ("tess", 404), ("visitor", 302)],
)
def test_the_offices_schemes_are_for_the_office(
    cast: Cast, browser_of: Browser, name: str, status: int
) -> None:
    for path in ("", f"{cast.scheme.pk}/"):
        assert browser_of(name).get(f"/office/imi/schemes/{path}").status_code == status
