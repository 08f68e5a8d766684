"""Hours and outcomes of a scheme, and reviews of its programme."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from alongside.domain.programme import load_programme_standards
from alongside.domain.scheme.part import Side
from alongside.enrolment.actions import withdraw_application
from alongside.journal.models import Entry
from alongside.partnerships.actions import add_agenda_item, add_session, end_partnership
from alongside.partnerships.actions.goals import draft_goal, settle_goal, share_goal
from alongside.partnerships.models import AgendaItem, Partnership, Session
from alongside.partnerships.queries.goals import GoalText
from alongside.presets import preset_text
from alongside.reports.models import Review
from alongside.reports.queries.outcomes import outcomes_of
from alongside.reports.queries.programme import EVIDENCE, programme_standards
from alongside.reports.queries.reaching import GoalsReached, reached_in
from alongside.reports.queries.subjects import sought_in, talked_about
from alongside.schemes.queries import definition_in_force, rules_of
from tests.cpd.worlds import first_session, hold
from tests.factories import Cast, make_application, make_member, make_partnership, make_scheme
from tests.reading import text_of

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
TODAY = timezone.localdate()
KEYS = ("purpose", "training", "matching", "measurement", "ethics", "administration")


def pairs(cast: Cast, number: int, *, meet: bool = True) -> list[Partnership]:
    found = []
    for _ in range(number):
        mentee, mentor = make_member(cast.body, years="1"), make_member(cast.body, years="12")
        pair = make_partnership(cast.scheme, mentee, mentor)
        if meet:
            hold(first_session(pair), by=mentee.account, minutes=90)
        found.append(pair)
    return found


def address(cast: Cast, name: str, *more: object) -> str:
    return reverse(name, args=[cast.body.slug, cast.scheme.pk, *more])


def scored(cast: Cast, client: Client, **changed: object) -> Client:
    scores = {f"score_{key}": "85" for key in KEYS} | {f"note_{key}": "" for key in KEYS}
    form = scores | {"decisions": "Brief mentors earlier."} | changed
    client.post(address(cast, "programme-review-new"), form)
    return client


@pytest.mark.requirement("R180")
def test_the_report_has_the_figures_and_no_person(cast: Cast, browser_of: Browser) -> None:
    made = pairs(cast, 6)
    page = browser_of("carol").get(address(cast, "scheme-outcomes")).content.decode()
    rows = list(
        csv.reader(
            io.StringIO(
                browser_of("carol")
                .get(address(cast, "scheme-outcomes") + "?export=csv")
                .content.decode("utf-8-sig")
            )
        )
    )
    assert ["The whole year", "12", "6", "9"] in rows
    assert ["Partnerships introduced", "6", "", ""] in rows
    for pair in made:
        for member in (pair.mentee, pair.mentor):
            for word in (member.name, member.email, str(member.pk)):
                assert word not in page
                assert not [cell for row in rows for cell in row if word in cell]


def test_figures_of_few_people_are_not_shown(cast: Cast, browser_of: Browser) -> None:
    pairs(cast, 2)
    page = browser_of("carol").get(address(cast, "scheme-outcomes")).content.decode()
    assert "A figure about fewer than five people" in page
    found = outcomes_of(cast.carol, cast.scheme, TODAY.year)
    assert (found.whole.sessions, found.introduced, found.days_to_first) == (None, None, None)
    assert {one.number for one in found.partnerships} == {None}


def test_endings_are_told_in_whole_fives_and_only_five_more_at_a_time(cast: Cast) -> None:
    made = pairs(cast, 21, meet=False)

    def told(*endings: str) -> list[str]:
        for ending in endings:
            end_partnership(made.pop(), by=cast.carol, role="office", ending=ending)
        return [str(one) for one in outcomes_of(cast.carol, cast.scheme, TODAY.year).partnerships]

    few = "not shown"  # and not "fewer than 5", which 20 that go on are not
    assert told("natural") == [few] * 4  # how many ended would follow from how many go on
    assert told("early", "early", "early", "natural") == ["16", few, few, few]
    assert told("early", "early", "early", "natural") == ["12", few, few, few]
    assert told("early") == ["11", few, few, "5 or more"]
    assert told("early", "early", "early", "early") == ["7", few, few, "5 or more"]
    assert told("natural") == ["6", few, few, "10 or more"]
    assert told(*(["natural"] * 6)) == ["0", few, "5 or more", "10 or more"]


def test_quarters_of_the_same_few_people_are_hidden_with_another(cast: Cast) -> None:
    made = pairs(cast, 6, meet=False)
    days = [date(TODAY.year, month, 1) for month in (2, 5, 8)]
    for pair in made:
        pair.introduced_at = timezone.now() - timedelta(days=800)
        pair.save()
    met = [(made, days[0]), (made[:2], days[1]), (made[:1], days[2])]
    for some, day in met:
        for pair in some:
            add_session(pair, by=pair.mentee.account, role="mentee", target_on=day)
            session = pair.sessions.filter(state="planned").order_by("-number")[0]
            Session.objects.filter(pk=session.pk).update(state="held", held_on=day, held_minutes=60)
    found = outcomes_of(cast.carol, cast.scheme, TODAY.year)
    assert [line.sessions for line in found.quarters] == [None, None, None, 0]
    assert found.whole.sessions == 9


def test_a_year_without_anything_is_all_noughts(cast: Cast, browser_of: Browser) -> None:
    page = browser_of("carol").get(address(cast, "scheme-outcomes"), {"year": "1999"}).content.decode()
    assert f"Hours and outcomes {TODAY.year}" in page
    assert outcomes_of(cast.carol, cast.scheme, TODAY.year).whole.people == 0


def test_the_days_to_the_first_session_are_the_middle_ones(cast: Cast) -> None:
    for pair in pairs(cast, 5):
        Partnership.objects.filter(pk=pair.pk).update(introduced_at=timezone.now() - timedelta(days=3))
    assert outcomes_of(cast.carol, cast.scheme, TODAY.year).days_to_first == 3


@pytest.mark.requirement("R181")
def test_a_review_is_kept_with_the_figures_of_its_day(cast: Cast, browser_of: Browser) -> None:
    pairs(cast, 6)
    carol = scored(cast, browser_of("carol"))
    pairs(cast, 3)
    review = Review.objects.get()
    assert (review.figures["whole"]["sessions"], review.decisions) == (6, "Brief mentors earlier.")
    page = carol.get(address(cast, "programme-review", review.pk)).content.decode()
    for words in ("85 % overall", "would reach Silver", "Brief mentors earlier."):
        assert words in page
    assert "Silver" in carol.get(address(cast, "programme-reviews")).content.decode()


def test_the_pack_has_the_figures_of_the_day_of_its_review(cast: Cast, browser_of: Browser) -> None:
    pairs(cast, 6)
    carol = scored(cast, browser_of("carol"))
    url = address(cast, "programme-review-pack", Review.objects.get().pk)

    def figures() -> bytes:
        with zipfile.ZipFile(io.BytesIO(carol.get(url).content)) as archive:
            return archive.read(f"figures-{TODAY.year}.csv")

    first = figures()
    pairs(cast, 8)
    assert figures() == first
    assert b"The whole year,12,6," in first


def test_the_pack_has_every_standard_the_definition_and_the_figures_and_no_member(
    cast: Cast, browser_of: Browser
) -> None:
    made = pairs(cast, 6)
    carol = scored(cast, browser_of("carol"), note_purpose="Said in the first mail.")
    answer = carol.get(address(cast, "programme-review-pack", Review.objects.get().pk))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == [
            "programme.pdf",
            "definition-version-1.toml",
            f"figures-{TODAY.year}.csv",
        ]
        pages = PdfReader(io.BytesIO(archive.read("programme.pdf"))).pages
        text = " ".join(" ".join(page.extract_text() for page in pages).split())
        whole = text + archive.read(f"figures-{TODAY.year}.csv").decode()
    for number, one in enumerate(programme_standards().standards, start=1):
        assert f"{number}. {one.name}" in text
    for words in (
        "Said in the first mail.",
        "Brief mentors earlier.",
        "Nobody is paired against these rules",
    ):
        assert words in text
    assert not [pair.pk for pair in made if pair.mentee.name in whole or pair.mentor.email in whole]


@pytest.mark.parametrize("score,words", [("", "Give a score for"), ("101", "100"), ("1.5", "a whole number")])
def test_a_score_that_is_none_is_asked_again_and_the_words_are_kept(
    cast: Cast, browser_of: Browser, score: str, words: str
) -> None:
    form = {f"score_{key}": "85" for key in KEYS} | {"score_ethics": score, "note_ethics": "Typed once."}
    page = browser_of("carol").post(address(cast, "programme-review-new"), form).content.decode()
    assert words in page
    assert "Typed once." in page
    assert not Review.objects.exists()


def test_awards_follow_from_the_scores() -> None:
    standards = programme_standards()

    def award(*scores: int) -> str:
        found = standards.award_for(dict(zip(KEYS, scores, strict=True)))
        return found.name if found else ""

    assert award(90, 90, 90, 90, 90, 90) == "Gold"
    assert award(100, 100, 100, 100, 100, 79) == "Silver"
    assert award(60, 80, 80, 70, 70, 60) == "Bronze"
    assert award(100, 100, 100, 100, 100, 59) == ""
    assert award(69, 69, 69, 70, 69, 69) == ""
    assert standards.award_for({}) is None


def test_every_kind_of_evidence_that_the_standards_name_is_known() -> None:
    named = {key for one in programme_standards().standards for key in one.evidence}
    assert named == set(EVIDENCE)


def test_standards_with_two_of_one_key_are_refused() -> None:
    text = preset_text("standards", "emcc-ismcp").replace('key = "ethics"', 'key = "purpose"')
    found, problems = load_programme_standards(text)
    assert found is None
    assert [problem.path for problem in problems] == ["standards[5].key"]


def test_another_offices_programme_is_not_there(cast: Cast, browser_of: Browser) -> None:
    scored(cast, browser_of("carol"))
    review = Review.objects.get()
    for name in ("alice", "frank", "grace", "tess"):
        for route, more in (
            ("scheme-outcomes", ()),
            ("programme-reviews", ()),
            ("programme-review", (review.pk,)),
        ):
            assert browser_of(name).get(address(cast, route, *more)).status_code == 404


def test_a_page_asks_as_often_for_many_as_for_few(cast: Cast, browser_of: Browser) -> None:
    carol = browser_of("carol")
    pairs(cast, 1)
    url = address(cast, "scheme-outcomes")
    carol.get(url)
    with CaptureQueriesContext(connection) as few:
        carol.get(url)
    pairs(cast, 7)
    with CaptureQueriesContext(connection) as many:
        carol.get(url)
    assert len(many) == len(few)


@pytest.mark.requirement("R64")
def test_what_mentees_seek_is_counted_by_purpose(cast: Cast, browser_of: Browser) -> None:
    scheme = make_scheme(cast.body, preset="comp", slug="physicists")
    rules = rules_of(definition_in_force(scheme, TODAY))
    purposes = [term.key for term in rules.vocabulary("mentee_purpose").terms]
    assert len(purposes) == 5
    for chosen in (purposes, purposes[:2], purposes[:1]):
        make_application(scheme, make_member(cast.body), "mentee", answers={"purposes": chosen})
    withdrawn = make_application(scheme, make_member(cast.body), "mentee", answers={"purposes": purposes})
    withdraw_application(withdrawn, by=withdrawn.member.account, role="applicant")
    (asked,) = (
        one
        for one in sought_in(scheme, TODAY.year, TODAY)
        if one.label == rules.forms.mentee.question("purposes").label  # type: ignore[union-attr]  # it is there
    )
    assert [people for _, people in asked.answers] == [3, 2, 1, 1, 1]
    page = browser_of("carol").get(reverse("scheme-outcomes", args=[cast.body.slug, scheme.pk]))
    assert "What people looked for" in page.content.decode()
    (before,) = (one for one in sought_in(scheme, TODAY.year - 1, TODAY) if one.label == asked.label)
    assert {people for _, people in before.answers} == {0}


@pytest.mark.requirement("R67")
def test_topics_of_agendas_are_counted_in_whole_fives_and_no_agenda_is_opened(
    cast: Cast, browser_of: Browser
) -> None:
    scheme = make_scheme(cast.body, preset="comp", slug="physicists")
    topics = [term.key for term in rules_of(definition_in_force(scheme, TODAY)).vocabulary("topic").terms]
    assert len(topics) == 10
    for number in range(7):
        mentee, mentor = make_member(cast.body), make_member(cast.body)
        session = first_session(make_partnership(scheme, mentee, mentor))
        for topic in (topics[:1], topics[:2])[number < 4]:
            add_agenda_item(session, by=mentee.account, role="mentee", text="My own words", topic=topic)
    openings = Entry.objects.filter(noun="note", move="open").count()
    assert (
        talked_about(scheme, TODAY.year, TODAY) == ()
    )  # while more can come, two looks could tell of one pair
    long_ago = timezone.now() - timedelta(days=366)
    AgendaItem.objects.update(added_at=long_ago)
    Partnership.objects.update(introduced_at=long_ago)
    found = talked_about(scheme, long_ago.year, TODAY)
    assert (len(found), found[0][1], {pairs for _, pairs in found[1:]}) == (10, 5, {0})
    page = browser_of("carol").get(
        reverse("scheme-outcomes", args=[cast.body.slug, scheme.pk]), {"year": long_ago.year}
    )
    assert ("5 or more" in page.content.decode(), b"My own words" in page.content) == (True, False)
    assert Entry.objects.filter(noun="note", move="open").count() == openings


def with_goals(pair: Partnership, role: Side, *ends: str, shared: bool = True) -> None:
    """Goals of one partner, each shared unless said otherwise, and met or dropped where that is said."""
    by = pair.mentee.account if role == "mentee" else pair.mentor.account
    for end in ends:
        goal = draft_goal(pair, by=by, role=role, text=GoalText(goal="Lead a shift"))
        if shared:
            share_goal(goal, by=by, role=role)
        if end:
            settle_goal(goal, by=by, move=end)


def test_goals_are_counted_in_whole_fives_and_only_those_a_partner_could_read(cast: Cast) -> None:
    made = pairs(cast, 7, meet=False)
    for pair in made[:6]:
        with_goals(pair, "mentee", "meet", "")
    for pair in made[:5]:
        with_goals(pair, "mentor", "meet")
    with_goals(made[6], "mentee", "meet", shared=False)
    assert reached_in(cast.carol, cast.scheme, TODAY.year, TODAY).goals == ()
    after = date(TODAY.year + 1, 1, 1)
    found = reached_in(cast.carol, cast.scheme, TODAY.year, after)
    assert found.goals == (GoalsReached("mentee", 5, 5, 0), GoalsReached("mentor", 5, 5, 5))
    elsewhere = make_scheme(cast.body, slug="elsewhere")
    assert reached_in(cast.carol, elsewhere, TODAY.year, after).goals[0].with_goals == 0


def test_how_far_pairs_came_is_told_in_whole_fives(cast: Cast, browser_of: Browser) -> None:
    made = pairs(cast, 11, meet=False)
    for pair in made[:9]:
        sessions = pair.sessions.order_by("number")
        for session in sessions if pair in made[:5] else sessions[:1]:
            hold(session, by=pair.mentee.account, minutes=60)
    assert reached_in(cast.carol, cast.scheme, TODAY.year, TODAY).steps == (
        ("Held a session", 5),
        ("Held half of the sessions planned", 5),
        ("Held all of them", 5),
    )
    page = text_of(browser_of("carol").get(address(cast, "scheme-outcomes")).content)
    assert "Held all of them 5 or more pairs" in page
    assert reached_in(cast.frank.account, cast.scheme, TODAY.year, TODAY).steps[0][1] == 0


def test_the_figures_ask_as_often_for_many_pairs_as_for_few(cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            reached_in(cast.carol, cast.scheme, TODAY.year, date(TODAY.year + 1, 1, 1))
        return len(seen)

    pairs(cast, 1, meet=False)
    few = queries()
    pairs(cast, 3, meet=False)
    assert queries() == few
