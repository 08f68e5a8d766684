"""A scheme for some people: who may apply says so of themselves, and nobody else learns what is true of them."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.directory.actions.named import Naming, name_mentor
from alongside.enrolment.actions import NotEligible, begin_application
from alongside.enrolment.models import Application
from alongside.journal.models import Entry
from alongside.schemes.models import Scheme
from tests.factories import Cast, make_scheme
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
GROUP = "I am a woman, or the first of my family at a university."
MORE = f'\n[eligibility.mentee]\ndeclaration = "{GROUP}"\n'


@pytest.fixture
def targeted(cast: Cast) -> Scheme:
    return make_scheme(cast.body, slug="targeted", more=MORE)


@pytest.mark.requirement("R228")
def test_who_may_apply_says_so_and_the_office_reads_that_they_may_and_nothing_more(
    cast: Cast, targeted: Scheme, browser_of: Browser
) -> None:
    alice, begin = browser_of("alice"), reverse("application-begin", args=[targeted.pk, "mentee"])
    shown = text_of(alice.get(reverse("scheme", args=[targeted.pk])).content)
    assert GROUP in shown
    assert "Nobody reads what of it is true of you" in shown
    refused = text_of(alice.post(begin, follow=True).content)
    assert "Tick it there first" in refused
    assert not Application.objects.exists()
    alice.post(begin, {"declared": "1"})
    found = Application.objects.get()
    assert found.state == "draft"
    answers = {"hope_to_get": "To draw hands", "expertise": ["management"], "send": "1"}
    alice.post(reverse("application-answers", args=[found.pk]), answers)
    found.refresh_from_db()
    assert found.state in ("submitted", "waiting")
    assert GROUP not in str(found.answers)
    carol = browser_of("carol")
    page = carol.get(reverse("office-application", args=[cast.body.slug, found.pk]))
    assert "By their own word" in text_of(page.content)
    listed = carol.get(reverse("office-applications", args=[cast.body.slug]))
    for answer in (page, listed):
        assert "first of my family" not in text_of(answer.content)
    facts = [str(entry.facts) for entry in Entry.objects.filter(subject=found.pk)]
    assert not any("family" in fact for fact in facts)


@pytest.mark.requirement("R228")
def test_nobody_comes_in_by_another_door_without_saying_so(cast: Cast, targeted: Scheme) -> None:
    today, alice = timezone.localdate(), cast.alice
    for by in (alice.account, cast.carol):
        with pytest.raises(NotEligible, match="Tick it there first"):
            begin_application(targeted, member=alice, role="mentee", by=by, today=today)
    doctors = make_scheme(cast.body, preset="nhs", slug="doctors", more=MORE)
    with pytest.raises(NotEligible, match="Tick it there first"):
        name_mentor(
            doctors,
            Naming("Gran", "gran@x.example", "Hello"),
            member=alice,
            by=alice.account,
            now=timezone.now(),
        )
    assert not Application.objects.exists()


def test_the_other_part_is_open_to_anybody(cast: Cast, targeted: Scheme) -> None:
    made = begin_application(
        targeted, member=cast.bob, role="mentor", by=cast.bob.account, today=timezone.localdate()
    )
    assert made.state == "draft"


def test_on_paper_the_signature_says_it_and_the_office_ticks_that_it_is_there(
    cast: Cast, targeted: Scheme, browser_of: Browser
) -> None:
    carol = browser_of("carol")
    blank = browser_of("alice").get(reverse("blank-form", args=[targeted.pk, "mentee"]))
    assert f"By signing you say of yourself: {GROUP}" in text_of(blank.content)
    page = reverse("application-key-in", args=[cast.body.slug, targeted.pk])
    said = {"number_or_email": cast.alice.email, "side": "mentee"}
    assert "Tick it there first" in text_of(carol.post(page, said).content)
    carol.post(page, said | {"declared": "on"})
    assert Application.objects.get().keyed_in_by == cast.carol
