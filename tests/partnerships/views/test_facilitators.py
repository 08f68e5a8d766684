"""A third person at one meeting: invited, shown when and where, and nothing else, until it is over."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from alongside.domain.scheme import load_scheme
from alongside.journal.models import Entry
from alongside.notices.models import Mail
from alongside.partnerships.actions import (
    add_agenda_item,
    end_partnership,
    hold_session,
    schedule_session,
    unschedule_session,
)
from alongside.partnerships.facilitator_links import facilitator_token
from alongside.partnerships.models import Facilitator, Partnership, Session
from alongside.people.models import Member
from alongside.presets import preset_text
from tests.factories import Cast, make_partnership, make_scheme
from tests.partnerships.conftest import INTRODUCED
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
NOON = datetime(2026, 9, 10, 12, 0, tzinfo=UTC)
CASEY = "casey@facilitators.example"
RULES = '\n[facilitation]\ninvited_by = "either"\n'


@pytest.fixture
def helped(cast: Cast, clock: time_machine.Traveller) -> Partnership:
    """Alice and Bob in a scheme in which a third person may be at the first session."""
    scheme = make_scheme(cast.body, slug="helped", more=RULES)
    return make_partnership(scheme, cast.alice, cast.bob, now=INTRODUCED)


@pytest.fixture
def meeting(cast: Cast, helped: Partnership) -> Session:
    """Their first session, with a time and a place."""
    return give_time(cast, helped.sessions.get(number=1), NOON)


def give_time(cast: Cast, session: Session, starts_at: datetime) -> Session:
    return schedule_session(
        session,
        by=cast.alice.account,
        role="mentee",
        starts_at=starts_at,
        minutes=45,
        place="Room 5 of the library",
    )


def invite(client: Client, session: Session, **said: str) -> str:
    url = reverse("session-facilitator", args=[session.pk])
    form = {"name": "Casey Lee", "email": CASEY, "facilitator_id": str(uuid4())} | said
    return text_of(client.post(url, form, follow=True).content)


def link() -> str:
    return reverse("meeting-by-link", args=[facilitator_token(Facilitator.objects.latest("invited_at"))])


def page(client: Client, session: Session) -> str:
    return text_of(client.get(reverse("session", args=[session.pk])).content)


def last_mail() -> Mail:
    return Mail.objects.filter(address=CASEY).latest("created_at")


@pytest.mark.requirement("R254")
def test_a_third_person_is_invited_to_one_session_and_sees_when_and_where_alone(
    cast: Cast, meeting: Session, browser_of: Browser, clock: time_machine.Traveller
) -> None:
    alice, bob, visitor = browser_of("alice"), browser_of("bob"), browser_of("visitor")
    add_agenda_item(meeting, by=cast.alice.account, role="mentee", text="My worry about the rota")
    assert "Invite a third person" in page(alice, meeting)
    assert "Bob Example learns of it" in invite(alice, meeting)
    for client in (alice, bob):
        assert "Casey Lee is invited to this meeting as well." in page(client, meeting)
        assert "is invited" not in page(client, meeting.partnership.sessions.get(number=2))
    told = Mail.objects.get(subject="A third person is invited to your meeting")
    assert told.address == "bob@people.example"
    assert "Casey" not in told.text

    mail = last_mail()
    for words in (
        "Thursday 10 September 2026 at 13:00 BST (London)",
        "Room 5",
        link(),
        "alice@people.example",
    ):
        assert words in mail.text
    assert mail.calendar_method == "REQUEST"
    assert "DTSTART:20260910T120000Z" in mail.calendar
    assert f"mailto:{CASEY}" in mail.calendar.replace("\r\n ", "")
    for private in (meeting.theme, "rota", "bob@people.example", f"/sessions/{meeting.pk}"):
        assert private not in mail.text + mail.calendar.replace("\r\n ", "")

    answer = visitor.get(link())
    shown = text_of(answer.content)
    assert answer.headers["Cache-Control"].startswith("no-store")
    for words in ("Alice Example", "Bob Example", "Thursday 10 September 2026 at 13:00 BST", "Room 5"):
        assert words in shown
    for private in (meeting.theme, "rota", "alice@people.example", "bob@people.example", str(meeting.pk)):
        assert private not in answer.content.decode()
    clock.move_to(NOON + timedelta(minutes=46))
    assert visitor.get(link()).status_code == 410


def test_the_third_person_answers_the_office_where_one_of_the_two_is_under_18(
    cast: Cast, meeting: Session, browser_of: Browser
) -> None:
    Member.objects.filter(pk=cast.alice.pk).update(adult_on=NOON.date() + timedelta(days=400))
    invite(browser_of("alice"), meeting)
    mail = last_mail()
    told = mail.text + mail.calendar.replace("\r\n ", "")
    assert (cast.body.contact_email in told, "alice@people.example" in told) == (True, False)


@pytest.mark.requirement("R254")
@pytest.mark.parametrize("name", ["alice", "bob"])
def test_either_partner_takes_the_invitation_back(meeting: Session, browser_of: Browser, name: str) -> None:
    invite(browser_of("alice"), meeting)
    taken = browser_of(name).post(reverse("session-facilitator-back", args=[meeting.pk]), follow=True)
    assert "Taken back." in text_of(taken.content)
    assert "is invited" not in page(browser_of("alice"), meeting)
    gone = browser_of("visitor").get(link())
    assert gone.status_code == 410
    assert "Alice" not in text_of(gone.content)
    mail = last_mail()
    assert mail.calendar_method == "CANCEL"
    assert f"SEQUENCE:{meeting.sequence + 1}" in mail.calendar
    moves = Entry.objects.filter(noun="facilitator").order_by("at").values_list("move", "facts")
    assert list(moves) == [("invite", {}), ("take back", {})]


def test_the_third_person_hears_when_the_time_changes_or_is_gone(
    cast: Cast, meeting: Session, browser_of: Browser
) -> None:
    invite(browser_of("bob"), meeting)
    uid = last_mail().calendar.split("UID:")[1].splitlines()[0]
    moved = give_time(cast, meeting, NOON + timedelta(days=1))
    assert "another time" in last_mail().text
    assert "DTSTART:20260911T120000Z" in last_mail().calendar
    unschedule_session(moved, by=cast.bob.account, role="mentor")
    assert last_mail().calendar_method == "CANCEL"
    assert uid in last_mail().calendar
    assert "No time yet" in text_of(browser_of("visitor").get(link()).content)
    give_time(cast, meeting, NOON + timedelta(days=3))
    assert last_mail().calendar_method == "REQUEST"
    assert Mail.objects.filter(address=CASEY).count() == 4


@pytest.mark.parametrize("how", ["held", "ended", "altered"])
def test_the_link_opens_nothing_once_it_is_over(
    cast: Cast, meeting: Session, browser_of: Browser, how: str
) -> None:
    invite(browser_of("alice"), meeting)
    url = link()
    if how == "held":
        hold_session(meeting, by=cast.bob.account, role="mentor", minutes=30, held_on=INTRODUCED.date())
    elif how == "ended":
        end_partnership(meeting.partnership, by=cast.bob.account, role="mentor")
    else:
        url = f"{url[:-2]}x/"
    assert browser_of("visitor").get(url).status_code == 410


def test_sending_twice_invites_once_and_one_at_a_time(meeting: Session, browser_of: Browser) -> None:
    alice, proposed = browser_of("alice"), str(uuid4())
    for _ in range(2):
        invite(alice, meeting, facilitator_id=proposed)
    assert (Facilitator.objects.count(), Mail.objects.filter(address=CASEY).count()) == (1, 1)
    assert "Somebody is invited already." in invite(browser_of("bob"), meeting, email="dee@else.example")
    for number in range(4):
        alice.post(reverse("session-facilitator-back", args=[meeting.pk]))
        invite(alice, meeting, email=f"dee{number}@else.example")
    alice.post(reverse("session-facilitator-back", args=[meeting.pk]))
    assert "5 people were invited" in invite(alice, meeting)


@pytest.mark.parametrize(
    "said, words",
    [
        ({"email": "nobody"}, "Write a whole address"),
        ({"name": " "}, "Write their name."),
        ({"name": "x" * 121}, "120"),
        ({"email": "Bob@people.example"}, "one of the two"),
    ],
)
def test_what_cannot_be_is_said_plainly(
    meeting: Session, browser_of: Browser, said: dict[str, str], words: str
) -> None:
    assert words in invite(browser_of("alice"), meeting, **said)
    assert not Facilitator.objects.exists()


def test_a_meeting_without_a_time_has_its_invitation_and_the_time_follows(
    cast: Cast, helped: Partnership, browser_of: Browser
) -> None:
    session = helped.sessions.get(number=1)
    invite(browser_of("alice"), session)
    assert (last_mail().calendar, last_mail().calendar_method) == ("", "")
    assert "They have no time yet." in last_mail().text
    give_time(cast, session, NOON)
    assert last_mail().calendar_method == "REQUEST"


@pytest.mark.requirement("R254")
def test_the_office_invites_where_the_scheme_lets_it_and_sees_its_own_invitation_alone(
    cast: Cast, meeting: Session, browser_of: Browser
) -> None:
    carol, alice = browser_of("carol"), browser_of("alice")
    url = reverse("office-facilitator", args=[cast.body.slug, meeting.partnership_id])
    office = reverse("office-partnership", args=[cast.body.slug, meeting.partnership_id])
    assert f'href="{url}"' in carol.get(office).content.decode()
    invite(alice, meeting)
    assert "Casey" not in text_of(carol.get(url).content)
    carol.post(url, {"back": "yes"})
    assert Facilitator.objects.invited().count() == 1
    alice.post(reverse("session-facilitator-back", args=[meeting.pk]))
    said = {"name": "Dee Ng", "email": "dee@office.example", "facilitator_id": str(uuid4())}
    assert "You have invited Dee Ng" in text_of(carol.post(url, said, follow=True).content)
    assert "Dee Ng is invited to this meeting as well." in page(alice, meeting)
    assert Mail.objects.filter(subject="A third person is invited to your meeting").count() == 3
    browser_of("bob").post(reverse("session-facilitator-back", args=[meeting.pk]))
    assert not Facilitator.objects.invited().exists()
    assert "You have invited" not in text_of(carol.get(url).content)


def test_without_the_rule_nobody_invites_anybody(
    cast: Cast, pair: Partnership, first: Session, browser_of: Browser
) -> None:
    assert "Invite a third person" not in page(browser_of("alice"), first)
    assert browser_of("alice").post(reverse("session-facilitator", args=[first.pk])).status_code == 404
    url = reverse("office-facilitator", args=[cast.body.slug, pair.pk])
    assert browser_of("carol").get(url).status_code == 404
    assert not Facilitator.objects.exists()


def test_a_session_that_is_not_there_is_a_problem_of_the_definition() -> None:
    text = preset_text("schemes", "imi") + f"{RULES}sessions = [1, 9]\n"
    definition, problems = load_scheme(text)
    assert definition is None
    assert [problem.path for problem in problems] == ["facilitation.sessions[2]"]
