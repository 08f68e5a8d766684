"""Several bodies, their events and their rules: pressed twice it is done once, and no two wait for each other."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.cpd.models import Record
from alongside.domain.cpd.activities import Kind
from alongside.domain.lifecycle import MoveRefused
from alongside.events.actions import announce_event
from alongside.events.models import Event
from alongside.journal.queries import verify_journal
from alongside.partnerships.actions import end_partnership
from alongside.partnerships.actions.outcomes import answer_outcomes
from alongside.partnerships.models import OutcomeAnswer, Partnership
from alongside.partnerships.queries.outcomes import questions_of
from alongside.people.models import Member
from alongside.presets import preset_text
from alongside.schemes.actions import adopt_definition, start_scheme
from alongside.schemes.joint import answer_for_body, join_as_guest, leave_as_guest
from alongside.schemes.models import JointBody, Scheme
from alongside.schemes.queries import definition_in_force, rules_of
from tests.factories import make_body, make_member, make_staff
from tests.plugins.races import Races
from tests.races.pairs import ROUNDS, Place, make_place, mistakes, moves_of, told

JOINT = '\n[joint]\norganisations = ["other"]\npasses_on = ["region", "experience"]\n'


@pytest.fixture
def place(races: Races) -> Place:
    """A body with the illustrators' scheme and its office."""
    return make_place()


def joint_scheme(place: Place, number: int) -> Scheme:
    """One more scheme, which the other body has been asked to hold too."""
    text, today = preset_text("schemes", "imi") + JOINT, place.now.date()
    return start_scheme(place.scheme.body, by=None, text=text, slug=f"joint{number}", today=today)


def test_two_directors_agree_to_a_joint_scheme_once(races: Races, place: Place) -> None:
    other = make_body("other")
    directors = [make_staff(other, name, "director") for name in ("dora", "dirk")]
    for number in range(ROUNDS):
        joint = JointBody.objects.get(scheme=joint_scheme(place, number))
        assert told(f"joint:{joint.pk}:asked") == (2, 2)
        agree = [partial(answer_for_body, joint, "agree", by=by) for by in directors]
        outcomes = races.at_once(*agree)
        assert mistakes(outcomes, MoveRefused) == []
        assert sorted(one.won for one in outcomes) == [False, True]
        joint.refresh_from_db()
        assert (joint.state, moves_of(joint)["agree"]) == ("agreed", 1)


def test_a_guest_who_joins_twice_at_once_is_one_guest(races: Races, place: Place) -> None:
    other = make_body("other")
    scheme = joint_scheme(place, 0)
    joint = JointBody.objects.get(scheme=scheme)
    answer_for_body(joint, "agree", by=make_staff(other, "dora", "director"))
    rules = rules_of(definition_in_force(scheme, place.now.date())).joint
    assert rules is not None
    for _ in range(ROUNDS):
        home = make_member(other, years="9", region="Quebec")
        join = partial(join_as_guest, scheme, rules, home, by=home.account)
        assert mistakes(races.at_once(join, join)) == []
        guest = Member.objects.get(body=scheme.body, account=home.account)
        assert (guest.guest_of, guest.status, guest.region) == (other, Member.ACTIVE, "Quebec")
        assert moves_of(guest) == {"join as guest": 1}
        leave_as_guest(guest, by=home.account)
        assert mistakes(races.at_once(join, join)) == []
        guest.refresh_from_db()
        assert (guest.status, moves_of(guest)["join as guest"]) == (Member.ACTIVE, 2)


def fields(place: Place) -> dict[str, Any]:
    """An event of yesterday, an hour long."""
    begins = place.now - timedelta(days=1)
    ends = begins + timedelta(hours=1)
    return {"title": "Winter social", "starts_at": begins, "ends_at": ends, "kind": Kind.PEER_REVIEW.value}


def was_there(member: Member, event: Event) -> Callable[[], Any]:
    """Send the form as the page fills it in, in a browser of one's own."""
    browser, path = Client(), reverse("cpd-event", args=[event.pk])
    browser.force_login(member.account)
    form = browser.get(path).context["form"]
    said = {name: form[name].value() for name in form.fields}
    return partial(browser.post, path, {name: value for name, value in said.items() if value is not None})


def test_who_says_twice_at_once_to_have_been_there_has_one_activity(races: Races, place: Place) -> None:
    event = announce_event(place.scheme.body, by=place.carol, fields=fields(place))
    for _ in range(ROUNDS):
        for pages in (1, 2):  # a button that is pressed twice, and two windows with a form each
            member = make_member(place.scheme.body)
            send = [was_there(member, event) for _ in range(pages)]
            outcomes = races.at_once(*send * (2 // pages))
            assert mistakes(outcomes) == []
            record = Record.objects.get(owner=member.account)
            assert moves_of(record) == {"record": 1}
            assert (
                sorted(one.value.status_code for one in outcomes) == [302, 302] if pages == 1 else [200, 302]
            )


def test_events_announced_while_pairs_end_hold_nobody_up(races: Races, place: Place) -> None:
    for _ in range(ROUNDS):
        pairs, proposed = [place.pair() for _ in range(2)], [Event().pk for _ in range(2)]
        announce = [
            partial(announce_event, place.scheme.body, by=place.carol, fields=fields(place), event_id=each)
            for each in proposed * 2
        ]
        end = [partial(end_partnership, pair, by=pair.account_of("mentee"), role="mentee") for pair in pairs]
        assert mistakes(races.at_once(*announce, *end)) == []
        assert Event.objects.filter(pk__in=proposed).count() == 2
        assert Partnership.objects.filter(pk__in=[pair.pk for pair in pairs], state="ended").count() == 2
    assert verify_journal()[1] == []


def test_answers_that_are_added_up_while_rules_are_adopted_hold_nobody_up(races: Races) -> None:
    doctors, text = make_place("nhs"), preset_text("schemes", "nhs")
    for _ in range(ROUNDS):
        pairs = [doctors.pair() for _ in range(2)]
        adopt = partial(
            adopt_definition,
            doctors.scheme,
            by=doctors.dan,
            text=text,
            in_force_from=timezone.localdate() + timedelta(days=1),
            today=timezone.localdate(),
        )
        for stage in ("start", "end"):
            if stage == "end":
                for pair in pairs:
                    end_partnership(pair, by=pair.account_of("mentee"), role="mentee")
            answers = [
                partial(
                    answer_outcomes,
                    pair,
                    by=pair.account_of("mentor"),
                    role="mentor",
                    stage=stage,
                    answers={question.key: 4 for question in questions_of(pair, "mentor")},
                )
                for pair in pairs
            ]
            versions = doctors.scheme.definitions.count()
            assert mistakes(races.at_once(answers[0], adopt, answers[1], adopt)) == []
            assert doctors.scheme.definitions.count() == versions + 2
        assert OutcomeAnswer.objects.filter(partnership__in=pairs, role="mentor").count() == 4
    assert verify_journal()[1] == []
