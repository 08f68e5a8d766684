"""One's own settings, and the office's page of mails that did not arrive."""

from collections.abc import Callable

import pytest
from django.test import Client

from alongside.notices.actions import MailText, post_notice, queue_mail
from alongside.notices.models import Mail
from alongside.people.models import Account
from tests.factories import Cast

Browser = Callable[[str], Client]


def test_a_person_says_how_they_are_called_and_where_they_are(cast: Cast, browser_of: Browser) -> None:
    answer = browser_of("alice").post(
        "/settings/", {"given_name": "Ali", "family_name": "Zoë", "time_zone": "Australia/Sydney"}
    )
    account = Account.objects.get(pk=cast.alice.account_id)
    cast.alice.refresh_from_db()
    assert (answer.status_code, account.name, account.time_zone) == (302, "Ali Zoë", "Australia/Sydney")
    assert cast.alice.given_name == "Alice"


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd"])
def test_a_zone_that_does_not_exist_is_asked_again_and_the_name_kept(
    cast: Cast, browser_of: Browser, zone: str
) -> None:
    page = browser_of("alice").post("/settings/", {"given_name": "Ali", "time_zone": zone})
    assert (page.status_code, 'value="Ali"' in page.content.decode()) == (200, True)


def test_the_settings_show_what_is_set(cast: Cast, browser_of: Browser) -> None:
    page = browser_of("alice").get("/settings/").content.decode()
    assert ('value="Alice"' in page, 'value="Europe/London" selected' in page) == (True, True)


@pytest.mark.requirement("R59")
@pytest.mark.parametrize(
    "typed,kept", [("0000-0002-1825-0097", "0000-0002-1825-0097"), ("0000-0002-1825-0098", "")]
)
def test_an_orcid_id_is_kept_only_if_its_checksum_holds(
    cast: Cast, browser_of: Browser, typed: str, kept: str
) -> None:
    data = {"given_name": "Ali", "time_zone": "Europe/London", "orcid": typed}
    page = browser_of("alice").post("/settings/", data)
    assert Account.objects.get(pk=cast.alice.account_id).orcid == kept
    assert page.status_code == (302 if kept else 200)


def _give_up(cast: Cast, event: str, body: object) -> Mail:
    post_notice(
        cast.alice.account,
        event=event,
        kind="sign-in",
        sentence="It is.",
        body_id=body.pk,  # type: ignore[attr-defined]
        mail=MailText(f"About {event}", "The words of the mail."),
    )
    mail = Mail.objects.get(event=event)
    Mail.objects.filter(pk=mail.pk).update(
        status=Mail.FAILED, fault="The receiving server refused this address."
    )
    return mail


def test_the_office_sees_who_was_not_reached_and_sends_again(cast: Cast, browser_of: Browser) -> None:
    mail, page = _give_up(cast, "ours", cast.body), f"/office/{cast.body.slug}/mail/"
    shown = browser_of("carol").get(page).content.decode()
    again = browser_of("carol").post(page, {"mail": str(mail.pk)})
    mail.refresh_from_db()
    assert ("refused this address" in shown, "The words of the mail" in shown) == (True, False)
    assert (again.status_code, mail.status) == (302, Mail.WAITING)


def test_an_office_sees_nothing_of_another_bodys_mails(cast: Cast, browser_of: Browser) -> None:
    theirs = _give_up(cast, "theirs", cast.other_body)
    page = f"/office/{cast.body.slug}/mail/"
    shown = browser_of("carol").get(page).content.decode()
    answers = [browser_of("carol").post(page, {"mail": one}).status_code for one in (str(theirs.pk), "x", "")]
    assert ("About theirs" in shown, answers) == (False, [404, 404, 404])


@pytest.mark.parametrize("name", ["alice", "frank", "tess", "grace"])
def test_only_the_office_sees_mails_that_did_not_arrive(cast: Cast, browser_of: Browser, name: str) -> None:
    assert browser_of(name).get(f"/office/{cast.body.slug}/mail/").status_code == 404


def test_a_sign_in_mail_that_failed_is_seen_by_the_members_own_office(
    cast: Cast, browser_of: Browser
) -> None:
    queue_mail(
        cast.alice.account.email,
        event="s",
        kind="sign-in",
        mail=MailText("Sign in", "x"),
        account=cast.alice.account,
    )
    Mail.objects.update(status=Mail.FAILED)
    seen = [
        "Sign in" in browser_of(name).get(f"/office/{body.slug}/mail/").content.decode()
        for name, body in (("carol", cast.body),)
    ]
    assert seen == [True]
