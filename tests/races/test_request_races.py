"""Requests in turn, when two act at the same moment or the work is killed: one offer, one place, one introduction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.utils import timezone

from alongside.directory.actions.answering import answer_offer, answer_suggestion
from alongside.directory.actions.asking import lapse_offers
from alongside.directory.actions.choosing import choose_mentor, pass_request, send_request
from alongside.directory.actions.ending import introduce_request, withdraw_request
from alongside.directory.mails.requests import suggestion_event
from alongside.directory.models import MentorEntry, Offer, Request, Suggestion
from alongside.domain.lifecycle import MoveRefused
from alongside.journal.queries import verify_journal
from alongside.notices.models import Mail, Notice
from alongside.partnerships.models import Partnership
from alongside.people.models import Account
from alongside.schemes.models import Scheme
from tests.factories import make_body, make_entry, make_member, make_request, make_scheme, make_staff
from tests.plugins.races import Races
from tests.races.pairs import ROUNDS, mistakes, moves_of, told
from tests.races.test_kills import kill_points


@dataclass(frozen=True)
class Desk:
    """A scheme with a directory, its office, and the moment at which everything happens."""

    scheme: Scheme
    carol: Account
    dan: Account
    now: datetime

    def mentor(self) -> MentorEntry:
        """Somebody new in the directory, with one place."""
        return make_entry(self.scheme, make_member(self.scheme.body), director=self.dan)

    def sent(self, mentors: Iterable[MentorEntry]) -> Request:
        """The request of somebody new, to be read by the director."""
        mentee = make_member(self.scheme.body)
        request = make_request(mentee, list(mentors), now=self.now)
        return send_request(request, by=mentee.account, now=self.now)

    def asking(self, *mentors: MentorEntry) -> Request:
        """The same, with the first mentor being asked."""
        return pass_request(self.sent(mentors), by=self.dan, now=self.now)


@pytest.fixture
def desk(races: Races) -> Desk:
    """A scheme and its office."""
    body = make_body("desk")
    carol, dan = make_staff(body, "carol", "coordinator"), make_staff(body, "dan", "director")
    return Desk(make_scheme(body, preset="asme"), carol, dan, timezone.now())


def offer_of(request: Request) -> Offer:
    """The offer made last."""
    return Offer.objects.filter(request=request).latest("offered_at")


def states(request: Request) -> tuple[str, list[str]]:
    """The request's state, and those of its offers, the first first."""
    offers = Offer.objects.filter(request=request).order_by("offered_at")
    return Request.objects.get(pk=request.pk).state, list(offers.values_list("state", flat=True))


def test_a_yes_clicked_twice_counts_once(races: Races, desk: Desk) -> None:
    for _ in range(ROUNDS):
        request = desk.asking(desk.mentor(), desk.mentor())
        offer = offer_of(request)
        yes = partial(answer_offer, offer, yes=True, now=desk.now)
        assert mistakes(races.at_once(yes, yes), MoveRefused) == []
        assert states(request) == ("accepted", ["accepted"])
        told = Notice.objects.filter(account=desk.carol, event=f"request:{request.pk}:accepted-{offer.pk}")
        assert told.count() == 1


def test_a_yes_against_a_no_is_one_of_the_two(races: Races, desk: Desk) -> None:
    for _ in range(ROUNDS):
        request = desk.asking(desk.mentor(), desk.mentor())
        offer = offer_of(request)
        answers = [partial(answer_offer, offer, yes=yes, now=desk.now) for yes in (True, False)]
        assert mistakes(races.at_once(*answers), MoveRefused) == []
        assert states(request) in (("accepted", ["accepted"]), ("asking", ["declined", "open"]))


def test_a_yes_against_its_last_day_is_a_yes_or_a_lapse(races: Races, desk: Desk) -> None:
    for _ in range(ROUNDS):
        request = desk.asking(desk.mentor(), desk.mentor())
        offer = offer_of(request)
        yes = partial(answer_offer, offer, yes=True, now=desk.now + timedelta(days=13))
        assert (
            mistakes(races.at_once(yes, partial(lapse_offers, desk.now + timedelta(days=16))), MoveRefused)
            == []
        )
        assert states(request) in (("accepted", ["accepted"]), ("asking", ["lapsed", "open"]))


def test_two_workers_ask_the_next_mentor_once(races: Races, desk: Desk) -> None:
    for _ in range(ROUNDS):
        request = desk.asking(desk.mentor(), desk.mentor())
        lapse = partial(lapse_offers, desk.now + timedelta(days=16))
        assert mistakes(races.at_once(lapse, lapse), MoveRefused) == []
        assert states(request) == ("asking", ["lapsed", "open"])
        mails = Mail.objects.filter(event__startswith=f"offer:{offer_of(request).pk}:")
        assert mails.count() == 1


