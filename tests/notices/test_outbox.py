"""The outbox: what leaves, when, how often, and that a kill loses nothing."""

import smtplib
from datetime import UTC, datetime, time, timedelta
from email.message import Message
from typing import Any

import pytest
import time_machine
from django.core import mail as django_mail
from django.core.exceptions import ValidationError
from django.core.mail.backends.locmem import EmailBackend

from alongside.notices.actions import MailText, choose_mail, post_notice, queue_mail, try_mail_again
from alongside.notices.models import Mail
from alongside.notices.outbox import DELAYS, MailServerSilent, send_waiting
from alongside.people.models import Account

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def outbox(db: None, settings: Any) -> list[Any]:
    """The letters that left."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return django_mail.outbox


def _queue(account: Account, event: str = "one", kind: str = "session", **more: Any) -> Mail:
    row = queue_mail(
        account.email,
        event=event,
        kind=kind,
        mail=MailText(f"About {event}", "Words."),
        account=account,
        **more,
    )
    assert row is not None
    return row


def _sent(letter: Any) -> Message:
    message: Message = letter.message()
    return message


def test_a_mail_is_sent_once_and_marked(alice: Account, outbox: list[Any]) -> None:
    row = _queue(alice)
    assert [send_waiting(), send_waiting()] == [1, 0]
    row.refresh_from_db()
    assert (row.status, len(outbox)) == (Mail.SENT, 1)


def test_the_same_event_is_told_once(alice: Account, outbox: list[Any]) -> None:
    for _ in range(2):
        post_notice(alice, event="e", kind="session", sentence="It is.", mail=MailText("It is", "It is."))
    send_waiting()
    assert (alice.notices.count(), len(outbox)) == (1, 1)


def test_the_message_id_is_the_rows_own(alice: Account, outbox: list[Any]) -> None:
    row = _queue(alice)
    send_waiting()
    assert (_sent(outbox[0])["Message-ID"], str(row.pk) in row.message_id) == (row.message_id, True)


def test_the_page_it_is_about_stands_in_the_mail(alice: Account, outbox: list[Any]) -> None:
    post_notice(
        alice,
        event="e",
        kind="session",
        sentence="It is.",
        path="/sessions/1/",
        mail=MailText("It is", "Look."),
    )
    send_waiting()
    assert "http://127.0.0.1:8000/sessions/1/" in outbox[0].body


def test_a_mail_waits_for_the_end_of_quiet_hours(alice: Account, outbox: list[Any]) -> None:
    Account.objects.update(quiet_from=time(11), quiet_until=time(14))
    with time_machine.travel(NOON, tick=False) as clock:
        _queue(alice)
        during = send_waiting()
        clock.move_to(NOON + timedelta(hours=2))
        assert (during, send_waiting()) == (0, 1)


def test_an_urgent_mail_does_not_wait(alice: Account) -> None:
    Account.objects.update(quiet_from=time(11), quiet_until=time(14))
    with time_machine.travel(NOON, tick=False):
        _queue(alice, kind="door")
        assert send_waiting() == 1


def test_waiting_mails_of_a_day_leave_as_one_next_morning(alice: Account, outbox: list[Any]) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for event in ("first", "second", "third"):
            _queue(alice, event, digest=True)
        same_day = send_waiting()
        clock.move_to(NOON + timedelta(hours=20))
        assert (same_day, send_waiting()) == (0, 1)
    assert outbox[0].subject == "Your mentoring: 3 things for you"
    assert [outbox[0].body.count(f"About {event}") for event in ("first", "second", "third")] == [1, 1, 1]


def test_one_waiting_mail_leaves_as_it_is(alice: Account, outbox: list[Any]) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        _queue(alice, "alone", digest=True)
        clock.shift(timedelta(days=1))
        send_waiting()
    assert outbox[0].subject == "About alone"


def test_nobody_gets_two_digests_in_a_day(alice: Account, outbox: list[Any]) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        _queue(alice, "first", digest=True)
        clock.move_to(NOON + timedelta(hours=20))
        send_waiting()
        late = _queue(alice, "second", digest=True)
        Mail.objects.filter(pk=late.pk).update(not_before=NOON)
        again = send_waiting()
        clock.shift(timedelta(days=1))
        assert (again, send_waiting(), len(outbox)) == (0, 1, 2)


def test_an_invitation_reaches_every_calendar(alice: Account, outbox: list[Any]) -> None:
    text = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
    queue_mail(
        alice.email,
        event="meet",
        kind="session",
        mail=MailText("Session 1", "We meet.", calendar=text, calendar_method="REQUEST"),
        account=alice,
        digest=True,
    )
    send_waiting()
    parts = {part.get_content_type(): part for part in _sent(outbox[0]).walk()}
    inside, beside = parts["text/calendar"], parts["application/ics"]
    assert inside.get_param("method") == "REQUEST"
    assert inside.get_content_charset() == "utf-8"
    assert beside.get_filename() == "invite.ics"
    assert [part.get_payload(decode=True) for part in (inside, beside)] == [text.encode()] * 2


def test_an_optional_mail_can_be_stopped_from_its_footer_and_header(
    alice: Account, outbox: list[Any]
) -> None:
    _queue(alice)
    send_waiting()
    letter = _sent(outbox[0])
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Unsubscribe"].strip("<>") in outbox[0].body


def test_a_mail_that_must_be_sent_offers_no_stop(alice: Account, outbox: list[Any]) -> None:
    _queue(alice, kind="offer")
    send_waiting()
    assert (_sent(outbox[0])["List-Unsubscribe"], "stop" in outbox[0].body.lower()) == (None, False)


def test_a_kind_switched_off_is_not_queued_and_what_waits_never_leaves(alice: Account) -> None:
    _queue(alice, "waiting", digest=True)
    choose_mail(alice, kind="session", wanted=False)
    refused = queue_mail(alice.email, event="new", kind="session", mail=MailText("a", "b"), account=alice)
    assert (refused, Mail.objects.count()) == (None, 0)


def test_the_notice_stands_though_its_mail_is_not_wanted(alice: Account) -> None:
    choose_mail(alice, kind="session", wanted=False)
    post_notice(alice, event="e", kind="session", sentence="It is.", mail=MailText("It is", "It is."))
    assert (alice.notices.count(), Mail.objects.count()) == (1, 0)


def test_a_mail_with_a_key_in_it_is_forgotten_once_sent(alice: Account) -> None:
    row = _queue(alice, kind="door")
    send_waiting()
    row.refresh_from_db()
    assert row.text == ""


def test_a_subject_keeps_no_line_break_and_no_turned_letters(alice: Account) -> None:
    row = queue_mail(
        alice.email,
        event="e",
        kind="session",
        mail=MailText("Hello\r\nBcc: all\u202egnp", "x"),
        account=alice,
    )
    assert row is not None
    assert row.subject == "Hello Bcc: allgnp"


@pytest.mark.parametrize("address", ["a@b.example\r\nBcc: c@d.example", "nobody", ""])
def test_an_address_no_server_takes_is_refused_before_it_is_queued(db: None, address: str) -> None:
    with pytest.raises(ValidationError):
        queue_mail(address, event="e", kind="session", mail=MailText("a", "b"))


def _break(monkeypatch: pytest.MonkeyPatch, method: str, error: Exception) -> None:
    def fail(*_: Any) -> None:
        raise error

    monkeypatch.setattr(EmailBackend, method, fail)


def test_a_refused_mail_is_tried_later_and_later_then_given_up(
    alice: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    _break(monkeypatch, "send_messages", smtplib.SMTPDataError(451, b"later"))
    row = _queue(alice)
    with time_machine.travel(row.not_before, tick=False) as clock:
        for delay in DELAYS:
            send_waiting()
            row.refresh_from_db()
            assert (row.status, row.not_before) == (Mail.WAITING, datetime.now(UTC) + delay)
            clock.shift(delay)
        send_waiting()
    row.refresh_from_db()
    assert (row.status, row.fault) == (Mail.FAILED, "The mail server refused this mail (code 451).")


def test_an_address_refused_for_good_is_given_up_at_once(
    alice: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal = smtplib.SMTPRecipientsRefused({alice.email: (550, b"no such user")})
    _break(monkeypatch, "send_messages", refusal)
    row = _queue(alice)
    send_waiting()
    row.refresh_from_db()
    assert (row.status, row.attempts) == (Mail.FAILED, 1)


def test_a_mail_given_up_can_be_tried_again(alice: Account, outbox: list[Any]) -> None:
    row = _queue(alice)
    Mail.objects.update(status=Mail.FAILED, attempts=9)
    try_mail_again(row)
    assert (send_waiting(), len(outbox)) == (1, 1)


def test_a_silent_server_costs_no_mail_an_attempt(alice: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    _break(monkeypatch, "open", ConnectionRefusedError())
    row = _queue(alice)
    with pytest.raises(MailServerSilent):
        send_waiting()
    row.refresh_from_db()
    assert (row.attempts, row.status, row.fault) == (0, Mail.WAITING, "The mail server cannot be reached.")


def test_one_bad_letter_holds_up_no_other(
    alice: Account, monkeypatch: pytest.MonkeyPatch, outbox: list[Any]
) -> None:
    bad, good = _queue(alice, "bad"), _queue(alice, "good")
    Mail.objects.filter(pk=bad.pk).update(subject="broken\nsubject")
    send_waiting()
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.status, good.status, len(outbox)) == (Mail.FAILED, Mail.SENT, 1)


def test_a_lease_keeps_a_second_sender_away_until_it_runs_out(alice: Account) -> None:
    row = _queue(alice)
    with time_machine.travel(row.not_before, tick=False) as clock:
        Mail.objects.update(lease_until=row.not_before + timedelta(minutes=1))
        leased = send_waiting()
        clock.shift(timedelta(minutes=1, seconds=1))
        assert (leased, send_waiting()) == (0, 1)
