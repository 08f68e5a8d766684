"""What leaves the two, when somebody else acts at the same moment: told once, and never after it was taken back."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.db.models import Max
from django.test import Client

from alongside.domain.lifecycle import MoveRefused
from alongside.domain.scheme import BOTH_SIDES
from alongside.notices.models import Mail, Notice
from alongside.partnerships.actions import schedule_session
from alongside.partnerships.actions.achievements import (
    change_achievement,
    keep_achievement,
    release_achievement,
    remove_achievement,
    write_achievement,
)
from alongside.partnerships.actions.facilitators import ask_facilitator, take_facilitator_back
from alongside.partnerships.actions.recommendations import (
    recommend_mentee,
    show_recommendation,
    take_back_recommendation,
)
from alongside.partnerships.facilitator_links import facilitator_link
from alongside.partnerships.mails.sponsorship import recommended_event, released_events
from alongside.partnerships.models import (
    Achievement,
    Facilitator,
    Recommendation,
    ReleasedAchievement,
    Session,
)
from alongside.partnerships.queries.recommendations import shown_recommendations
from tests.plugins.races import Races
from tests.races.pairs import ROUNDS, Place, make_place, mistakes, moves_of, told

CASEY = "casey@elsewhere.example"


@pytest.fixture
def nurses(races: Races) -> Place:
    """A scheme with achievements and recommendations, and its office of two."""
    return make_place("nursing")


@pytest.fixture
def doctors(races: Races) -> Place:
    """A scheme in which a third person may be at the first meeting, and its office of two."""
    return make_place("nhs")


def written(nurses: Place) -> Achievement:
    """What the mentor of a new pair wrote about a success of the mentee's."""
    pair = nurses.pair()
    return write_achievement(pair, by=pair.account_of("mentor"), role="mentor", text="She won the prize.")


def by_mentee(achievement: Achievement, act: Callable[..., Achievement], **more: int) -> Callable[[], object]:
    """Something that the mentee decides about it."""
    mentee = achievement.partnership.account_of("mentee")
    return partial(act, achievement, by=mentee, role="mentee", **more)


def office_told(nurses: Place, what: str) -> tuple[int, int]:
    """How often the office heard that something may be told, or not any more; notices and mails."""
    events = {"event__startswith": released_events(nurses.scheme.body), "event__endswith": f":{what}"}
    return Notice.objects.filter(**events).count(), Mail.objects.filter(**events).count()


def test_a_consent_sent_twice_is_one_and_taken_back_twice_is_gone_once(races: Races, nurses: Place) -> None:
    for number in range(1, ROUNDS + 1):
        achievement = written(nurses)
        consent = by_mentee(achievement, release_achievement, version=1)
        assert mistakes(races.at_once(consent, consent)) == []
        assert ReleasedAchievement.objects.filter(achievement=achievement).count() == 1
        assert moves_of(achievement) == {"write": 1, "consent": 1}
        assert office_told(nurses, "told") == (2 * number, 2 * number)
        back = by_mentee(achievement, keep_achievement)
        assert mistakes(races.at_once(back, back)) == []
        assert not ReleasedAchievement.objects.filter(achievement=achievement).exists()
        assert moves_of(achievement) == {"write": 1, "consent": 1, "take back": 1}
        assert office_told(nurses, "ended") == (2 * number, 2 * number)


def test_the_office_never_has_words_that_were_changed_or_removed_while_the_mentee_agreed(
    races: Races, nurses: Place
) -> None:
    for _ in range(ROUNDS):
        changed, removed = written(nurses), written(nurses)
        mentor = changed.partnership.account_of("mentor")
        change = partial(change_achievement, changed, by=mentor, role="mentor", text="She won.", version=1)
        consent = by_mentee(changed, release_achievement, version=1)
        changing, consenting = races.at_once(change, consent)
        assert (mistakes([changing]), mistakes([consenting], MoveRefused)) == ([], [])
        assert not ReleasedAchievement.objects.filter(achievement=changed).exists()
        assert moves_of(changed)["consent"] == int(consenting.won)

        mentor = removed.partnership.account_of("mentor")
        remove = partial(remove_achievement, removed, by=mentor, role="mentor")
        removing, consenting = races.at_once(remove, by_mentee(removed, release_achievement, version=1))
        assert mistakes([removing, consenting], MoveRefused) == []
        assert removing.won is not consenting.won
        assert Achievement.objects.filter(pk=removed.pk).exists() is consenting.won
        assert ReleasedAchievement.objects.filter(achievement_id=removed.pk).exists() is consenting.won
    assert not Notice.objects.filter(event__endswith=":told", cleared_at=None).exclude(
        event__in=[
            f"{released_events(nurses.scheme.body)}{row.pk}:told" for row in ReleasedAchievement.objects.all()
        ]
    )


