"""Small random markets for the tests of the engine, and the slow but obvious way to solve them."""

from itertools import product

import numpy as np
from hypothesis import strategies as st

from alongside.domain.matching.criteria import Criterion, NearIdealGap, SharedChoices, ValueInCommon
from alongside.domain.matching.instance import Instance, Level
from alongside.domain.matching.people import Market, Mentee, Mentor
from alongside.domain.matching.rules import MoreExperience, MustDiffer, NotYourself, Rule, declared_conflict
from alongside.domain.matching.texts import TextLikeness

AREAS = ("management", "interpersonal", "technical")
PLACES = ("Leeds", "Cardiff", "")
WORDS = ("ultrasound clinics", "teaching students ultrasound", "leading a team", "")

RULES: tuple[Rule, ...] = (
    NotYourself(),
    MoreExperience(mentee_below=2),
    MustDiffer("organisation", "organisation"),
    declared_conflict(),
)
CRITERIA: tuple[Criterion, ...] = (
    SharedChoices("areas_sought", "expertise", weight=3),
    TextLikeness("hopes", "biography", weight=2),
    ValueInCommon("region", "region", "region", asked_by="near"),
    NearIdealGap("years_experience", 5, 10),
)


@st.composite
def facts(draw: st.DrawFn, number: int) -> dict[str, object]:
    """What one person answered; some of it missing."""
    areas = st.frozensets(st.sampled_from(AREAS))
    return {
        "name": f"Person {number}",
        "email": f"person{draw(st.integers(0, 9))}@example.org",
        "years_experience": draw(st.none() | st.integers(0, 12)),
        "organisation": draw(st.sampled_from(PLACES)),
        "areas_sought": draw(areas),
        "expertise": draw(areas),
        "hopes": draw(st.sampled_from(WORDS)),
        "biography": draw(st.sampled_from(WORDS)),
        "region": draw(st.sampled_from(PLACES)),
        "near": draw(st.booleans()),
        "conflicts": draw(st.frozensets(st.sampled_from(("a0", "b1", "person3@example.org")), max_size=1)),
    }


@st.composite
def markets(draw: st.DrawFn, most: int = 5, fixed: bool = True) -> Market:
    """Up to `most` people a side, with bans, ranked choices and waiting times."""
    mentee_keys = [f"a{number}" for number in range(draw(st.integers(0, most)))]
    mentor_keys = [f"b{number}" for number in range(draw(st.integers(0, most)))]
    ranked = st.lists(st.sampled_from(mentor_keys), unique=True, max_size=3) if mentor_keys else st.just([])
    mentees = tuple(
        Mentee(
            key,
            draw(facts(number)),
            waiting_days=draw(st.integers(0, 4)),
            urgent=draw(st.booleans()),
            ranked=tuple((choice,) for choice in draw(ranked)),
        )
        for number, key in enumerate(mentee_keys)
    )
    capacity = st.integers(0, 3)
    mentors = tuple(
        Mentor(key, draw(facts(100 + number)), capacity=draw(capacity))
        for number, key in enumerate(mentor_keys)
    )
    pairs = st.sampled_from([*product(mentee_keys, mentor_keys)]) if mentee_keys and mentor_keys else None
    bans = draw(st.frozensets(pairs, max_size=3)) if pairs is not None and fixed else frozenset()
    return Market(mentees, mentors, bans=bans)


@st.composite
def instances(draw: st.DrawFn, most: int = 4, largest: int = 6, levels: int = 3) -> Instance:
    """Numbers only: up to `most` mentees and seats, some pairs allowed, several levels."""
    mentees, seats = draw(st.integers(1, most)), draw(st.integers(1, most))
    allowed = np.array(draw(st.lists(st.booleans(), min_size=mentees * seats, max_size=mentees * seats)))
    mentee, seat = np.nonzero(allowed.reshape(mentees, seats))
    capacity = np.array(draw(st.lists(st.integers(0, 2), min_size=seats, max_size=seats)), dtype=np.int64)
    value = st.lists(st.integers(0, largest), min_size=len(mentee), max_size=len(mentee))
    count = draw(st.integers(1, levels))
    made = (Level(f"level_{place}", "", np.array(draw(value), dtype=np.int64)) for place in range(count))
    return Instance(mentees, capacity, mentee.astype(np.int64), seat.astype(np.int64), tuple(made))


def best_by_trying_all(instance: Instance) -> tuple[int, ...]:
    """The best values level by level, found by looking at every matching there is."""
    options: list[list[int]] = [[-1] for _ in range(instance.mentees)]
    for edge, mentee in enumerate(instance.mentee.tolist()):
        options[mentee].append(edge)
    best: tuple[int, ...] = ()
    for edges in product(*options):
        used = [edge for edge in edges if edge >= 0]
        taken = np.bincount(instance.seat[used], minlength=len(instance.capacity)) if used else 0
        if np.all(taken <= instance.capacity):
            best = max(best, tuple(_reached(level, used) for level in instance.levels))
    return best


def _reached(level: Level, used: list[int]) -> int:
    weights = level.weights[used]
    if level.threshold:
        return int(weights.min()) if used else 0
    return int(weights.sum())
