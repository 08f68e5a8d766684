"""What people send who mean harm: fields that are not in the form, ids of others, bytes that are no text."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.security.browsers import Browsers, rolled_back
from tests.security.forms import TEXT, Form, forms_of
from tests.security.matrix import Matrix
from tests.security.rows import Change, Picture, written_tables
from tests.security.world import World

pytestmark = pytest.mark.django_db
POSTERS = ("alice", "bob", "carol", "dan")
Posted = tuple[str, Form]


@pytest.fixture(scope="module")
def forms(matrix: Matrix, browsers: Browsers) -> list[Posted]:
    """Every form that these can send, with who sends it."""
    return [(role, form) for role in POSTERS for form in forms_of(matrix, browsers, role)]


def every_field() -> set[str]:
    """The name of every field of every model, and of every part of a relation."""
    names = set()
    for model in apps.get_models():
        if model.__module__.startswith("alongside."):
            for field in model._meta.concrete_fields:
                names |= {field.name, field.attname}
    return names


def values_for(name: str, world: World) -> str:
    """What somebody would wish to smuggle in."""
    wishes = {
        "state": "accepted",
        "role": "director",
        "owner": "mentor",
        "capacity": "99",
        "version": "99",
        "is_active": "on",
        "sent_on": "2020-01-01",
        "body": str(world.other.body.pk),
        "scheme": str(world.other.scheme.pk),
        "partnership": str(world.other.pair.pk),
        "member": str(world.other.mentee.pk),
        "mentee": str(world.other.mentee.pk),
        "mentor": str(world.other.mentor.pk),
    }
    found = wishes.get(name.removesuffix("_id"))
    return found or str(world.other.mentee.account_id)


@pytest.fixture(scope="module")
def before(world: World) -> Picture:
    """Every row before anything is sent; each sending is rolled back, so they are the same for all."""
    return Picture()


def posted(
    browsers: Browsers, before: Picture, role: str, form: Form, data: dict[str, Any]
) -> tuple[HttpResponse, list[Change]]:
    """The answer, and what it changed."""
    with rolled_back():
        with written_tables() as written:
            answer = browsers.send(role, "POST", form.action, data)
        return answer, before.change(written)


@pytest.mark.timeout(
    600
)  # every form twice, and what it wrote read after each: against hanging, not slowness
def test_no_form_takes_a_field_that_is_not_in_it(
    world: World, browsers: Browsers, before: Picture, forms: list[Posted]
) -> None:
    taken, changing = [], 0
    for role, form in forms:
        plain = form.filled()
        extra = {name: values_for(name, world) for name in every_field() - set(form.fields)}
        answer, effect = posted(browsers, before, role, form, plain)
        smuggled, other_effect = posted(browsers, before, role, form, extra | plain)
        changing += bool(effect)
        if (answer.status_code, effect) != (smuggled.status_code, other_effect):
            taken.append((form.route, role, [one for one in other_effect if one not in effect][:3]))
    assert taken == []
    assert changing > 30  # or else the forms were not filled in well enough to prove anything


def ids_of_others(world: World) -> Iterator[str]:
    for name, thing in world.other.made.items():
        if hasattr(thing, "pk") and name.endswith(("mentee", "action", "application", "proposal")):
            yield str(thing.pk)
    yield str(world.own.made["private goal mentor"].pk)
    yield str(world.own.made["private reflection mentor"].pk)


def test_no_form_takes_the_id_of_somebody_elses_thing(
    world: World, browsers: Browsers, before: Picture, forms: list[Posted]
) -> None:
    broken = []
    for role, form in forms:
        hidden = [one.name for one in form.fields.values() if one.kind == "hidden" and len(one.value) == 36]
        for name in hidden if role == "alice" else ():
            for stolen in ids_of_others(world):
                answer, effect = posted(browsers, before, role, form, form.filled() | {name: stolen})
                touched = [one for one in effect if stolen in one[1] and one[2] < 0]
                if answer.status_code >= 500 or touched:
                    broken.append((form.route, name, answer.status_code, touched))
    assert broken == []


@pytest.mark.parametrize(
    "bytes_", ["%00", "a%00b", "%ED%A0%80", "%FF%FE", "%F0%9F%98%80" * 400, "%E2%80%AE%0D%0ABcc:+x"]
)
def test_bytes_that_are_no_text_never_break_a_form(
    browsers: Browsers, forms: list[Posted], bytes_: str
) -> None:
    broken = []
    for role, form in forms:
        texts = {one.name for one in form.fields.values() if one.kind in TEXT or one.kind == "hidden"}
        told = {name: value for name, value in form.filled().items() if name not in texts}
        parts = [f"{quote(name)}={quote(str(value))}" for name, value in told.items()]
        body = "&".join([*parts, *(f"{quote(name)}={bytes_}" for name in texts)])
        with rolled_back():
            answer = browsers.raw(role, form.action, body)
        if answer.status_code >= 500:
            broken.append((form.route, role, answer.status_code))
    assert broken == []


@pytest.mark.parametrize(
    "data", [{"text": "x" * 3_000_000}, {f"field{number}": "x" for number in range(1200)}]
)
def test_too_much_is_refused_in_plain_words(world: World, browsers: Browsers, data: dict[str, str]) -> None:
    url = reverse("session-record", args=[world.own.made["bare"].pk])
    body = "&".join(f"{name}={value}" for name, value in data.items())
    answer = browsers.raw("alice", url, body)
    assert (answer.status_code, b"<h1>" in answer.content) == (400, True)


def test_a_form_without_its_key_changes_nothing(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.own.mentee.account)
    url = reverse("partnership-end", args=[world.own.pair.pk])
    before = Picture()
    with written_tables() as written:
        answers = [client.post(url), client.post(url, headers={"hx-request": "true"})]
    assert ([answer.status_code for answer in answers], before.change(written)) == ([403, 403], [])
