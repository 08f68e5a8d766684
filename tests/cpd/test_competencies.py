"""Looking at oneself by a competency framework, what shows a competency, and taking both away."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from alongside.cpd.actions.assessments import assess_oneself, remove_assessment
from alongside.cpd.actions.sessions import record_session_hours
from alongside.cpd.models import Assessment, CompetencySum, Record
from alongside.cpd.queries.competencies import all_frameworks, framework_or_404, levels_in, seen_of
from alongside.domain.cpd.competencies import Framework
from alongside.domain.scheme.part import Side
from alongside.partnerships.actions.goals import goal_draft
from alongside.partnerships.models import Partnership
from alongside.people.models import Account, Member
from alongside.presets import preset_text
from alongside.vault.drafts import open_draft, save_draft
from alongside.vault.notes import NotAReader, open_notes
from tests.cpd.worlds import first_session, hold, introduced, make_record
from tests.domain.competency_examples import INDICATORS
from tests.factories import Cast, make_member

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
YEAR = timezone.localdate().year
TODAY = timezone.localdate()


def mentoring() -> Framework:
    return next(one for one in all_frameworks() if one.key == "mentoring")


def look(account: Account, part: Side = "mentee", *, days_ago: int = 0, **answers: int) -> Assessment:
    made = assess_oneself(account, by=account, framework=mentoring(), part=part, answers=answers)
    Assessment.objects.filter(pk=made.pk).update(on=TODAY - timedelta(days=days_ago))
    return made


def page(client: Client, name: str, part: str = "mentee") -> str:
    answer = client.get(reverse(name, args=["mentoring", part]))
    assert answer.status_code == 200
    return answer.content.decode()


def taken(client: Client, part: str) -> list[dict[str, str]]:
    answer = client.get(reverse("competencies-take", args=["mentoring", part]))
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def row_of(html: str, text: str) -> str:
    """The line of the table about one competency."""
    return html.split(f'<th scope="row">{text}', 1)[1].split("</tr>", 1)[0]


@pytest.mark.requirement(
    "R108", "R109", "R110", "R111", "R112", "R113", "R115", "R116", "R117", "R118", "R119", "R121",
    "R127", "R128", "R129", "R130", "R131", "R132", "R135", "R138", "R139", "R140", "R143", "R144",
    "R145", "R146", "R151", "R152", "R154", "R156", "R157", "R159", "R161", "R162", "R164", "R165",
    "R169", "R172",
)  # fmt: skip
@pytest.mark.parametrize("part", ["mentor", "mentee"])
def test_every_indicator_is_rated_linked_to_a_session_and_taken_away(
    cast: Cast, browser_of: Browser, part: Side
) -> None:
    name, account = {"mentee": ("alice", cast.alice.account), "mentor": ("bob", cast.bob.account)}[part]
    hold(first_session(introduced(cast)), by=account)
    record_session_hours(account)
    session = Record.objects.get(owner=account, source="session")
    client = browser_of(name)
    wanted = [one for one in INDICATORS if one.part == part]
    asked = page(client, "competencies-assess", part)
    for one in wanted:
        group = asked.split(f'id="group-{one.group}"', 1)[1].split("</section>", 1)[0]
        assert f'name="{one.key}"' in group
    levels = {one.key: str(place % 4) for place, one in enumerate(wanted)}
    client.post(reverse("competencies-assess", args=["mentoring", part]), levels)
    shows = [f"mentoring:{one.key}" for one in wanted]
    client.post(reverse("cpd-record-shows", args=[session.pk]), {"shows": shows})
    rows = taken(client, part)
    assert len(rows) == len(wanted)
    for row, one in zip(rows, wanted, strict=True):
        assert row["Now"] == mentoring().levels[int(levels[one.key])]
        assert (row["Shown by"], row["On"], row["Hours"]) == (session.title, str(session.on), "1")


@pytest.mark.requirement("R141")
def test_two_looks_show_the_change_of_each_indicator(cast: Cast, browser_of: Browser) -> None:
    look(cast.alice.account, days_ago=90, listen=0, prepare=2, set_goals=1)
    look(cast.alice.account, listen=2, prepare=1, set_goals=1, follow_through=3)
    shown = page(browser_of("alice"), "competencies-progress")
    listens = row_of(shown, "Listen actively")
    assert "By myself" in listens
    assert "Up" in listens
    assert "from “Not yet”" in listens
    assert "Down" in row_of(shown, "Prepare in advance for meetings")
    assert "the same" in row_of(shown, "Set goals so that needs are met")
    assert "first time" in row_of(shown, "Follow through")
    assert "not answered" in row_of(shown, "Value differences")


def test_with_one_look_there_is_nothing_to_compare(cast: Cast, browser_of: Browser) -> None:
    look(cast.alice.account, listen=0)
    shown = page(browser_of("alice"), "competencies-progress")
    assert "Since before" not in shown
    assert "1 competency of 1 would be worth working on" in shown


@pytest.mark.requirement("R177")
def test_what_is_low_is_listed_for_its_owner_alone(cast: Cast, browser_of: Browser) -> None:
    look(cast.alice.account, listen=0, prepare=1, set_goals=3)
    assert "2 competencies of 3 would be worth working on" in page(
        browser_of("alice"), "competencies-progress"
    )
    for other in ("bob", "carol"):
        assert "You have not looked yet" in page(browser_of(other), "competencies-progress")
    with pytest.raises(NotAReader):
        open_notes([Assessment.objects.get().answers], by=cast.bob.account, role="author")


@pytest.mark.requirement("R179")
def test_a_low_indicator_becomes_a_goal_in_one_click(cast: Cast, browser_of: Browser) -> None:
    partnership = introduced(cast)
    look(cast.alice.account, listen=0, prepare=3)
    client = browser_of("alice")
    shown = page(client, "competencies-progress")
    worth = shown.split("Worth working on")[1].split("</section>")[0]
    assert "Listen actively" in worth
    assert "Make it a goal" in worth
    assert "Prepare in advance" not in worth
    answer = aim(client, "listen")
    assert answer.redirect_chain[-1][0] == reverse("goal-new", args=[partnership.pk])
    assert "Listen actively" in answer.content.decode()
    assert "This is what you were typing" not in answer.content.decode()
    assert "listen" not in answer.redirect_chain[-1][0]


def aim(client: Client, indicator: str, part: str = "mentee"):  # type: ignore[no-untyped-def]  # Django's own test answer
    return client.post(
        reverse("competencies-aim", args=["mentoring", part]), {"indicator": indicator}, follow=True
    )


def test_a_goal_that_is_half_written_is_never_overwritten(cast: Cast, browser_of: Browser) -> None:
    partnership = introduced(cast)
    save_draft(cast.alice.account, goal_draft(partnership), {"goal": "My own words"})
    answer = aim(browser_of("alice"), "listen").content.decode()
    assert "You had begun another goal" in answer
    assert "My own words" in answer
    assert open_draft(cast.alice.account, goal_draft(partnership)) == {"goal": "My own words"}


@pytest.mark.requirement("R104")
def test_without_a_partnership_what_is_low_goes_into_ones_own_plan(cast: Cast, browser_of: Browser) -> None:
    look(cast.alice.account, listen=0)
    shown = page(browser_of("alice"), "competencies-progress")
    assert "Make it a goal" not in shown
    assert "Put it in my plan" in shown
    begun = aim(browser_of("alice"), "listen").content.decode()
    assert ("Your learning plan" in begun, "Listen actively" in begun) == (True, True)


def test_an_ended_partnership_takes_no_goals(cast: Cast, browser_of: Browser) -> None:
    partnership = introduced(cast)
    Partnership.objects.filter(pk=partnership.pk).update(state="ended")
    assert "Your learning plan" in aim(browser_of("alice"), "listen").content.decode()


def test_an_indicator_that_does_not_exist_makes_no_goal(cast: Cast, browser_of: Browser) -> None:
    introduced(cast)
    assert "There is no such competency" in aim(browser_of("alice"), "nonsense").content.decode()


def test_taps_are_kept_until_they_are_saved(cast: Cast, browser_of: Browser) -> None:
    client = browser_of("alice")
    client.post(reverse("competencies-draft", args=["mentoring", "mentee"]), {"listen": "2"})
    shown = page(client, "competencies-assess")
    assert "answers you had not saved yet" in shown
    assert 'name="listen" value="2" id="id_listen_2" checked' in " ".join(shown.split())
    client.post(reverse("competencies-assess", args=["mentoring", "mentee"]), {"listen": "2"})
    assert "had not saved yet" not in page(client, "competencies-assess")


@pytest.mark.parametrize(
    "answers,words",
    [({}, "Answer at least one, or go back."), ({"listen": "9"}, "Choose one of the answers shown.")],
)
def test_answers_that_say_nothing_are_asked_again(
    cast: Cast, browser_of: Browser, answers: dict[str, str], words: str
) -> None:
    url = reverse("competencies-assess", args=["mentoring", "mentee"])
    assert words in browser_of("alice").post(url, answers).content.decode()
    assert not Assessment.objects.exists()


def test_a_look_is_left_out_and_put_back(cast: Cast, browser_of: Browser) -> None:
    made = look(cast.alice.account, listen=1)
    client = browser_of("alice")
    client.post(reverse("competencies-remove", args=[made.pk]))
    assert "You have not looked yet" in page(client, "competencies-progress")
    client.post(reverse("competencies-restore", args=[made.pk]))
    assert "With help" in row_of(page(client, "competencies-progress"), "Listen actively")


def test_nobody_leaves_out_anothers_look(cast: Cast, browser_of: Browser) -> None:
    made = look(cast.alice.account, listen=1)
    assert browser_of("bob").post(reverse("competencies-remove", args=[made.pk])).status_code == 404
    assert Assessment.objects.get().removed_at is None


def test_answers_that_no_framework_has_are_refused(cast: Cast) -> None:
    account, framework = cast.alice.account, mentoring()
    for answers in ({}, {"nonsense": 1}, {"listen": 4}, {"listen": -1}):
        with pytest.raises(ValueError, match="not answers"):
            assess_oneself(account, by=account, framework=framework, part="mentee", answers=answers)


@pytest.mark.requirement("R106")
def test_a_body_has_its_own_framework_without_code_and_may_replace_ours(
    settings: Settings, tmp_path: Path
) -> None:
    settings.COMPETENCIES = str(tmp_path)
    ours = preset_text("competencies", "mentoring")
    (tmp_path / "mentoring.toml").write_text(ours.replace("version = 1", "version = 2"), encoding="utf-8")
    (tmp_path / "guild.toml").write_text(ours.replace('"mentoring"', '"guild"', 1), encoding="utf-8")
    (tmp_path / "broken.toml").write_text("format = ", encoding="utf-8")
    found = {one.key: one.version for one in all_frameworks()}
    assert found == {"guild": 1, "mentoring": 2}


def test_what_a_new_version_no_longer_asks_is_kept_and_not_shown(
    cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    look(cast.alice.account, listen=1, prepare=2)
    settings.COMPETENCIES = str(tmp_path)
    ours = preset_text("competencies", "mentoring")
    line = next(each for each in ours.splitlines() if '"listen"' in each)
    (tmp_path / "mentoring.toml").write_text(ours.replace(f"{line}\n", ""), encoding="utf-8")
    seen = seen_of(cast.alice.account, *framework_or_404("mentoring", "mentee"))
    rated = {one.indicator.key: one.now for group in seen.groups for one in group.indicators}
    assert rated["prepare"] == 2
    assert "listen" not in rated
    (tmp_path / "mentoring.toml").unlink()
    seen = seen_of(cast.alice.account, *framework_or_404("mentoring", "mentee"))
    assert {one.indicator.key: one.now for group in seen.groups for one in group.indicators}["listen"] == 1


def test_saving_what_shows_keeps_what_the_page_no_longer_offers(cast: Cast, browser_of: Browser) -> None:
    record = make_record(cast.alice.account)
    Record.objects.filter(pk=record.pk).update(competencies=["gone:old", "mentoring:listen"])
    url = reverse("cpd-record-shows", args=[record.pk])
    assert 'id="shows-mentoring:listen" checked' in browser_of("alice").get(url).content.decode()
    browser_of("alice").post(url, {"shows": ["mentoring:prepare"]})
    assert Record.objects.get(pk=record.pk).competencies == ["gone:old", "mentoring:prepare"]
    assert browser_of("alice").post(url, {"shows": ["mentoring:nonsense"]}).status_code == 200
    assert Record.objects.get(pk=record.pk).competencies == ["gone:old", "mentoring:prepare"]


def test_a_removed_activity_shows_nothing(cast: Cast, browser_of: Browser) -> None:
    record = make_record(cast.alice.account, title="A talk on hearing")
    Record.objects.filter(pk=record.pk).update(competencies=["mentoring:listen"])
    look(cast.alice.account, listen=1)
    assert "A talk on hearing" in page(browser_of("alice"), "competencies-progress")
    browser_of("alice").post(reverse("cpd-record-remove", args=[record.pk]))
    assert "A talk on hearing" not in page(browser_of("alice"), "competencies-progress")


def test_the_parts_one_has_come_first_and_looks_are_counted(cast: Cast, browser_of: Browser) -> None:
    introduced(cast)
    for name, first, second in (
        ("alice", "As a mentee", "As a mentor"),
        ("bob", "As a mentor", "As a mentee"),
    ):
        shown = browser_of(name).get(reverse("competencies")).content.decode()
        assert shown.index(f"<h2>{first}") < shown.index(f"<h2>{second}")


def test_pages_ask_as_often_for_many_as_for_few(cast: Cast, browser_of: Browser) -> None:
    introduced(cast)
    client = browser_of("alice")
    for name in ("competencies-progress",):
        look(cast.alice.account, listen=0)
        page(client, name)
        with CaptureQueriesContext(connection) as few:
            page(client, name)
        for number in range(20):
            look(cast.alice.account, days_ago=number, listen=number % 4)
            record = make_record(cast.alice.account)
            Record.objects.filter(pk=record.pk).update(competencies=["mentoring:listen"])
        with CaptureQueriesContext(connection) as many:
            page(client, name)
        assert len(many) == len(few)


def test_an_unknown_framework_or_part_is_not_there(cast: Cast, browser_of: Browser) -> None:
    for arguments in (["nowhere", "mentee"], ["mentoring", "director"]):
        for name in ("competencies-assess", "competencies-progress", "competencies-take"):
            assert browser_of("alice").get(reverse(name, args=arguments)).status_code == 404


def test_removing_twice_is_noted_once(cast: Cast) -> None:
    made = look(cast.alice.account, listen=1)
    remove_assessment(made, by=cast.alice.account)
    first = Assessment.objects.get().removed_at
    remove_assessment(made, by=cast.alice.account)
    assert Assessment.objects.get().removed_at == first


@pytest.mark.requirement("R178")
def test_a_body_learns_of_competencies_in_whole_groups_of_five_of_those_who_let_it(
    cast: Cast, sign_in: Callable[[Account | None], Client], browser_of: Browser
) -> None:
    framework = mentoring()
    first, second = (one.key for one in framework.indicators_for("mentee")[:2])
    form = reverse("competencies-assess", args=[framework.key, "mentee"])

    def told() -> list[tuple[int, int]]:
        return [(line.people, line.low) for table in levels_in(cast.body, YEAR) for line in table.lines][:2]

    def rates(member: Member, levels: dict[str, str], *, counts: bool = True) -> None:
        sign_in(member.account).post(form, levels | ({"counts": "on"} if counts else {}))

    people = [make_member(cast.body) for _ in range(11)]
    for member in people[:4]:
        rates(member, {first: "0", second: "3"})
    rates(people[4], {first: "0"}, counts=False)
    assert (told(), CompetencySum.objects.filter(people=4).count()) == ([], 2)
    page = browser_of("carol").get(reverse("scheme-outcomes", args=[cast.body.slug, cast.scheme.pk]))
    assert "rate themselves" not in page.content.decode()
    rates(people[5], {first: "3"})
    assert told() == [
        (5, 0),
        (0, 0),
    ]  # how many of five is nobody's to know, and of the second there is no group
    rates(people[0], {first: "0"})  # again in the same year, and counted once
    for member in people[6:10]:
        rates(member, {first: "0"})
        assert told() == [(5, 0), (0, 0)]
    rates(people[10], {first: "0"})
    assert told() == [(10, 5), (0, 0)]  # nine of ten
    words = browser_of("carol").get(reverse("scheme-outcomes", args=[cast.body.slug, cast.scheme.pk]))
    assert "5 or more" in " ".join(words.content.decode().split())
    assert levels_in(cast.other_body, YEAR) == []


def test_nobody_is_told_of_by_everybody(cast: Cast) -> None:
    framework = mentoring()
    (first, *_) = (one.key for one in framework.indicators_for("mentee"))
    for _ in range(10):
        account = make_member(cast.body).account
        assess_oneself(
            account, by=account, framework=framework, part="mentee", answers={first: 0}, counts=True
        )
    assert [(line.people, line.low) for line in levels_in(cast.body, YEAR)[0].lines][:1] == [(10, 5)]


def test_what_counts_the_people_says_nothing_of_who_they_are() -> None:
    names = {field.name for field in CompetencySum._meta.get_fields()}
    assert names == {"id", "body", "framework_key", "part", "year", "indicator", "group", "people", "low"}
