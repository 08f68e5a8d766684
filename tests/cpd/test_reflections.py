"""What somebody reflected on a session goes into its CPD record item by item, when they choose it, and not before."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.cpd.models import Record
from alongside.cpd.queries.records import open_texts
from alongside.cpd.queries.reflections import reflected_on
from alongside.cpd.writing import ProfileText
from alongside.partnerships.actions.reflections import write_reflection
from alongside.partnerships.models import Partnership, Session
from tests.cpd.worlds import (
    exported,
    first_session,
    hold,
    introduced,
    make_profile,
    make_record,
    write_profile,
)
from tests.factories import Cast

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
TODAY = timezone.localdate()
SAID = {
    "learned": "Otter pewter lantern",
    "benefit_self": "Walnut harbour kite",
    "benefit_service_users": "Saffron gravel plover",
}
"""What alice wrote under the prompts that serve these."""


@pytest.fixture
def pair(cast: Cast) -> Partnership:
    return introduced(cast)


@pytest.fixture
def session(cast: Cast, pair: Partnership) -> Session:
    return hold(first_session(pair), by=cast.alice.account)


def reflect(session: Session, **answers: str) -> None:
    mentee = session.partnership.mentee.account
    chosen = next(each for each in session.partnership.rules.reflection.sets_for("mentee", "after_session"))
    serving = {str(prompt.serves): prompt.key for prompt in chosen.prompts if prompt.serves}
    write_reflection(
        session.partnership,
        by=mentee,
        role="mentee",
        occasion="after_session",
        prompt_set=chosen.key,
        answers={
            serving["learning" if name == "learned" else name]: words for name, words in answers.items()
        },
        session=session,
    )


@pytest.fixture
def record(cast: Cast, browser_of: Browser, session: Session) -> Record:
    """Alice's record of the session on which she reflected."""
    reflect(session, **SAID)
    browser_of("alice").get(reverse("cpd"))
    return Record.objects.get(owner=cast.alice.account)


def form_of(client: Client, record: Record) -> dict[str, str]:
    """What the record's form holds, as a browser sends it."""
    form = client.get(reverse("cpd-record", args=[record.pk])).context["form"]
    values = {name: form[name].value() for name in form.fields if name != "standards"}
    return {name: str(value) for name, value in values.items() if value is not None}


def bring(client: Client, record: Record, *names: str) -> None:
    """Press the button of each item, then save."""
    address = reverse("cpd-record", args=[record.pk])
    for name in names:
        client.post(address, form_of(client, record) | {"bring": name})
    client.post(address, form_of(client, record))


@pytest.mark.requirement("R50", "R51")
def test_what_was_chosen_goes_out_in_the_profile_and_nothing_else(
    cast: Cast, browser_of: Browser, record: Record
) -> None:
    alice = browser_of("alice")
    profile = make_profile(cast.alice, on=TODAY - timedelta(days=60), until=TODAY)
    write_profile(profile, ProfileText(), record)
    for file in exported(alice, profile):
        assert [words for words in SAID.values() if words in file] == []
    bring(alice, record, "benefit_self")
    for file in exported(alice, profile):
        assert [words for words in SAID.values() if words in file] == [SAID["benefit_self"]]
    bring(alice, record, "benefit_service_users")
    for file in exported(alice, profile):
        chosen = [SAID["benefit_self"], SAID["benefit_service_users"]]
        assert [words for words in SAID.values() if words in file] == chosen
    write_profile(profile, ProfileText())
    for file in exported(alice, profile):
        assert [words for words in SAID.values() if words in file] == []


def test_nothing_is_in_the_record_before_it_is_saved_and_it_can_be_changed(
    cast: Cast, browser_of: Browser, record: Record
) -> None:
    alice, address = browser_of("alice"), reverse("cpd-record", args=[record.pk])
    typed = form_of(alice, record) | {"learned": "My own words."}
    answer = alice.post(address, typed | {"bring": "learned"})
    assert answer["Location"] == f"{address}#id_learned"
    assert open_texts([Record.objects.get(pk=record.pk)], by=cast.alice.account) == {}
    form = form_of(alice, record)
    assert form["learned"] == f"My own words.\n\n{SAID['learned']}"
    alice.post(address, form | {"learned": "Both, in other words."})
    found = Record.objects.get(pk=record.pk)
    assert open_texts([found], by=cast.alice.account)[found.pk].learned == "Both, in other words."


def test_the_same_item_twice_stands_once(browser_of: Browser, record: Record) -> None:
    alice, address = browser_of("alice"), reverse("cpd-record", args=[record.pk])
    for _ in range(2):
        alice.post(address, form_of(alice, record) | {"bring": "learned"})
    assert form_of(alice, record)["learned"] == SAID["learned"]


def test_every_reflection_on_the_session_is_offered_the_oldest_first(
    cast: Cast, session: Session, record: Record
) -> None:
    reflect(session, learned="Later thought")
    assert reflected_on(record, by=cast.alice.account)["learned"] == f"{SAID['learned']}\n\nLater thought"


def test_only_what_there_is_is_offered(cast: Cast, browser_of: Browser, session: Session) -> None:
    reflect(session, benefit_self="Only this")
    alice, bob = browser_of("alice"), browser_of("bob")
    for browser in (alice, bob):
        browser.get(reverse("cpd"))
    record = Record.objects.get(owner=cast.alice.account)
    address = reverse("cpd-record", args=[record.pk])
    assert alice.get(address).content.decode().count("Begin from my reflection") == 1
    page = alice.post(address, form_of(alice, record) | {"bring": "learned"}, follow=True).content.decode()
    assert "no such answer" in page
    bobs = bob.get(
        reverse("cpd-record", args=[Record.objects.get(owner=cast.bob.account).pk])
    ).content.decode()
    assert ("Begin from my reflection" in bobs, "Only this" in bobs) == (False, False)


def test_a_typed_record_offers_nothing(cast: Cast, browser_of: Browser, record: Record) -> None:
    typed = make_record(cast.alice.account)
    page = browser_of("alice").get(reverse("cpd-record", args=[typed.pk])).content.decode()
    assert "Begin from my reflection" not in page


def test_the_writer_of_a_profile_is_led_to_sessions_they_reflected_on(
    cast: Cast, browser_of: Browser, pair: Partnership, record: Record
) -> None:
    alice = browser_of("alice")
    second = hold(pair.sessions.get(number=2), by=cast.alice.account)
    profile = make_profile(cast.alice, on=TODAY - timedelta(days=60), until=TODAY)
    address, counts = reverse("cpd-profile", args=[profile.pk]), []
    page = alice.get(address).content.decode()
    assert page.count(f"{reverse('cpd-record', args=[record.pk])}?profile={profile.pk}#reflected") == 1
    assert page.count("Begin from my reflection") == 1
    assert [words for words in SAID.values() if words in page] == []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            alice.get(address)
        counts.append(len(captured))
        reflect(second, **SAID)
    assert counts[0] == counts[1]
