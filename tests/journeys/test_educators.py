"""The medical educators' scheme as a mentor, a mentee, a trainer and the office live it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from alongside.directory.jobs import ask_in_turn
from alongside.directory.models import MentorEntry, Offer, Request
from alongside.partnerships.models import Partnership
from alongside.training.actions.handbook import publish_edition
from alongside.training.models import HalfDay, Place, Run
from tests.factories import Cast, make_cast, make_entry, make_member, make_scheme
from tests.journeys.steps import arrive, last_mail_to, link_to, words_of, work
from tests.plugins.browser import DESKTOP, PHONE, Check, Pages

BIOGRAPHY = "I write examinations and have taught on wards for fifteen years."


def answer(page: Page, yes: bool) -> None:
    """Say yes or no to a request, and see that it is taken."""
    page.get_by_role("button", name="Yes, I will" if yes else "No, not this time").click()
    expect(page.get_by_text("You said yes." if yes else "You said no")).to_be_visible()


def test_a_mentor_applies_reads_the_handbook_and_is_listed(pages: Pages, check_page: Check) -> None:
    cast = make_cast()
    scheme = make_scheme(cast.body, preset="asme", slug="educators")
    publish_edition(scheme, side="mentor", text="# For mentors\n\n## Listening\n\nListen.", by=cast.carol)
    bob = arrive(pages, cast.bob.email, PHONE)
    bob.goto(reverse("scheme", args=[scheme.pk]))
    check_page(bob)
    bob.get_by_role("button", name="Apply as mentor").click()
    bob.get_by_label("Your brief biography").fill(BIOGRAPHY)
    bob.get_by_label("Assessment").check()
    bob.get_by_label("A sounding board").check()
    bob.get_by_label("English").check()
    bob.get_by_label("How many mentees can you take at the same time?").fill("1")
    bob.get_by_role("button", name="Send my application").click()
    expect(bob.get_by_role("heading", name="Where you stand")).to_be_visible()

    director = arrive(pages, cast.dan.email, DESKTOP)
    director.goto(reverse("office-applications", args=[cast.body.slug]))
    director.get_by_role("link", name="Open").first.click()
    director.get_by_role("button", name="Approve").click()

    bob.goto("/")
    bob.get_by_role("link", name="Your entry").first.click()
    check_page(bob)
    expect(bob.get_by_text("You are not listed yet")).to_be_visible()
    bob.get_by_role("link", name="the mentors’ handbook").click()
    check_page(bob)
    bob.get_by_role("button", name="I have read and understood this edition").click()
    expect(bob.get_by_text("Read and understood", exact=True)).to_be_visible()

    alice = arrive(pages, cast.alice.email, DESKTOP)
    alice.get_by_role("link", name="Directory").click()
    expect(alice.get_by_text(BIOGRAPHY)).to_be_visible()
    check_page(alice)


def test_a_request_goes_from_a_search_past_a_no_and_a_silence_to_an_introduction(
    pages: Pages, check_page: Check
) -> None:
    cast = make_cast()
    scheme = make_scheme(cast.body, preset="asme", slug="educators")
    names = ("Ann", "Ben", "Cem")
    mentors = {name: make_member(cast.body, name.lower()) for name in names}
    for member in mentors.values():
        make_entry(scheme, member, director=cast.dan)
    alice = arrive(pages, cast.alice.email, PHONE)
    alice.goto(reverse("directory", args=[scheme.pk]))
    alice.get_by_text("Narrow your search").click()
    facet = alice.locator("details.facets input").first
    facet.check()
    alice.get_by_role("button", name="Show these").click()
    expect(alice.get_by_text("fit what you look for")).to_be_visible()
    expect(facet).to_be_checked()
    expect(facet).to_be_hidden()  # on a phone it would stand before the mentors that were found
    for name in names:
        alice.goto(reverse("directory", args=[scheme.pk]))
        alice.get_by_label("Search", exact=True).fill(name)
        alice.get_by_role("button", name="Search").click()
        alice.get_by_role("link", name=f"{name} Example").click()
        alice.get_by_role("button", name=f"Put {name} on my request").click()
    alice.get_by_role("link", name="Write this").click()
    alice.get_by_label("Who you are, in a few sentences").fill("I teach second-year students.")
    alice.get_by_label("Why do you seek a mentor now?").fill("I would like to move into assessment.")
    alice.get_by_label("Assessment").check()
    alice.get_by_role("button", name="Save and go to my request").click()
    alice.get_by_role("button", name="Send my request").click()
    expect(alice.locator(".waiting").get_by_text("The director reads it")).to_be_visible()
    check_page(alice)

    director = arrive(pages, cast.dan.email, DESKTOP)
    director.get_by_role("link", name="Review Alice").click()
    check_page(director)
    director.get_by_role("button", name="Let it pass").click()
    work()

    ann = pages.open(PHONE)  # not signed in: the link of the mail is enough
    ann.goto(link_to("/offer/", last_mail_to(mentors["Ann"].email)))
    check_page(ann)
    answer(ann, yes=False)
    assert Offer.objects.filter(state="open").get().mentor_application.member == mentors["Ben"]
    work()
    ask_in_turn(timezone.now() + timedelta(days=16))
    work()
    assert "needs no answer" in words_of(last_mail_to(mentors["Ben"].email))
    alice.reload()
    expect(alice.get_by_text("could not take you on")).to_have_count(0)  # who said no is not told

    cem = pages.open(PHONE)
    cem.goto(link_to("/offer/", last_mail_to(mentors["Cem"].email)))
    answer(cem, yes=True)
    work()
    assert cast.alice.email not in words_of(last_mail_to(mentors["Cem"].email))
    director.goto(reverse("office-home", args=[cast.body.slug]))
    director.get_by_role("link", name="Introduce Alice").click()
    director.get_by_role("button", name="Introduce Alice and Cem").click()
    pair = Partnership.objects.get()
    assert (pair.mentee, pair.mentor) == (cast.alice, mentors["Cem"])
    alice.goto("/")
    expect(alice.get_by_text("Cem").first).to_be_visible()
    check_page(alice)
    assert Request.objects.get().state == "introduced"


def planned_by_the_office(pages: Pages, cast: Cast, check_page: Check) -> Run:
    """A run of one place with two half days, planned and announced on the office's pages."""
    scheme = make_scheme(cast.body, preset="asme", slug="educators")
    office = arrive(pages, cast.carol.email, DESKTOP)
    office.goto(reverse("office-workshops", args=[cast.body.slug]))
    check_page(office)
    office.get_by_role("link", name="Plan a workshop").click()
    office.get_by_label("Name").fill("Mentoring skills")
    office.get_by_label("Places").fill("1")
    for number, days in ((1, 20), (2, 27)):
        office.locator(f"#id_day_{number}").fill((timezone.localdate() + timedelta(days=days)).isoformat())
        office.locator(f"#id_time_{number}").fill("09:30")
    office.get_by_label("Trainer").select_option(label=cast.tess.name)
    office.get_by_role("button", name="Plan it").click()
    check_page(office)
    office.get_by_role("button", name="Announce it").click()
    expect(office.get_by_text("Announced: members see it")).to_be_visible()
    assert Run.objects.get().scheme == scheme
    return Run.objects.get()


