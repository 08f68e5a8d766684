"""Who was there, who has completed it, and what that counts for."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from alongside.certificates.models import Certificate
from alongside.cpd.models import Record
from alongside.directory.models import MentorEntry
from alongside.domain.lifecycle import MoveRefused
from alongside.enrolment.actions import approve_application
from alongside.notices.models import Mail, Notice
from alongside.training.actions.attendance import call_roll, say_present
from alongside.training.actions.feedback import give_feedback
from alongside.training.actions.handbook import publish_edition, say_read
from alongside.training.actions.places import give_place_back
from alongside.training.actions.runs import finish_run
from alongside.training.jobs import give_out_places
from alongside.training.models import Place, Run
from alongside.training.queries.answers import needs_of
from alongside.training.queries.runs import rules_for
from tests.factories import make_application
from tests.reading import text_of
from tests.training.conftest import AFTER, FIRST, NOW, SECOND, School

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]


def roll(run: Run, which: int, *there: Place, school: School) -> None:
    day = list(run.half_days.order_by("starts_at"))[which]
    day.run = run
    call_roll(day, present=[place.pk for place in there], by=school.cast.tess, now=AFTER)


@pytest.mark.requirement("R195")
def test_attendance_is_noted_for_each_half_day_and_can_be_put_right(school: School) -> None:
    run = school.announced()
    ann, ben = school.asks(run), school.asks(run)
    roll(run, 0, ann, ben, school=school)
    roll(run, 1, ann, ben, school=school)
    roll(run, 1, ann, school=school)
    finish_run(run, by=school.cast.tess, now=AFTER)
    completed = dict(run.asked_for.values_list("pk", "completed_on"))
    assert completed == {ann.pk: SECOND.date(), ben.pk: None}
    assert Mail.objects.filter(text__contains="You have completed").count() == 1
    run.refresh_from_db()
    roll(run, 1, ann, ben, school=school)  # put right after the end
    ben.refresh_from_db()
    assert ben.completed_on == SECOND.date()


def test_whoever_typed_the_code_after_the_roll_was_opened_stays_noted(
    school: School, browser_of: Browser
) -> None:
    run = school.announced()
    ann, ben = school.asks(run), school.asks(run)
    day = run.half_days.order_by("starts_at")[0]
    with time_machine.travel(FIRST + timedelta(minutes=20)):
        tess, page = browser_of("tess"), f"/training/{run.pk}/"
        assert b'name="shown"' not in tess.get(page).content
        ann.run = run
        say_present(ann, code=day.code, now=FIRST + timedelta(minutes=21))
        roll = {"act": "roll", "half_day": day.pk, "present": [ben.pk]}  # of the page as it was
        assert "Noted: 2 of 2 were there" in text_of(tess.post(page, roll, follow=True).content)
        assert f'name="shown" value="{ann.pk}"' in tess.get(page).content.decode()
        roll["shown"] = [ann.pk, ben.pk]  # and a tick that is taken off is taken off
        assert "Noted: 1 of 2 were there" in text_of(tess.post(page, roll, follow=True).content)


def test_nobody_is_noted_before_a_half_day_has_begun(school: School) -> None:
    run = school.announced()
    day = run.half_days.first()
    assert day is not None
    with pytest.raises(MoveRefused, match="not begun"):
        call_roll(day, present=[], by=school.cast.tess, now=NOW)


@pytest.mark.parametrize("minutes, taken", [(-16, False), (-15, True), (0, True), (239, True), (241, False)])
def test_the_code_is_taken_while_the_half_day_goes_on(school: School, minutes: int, taken: bool) -> None:
    run = school.announced()
    place = school.asks(run)
    place.run = run
    day = run.half_days.order_by("starts_at")[0]
    typed, now = f" {day.code[:3].lower()} {day.code[3:]}", FIRST + timedelta(minutes=minutes)
    if taken:
        say_present(place, code=typed, now=now)
    else:
        with pytest.raises(MoveRefused):
            say_present(place, code=typed, now=now)
    assert place.attendances.count() == taken


def test_the_code_of_another_run_or_none_is_refused(school: School) -> None:
    run, other = school.announced(), school.announced()
    place = school.asks(run)
    place.run = run
    for code in ("", "AAAAAA", other.half_days.all()[0].code):
        with pytest.raises(MoveRefused, match="not the code"):
            say_present(place, code=code, now=FIRST)


def test_a_run_closes_by_itself_two_days_after_its_last_half_day(school: School) -> None:
    run = school.announced()
    give_out_places(SECOND + timedelta(days=1))
    run.refresh_from_db()
    assert run.state == "open"
    give_out_places(SECOND + timedelta(days=3))
    run.refresh_from_db()
    assert run.state == "over"


@pytest.mark.requirement("R194")
def test_a_completed_workshop_prepares_a_mentor_before_or_after_they_are_accepted(school: School) -> None:
    bob = school.cast.bob
    run = school.announced()
    place = school.asks(run, bob)
    application = make_application(school.scheme, bob, "mentor")
    approve_application(application, by=school.cast.dan)
    assert MentorEntry.objects.get(application=application).listed_at is None
    for which in (0, 1):
        roll(run, which, place, school=school)
    finish_run(run, by=school.cast.tess, now=AFTER)
    entry = MentorEntry.objects.get(application=application)
    assert entry.listed_at is not None
    assert entry.preparations.get().way == "workshop"
    member = school.member()
    publish_edition(school.scheme, side="mentor", text="# Book\n\n## One\n\nText", by=school.cast.carol)
    say_read(school.scheme.handbooks.get(), member=member, now=NOW)
    later = make_application(school.scheme, member, "mentor")
    approve_application(later, by=school.cast.dan)
    entry = MentorEntry.objects.get(application=later)
    assert (entry.listed_at is not None, entry.preparations.get().version) == (True, "edition 1")


@pytest.mark.requirement("R196")
def test_the_trainer_reads_needs_together_and_only_from_five_on(school: School) -> None:
    run = school.announced(places=20)
    rules = rules_for(run, NOW.date())
    terms = [term.key for term in rules.vocabulary("mentoring_skill").terms]
    for number in range(4):
        school.asks(run, hopes=[terms[0]], access=f"Captions {number}")
    assert needs_of(run, rules) == ([], [], 4)
    school.asks(run, hopes=[terms[0], terms[1]])
    figures, written, answered = needs_of(run, rules)
    assert answered == 5
    assert [point.value for point in figures[0].points][:3] == [0, 0, 0]  # all five: that would tell of each
    assert written == [("What would help you to take part?", [f"Captions {number}" for number in range(4)])]
    for _ in range(4):
        school.asks(run, hopes=[terms[1]])
    give_place_back(Place.objects.order_by("applied_at")[0], by=school.cast.carol, role="office", now=NOW)
    assert [point.value for point in needs_of(run, rules)[0][0].points][:3] == [0, 0, 0]
    school.asks(run, hopes=[terms[1]])
    figures, written, answered = needs_of(run, rules)
    assert ([point.value for point in figures[0].points][:3], answered) == ([5, 5, 0], 10)
    assert len(written[0][1]) == 3


def test_whoever_completes_has_a_certificate_and_an_activity_once(school: School) -> None:
    run = school.announced()
    ann, ben = school.asks(run), school.asks(run)
    for which in (0, 1):
        roll(run, which, ann, *([ben] if which else []), school=school)
    finish_run(run, by=school.cast.tess, now=AFTER)
    run.refresh_from_db()
    roll(run, 1, ann, ben, school=school)  # called again after the end
    certificate = Certificate.objects.get()
    assert (certificate.owner, certificate.reference) == (ann.member.account, ann.pk)
    assert certificate.facts["minutes"] == 360
    assert "Mentoring skills" in str(certificate.facts)
    assert Record.objects.get().owner == ann.member.account


def test_feedback_is_read_together_from_five_on_and_names_nobody(school: School, browser_of: Browser) -> None:
    run = school.announced(places=6)
    alice = school.asks(run, school.cast.alice)
    others = [school.asks(run) for _ in range(4)]
    answers = {"worth": 5, "helped": "The quiet minute", "change": ""}
    with pytest.raises(MoveRefused, match="once the workshop is over"):
        give_feedback(alice, answers=answers)
    finish_run(run, by=school.cast.tess, now=AFTER)
    assert Notice.objects.filter(event=f"place:{alice.pk}:feedback", cleared_at=None).exists()
    page = f"/workshops/{run.pk}/"
    client = browser_of("alice")
    assert "How was it?" in text_of(client.get(page).content)
    again = client.post(f"{page}place/", {"step": "feedback", "helped": "Nothing chosen", "worth": ""})
    assert "Nothing chosen" in text_of(again.content)
    assert not Place.objects.exclude(feedback={}).exists()
    client.post(f"{page}place/", answers | {"step": "feedback"})
    assert Notice.objects.filter(event=f"place:{alice.pk}:feedback", cleared_at=None).count() == 0
    assert "What you said of it" in text_of(client.get(page).content)
    for place in others[:3]:
        give_feedback(place, answers={"worth": 3, "helped": "", "change": "More time"})
    trainer = f"/training/{run.pk}/"
    few = text_of(browser_of("tess").get(trainer).content)
    assert "4 of 5 have answered" in few
    assert "The quiet minute" not in few
    give_feedback(others[3], answers={"worth": 3, "helped": "", "change": ""})
    told = text_of(browser_of("tess").get(trainer).content)
    assert "The quiet minute" in told
    assert "3.4 on average" in told
    assert "5 of 5 have answered" in told
    office = f"/office/{school.cast.body.slug}/workshops/{run.pk}/"
    assert "The quiet minute" in text_of(browser_of("carol").get(office).content)
