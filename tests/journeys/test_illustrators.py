"""The illustrators' scheme from a membership list to an introduction, as the office and two members live it."""

import re

import pytest
from playwright.sync_api import expect

from alongside.enrolment.models import Application
from alongside.matching.models import Proposal
from alongside.partnerships.models import Partnership
from alongside.people.models import Member
from tests.factories import make_cast
from tests.journeys.steps import (
    LIST,
    arrive,
    import_list,
    last_mail_to,
    link_to,
    office_that_waits,
    run_the_match,
    sign_in_by_mail,
    words_of,
    work,
)
from tests.plugins.browser import DESKTOP, PHONE, Check, Pages
from tests.shared_data import shared_file

HOPE = "I hope to lead our small team without losing the drawing."


def test_an_imported_member_applies_on_a_phone_and_goes_on_with_a_draft(
    pages: Pages, check_page: Check
) -> None:
    cast = make_cast()
    office = arrive(pages, cast.carol.email, DESKTOP)
    expect(office.get_by_role("heading", level=1)).to_have_text("Office")
    import_list(office, cast.body, "members.csv", LIST.encode())
    assert Member.objects.filter(body=cast.body, number__startswith="IMI-").count() == 4

    phone = arrive(pages, "nia@people.example")
    phone.get_by_role("link", name="See how to take part").first.click()
    phone.get_by_role("button", name="Apply as junior").click()
    phone.get_by_label("What do you hope to get out of the scheme?").fill(HOPE)
    phone.get_by_label("Tell us more about your expertise").focus()
    expect(phone.locator("[data-saved]")).to_contain_text("Saved")
    phone.goto("/")
    check_page(phone)
    phone.get_by_role("link", name=re.compile("^Go on with")).first.click()
    expect(phone.get_by_label("What do you hope to get out of the scheme?")).to_have_value(HOPE)

    phone.get_by_role("button", name="Send my application").click()
    expect(phone.locator(".error-summary")).to_be_focused()
    check_page(phone)
    phone.get_by_label("Specialist technical skills").first.check()
    phone.get_by_role("button", name="Send my application").click()
    expect(phone.get_by_text("You are in the queue")).to_be_visible()
    expect(phone.get_by_text("at the latest")).to_be_visible()
    check_page(phone)
    assert Application.objects.get(member__number="IMI-1").state == "waiting"


@pytest.mark.requirement("R9")
def test_the_office_pairs_those_who_wait_and_both_answer_from_their_mail(
    pages: Pages, check_page: Check
) -> None:
    cast, office = office_that_waits(pages)
    run_the_match(office, cast.scheme)
    check_page(office)
    office.locator("summary", has_text="Why this pair").first.click()
    expect(office.locator("details[open] li").first).to_be_visible()
    office.get_by_role("button", name=re.compile("^Keep together")).first.click()
    expect(office.get_by_text("Kept together", exact=True)).to_be_visible()
    office.get_by_role("link", name="Introduce 2 pairs").click()
    check_page(office)
    office.get_by_role("button", name="Introduce 2 pairs").click()
    assert Proposal.objects.filter(state="open").count() == 2

    work()
    proposal = Proposal.objects.filter(mentee_application__member__given_name="Gwen").get()
    junior, senior = proposal.mentee_application.member, proposal.mentor_application.member
    for member in (junior, senior):
        phone = pages.open(PHONE)
        phone.goto(link_to("/proposals/", last_mail_to(member.email)))
        sign_in_by_mail(phone, member.email)
        check_page(phone)
        phone.get_by_role("button", name="Yes, introduce us").click()
        expect(phone.get_by_role("status").or_(phone.locator("main")).first).to_be_visible()
    pair = Partnership.objects.get(mentee=junior, mentor=senior)
    expect(phone.get_by_role("heading", name=f"You and {junior.name}")).to_be_visible()
    check_page(phone)
    work()
    assert senior.email in words_of(last_mail_to(junior.email))
    assert junior.email in words_of(last_mail_to(senior.email))
    assert pair.sessions.count() == 6


def test_a_list_that_somebody_else_wrote_becomes_members_applications_and_pairs(pages: Pages) -> None:
    """The published sign-up lists of a real scheme, 50 of each."""
    cast = make_cast()
    office = pages.open(DESKTOP, account=cast.carol)
    for part in ("mentors", "mentees"):
        data = shared_file(f"civil-service-sample/sample_data_small_{part}.csv").read_bytes()
        import_list(office, cast.body, f"{part}.csv", data, as_part=part)
    assert Member.objects.filter(body=cast.body, email__endswith="gov.uk").count() == 100
