"""What a match run gives back: pairs with reasons, who is left and why, unused places, and the proof."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from alongside.domain.matching.certificate import Certificate
from alongside.domain.matching.criteria import Criterion
from alongside.domain.matching.instance import Instance, Whole
from alongside.domain.matching.objectives import Edges, Objective
from alongside.domain.matching.people import Market, PairKeys
from alongside.domain.matching.pool import Table
from alongside.domain.matching.rules import Rule


@dataclass(frozen=True)
class Reason:
    """What one criterion says for a pair: its share of the fit in thousandths, to the mentee, to the mentor, and about
    both to whoever pairs them.
    """

    criterion: str
    points: int
    weight: int
    sentence: str
    to_mentor: str
    about_both: str


@dataclass(frozen=True)
class Pair:
    """A mentee and a mentor by key; `fit` from 0 to 100; `choice` is the place on the mentee's list, from
    1.
    """

    mentee: str
    mentor: str
    fit: int
    reasons: tuple[Reason, ...]
    choice: int | None = None
    pinned: bool = False
    told: bool = False


@dataclass(frozen=True)
class Unmatched:
    """Why a mentee has no mentor: `no_allowed_mentor`, `too_few_places` or `not_chosen`.

    For `too_few_places`, `seekers` (mentees) can only go to `mentors`, who have `places` left for them.
    """

    mentee: str
    cause: str
    sentence: str
    seekers: tuple[str, ...] = ()
    mentors: tuple[str, ...] = ()
    places: int = 0


@dataclass(frozen=True)
class LevelValue:
    """What the matching reaches at one objective; the certificate proves that no more is possible."""

    objective: str
    sentence: str
    value: int


@dataclass(frozen=True)
class Working:
    """The numbers behind a result, for explanations and for checking the certificate."""

    market: Market
    rules: tuple[Rule, ...]
    criteria: tuple[Criterion, ...]
    objectives: tuple[Objective, ...]
    edges: Edges
    instance: Instance
    mentor_of_seat: Whole
    refused: tuple[Table, ...]
    kept: frozenset[PairKeys]


@dataclass(frozen=True)
class Stability:
    """What a stable matching costs against the best one: fewer pairs, lower total fit, and what it does
    away with.
    """

    fewer_pairs: int
    lower_fit: int
    blocking_without: int


@dataclass(frozen=True)
class Result:
    """One match run. `unused` maps mentors' keys to places left; `blocking` pairs would both rather be
    together.
    """

    pairs: tuple[Pair, ...]
    unmatched: tuple[Unmatched, ...]
    unused: Mapping[str, int]
    levels: tuple[LevelValue, ...]
    certificate: Certificate = field(compare=False, repr=False)
    working: Working = field(compare=False, repr=False)
    blocking: tuple[PairKeys, ...] = ()
    seed: int = 0
    mode: str = "optimal"
    stability: Stability | None = None
