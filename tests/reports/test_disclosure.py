"""Whoever takes every figure the office can see, before and after each answer, learns nothing of fewer than five people."""

import csv
import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from html import unescape
from itertools import pairwise

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.cpd.actions.assessments import assess_oneself
from alongside.cpd.queries.competencies import all_frameworks
from alongside.domain.suppression import LEAST
from alongside.partnerships.actions import add_agenda_item, end_partnership, hold_session
from alongside.partnerships.actions.outcomes import answer_outcomes
from alongside.partnerships.models import Partnership
from alongside.partnerships.queries.outcomes import questions_of
from alongside.presets import preset_text
from alongside.schemes.models import Scheme
from alongside.training.actions.feedback import give_feedback
from alongside.training.actions.places import ask_for_place
from alongside.training.actions.runs import announce_run, finish_run, plan_run
from alongside.training.queries.runs import rules_for
from tests.factories import Cast, make_member, make_partnership, make_scheme
from tests.reading import text_of
from tests.reports.attacker import Attacker

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
SEEDS = (1, 2, 3)
NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)
EVERYBODY = 16
ENDINGS = ("completed", "natural", "early")
WORDS = ("Completed", "Came to a natural end", "Ended early")
MARKS = (1, 2, 3, 4, 5)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=True) as coordinates:
        yield coordinates


@pytest.fixture
def doctors(cast: Cast) -> Scheme:
    """The illustrators' scheme, which reviews nobody who applies, with the doctors' questions."""
    text = preset_text("schemes", "nhs")
    asked = text[text.index("[outcomes]") : text.index("[pulse]")]
    return make_scheme(cast.body, slug="doctors", more=f"\n{asked}")


# The attacker is no use unless it finds what is there to be found


def test_the_attacker_finds_a_number_that_follows_from_the_total() -> None:
    said = [[0]] * 7 + [[1]] * 6 + [[2]] * 3
    plain = Attacker(people=16, choices=3)
    plain.learns(range(16), [0], 7, 7)
    plain.learns(range(16), [1], 6, 6)
    assert "3 of people 0 to 15 say 2" in plain.recovers(said)


def test_the_attacker_finds_what_one_more_answer_gives_away() -> None:
    said = [[0]] * 5 + [[1]] + [[0]]
    plain = Attacker(people=7, choices=2)
    for seen in (5, 6, 7):
        number = sum(each == [0] for each in said[:seen])
        plain.learns(range(seen), [0], number, number)
    assert "1 of people 5 to 5 say 1" in plain.recovers(said)


def test_the_attacker_finds_what_rounding_each_number_down_gives_away() -> None:
    said = [[0], [1], [0], [0], [0], [0]]
    plain = Attacker(people=6, choices=2)
    for seen in range(1, 7):
        told = sum(each == [0] for each in said[:seen]) // LEAST * LEAST
        plain.learns(range(seen), [0], told, told + 4)
    assert "1 of people 5 to 5 say 0" in plain.recovers(said)


def test_the_attacker_finds_a_last_group_of_one_mind_in_averages_of_all() -> None:
    said = [[2]] * 5 + [[4]] * 4 + [[3]]
    plain = Attacker(people=10, choices=5)
    plain.learns(range(5), range(5), 15, 15, worth=MARKS)
    plain.learns(range(10), range(5), 39, 39, worth=MARKS)
    assert "4 of people 5 to 9 say 4" in plain.recovers(said)


# What the pages of the office say


def page_of(client: Client, scheme: Scheme, year: int | None = None) -> str:
    address = reverse("scheme-outcomes", args=[scheme.body.slug, scheme.pk])
    answer = client.get(address, {"year": year} if year else {})
    assert answer.status_code == 200
    return answer.content.decode()


def rows_of(page: str, caption: str) -> dict[str, list[str]]:
    """The rows of a table by their heads; nothing where there is no such table."""
    found = re.search(rf"<caption[^>]*>{re.escape(caption)}</caption>(.*?)</table>", page, re.DOTALL)
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', found[1], re.DOTALL) if found else []
    return {
        unescape(head): [
            text_of(cell.encode()).strip() for cell in re.findall(r"<td.*?</td>", cells, re.DOTALL)
        ]
        for head, cells in rows
    }


def facts_of(page: str) -> dict[str, str]:
    return dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page))


def figure_of(words: str) -> tuple[int, int] | None:
    """From how many to how many; the program that publishes rounds down to a five, and may tell five fewer."""
    if found := re.fullmatch(r"(\d+) or more", words):
        return int(found[1]), int(found[1]) + LEAST
    return (int(words), int(words)) if words.isdecimal() else None


