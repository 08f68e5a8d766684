"""A partnership that somebody requires: both agree or nothing is sent, and what is sent is attendance alone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from alongside.domain.lifecycle import MoveRefused
from alongside.notices.models import Mail, Notice
from alongside.partnerships.actions import correct_session, end_partnership, hold_session, write_record
from alongside.partnerships.actions.mandates import (
    MandateFacts,
    agree_to_report,
    end_mandate,
    report_attendance,
    require_partnership,
)
from alongside.partnerships.jobs import report_attendance_due
from alongside.partnerships.models import Mandate, MandateReport, Partnership
from alongside.partnerships.queries.mandates import days_due
from tests.factories import Cast

Browser = Callable[[str], Client]
FACTS = MandateFacts(
    authority="General Medical Council",
    reference="FtP 12/34",
    from_on=date(2026, 9, 1),
    until_on=date(2027, 2, 15),
    every_months=2,
    report_name="Casey Reader",
    report_email="casey@council.example",
)
FIRST_OVER = datetime(2026, 11, 2, 9, tzinfo=UTC)
ASKED = {
    "authority": "General Medical Council",
    "reference": "FtP 12/34",
    "from_on": "1 September 2026",
    "until_on": "15 February 2027",
    "every_months": "3",
    "report_name": "Casey Reader",
    "report_email": "casey@council.example",
}


@pytest.fixture
def mandate(pair: Partnership, cast: Cast) -> Mandate:
    """The council requires it; nobody has agreed to anything yet."""
    return require_partnership(pair, by=cast.carol, facts=FACTS)


def agree(mandate: Mandate, *roles: str, agrees: bool = True) -> None:
    for role in roles:
        agree_to_report(mandate, by=mandate.partnership.account_of(role), role=role, agrees=agrees)


def sent() -> list[Mail]:
    return list(Mail.objects.filter(address=FACTS.report_email).order_by("event"))


@pytest.mark.requirement("R245")
def test_mentoring_is_voluntary_unless_something_is_noted(pair: Partnership, browser_of: Browser) -> None:
    alice = browser_of("alice")
    assert alice.get(f"/partnerships/{pair.pk}/required/").status_code == 404
    assert "Required by" not in alice.get(f"/partnerships/{pair.pk}/").content.decode()
    office = browser_of("carol").get(f"/office/imi/partnerships/{pair.pk}/").content.decode()
    assert "Voluntary." in office


@pytest.mark.requirement("R244")
def test_the_office_notes_it_both_agree_and_attendance_alone_is_reported(
    pair: Partnership, cast: Cast, browser_of: Browser, clock: time_machine.Traveller
) -> None:
    office, path = f"/office/imi/partnerships/{pair.pk}/required/", f"/partnerships/{pair.pk}/required/"
    assert (
        "Write their email."
        in browser_of("carol").post(office, ASKED | {"report_email": ""}).content.decode()
    )
    assert "after the first one" in (
        browser_of("carol").post(office, ASKED | {"until_on": "1 August 2026"}).content.decode()
    )
    browser_of("carol").post(office, ASKED)
    first = pair.sessions.get(number=1)
    clock.move_to(datetime(2026, 12, 1, 9, tzinfo=UTC))
    hold_session(first, by=cast.alice.account, role="mentee", minutes=50, held_on=date(2026, 9, 20))
    write_record(first, by=cast.alice.account, role="mentee", text="We spoke of the hearing.")
    browser_of("alice").post(path, {"agrees": "yes"})
    report_attendance_due(datetime(2026, 12, 2, 9, tzinfo=UTC))
    assert sent() == []
    shown = browser_of("bob").get(path).content.decode()
    browser_of("bob").post(path, {"agrees": "yes"})
    report_attendance_due(datetime(2026, 12, 2, 9, tzinfo=UTC))
    (mail,) = sent()
    report = MandateReport.objects.get()
    assert report.text in mail.text
    assert "Sunday 20 September 2026, 50 minutes" in report.text
    assert "FtP 12/34" in report.text
    assert "hearing" not in mail.text
    assert "Bob" not in mail.text  # the mentor is nobody's business
    assert report.text in shown.replace("&#x27;", "'")  # word for word what both read before they agreed
    for name, where in (("alice", path), ("bob", path), ("carol", office)):
        assert "50 minutes" in browser_of(name).get(where).content.decode()
    assert Notice.objects.filter(event__contains=":report:").count() == 2


def test_reports_are_due_each_so_many_months_and_on_the_last_day(mandate: Mandate) -> None:
    assert days_due(mandate) == [date(2026, 11, 1), date(2027, 1, 1), date(2027, 2, 15)]
    agree(mandate, "mentee", "mentor")
    report_attendance_due(datetime(2027, 6, 1, tzinfo=UTC))
    rows = MandateReport.objects.order_by("due_on").values_list("from_on", "due_on")
    assert list(rows) == [
        (date(2026, 9, 1), date(2026, 11, 1)),
        (date(2026, 11, 2), date(2027, 1, 1)),
        (date(2027, 1, 2), date(2027, 2, 15)),
    ]
    report_attendance_due(datetime(2028, 6, 1, tzinfo=UTC))
    assert len(sent()) == 3


def test_whoever_takes_it_back_stops_what_is_to_come(mandate: Mandate) -> None:
    agree(mandate, "mentee", "mentor")
    agree(mandate, "mentor", agrees=False)
    assert report_attendance(mandate, now=FIRST_OVER) is None
    agree(mandate, "mentor")
    assert report_attendance(mandate, now=FIRST_OVER) is not None


def test_nothing_is_sent_before_its_last_day_is_over(mandate: Mandate) -> None:
    agree(mandate, "mentee", "mentor")
    assert report_attendance(mandate, now=FIRST_OVER - timedelta(days=1)) is None
    assert report_attendance(mandate, now=FIRST_OVER) is not None


def test_what_was_noted_or_corrected_after_a_report_is_put_right_once_in_the_next(
    mandate: Mandate, clock: time_machine.Traveller
) -> None:
    agree(mandate, "mentee", "mentor")
    pair = mandate.partnership
    alice = pair.account_of("mentee")
    clock.move_to(FIRST_OVER)
    first, second = pair.sessions.filter(number__in=(1, 2)).order_by("number")
    by_mistake = hold_session(first, by=alice, role="mentee", minutes=60, held_on=date(2026, 10, 5))
    report_attendance_due(FIRST_OVER)
    correct_session(by_mistake, by=alice, role="mentee")
    hold_session(second, by=alice, role="mentee", minutes=45, held_on=date(2026, 11, 1))
    report_attendance_due(datetime(2027, 6, 1, tzinfo=UTC))
    texts = [report.text for report in MandateReport.objects.order_by("due_on")]
    assert "Monday 5 October 2026, 60 minutes" in texts[0]
    assert "0 sessions held." in texts[1]
    assert [text.count("Added: Sunday 1 November 2026, 45 minutes") for text in texts] == [0, 1, 0]
    assert [text.count("Taken away: Monday 5 October 2026, 60 minutes") for text in texts] == [0, 1, 0]


def test_the_last_report_says_that_the_two_have_parted_and_no_other_follows(
    mandate: Mandate, clock: time_machine.Traveller
) -> None:
    agree(mandate, "mentee", "mentor")
    clock.move_to(datetime(2026, 11, 20, 9, tzinfo=UTC))
    end_partnership(mandate.partnership, by=mandate.partnership.account_of("mentee"), role="mentee")
    report_attendance_due(datetime(2027, 6, 1, tzinfo=UTC))
    texts = [report.text for report in MandateReport.objects.order_by("due_on")]
    assert [("ended on Friday 20 November 2026" in text) for text in texts] == [False, True]


def test_whoever_is_about_to_end_reads_that_it_is_reported_while_both_agree(
    mandate: Mandate, browser_of: Browser
) -> None:
    page, said = f"/partnerships/{mandate.partnership_id}/end/", "A last report to Casey Reader says"
    agree(mandate, "mentee")
    assert said not in browser_of("alice").get(page).content.decode()
    agree(mandate, "mentor")
    for name in ("alice", "bob"):
        assert said in browser_of(name).get(page).content.decode()


def test_once_the_office_ends_it_nothing_is_sent_and_the_two_go_on(
    mandate: Mandate, browser_of: Browser
) -> None:
    agree(mandate, "mentee", "mentor")
    pair = mandate.partnership
    browser_of("carol").post(f"/office/imi/partnerships/{pair.pk}/required/end/")
    report_attendance_due(datetime(2027, 6, 1, tzinfo=UTC))
    pair.refresh_from_db()
    assert (sent(), pair.state) == ([], "introduced")
    with pytest.raises(MoveRefused, match="Nobody requires"):
        agree(mandate, "mentee")
    page = browser_of("alice").get(f"/partnerships/{pair.pk}/required/").content.decode()
    assert "no longer in force" in page
    browser_of("carol").post(f"/office/imi/partnerships/{pair.pk}/required/", ASKED)
    assert Mandate.objects.filter(ended_at=None).count() == 1


def test_one_mandate_at_a_time_and_none_for_what_has_ended(mandate: Mandate, cast: Cast) -> None:
    with pytest.raises(MoveRefused, match="required already"):
        require_partnership(mandate.partnership, by=cast.carol, facts=FACTS)
    end_mandate(mandate, by=cast.carol)
    end_partnership(mandate.partnership, by=cast.bob.account, role="mentor")
    with pytest.raises(MoveRefused, match="has ended"):
        require_partnership(mandate.partnership, by=cast.carol, facts=FACTS)


def test_whoever_changes_their_mind_twice_is_told_of_twice_and_one_thing_stands(
    mandate: Mandate, cast: Cast, clock: time_machine.Traveller
) -> None:
    for agrees in (True, False, True, False):
        clock.shift(timedelta(minutes=1))
        agree(mandate, "mentee", agrees=agrees)
    said = Notice.objects.filter(account=cast.bob.account, sentence__contains="agrees that")
    assert said.count() == 4
    (stands,) = said.filter(cleared_at=None)
    assert "no longer agrees" in stands.sentence