def test_a_first_choice_while_others_ask_the_same_mentor_holds_nobody_up(races: Races, desk: Desk) -> None:
    for _ in range(ROUNDS):
        wanted, members = desk.mentor(), [make_member(desk.scheme.body) for _ in range(3)]
        choose = [
            partial(choose_mentor, wanted, member=member, by=member.account, now=desk.now)
            for member in members
        ]
        asked = desk.sent([wanted, desk.mentor()])
        outcomes = races.at_once(partial(pass_request, asked, by=desk.dan, now=desk.now), *choose)
        assert mistakes(outcomes, MoveRefused) == []
        assert states(asked) == ("asking", ["open"])
        begun = Request.objects.filter(application__member__in=members)
        assert begun.count() == sum(one.won for one in outcomes[1:])


def test_a_colleague_suggested_twice_at_once_is_asked_once_and_answers_once(races: Races, desk: Desk) -> None:
    for _ in range(ROUNDS):
        request, other = desk.asking(desk.mentor(), desk.mentor()), desk.mentor()
        no = partial(answer_offer, offer_of(request), yes=False, now=desk.now, suggested=other)
        assert mistakes(races.at_once(no, no)) == []
        suggestion = Suggestion.objects.get(request=request)
        assert told(suggestion_event(suggestion)) == (1, 1)
        assert (states(request), moves_of(request)["suggest"]) == (("asking", ["declined", "open"]), 1)
        by = other.application.member.account
        answers = [
            partial(answer_suggestion, suggestion, yes=yes, by=by, now=desk.now)
            for yes in (True, True, False)
        ]
        outcomes = races.at_once(*answers)
        assert mistakes(outcomes, MoveRefused) == []
        assert sum(one.won for one in outcomes) == 1
        agreed = Suggestion.objects.agreed().filter(pk=suggestion.pk).exists()
        assert agreed is not outcomes[2].won
        news = told(f"request:{request.pk}:suggested-{suggestion.pk}")
        assert news == ((1, 1) if agreed else (0, 0))


def test_the_last_place_of_a_mentor_is_offered_once(races: Races, desk: Desk) -> None:
    for _ in range(ROUNDS):
        wanted = desk.mentor()
        requests = [desk.sent([wanted, desk.mentor()]) for _ in range(2)]
        both = [partial(pass_request, request, by=desk.dan, now=desk.now) for request in requests]
        assert mistakes(races.at_once(*both), MoveRefused) == []
        assert Offer.objects.filter(mentor_application=wanted.application).count() == 1
        assert [states(request) for request in requests] == [("asking", ["open"])] * 2


def test_two_who_choose_a_new_mentor_at_once_ask_for_one_place(races: Races, desk: Desk) -> None:
    for _ in range(ROUNDS):
        requests = [desk.asking(desk.mentor()) for _ in range(2)]
        for request in requests:
            answer_offer(offer_of(request), yes=False, now=desk.now)
        wanted = desk.mentor()
        choose = [
            partial(choose_mentor, wanted, member=request.member, by=request.member.account, now=desk.now)
            for request in requests
        ]
        assert mistakes(races.at_once(*choose), MoveRefused) == []
        assert Offer.objects.filter(mentor_application=wanted.application).count() == 1
        assert sorted(states(request)[0] for request in requests) == ["asking", "exhausted"]


def test_two_in_the_office_introduce_once_and_a_withdrawal_never_leaves_half(
    races: Races, desk: Desk
) -> None:
    for _ in range(ROUNDS):
        request = desk.asking(desk.mentor())
        answer_offer(offer_of(request), yes=True, now=desk.now)
        introduce = [
            partial(introduce_request, request, by=by, now=desk.now) for by in (desk.carol, desk.dan)
        ]
        by = request.member.account
        withdraw = partial(withdraw_request, request, by=by, role="mentee", now=desk.now)
        assert mistakes(races.at_once(*introduce, withdraw), MoveRefused) == []
        pairs = Partnership.objects.filter(mentee_application=request.application).count()
        assert (states(request), pairs) in (
            (("introduced", ["accepted"]), 1),
            (("withdrawn", ["withdrawn"]), 0),
        )


def test_asking_the_next_killed_anywhere_ends_as_if_uninterrupted(races: Races, desk: Desk) -> None:
    requests = [desk.asking(desk.mentor(), desk.mentor()) for _ in range(2)]
    later, kills = desk.now + timedelta(days=16), 0
    for _ in kill_points(races, partial(lapse_offers, later)):
        kills += 1
        for request in requests:
            assert states(request) in (("asking", ["open"]), ("asking", ["lapsed", "open"]))
    assert kills > 5
    assert [states(request) for request in requests] == [("asking", ["lapsed", "open"])] * 2
    for request in requests:
        first, second = Offer.objects.filter(request=request).order_by("offered_at")
        assert Mail.objects.filter(event__startswith=f"offer:{first.pk}:").count() == 2  # asked, then let go
        assert Mail.objects.filter(event__startswith=f"offer:{second.pk}:").count() == 1
    assert verify_journal()[1] == []