def downloads_of(client: Client, scheme: Scheme) -> Iterator[dict[str, str]]:
    """The same figures in the CSV, in the evidence that an assessor gets, and as it is kept with a review."""
    address = reverse("scheme-outcomes", args=[scheme.body.slug, scheme.pk])
    yield _table(client.get(address, {"export": "csv"}).content)
    keys = ("purpose", "training", "matching", "measurement", "ethics", "administration")
    form = {f"score_{key}": "85" for key in keys} | {f"note_{key}": "" for key in keys} | {"decisions": ""}
    made = client.post(reverse("programme-review-new", args=[scheme.body.slug, scheme.pk]), form)
    pack = client.get(f"{made['Location']}pack/").content
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith(".csv"))
        yield _table(archive.read(name))


def _table(data: bytes) -> dict[str, str]:
    return {row[0]: row[1] for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) if len(row) > 1}


# One thing after the other that people say in confidence


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_learns_how_few_partnerships_ended(
    cast: Cast, browser_of: Browser, seed: int, clock: time_machine.Traveller
) -> None:
    chance, carol = random.Random(seed), browser_of("carol")
    pairs = [
        make_partnership(cast.scheme, make_member(cast.body), make_member(cast.body))
        for _ in range(EVERYBODY + LEAST)
    ]
    attacker = Attacker(people=EVERYBODY, choices=3)
    said: list[list[int]] = []
    for pair in pairs[:EVERYBODY]:
        ending = chance.choices((0, 1, 2), weights=(1, seed, 4))[0]
        said.append([ending])
        finish(pair, ENDINGS[ending], clock)
        views = [facts_of(page_of(carol, cast.scheme))]
        views += downloads_of(carol, cast.scheme) if len(said) % 4 == 0 else []
        for view in views:
            reads_endings(attacker, view, len(said))
    assert attacker.known
    assert attacker.recovers(said) == []


def finish(pair: Partnership, ending: str, clock: time_machine.Traveller) -> None:
    by = pair.account_of("mentee")
    clock.shift(timedelta(minutes=1))
    hold_session(pair.sessions.get(number=1), by=by, role="mentee", minutes=60, held_on=timezone.localdate())
    end_partnership(pair, by=by, role="mentee", ending=ending)


