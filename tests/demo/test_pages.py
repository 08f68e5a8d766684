"""The demonstration's own pages: they exist nowhere else."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

from alongside.notices.actions import MailText, queue_mail
from alongside.notices.models import Mail
from alongside.people.models import Account
from alongside.web.routes import ROUTES, Route
from tests.factories import Cast

HERE: dict[str, Any] = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000"}


@pytest.fixture
def demo(settings: LazySettings, cast: Cast) -> Iterator[Client]:
    """A browser on the machine of a demonstration; its routes are gone again afterwards."""
    before = dict(ROUTES)
    from alongside.demo.urls import urlpatterns  # noqa: PLC0415  importing it declares routes that are not always there

    declared: list[Route] = [one.callback.declared_route for one in urlpatterns]  # type: ignore[attr-defined]  # set by route()
    ROUTES.update({one.name: one for one in declared})
    settings.DEMO = True
    settings.ALLOWED_HOSTS = ["*"]
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "alongside.demo"]
    settings.ROOT_URLCONF = (*urlpatterns, *get_resolver("alongside.urls").url_patterns)
    yield Client(headers={"host": "127.0.0.1:8000"})
    for name in set(ROUTES) - set(before):
        del ROUTES[name]


def _sign_in_path(account: Account) -> str:
    from alongside.demo.cast import sign_in_address  # noqa: PLC0415  see the fixture

    return sign_in_address(account).removeprefix("http://127.0.0.1:8000")


def test_outside_demo_mode_there_is_no_such_address() -> None:
    names = {getattr(one, "name", "") or "" for one in get_resolver().url_patterns}
    nested = [one for one in get_resolver().url_patterns if isinstance(one, URLResolver)]
    names |= {getattr(one, "name", "") or "" for resolver in nested for one in resolver.url_patterns}
    assert [name for name in names if name.startswith("demo")] == []
    with pytest.raises(NoReverseMatch):
        reverse("demo-sign-in", args=["token"])


@pytest.mark.parametrize("path", ["/demo/", "/demo/mail/", "/demo/sign-in/anything/"])
def test_outside_demo_mode_the_pages_are_missing(db: None, path: str) -> None:
    assert Client().get(path, **HERE).status_code == 404


def test_one_click_signs_in(demo: Client, cast: Cast) -> None:
    answer = demo.get(_sign_in_path(cast.carol))
    assert (answer.status_code, demo.session["_auth_user_id"]) == (302, str(cast.carol.pk))


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"REMOTE_ADDR": "203.0.113.9"},
        {"REMOTE_ADDR": "203.0.113.9", "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_FORWARDED_HOST": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
        {"HTTP_HOST": "mentoring.example"},
        {"HTTP_HOST": "127.0.0.1.evil.example"},
        {"REMOTE_ADDR": ""},
    ],
)
@pytest.mark.parametrize("page", ["sign-in", "mail", "ways in"])
def test_from_elsewhere_the_pages_are_missing(
    demo: Client, cast: Cast, elsewhere: dict[str, str], page: str
) -> None:
    path = {"sign-in": _sign_in_path(cast.carol), "mail": "/demo/mail/", "ways in": "/demo/"}[page]
    request: dict[str, Any] = {**HERE, **elsewhere}
    answer = Client().get(path, **request)
    assert (answer.status_code, "sessionid" in answer.cookies) == (404, False)
    assert Client().get(path, **HERE).status_code in (200, 302)


def test_the_pages_are_missing_when_demo_mode_is_off_though_they_were_included(
    demo: Client, cast: Cast, settings: LazySettings
) -> None:
    assert demo.get("/demo/").status_code == 200
    settings.DEMO = False
    assert [demo.get(path).status_code for path in ("/demo/", _sign_in_path(cast.carol))] == [404, 404]


def test_a_link_that_we_did_not_write_signs_nobody_in(demo: Client, cast: Cast) -> None:
    assert demo.get(_sign_in_path(cast.carol).replace("/sign-in/", "/sign-in/x")).status_code == 404


def test_everybody_of_the_cast_has_a_way_in(demo: Client) -> None:
    page = demo.get("/demo/").content.decode()
    assert [name in page for name in ("Carol", "Dan", "Alice")] == [True] * 3


def test_whoever_one_has_been_can_be_tried_again(demo: Client, cast: Cast) -> None:
    # Bob has a part in nothing by which he would be found.
    assert "Bob" not in demo.get("/demo/").content.decode()
    demo.get(_sign_in_path(cast.bob.account))
    page = demo.get("/demo/").content.decode()
    assert ("Bob" in page, "whom you have been before" in page) == (True, True)


def test_the_mails_can_be_read_and_followed(demo: Client, cast: Cast) -> None:
    queue_mail(
        "alice@people.example",
        event="e",
        kind="sign-in",
        mail=MailText("Hello Alice", "Look at http://127.0.0.1:8000/settings/mail/ today."),
    )
    listed = demo.get("/demo/mail/?to=alice").content.decode()
    shown = demo.get(f"/demo/mail/{Mail.objects.latest('created_at').pk}/").content.decode()
    assert ("Hello Alice" in listed, 'href="http://127.0.0.1:8000/settings/mail/"' in shown) == (True, True)
