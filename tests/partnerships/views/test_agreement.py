"""The pages of the agreement, as each of the cast."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from alongside.domain.scheme.load import load_scheme
from alongside.partnerships.actions import end_partnership
from alongside.partnerships.forms.agreement import SignForm
from alongside.partnerships.models import Agreement, Partnership
from alongside.presets import preset_text
from alongside.schemes.actions import start_scheme
from tests.factories import Cast, make_partnership
from tests.partnerships.conftest import INTRODUCED

Browser = Callable[[str], Client]
SIGNED = {"agrees": "on", "seen": "1"}


def page_of(browser: Client, path: str, status: int = 200) -> str:
    answer = browser.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def typed(pair: Partnership, seen: int = 0, **changed: str) -> dict[str, str]:
    """What the form sends when only these words are changed."""
    clauses = pair.rules.agreement.clauses
    kept = {f"clause_{clause.key}": clause.text.strip() for clause in clauses if not clause.fixed}
    return (
        kept
        | {f"clause_{key}": words for key, words in changed.items() if key not in NUMBERS}
        | {key: words for key, words in changed.items() if key in NUMBERS}
        | {"seen": str(seen)}
    )


NUMBERS = ("cadence_days", "until", "review_every")


@pytest.mark.requirement("R79")
def test_two_begin_sign_and_print_their_agreement(physicists: Partnership, browser_of: Browser) -> None:
    alice, bob, path = browser_of("alice"), browser_of("bob"), f"/partnerships/{physicists.pk}/agreement/"
    empty = page_of(alice, path)
    assert "Your scheme recommends one." in empty
    assert "What stays between us" in empty
    form = page_of(alice, f"{path}change/")
    assert "There are three exceptions" in form
    alice.post(
        f"{path}change/",
        typed(
            physicists,
            logistics="We meet at <Café>.",
            cadence_days="14",
            review_every="2",
            until="2027-08-31",
        ),
    )
    page = page_of(bob, path)
    for words in (
        "We meet at &lt;Café&gt;.",
        "What is different from the scheme's own words",
        "Every two weeks",
        "Tuesday 31 August 2027",
        "After every second session",
        "Has not signed yet",
    ):
        assert words in page
    bob.post(f"{path}sign/", SIGNED | {"name": "bob  example"})
    alice.post(f"{path}sign/", SIGNED | {"name": "Alice Example"})
    page = page_of(alice, path)
    assert "In force: version 1" in page
    assert page.count("signed on") == 2
    assert "Fingerprint of this version" in page
    assert "Sign this agreement" not in page


def test_a_signature_needs_a_tick_and_the_persons_own_name(pair: Partnership, browser_of: Browser) -> None:
    alice, path = browser_of("alice"), f"/partnerships/{pair.pk}/agreement/"
    alice.post(f"{path}change/", typed(pair))
    answer = alice.post(f"{path}sign/", {"seen": "1", "name": "Bob Example"}).content.decode()
    assert "Tick this once you have read it and agree." in answer
    assert "Type your name as it stands here: Alice Example." in answer
    assert Agreement.objects.get().mentee_signed is None


@pytest.mark.parametrize(
    "name, typed_as, counts",
    [
        ("Aoife O'Brien", "aoife  O’Brien", True),
        ("Alice Tŷ-Mawr", "Alice Ty-Mawr", True),
        ("Élodie Gagnon", "Elodie Gagnon", True),
        ("Aoife O'Brien", "Aoife O’Byrne", False),
        ("Aoife O'Brien", "Aoife", False),
    ],
)
def test_a_name_is_ones_own_however_the_keyboard_writes_it(name: str, typed_as: str, counts: bool) -> None:
    assert SignForm(name, {"agrees": "on", "seen": "1", "name": typed_as}).is_valid() is counts


def test_what_was_signed_is_what_was_on_the_page(pair: Partnership, browser_of: Browser) -> None:
    alice, bob, path = browser_of("alice"), browser_of("bob"), f"/partnerships/{pair.pk}/agreement/"
    alice.post(f"{path}change/", typed(pair))
    alice.post(f"{path}change/", typed(pair, seen=1, rhythm="On Fridays."))
    answer = bob.post(f"{path}sign/", SIGNED | {"name": "Bob Example"}, follow=True).content.decode()
    assert "suggested another wording in the meantime" in answer
    assert Agreement.objects.get().mentor_signed is None


def test_of_two_who_write_at_once_both_wordings_stay_in_sight(pair: Partnership, browser_of: Browser) -> None:
    alice, bob, path = browser_of("alice"), browser_of("bob"), f"/partnerships/{pair.pk}/agreement/"
    alice.post(f"{path}change/", typed(pair))
    bob.post(f"{path}change/", typed(pair, seen=1, rhythm="On Fridays."))
    answer = alice.post(f"{path}change/", typed(pair, seen=1, rhythm="On Mondays."))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "On Mondays." in page
    assert "On Fridays." in page
    assert 'name="seen" value="2"' in page
    assert "What Bob's wording says instead" in page
    assert page.count("<dt>Yours</dt>") == 1
    alice.post(f"{path}change/", typed(pair, seen=2, rhythm="On Mondays."))
    assert Agreement.objects.get().version == 3


def test_what_is_typed_is_kept_and_shown_beside_what_came_meanwhile(
    pair: Partnership, browser_of: Browser
) -> None:
    alice, bob, path = browser_of("alice"), browser_of("bob"), f"/partnerships/{pair.pk}/agreement/"
    saved = alice.post(f"{path}draft/", typed(pair, rhythm="Half a thou"))
    assert json.loads(saved.content)["saved_at"]
    bob.post(f"{path}change/", typed(pair, rhythm="On Fridays."))
    page = page_of(alice, f"{path}change/")
    assert "Half a thou" in page
    assert "This is what you were typing when you left." in page
    assert "On Fridays." in page
    assert "Half a thou" not in page_of(bob, f"{path}change/")


def test_earlier_versions_stay_readable_and_missing_ones_are_missing(
    pair: Partnership, browser_of: Browser
) -> None:
    alice, path = browser_of("alice"), f"/partnerships/{pair.pk}/agreement/"
    assert alice.get(f"{path}1/").status_code == 404
    alice.post(f"{path}change/", typed(pair, rhythm="On Fridays."))
    alice.post(f"{path}change/", typed(pair, seen=1, rhythm="On Mondays."))
    assert "On Fridays." in page_of(alice, f"{path}1/")
    assert "This is an earlier version" in page_of(alice, f"{path}1/")
    assert "It is in force once you have both signed it." in page_of(alice, f"{path}2/")
    assert alice.get(f"{path}3/").status_code == 404


@pytest.mark.parametrize("name", ["carol", "dan", "erin", "frank", "grace", "tess"])
def test_nobody_else_reads_or_signs_it(pair: Partnership, browser_of: Browser, name: str) -> None:
    path = f"/partnerships/{pair.pk}/agreement/"
    browser_of("alice").post(f"{path}change/", typed(pair))
    other = browser_of(name)
    assert {other.get(path).status_code, other.get(f"{path}1/").status_code} == {404}
    assert other.post(f"{path}sign/", SIGNED | {"name": "Alice Example"}).status_code == 404


@pytest.mark.requirement("R84")
def test_what_was_agreed_about_ending_stands_where_one_ends(pair: Partnership, browser_of: Browser) -> None:
    alice, bob, path = browser_of("alice"), browser_of("bob"), f"/partnerships/{pair.pk}/agreement/"
    alice.post(f"{path}change/", typed(pair, ending="We have one last coffee."))
    for browser, name in ((alice, "Alice Example"), (bob, "Bob Example")):
        assert "What you agreed about ending" not in page_of(bob, f"/partnerships/{pair.pk}/end/")
        browser.post(f"{path}sign/", SIGNED | {"name": name})
    page = page_of(bob, f"/partnerships/{pair.pk}/end/")
    assert "What you agreed about ending" in page
    assert "We have one last coffee." in page


def test_after_the_end_it_is_read_and_no_more(pair: Partnership, browser_of: Browser, cast: Cast) -> None:
    alice, path = browser_of("alice"), f"/partnerships/{pair.pk}/agreement/"
    alice.post(f"{path}change/", typed(pair))
    end_partnership(pair, by=cast.bob.account, role="mentor")
    page = page_of(alice, path)
    assert "Version 1" in page
    assert "Sign this agreement" not in page
    assert "Suggest other words" not in page
    refused = alice.post(f"{path}sign/", SIGNED | {"name": "Alice Example"}, follow=True).content.decode()
    assert "has ended" in refused


@pytest.mark.requirement("R85")
def test_each_says_on_a_page_of_their_own_whether_they_go_on(
    physicists: Partnership, browser_of: Browser, clock: time_machine.Traveller
) -> None:
    alice, bob, path = browser_of("alice"), browser_of("bob"), f"/partnerships/{physicists.pk}/renewal/"
    assert "You have agreed on no last day" in page_of(alice, path)
    sign = f"/partnerships/{physicists.pk}/agreement/"
    alice.post(f"{sign}change/", typed(physicists, until="2027-03-01"))
    for browser, name in ((alice, "Alice Example"), (bob, "Bob Example")):
        browser.post(f"{sign}sign/", SIGNED | {"name": name})
    assert "Your agreement goes until Monday 1 March 2027" in page_of(alice, path)
    clock.move_to(INTRODUCED + timedelta(days=165))
    alice, bob = browser_of("alice"), browser_of("bob")
    said = {"go_on": "yes", "about": "2027-03-01", "further_until": "2027-09-01"}
    missing = alice.post(path, {"go_on": "yes", "about": "2027-03-01"}).content.decode()
    assert "Choose the day until which you would go on." in missing
    alice.post(path, said)
    assert "you would go on until Wednesday 1 September 2027" in page_of(alice, path)
    assert "You have answered" not in page_of(bob, path)
    answer = bob.post(path, said | {"further_until": "2027-08-01"}, follow=True).content.decode()
    assert "You both want to go on: until Sunday 1 August 2027." in answer
    assert "Agreed until" in answer
    assert "You have both said that you go on: until Sunday 1 August 2027" in page_of(alice, sign)
    assert 'value="2027-08-01"' in page_of(alice, f"{sign}change/")


@pytest.mark.requirement("R267")
def test_the_two_begin_with_one_of_several_templates(clock: object, cast: Cast, browser_of: Browser) -> None:
    text = preset_text("schemes", "nhs")
    agreement = text[text.index("[agreement]") : text.index("# R256")]
    usual = preset_text("schemes", "imi")
    body_adds = (
        '\n[[agreement.templates]]\nkey = "ours"\ntitle = "Ours"\n'
        '[[agreement.templates.words]]\nclause = "goals"\ntext = "As we do it here."\n'
    )
    begins = usual.index("[agreement]")
    ends = usual.index("\n[", usual.rindex("[[agreement.clauses]]") + 5)
    scheme = start_scheme(
        cast.body,
        by=None,
        text=usual[:begins] + agreement + body_adds + usual[ends:],
        slug="templates",
        today=INTRODUCED.date() - timedelta(days=9),
    )
    pair = make_partnership(scheme, cast.alice, cast.bob, now=INTRODUCED)
    alice, path = browser_of("alice"), f"/partnerships/{pair.pk}/agreement/"
    page = page_of(alice, path)
    for title in ("For one or two meetings", "For coming back after time away", "Ours"):
        assert title in page
    short = page_of(alice, f"{path}change/?template=short")
    assert "We meet once or twice" in short
    assert "come prepared" in short  # the other clauses begin as usual
    assert "whether it is useful" not in short
    assert "As we do it here." in page_of(alice, f"{path}change/?template=ours")
    assert "every six weeks" in page_of(alice, f"{path}change/?template=nonsense")
    assert "every six weeks" in page_of(alice, f"{path}change/")


def test_a_template_speaks_of_clauses_that_partners_may_change() -> None:
    text = preset_text("schemes", "nhs").replace('clause = "goals"', 'clause = "confidentiality"')
    text = text.replace('leaves_out = ["review"]', 'leaves_out = ["nothing"]')
    _, problems = load_scheme(text)
    assert [problem.path for problem in problems] == [
        "agreement.templates[1].leaves_out[1]",
        "agreement.templates[2].words[1].clause",
    ]