def reads_endings(attacker: Attacker, view: dict[str, str], ended: int) -> None:
    """The office sees of each pair whether it has ended, and so knows of how many these figures are."""
    for choice, words in enumerate(WORDS):
        if (figure := figure_of(view[words])) is not None:
            attacker.learns(range(ended // LEAST * LEAST), [choice], *figure)
        elif view["Going on"].isdecimal():
            attacker.learns(range(ended // LEAST * LEAST), [choice], 0, LEAST)


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_learns_what_few_answered_about_what_it_was_good_for(
    cast: Cast, doctors: Scheme, browser_of: Browser, seed: int
) -> None:
    chance, carol = random.Random(seed), browser_of("carol")
    spread = {1: (1, 1, 1, 1, 1), 2: (0, 0, 1, 3, 12), 3: (9, 1, 0, 0, 3)}[seed]
    said: list[list[int]] = []
    looks: list[tuple[int, float]] = []
    question = ""
    for _ in range(EVERYBODY):
        pair = make_partnership(doctors, make_member(cast.body), make_member(cast.body))
        choice = chance.choices(range(5), weights=spread)[0]
        said.append([choice])
        by = pair.account_of("mentee")
        answers_as(pair, "start", 3)
        end_partnership(pair, by=by, role="mentee")
        pair.refresh_from_db()
        answers_as(pair, "end", choice + 1)
        question = question or questions_of(pair, "mentee")[0].label
        rows = rows_of(page_of(carol, doctors), "What mentees said")
        if rows:
            people, _, after, *_ = rows[question]
            looks.append((int(people), float(after)))
    attacker = Attacker(people=EVERYBODY, choices=5)
    reads_averages(attacker, looks)
    assert [people for people, _ in sorted(set(looks))] == [5, 10, 15]
    assert attacker.recovers(said) == []


def answers_as(pair: Partnership, stage: str, mark: int) -> None:
    answers = {question.key: mark for question in questions_of(pair, "mentee")}
    answer_outcomes(pair, by=pair.account_of("mentee"), role="mentee", stage=stage, answers=answers)


def reads_averages(attacker: Attacker, looks: Sequence[tuple[int, float]]) -> None:
    """What each five said together, from the sums before and after them; the ends of the scale are cut off."""
    sums = [(0, 0.0, 0.0)]
    for people, average in sorted(set(looks)):
        sums.append((people, people * (average - 0.05), people * (average + 0.05)))
    for (before, low, high), (after, least, most) in pairwise(sums):
        low, high = least - high, most - low
        group = range(before, after)
        cut_below, cut_above = low <= 1.5 * len(group), high >= 4.5 * len(group)
        attacker.learns(
            group,
            range(5),
            len(group) if cut_below else low,
            LEAST * len(group) if cut_above else high,
            worth=MARKS,
        )


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_learns_what_few_think_of_themselves(cast: Cast, browser_of: Browser, seed: int) -> None:
    chance, carol = random.Random(seed), browser_of("carol")
    framework = next(each for each in all_frameworks() if "mentee" in each.parts)
    indicator = framework.indicators_for("mentee")[0]
    attacker = Attacker(people=EVERYBODY, choices=1, several=True)
    said: list[list[int]] = []
    for _ in range(EVERYBODY):
        is_low = chance.random() < (0.3, 0.95, 0.6)[seed - 1]
        said.append([0] if is_low else [])
        account = make_member(cast.body).account
        answers = {indicator.key: 0 if is_low else 3}
        assess_oneself(account, by=account, framework=framework, part="mentee", answers=answers, counts=True)
        rows = rows_of(page_of(carol, cast.scheme), f"{framework.name}: mentee")
        if rows:
            people, low = rows[indicator.text]
            reads_fives(attacker, int(people), 0, low)
    assert attacker.known
    assert attacker.recovers(said) == []


def reads_fives(attacker: Attacker, people: int, choice: int, words: str) -> None:
    """How many of the first so many people: rounded down to a five, and never everybody."""
    found = re.match(r"\d+", words)
    told = int(found[0]) if found else 0
    attacker.learns(range(people), [choice], told, people if told + LEAST >= people else told + LEAST - 1)


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_learns_what_few_need_of_a_workshop_or_said_of_it(
    cast: Cast, browser_of: Browser, seed: int, clock: time_machine.Traveller
) -> None:
    chance, carol = random.Random(seed), browser_of("carol")
    scheme = make_scheme(cast.body, preset="asme", slug="educators")
    run = plan_run(
        scheme,
        by=cast.carol,
        fields={"name": "Mentoring skills", "places": 40, "trainer": cast.tess},
        half_days=[(NOW + timedelta(days=20), 180)],
    )
    run = announce_run(run, by=cast.carol)
    terms = rules_for(run, NOW.date()).vocabulary("mentoring_skill").terms[:3]
    needs = Attacker(people=EVERYBODY, choices=3, several=True)
    hoped: list[list[int]] = []
    places = []
    for _ in range(EVERYBODY):
        hopes = [choice for choice in range(3) if chance.random() < (0.2, 0.5, 0.9)[choice]] or [0]
        hoped.append(hopes)
        clock.shift(timedelta(minutes=1))
        answers = {"hopes": [terms[choice].key for choice in hopes]}
        places.append(ask_for_place(run, member=make_member(cast.body), answers=answers, now=timezone.now()))
        page = workshop(carol, cast, run.pk)
        for choice, term in enumerate(terms):
            for figures in re.findall(
                rf'<th scope="row">{re.escape(term.label)}</th><td class="number">(\d+)', page
            ):
                reads_fives(needs, len(hoped) // LEAST * LEAST, choice, figures)
    assert needs.known
    assert needs.recovers(hoped) == []
    clock.move_to(NOW + timedelta(days=22))
    carol.force_login(cast.carol)
    finish_run(run, by=cast.tess, now=timezone.now())
    marks: list[list[int]] = []
    looks: list[tuple[int, float]] = []
    for place in places:
        place.refresh_from_db()
        mark = chance.choices(range(5), weights=(1, 0, 1, 3, 12))[0]
        marks.append([mark])
        clock.shift(timedelta(minutes=1))
        give_feedback(place, answers={"worth": mark + 1, "helped": "", "change": ""})
        told = text_of(workshop(carol, cast, run.pk).encode())
        found = re.search(r"their time\? ([\d.]+) on average.* tells of the first (\d+)", told)
        looks += [(int(found[2]), float(found[1]))] if found else []
    attacker = Attacker(people=EVERYBODY, choices=5)
    reads_averages(attacker, looks)
    assert len(set(looks)) == 3
    assert attacker.recovers(marks) == []


def workshop(client: Client, cast: Cast, run: object) -> str:
    return client.get(reverse("office-workshop", args=[cast.body.slug, run])).content.decode()


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_learns_what_few_pairs_talk_about(
    cast: Cast, browser_of: Browser, seed: int, clock: time_machine.Traveller
) -> None:
    chance, carol = random.Random(seed), browser_of("carol")
    scheme = make_scheme(cast.body, preset="comp", slug="physicists")
    pairs = [
        make_partnership(scheme, make_member(cast.body), make_member(cast.body)) for _ in range(EVERYBODY)
    ]
    seen = set()
    for pair in pairs:
        topic = chance.choice(("leadership", "ethics"))
        session = pair.sessions.get(number=1)
        add_agenda_item(session, by=pair.mentee.account, role="mentee", text="Words", topic=topic)
        seen.add(str(rows_of(page_of(carol, scheme), "Topics on agendas in 2026")))
    assert seen == {"{}"}
    clock.move_to(NOW + timedelta(days=150))
    carol.force_login(cast.carol)
    told = [
        figures[0] for figures in rows_of(page_of(carol, scheme, 2026), "Topics on agendas in 2026").values()
    ]
    assert told
    assert all(words == "–" or int(words.split()[0]) in range(LEAST, EVERYBODY, LEAST) for words in told)
