"""Each kind of mentor is told how many places its seekers need."""

from dataclasses import replace

from alongside.domain.matching.people import Market, Mentee, Mentor
from alongside.domain.matching.rules import ShareValue
from alongside.domain.matching.segments import Need, needs_by
from alongside.domain.matching.simulate import Rates, Simulator

LANGUAGES = ("Welsh", "English", "English", "English")
HISTORY = Market(
    tuple(Mentee(f"m{n}", {"language": LANGUAGES[n % 4]}) for n in range(40)),
    # Of ten mentors one speaks Welsh, while a quarter of the mentees asks for it.
    tuple(Mentor(f"n{n}", {"language": "Welsh" if n % 10 == 0 else "English"}) for n in range(40)),
)
RATES = Rates(mentees_per_day=1, places_per_day=1.2, days=400, target_days=60, seeds=(0, 1, 2))
FACTS = ("language", "language")


def needs(history: Market = HISTORY, rates: Rates = RATES) -> dict[str, Need]:
    simulator = Simulator(history, [ShareValue("language", "language", "language")], [])
    return {need.value: need for need in needs_by(simulator, rates, 7, FACTS)}


def test_a_kind_with_too_few_places_is_seen_and_counted() -> None:
    found = needs()
    assert list(found) == ["English", "Welsh"]
    welsh, english = found["Welsh"], found["English"]
    assert (welsh.mentees, round(welsh.places, 2)) == (0.25, 0.12)
    assert welsh.within_target < 0.7
    assert english.within_target > 0.95
    assert welsh.places_needed is not None
    assert 0.19 <= welsh.places_needed <= 0.35  # a quarter of the mentees, and some for chance
    assert english.places_needed is not None
    assert english.places_needed <= english.places


def test_what_is_needed_is_enough() -> None:
    found = needs()["Welsh"].places_needed
    assert found is not None
    # As many places as are needed in Welsh, with the others as they come now: that share of all mentors is Welsh.
    others = RATES.places_per_day * 0.9
    mentors = [replace(HISTORY.mentors[0], key=f"w{n}") for n in range(round(1000 * found))]
    mentors += [replace(HISTORY.mentors[1], key=f"e{n}") for n in range(round(1000 * others))]
    assert (
        needs(replace(HISTORY, mentors=tuple(mentors)), replace(RATES, places_per_day=found + others))[
            "Welsh"
        ].within_target
        > 0.88
    )  # other arrivals are drawn, so not exactly the share


def test_a_kind_that_no_mentor_offers_has_no_number() -> None:
    english = tuple(mentor for mentor in HISTORY.mentors if mentor.facts["language"] == "English")
    assert needs(replace(HISTORY, mentors=english))["Welsh"].places_needed is None


def test_nobody_who_seeks_nothing() -> None:
    assert needs(replace(HISTORY, mentees=())) == {}
