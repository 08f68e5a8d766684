"""Whatever two people write for each other is there afterwards: when a session ended, and when two wrote at once."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.partnerships.models import Partnership
from alongside.people.models import Account
from alongside.vault.models import Note
from tests.factories import Cast
from tests.partnerships.growing import Amount, long_partnership, pages_of

pytestmark = pytest.mark.django_db
Browser = Callable[[Account | None], Client]

MINE = "My own words, which took me all of an hour."
THEIRS = "What the other wrote meanwhile, in other words."
ONE = Amount(sessions=6, steps=2, reflections=8, others=2)

WRITTEN_AT = {
    "session-record": "text",
    "session-feedback": "text",
    "session-agenda": "text",
    "session-actions": "text",
    "session-reflection": "prompt_what",
    "session-missed": "note",
    "session-complete": "reason",
    "session-checklist": "text",
    "agenda-item": "text",
    "action": "text",
    "acknowledgement": "text",
    "achievement-new": "text",
    "achievement-change": "text",
    "agreement-change": "clause_confidentiality",
    "expectations": "text",
    "expectation-clarify": "text",
    "expectation-words": "text",
    "expectation-accept": "text",
    "goal-new": "goal",
    "goal-change": "goal",
    "goal-progress": "text",
    "learning": "text",
    "learning-entry": "text",
    "opening-doors": "whom",
    "opened-door": "whom",
    "partnership-feedback": "answer_well",
    "partnership-actions": "text",
    "quiet-word": "text",
    "reflection-new": "prompt_what",
    "reflection-change": "prompt_what",
    "session-pulse": "line",
    "recommend": "text",
}
"""Where somebody writes, with a field of the form; the route itself does not matter to what is given back."""


@pytest.fixture
def grown(cast: Cast) -> Partnership:
    """Two who have one of everything, and more."""
    return long_partnership(cast.body, ONE, slug="grown")


def addresses(pair: Partnership, role: str) -> dict[str, str]:
    """Every page, and what only takes a form."""
    return pages_of(pair, pair.account_of(role), methods=("GET", "POST"))


def test_whoever_was_signed_out_while_writing_gets_the_words_back(
    grown: Partnership, sign_in: Browser
) -> None:
    known = addresses(grown, "mentor") | addresses(grown, "mentee")
    assert set(WRITTEN_AT) <= set(known)
    visitor, before = sign_in(None), Note.objects.count()
    for name, field in WRITTEN_AT.items():
        answer = visitor.post(known[name], {field: MINE, "version": "1", "choice": "one"})
        page = unescape(answer.content.decode())
        assert (answer.status_code, page.count(MINE)) == (403, 1), name
        assert "You have been signed out" in page
        assert answer.headers["Cache-Control"] == "no-store, private"
        assert f"/account/login/?next={known[name].replace('/', '%2F')}" in page
    assert Note.objects.count() == before


def test_a_form_without_words_leads_to_where_one_signs_in(grown: Partnership, sign_in: Browser) -> None:
    answer = sign_in(None).post(reverse("partnership-pause", args=[grown.pk]), {"until": "2030-05-01"})
    assert answer.status_code == 302


def test_a_script_keeps_the_words_by_itself(grown: Partnership, sign_in: Browser) -> None:
    address = reverse("agreement-draft", args=[grown.pk])
    assert sign_in(None).post(address, {"clause": MINE}, headers={"X-Autosave": "1"}).status_code == 302


CHANGED_BY_TWO = {
    "session-record": "text",
    "agenda-item": "text",
    "action": "text",
    "achievement-change": "text",
    "goal-change": "goal",
    "learning-entry": "text",
    "opened-door": "whom",
    "reflection-change": "",
    "expectation-words": "words-text",
    "agreement-change": "",
}
"""What exists and is written again, with the field; where it is empty the form's own first field is taken."""


def test_of_two_who_wrote_at_once_both_texts_are_shown(grown: Partnership, sign_in: Browser) -> None:
    wrong = {name: what for name in CHANGED_BY_TWO if (what := lost(grown, sign_in, name))}
    assert wrong == {}


def lost(grown: Partnership, sign_in: Browser, name: str) -> str:
    """Write it twice from one page, and say what is missing then."""
    role = "mentor" if name == "achievement-change" else "mentee"
    browser, address = sign_in(grown.account_of(role)), addresses(grown, role)[name]
    shown = reverse("expectation", args=[address.split("/")[2]]) if name == "expectation-words" else address
    try:
        data, field = form_in(text(browser.get(shown)), address, CHANGED_BY_TWO[name])
    except LookupError as nowhere:
        return str(nowhere)
    first = browser.post(address, data | {field: THEIRS})
    if first.status_code != 302:
        return f"not saved: {re.findall(r'error-summary.*?</ul>', text(first), re.DOTALL)}"
    page = text(browser.post(address, data | {field: MINE}))
    missing = [words for words in (MINE, THEIRS) if words not in page]
    if missing:
        return f"not shown: {missing}"
    # Of a record one reads first what one was typing oneself, so the partner says what is kept.
    reader = sign_in(grown.account_of("mentor")) if name == "session-record" else browser
    return "" if THEIRS in text(reader.get(shown)) else "written over"


def text(answer: Any) -> str:
    return unescape(answer.content.decode())


def form_in(page: str, address: str, field: str) -> tuple[dict[str, str], str]:
    """What stands in the form that is sent to that address, and its first field for words."""
    forms = re.findall(r"<form\b[^>]*>.*?</form>", page, re.DOTALL)
    fitting = [
        each
        for each in forms
        if (f'action="{address}"' in each or "action=" not in each.split(">")[0])
        and (f'name="{field}"' in each if field else "<textarea" in each)
    ]
    if not fitting:
        raise LookupError(f"No form for {address}: {[each.split('>')[0] for each in forms]}")
    data: dict[str, str] = {}
    for tag, words in re.findall(r"<(textarea[^>]*)>(.*?)</textarea>", fitting[0], re.DOTALL):
        data[said(tag)["name"]] = words.strip()
    names = list(data)
    for tag in re.findall(r"<input([^>]*)>", fitting[0]):
        if "name" in said(tag) and (said(tag).get("type") not in ("checkbox", "radio") or " checked" in tag):
            data[said(tag)["name"]] = said(tag).get("value", "")
    for tag, options in re.findall(r"<(select[^>]*)>(.*?)</select>", fitting[0], re.DOTALL):
        chosen = re.search(r'value="([^"]*)"[^>]* selected', options)
        data[said(tag)["name"]] = chosen[1] if chosen else ""
    return data, field or names[0]


def said(tag: str) -> dict[str, str]:
    """The attributes of a tag."""
    return dict(re.findall(r'(\w+)="([^"]*)"', tag))
