"""The command that adds a body, or an employer."""

from collections.abc import Callable
from typing import Final

import pytest
from django.test import Client
from django.urls import reverse

from alongside.cli import main
from alongside.people.models import Account, Body
from alongside.vault.master import place_canary
from tests.factories import make_cast, make_member, make_scheme
from tests.reading import text_of

pytestmark = pytest.mark.django_db
TOLD = "runs this scheme as your employer"


@pytest.fixture(autouse=True)
def installation() -> None:
    """The installation is set up, as `alongside init` leaves it."""
    place_canary()


def created(slug: str, *more: str) -> Body:
    told = [
        "--name",
        "Northern Hospitals",
        "--contact",
        "mentoring@north.example",
        "--director",
        "dee@north.example",
    ]
    assert main(["create-body", slug, *told, *more]) == 0
    return Body.objects.get(slug=slug)


@pytest.mark.requirement("R232")
def test_an_employer_owns_a_scheme_and_its_page_says_what_the_employer_sees(
    sign_in: Callable[[Account | None], Client],
) -> None:
    employer = created("north", "--employer")
    assert employer.is_employer
    scheme = make_scheme(employer, preset="nhs")
    client = sign_in(make_member(employer).account)
    page = text_of(client.get(reverse("scheme", args=[scheme.pk])).content)
    assert f"Northern Hospitals {TOLD}" in page
    assert "nothing of what is said" in page
    assert "for those who work there" in text_of(client.get(reverse("open-schemes")).content)


def test_a_professional_body_is_no_employer(sign_in: Callable[[Account | None], Client]) -> None:
    body = created("south")
    scheme = make_scheme(body, preset="nhs")
    page = text_of(sign_in(make_member(body).account).get(reverse("scheme", args=[scheme.pk])).content)
    assert (body.is_employer, TOLD in page) == (False, False)


def test_a_body_that_is_there_already_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    make_cast()
    told = ["--name", "Again", "--contact", "a@b.example", "--director", "c@d.example"]
    assert main(["create-body", "imi", *told]) == 2
    assert "There is a body called imi already." in capsys.readouterr().err


GOOD: Final = {
    "slug": "north",
    "--name": "Northern Hospitals",
    "--contact": "mentoring@north.example",
    "--director": "dee@north.example",
}


@pytest.mark.parametrize(
    "which, typed, told",
    [
        ("slug", "Bad Slug!", "small letters"),
        ("slug", "IMI", "small letters"),
        ("--name", "  ", "between 1 and 200"),
        ("--contact", "nonsense", "It looks like ann@example.org"),
        ("--director", "dan@example", "Check the part after the @"),
        ("--time-zone", "Mars/Olympus", "There is no time zone called Mars/Olympus"),
    ],
)
def test_what_nobody_could_work_with_is_refused_before_anything_is_written(
    which: str, typed: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = {**GOOD, which: typed}
    words = [given.pop("slug"), *(word for pair in given.items() for word in pair)]
    with pytest.raises(SystemExit) as left:
        main(["create-body", *words])
    assert (left.value.code, Body.objects.count()) == (2, 0)
    assert told in capsys.readouterr().err


def test_a_role_goes_to_an_address_that_mail_reaches(capsys: pytest.CaptureFixture[str]) -> None:
    body = created("south")
    with pytest.raises(SystemExit):
        main(["grant-role", "south", "dee at south", "coordinator"])
    assert "Write one address only" in capsys.readouterr().err
    assert body.office_roles.count() == 1