def test_a_trainer_runs_two_half_days_with_a_waiting_list(pages: Pages, check_page: Check) -> None:
    cast = make_cast()
    run = planned_by_the_office(pages, cast, check_page)
    alice, bob = arrive(pages, cast.alice.email, PHONE), arrive(pages, cast.bob.email, PHONE)
    for page, button in ((alice, "Ask for a place"), (bob, "Put me on the waiting list")):
        page.get_by_role("button", name="Menu").click()
        page.get_by_role("link", name="Workshops").click()
        page.get_by_role("link", name="Mentoring skills").click()
        check_page(page)
        page.get_by_label("Listening").check()
        page.get_by_role("button", name=button).click()
    expect(bob.get_by_text("You are number 1 in the line")).to_be_visible()
    alice.get_by_text("Give my place back").first.click()
    alice.get_by_role("button", name="Give my place back").click()
    work()
    bob.goto(link_to("/workshops/", last_mail_to(cast.bob.email)))
    bob.get_by_role("button", name="Yes, I take the place").click()
    expect(bob.get_by_text("You have a place")).to_be_visible()
    check_page(bob)

    first, second = run.half_days.order_by("starts_at")
    HalfDay.objects.filter(pk=first.pk).update(starts_at=timezone.now() - timedelta(days=7))
    HalfDay.objects.filter(pk=second.pk).update(starts_at=timezone.now() - timedelta(hours=1))
    tess = arrive(pages, cast.tess.email, PHONE)
    tess.get_by_role("button", name="Menu").click()
    tess.get_by_role("link", name="Training").click()
    check_page(tess)
    tess.get_by_role("link", name="Mentoring skills").click()
    check_page(tess)
    tess.locator("summary").first.click()
    tess.get_by_label(cast.bob.name).first.check()
    tess.get_by_role("button", name="Save who was there").first.click()
    expect(tess.get_by_text("1 of 1 were there")).to_be_visible()
    bob.reload()
    bob.get_by_label("The code of this half day").fill(second.code)
    bob.get_by_role("button", name="I am here").click()
    HalfDay.objects.filter(pk=second.pk).update(starts_at=timezone.now() - timedelta(hours=4))
    office = arrive(pages, cast.carol.email, DESKTOP)
    office.goto(reverse("office-workshop", args=[cast.body.slug, run.pk]))
    office.get_by_text("Close or cancel this run").click()
    office.get_by_role("button", name="Close it").click()
    expect(office.get_by_text("Closed.")).to_be_visible()
    check_page(office)
    assert Place.objects.get(member=cast.bob).completed_on is not None
    bob.reload()
    expect(bob.get_by_text("You were there on every half day")).to_be_visible()
    assert not MentorEntry.objects.exists()
