"""Circles: who may join, what is said, who is told, and how the office keeps order."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from alongside.circles.actions import (
    MOST_A_DAY,
    join_circle,
    leave_circle,
    note_seen,
    report_post,
    say,
    take_back_post,
)
from alongside.circles.jobs import tell_circles
from alongside.circles.models import Circle, CircleMember, Post, PostReport
from alongside.circles.queries import circles_open_to
from alongside.domain.lifecycle import MoveRefused
from alongside.enrolment.actions import withdraw_application
from alongside.enrolment.models import Application
from alongside.notices.models import Mail, Notice
from alongside.people.actions import grant_office_role
from alongside.people.models import Member
from alongside.schemes.models import Scheme
from alongside.training.actions.places import ask_for_place, give_place_back
from alongside.training.actions.runs import announce_run, plan_run
from tests.factories import Cast, make_application, make_member, make_scheme
from tests.reading import text_of
from tests.security.forms import forms_on

Browser = Callable[[str], Client]
CIRCLES = '\n[circles]\nparts = ["mentor", "mentee", "workshop"]\n\n[training]\nanswer_within_days = 7\n'


@pytest.fixture
def scheme(cast: Cast) -> Scheme:
    """A scheme with circles, in which Alice and Erin are mentees and Bob is a mentor."""
    scheme = make_scheme(cast.body, slug="talk", more=CIRCLES)
    for member, role in ((cast.alice, "mentee"), (cast.erin, "mentee"), (cast.bob, "mentor")):
        make_application(scheme, member, role)
    return scheme


def open_to(member: Member) -> list[str]:
    return [one.title for one in circles_open_to(member.account, timezone.localdate())]


def joined(member: Member, part: str, *, shows_address: bool = False) -> Circle:
    offered = circles_open_to(member.account, timezone.localdate())
    chosen = next(one for one in offered if one.part == part)
    return join_circle(chosen, by=member.account, shows_address=shows_address)


def place_of(member: Member) -> CircleMember:
    return CircleMember.objects.select_related("circle__scheme", "member__account").get(member=member)


def post_of(browser: Client, circle: Circle, text: str, **more: str) -> str:
    answer = browser.post(f"/circles/{circle.pk}/", {"text": text} | more, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def page_of(browser: Client, circle: Circle) -> str:
    answer = browser.get(f"/circles/{circle.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_circle_opens_to_those_who_were_accepted_in_its_part(scheme: Scheme, cast: Cast) -> None:
    assert open_to(cast.alice) == ["Mentees’ circle"]
    assert open_to(cast.bob) == ["Mentors’ circle"]
    assert open_to(make_member(cast.body)) == []
    assert open_to(cast.frank) == []


def test_a_scheme_without_circles_has_none(cast: Cast) -> None:
    make_application(cast.scheme, cast.alice, "mentee")
    assert open_to(cast.alice) == []


def test_those_of_one_workshop_have_a_circle_of_their_own(scheme: Scheme, cast: Cast) -> None:
    now = timezone.now()
    days = [(now + timedelta(days=20), 180)]
    fields = {"name": "Listening", "places": 5}
    run = announce_run(plan_run(scheme, by=cast.carol, fields=fields, half_days=days), by=cast.carol)
    ask_for_place(run, member=cast.alice, answers={}, now=now)
    assert open_to(cast.alice) == ["Mentees’ circle", "Circle of “Listening”"]
    assert joined(cast.alice, "workshop").run == run
    assert open_to(cast.erin) == ["Mentees’ circle"]


@pytest.mark.requirement("R168")
def test_those_in_it_see_who_has_joined_and_nobody_else(
    scheme: Scheme, cast: Cast, browser_of: Browser
) -> None:
    page = browser_of("alice").get("/circles/").content.decode()
    chosen = re.findall(r'name="chosen" value="([^"]+)"', page)
    assert len(chosen) == 1
    browser_of("alice").post("/circles/join/", {"chosen": chosen[0], "shows_address": "on"})
    circle = Circle.objects.get()
    assert "Erin Example" not in page_of(browser_of("alice"), circle)  # is a mentee, and has not joined
    browser_of("erin").post("/circles/join/", {"chosen": chosen[0]})
    page = page_of(browser_of("erin"), circle)
    assert "alice@people.example" in page
    page = page_of(browser_of("alice"), circle)
    assert ("Erin Example" in page, "erin@people.example" in page) == (True, False)
    browser_of("erin").post(f"/circles/{circle.pk}/change/", {"step": "show"})
    assert "erin@people.example" in page_of(browser_of("alice"), circle)
    for name in ("bob", "frank", "grace"):
        assert browser_of(name).get(f"/circles/{circle.pk}/").status_code == 404
    browser_of("bob").post("/circles/join/", {"chosen": chosen[0]})
    assert CircleMember.objects.count() == 2
    browser_of("erin").post(f"/circles/{circle.pk}/change/", {"step": "leave"})
    assert browser_of("erin").get(f"/circles/{circle.pk}/").status_code == 404
    assert "Erin Example" not in page_of(browser_of("alice"), circle)


def test_what_is_said_is_read_answered_and_taken_back(
    scheme: Scheme, cast: Cast, browser_of: Browser
) -> None:
    circle = joined(cast.alice, "mentee")
    joined(cast.erin, "mentee")
    page = post_of(browser_of("alice"), circle, "How do you <begin>?")
    assert "How do you &lt;begin&gt;?" in page
    assert "Say nothing about your partner here" in page
    first = Post.objects.get()
    assert "With a walk." in post_of(browser_of("erin"), circle, "With a walk.", reply_to=str(first.pk))
    assert "Write something, or leave it." in post_of(browser_of("erin"), circle, " ")
    browser_of("alice").post(f"/circles/posts/{first.pk}/")
    page = page_of(browser_of("erin"), circle)
    assert ("begin" in page, "Taken back by its author." in page, "With a walk." in page) == (
        False,
        True,
        True,
    )
    assert Post.objects.get(pk=first.pk).text == ""
    with pytest.raises(MoveRefused, match="no longer there"):
        say(
            circle,
            author=cast.erin,
            by=cast.erin.account,
            text="And?",
            reply_to=Post.objects.get(pk=first.pk),
        )


def test_what_nobody_answered_goes_without_a_trace_when_it_is_taken_back(
    scheme: Scheme, cast: Cast, browser_of: Browser
) -> None:
    circle = joined(cast.alice, "mentee")
    post_of(browser_of("alice"), circle, "Never mind")
    browser_of("alice").post(f"/circles/posts/{Post.objects.get().pk}/")
    assert "Nothing said yet" in page_of(browser_of("alice"), circle)


def test_the_same_form_sent_twice_says_it_once(scheme: Scheme, cast: Cast, browser_of: Browser) -> None:
    circle = joined(cast.alice, "mentee")
    proposed = str(uuid4())
    for _ in range(2):
        post_of(browser_of("alice"), circle, "Once", post_id=proposed)
    assert list(Post.objects.values_list("pk", flat=True)) == [UUID(proposed)]
    url = f"/circles/{circle.pk}/"
    forms = forms_on(url, page_of(browser_of("alice"), circle))
    (reply,) = [one for one in forms if "reply_to" in one.fields and one.fields["reply_to"].value]
    for _ in range(2):
        browser_of("alice").post(url, reply.filled())
    assert Post.objects.get(pk=proposed).replies.count() == 1


def test_nobody_floods_a_circle_and_what_was_typed_is_still_there(
    scheme: Scheme, cast: Cast, browser_of: Browser
) -> None:
    circle = joined(cast.alice, "mentee")
    for number in range(MOST_A_DAY):
        say(circle, author=cast.alice, by=cast.alice.account, text=f"Number {number}")
    page = post_of(browser_of("alice"), circle, "One too many")
    assert ("Come back tomorrow" in page, "One too many" in page) == (True, True)
    assert Post.objects.count() == MOST_A_DAY


def test_a_reply_to_what_is_gone_can_be_said_on_its_own(
    scheme: Scheme, cast: Cast, browser_of: Browser
) -> None:
    circle = joined(cast.alice, "mentee")
    joined(cast.erin, "mentee")
    post = say(circle, author=cast.alice, by=cast.alice.account, text="Never mind")
    take_back_post(post, by=cast.alice.account)
    erin = browser_of("erin")
    answer = erin.post(f"/circles/{circle.pk}/", {"text": "I see", "reply_to": str(post.pk)})
    assert "say them on their own" in text_of(answer.content)
    forms = forms_on(f"/circles/{circle.pk}/", answer.content.decode())
    sent = next(
        {name: each.value for name, each in form.fields.items()} for form in forms if "text" in form.fields
    )
    assert (sent["reply_to"], "I see</textarea>" in answer.content.decode()) == ("", True)
    post_of(erin, circle, **sent | {"text": "I see"})
    assert Post.objects.get(text="I see").reply_to is None


def test_others_hear_once_until_they_look_and_the_mail_says_nothing_of_it(scheme: Scheme, cast: Cast) -> None:
    circle = joined(cast.alice, "mentee")
    joined(cast.erin, "mentee")
    say(circle, author=cast.alice, by=cast.alice.account, text="My secret method")
    now = timezone.now()
    for minutes in (1, 31):
        tell_circles(now + timedelta(minutes=minutes))
    told = Notice.objects.filter(event__startswith=f"circle:{circle.pk}")
    assert list(told.values_list("account", flat=True)) == [cast.erin.account_id]
    (mail,) = Mail.objects.filter(kind="circle")
    assert (mail.address, "secret" in mail.text, "Alice" in mail.text) == (
        "erin@people.example",
        False,
        False,
    )
    note_seen(place_of(cast.erin), now=now + timedelta(minutes=40))
    assert not told.filter(cleared_at=None).exists()
    tell_circles(now + timedelta(minutes=61))
    assert told.count() == 1


def test_the_office_hides_what_was_reported_and_can_show_it_again(
    scheme: Scheme, cast: Cast, browser_of: Browser
) -> None:
    circle = joined(cast.alice, "mentee")
    joined(cast.erin, "mentee")
    post = say(circle, author=cast.alice, by=cast.alice.account, text="Rude words")
    office = "/office/imi/circles/"
    assert "Nothing reported" in browser_of("carol").get(office).content.decode()
    browser_of("erin").post(f"/circles/posts/{post.pk}/")
    page = browser_of("carol").get(office).content.decode()
    assert ("Rude words" in page, "Erin" in page) == (True, False)
    browser_of("carol").post(f"{office}posts/{post.pk}/", {"step": "hide"})
    assert "Rude words" not in page_of(browser_of("erin"), circle)
    assert "Nothing reported" in browser_of("carol").get(office).content.decode()
    browser_of("carol").post(f"{office}posts/{post.pk}/", {"step": "keep"})
    assert "Rude words" in page_of(browser_of("erin"), circle)
    assert PostReport.objects.filter(settled_at=None).count() == 0
    assert "Say it to the circle" not in page_of(browser_of("carol"), circle)  # keeps order, and is not in it


def test_the_office_hears_once_of_what_was_reported_until_it_has_looked(
    scheme: Scheme, cast: Cast, browser_of: Browser
) -> None:
    circle = joined(cast.alice, "mentee")
    joined(cast.erin, "mentee")
    post = say(circle, author=cast.alice, by=cast.alice.account, text="Rude words")
    report_post(post, by=cast.erin.account)
    report_post(post, by=cast.bob.account)
    mails = Mail.objects.filter(kind="reported post")
    assert set(mails.values_list("account", flat=True)) == {cast.carol.pk, cast.dan.pk}
    assert mails.count() == 2
    (text,) = set(mails.values_list("text", flat=True))
    assert ("/office/imi/circles/" in text, "Rude" in text, "Alice" in text, "Erin" in text) == (
        True, False, False, False,
    )  # fmt: skip
    carol = browser_of("carol")
    assert "1 post reported in your circles" in text_of(carol.get("/office/imi/").content)
    carol.post(f"/office/imi/circles/posts/{post.pk}/", {"step": "keep"})
    assert "reported in your circles" not in text_of(carol.get("/office/imi/").content)
    assert not Notice.objects.filter(kind="reported post", cleared_at=None).exists()
    again = browser_of("erin").post(f"/circles/posts/{post.pk}/", follow=True)
    assert "Your office has looked at it, and lets it stand" in text_of(again.content)


def test_only_the_author_takes_back_and_reporting_twice_is_once(
    scheme: Scheme, cast: Cast, browser_of: Browser
) -> None:
    circle = joined(cast.alice, "mentee")
    joined(cast.erin, "mentee")
    post = say(circle, author=cast.alice, by=cast.alice.account, text="Mine")
    for _ in range(2):
        browser_of("erin").post(f"/circles/posts/{post.pk}/")
    assert (PostReport.objects.count(), Post.objects.get().text) == (1, "Mine")


def test_whoever_leaves_keeps_nothing_open(scheme: Scheme, cast: Cast) -> None:
    joined(cast.alice, "mentee")
    leave_circle(place_of(cast.alice), by=cast.alice.account)
    assert CircleMember.objects.count() == 0
    assert joined(cast.alice, "mentee") == Circle.objects.get()


def test_whoever_does_not_take_part_any_more_is_let_go(
    scheme: Scheme, cast: Cast, browser_of: Browser
) -> None:
    circle, other = joined(cast.alice, "mentee"), joined(cast.bob, "mentor")
    joined(cast.erin, "mentee")
    tell_circles(timezone.now())
    assert CircleMember.objects.count() == 3
    application = Application.objects.get(member=cast.erin, scheme=scheme)
    withdraw_application(application, by=cast.erin.account, role="applicant")
    say(circle, author=cast.alice, by=cast.alice.account, text="Among ourselves")
    tell_circles(timezone.now() + timedelta(minutes=1))
    assert set(CircleMember.objects.values_list("member", flat=True)) == {cast.alice.pk, cast.bob.pk}
    assert browser_of("erin").get(f"/circles/{circle.pk}/").status_code == 404
    assert not Mail.objects.filter(account=cast.erin.account, kind="circle").exists()
    assert other.memberships.get().member == cast.bob


def test_whoever_gives_their_place_back_leaves_the_circle_of_the_workshop(scheme: Scheme, cast: Cast) -> None:
    now = timezone.now()
    run = plan_run(
        scheme, by=cast.carol, fields={"name": "Skills", "places": 2},
        half_days=[(now + timedelta(days=9), 180)],
    )  # fmt: skip
    announce_run(run, by=cast.carol)
    place = ask_for_place(run, member=cast.frank, answers={}, now=now)
    joined(cast.frank, "workshop")
    tell_circles(now)
    assert CircleMember.objects.count() == 1
    give_place_back(place, by=cast.frank.account, role="member", now=now)
    tell_circles(now)
    assert CircleMember.objects.count() == 0


def test_many_threads_take_as_many_queries_as_few(
    scheme: Scheme, cast: Cast, browser_of: Browser, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    circle = joined(cast.alice, "mentee")
    for number in range(20):
        post = say(circle, author=cast.alice, by=cast.alice.account, text=f"Thread {number}")
        say(
            circle, author=cast.alice, by=cast.alice.account, text="Reply", reply_to=post
        ) if number < 8 else None
    alice = browser_of("alice")
    with django_assert_max_num_queries(30):  # type: ignore[attr-defined]  # a context manager of the plugin
        page = page_of(alice, circle)
    assert page.count("<article") == 15


def test_whoever_is_in_two_offices_sees_the_circles_of_each_by_itself(
    scheme: Scheme, cast: Cast, browser_of: Browser
) -> None:
    elsewhere = make_scheme(cast.other_body, slug="elsewhere", more=CIRCLES)
    make_application(elsewhere, cast.frank, "mentee")
    for member in (cast.alice, cast.frank):
        joined(member, "mentee")
    grant_office_role(cast.other_body, by=None, account=cast.carol, role="coordinator")
    carol = browser_of("carol")
    own, other = Circle.objects.get(scheme=scheme), Circle.objects.get(scheme=elsewhere)
    page = carol.get("/office/imi/circles/").content.decode()
    assert (str(own.pk) in page, str(other.pk) in page) == (True, False)
    page = carol.get(f"/office/{cast.other_body.slug}/circles/").content.decode()
    assert (str(own.pk) in page, str(other.pk) in page) == (False, True)