def test_a_recommendation_given_twice_is_one_and_none_that_was_taken_back_is_read(
    races: Races, nurses: Place
) -> None:
    for _ in range(ROUNDS):
        pair = nurses.pair()
        mentee, mentor = pair.account_of("mentee"), pair.account_of("mentor")
        give = partial(recommend_mentee, pair, by=mentor, role="mentor", text="She listens.")
        assert mistakes(races.at_once(give, give)) == []
        given = Recommendation.objects.get(partnership=pair)
        assert (moves_of(given), told(recommended_event(pair))) == ({"recommend": 1}, (1, 1))
        show = partial(
            show_recommendation, pair, by=mentee, role="mentee", recommendation_id=given.pk, shows=True
        )
        back = partial(take_back_recommendation, pair, by=mentor, role="mentor")
        showing, *taking = races.at_once(show, back, back)
        assert mistakes([showing], MoveRefused) == []
        assert mistakes(taking) == []
        assert shown_recommendations([pair.mentee]) == []
        moves = moves_of(given)
        assert (moves["consent"], moves["take back"]) == (int(showing.won), 1)


def meeting(place: Place) -> Session:
    """The first meeting of a new pair, at a time that both know."""
    session: Session = place.pair().sessions.select_related("partnership__mentee__account").get(number=1)
    return at(session, place.now + timedelta(days=3))


def at(session: Session, starts_at: datetime) -> Session:
    by = session.partnership.account_of("mentee")
    return schedule_session(session, by=by, role="mentee", starts_at=starts_at, minutes=45)


def invite(session: Session, role: str, facilitator: Facilitator) -> Facilitator:
    """Send the form on which this person was proposed."""
    return ask_facilitator(
        session,
        by=session.partnership.account_of(role),
        role=role,
        name="Casey Lee",
        email=CASEY,
        facilitator_id=facilitator.pk,
    )


def off(session: Session, role: str) -> Facilitator | None:
    """Take back whoever is invited."""
    return take_facilitator_back(session, by=session.partnership.account_of(role), role=role)


def test_a_third_person_is_invited_once_whoever_sends_how_often(races: Races, doctors: Place) -> None:
    for _ in range(ROUNDS):
        session = meeting(doctors)
        forms = {role: Facilitator() for role in BOTH_SIDES}
        send = [partial(invite, session, role, forms[role]) for role in BOTH_SIDES for _ in range(2)]
        assert mistakes(races.at_once(*send), MoveRefused) == []
        invited = Facilitator.objects.get(session=session)
        assert moves_of(invited) == {"invite": 1}
        events = f"facilitator:{invited.pk}:"
        assert Mail.objects.filter(event__startswith=events, address=CASEY).count() == 1
        assert told(f"{events}told") == (1, 1)  # to the partner who did not invite


def test_a_link_taken_back_opens_nothing_more(races: Races, doctors: Place) -> None:
    for _ in range(ROUNDS):
        session = meeting(doctors)
        invited = invite(session, "mentor", Facilitator())
        look = partial(Client().get, facilitator_link(invited))
        looking, *taking = races.at_once(look, *[partial(off, session, role) for role in BOTH_SIDES])
        assert mistakes([looking, *taking]) == []
        assert sorted(bool(one.value) for one in taking) == [False, True]
        assert looking.value.status_code in (200, 410)
        assert look().status_code == 410
        assert moves_of(invited) == {"invite": 1, "take back": 1}
        assert told(f"facilitator:{invited.pk}:{session.sequence}:off") == (0, 1)


def test_who_was_taken_back_hears_of_no_other_time(races: Races, doctors: Place) -> None:
    for _ in range(ROUNDS):
        session = meeting(doctors)
        invited = invite(session, "mentee", Facilitator())
        move = partial(at, session, doctors.now + timedelta(days=5))
        assert mistakes(races.at_once(move, partial(off, session, "mentor"))) == []
        mails = Mail.objects.filter(event__startswith=f"facilitator:{invited.pk}:", address=CASEY)
        called_off = mails.get(event__endswith=":off")
        assert called_off.created_at == mails.aggregate(last=Max("created_at"))["last"]
