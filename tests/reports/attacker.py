"""A program that reads published figures as inequalities over people, and says which small numbers follow from them.

It knows who answered in which order, looks after each answer, and knows how figures are rounded. What it does not know is
what each of them said: one unknown of 0 or 1 for each person and each thing that can be said.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from alongside.domain.suppression import LEAST


@dataclass
class Attacker:
    """What is known of `people` who each say one of `choices`, or any number of them where `several` may be said."""

    people: int
    choices: int
    several: bool = False
    known: dict[tuple[tuple[int, ...], tuple[int, ...]], tuple[float, float]] = field(default_factory=dict)

    def learns(
        self, who: Iterable[int], choices: Sequence[int], low: float, high: float, worth: Sequence[int] = ()
    ) -> None:
        """Of these people, from `low` to `high` say one of these; with `worth`, each of them counts so much."""
        weights = [0] * self.choices
        for place, choice in enumerate(choices):
            weights[choice] = worth[place] if worth else 1
        row = tuple(weight if person in who else 0 for person in range(self.people) for weight in weights)
        before = self.known.get((row, ()), (-np.inf, np.inf))
        self.known[row, ()] = (max(low, before[0]), min(high, before[1]))

    def recovers(self, truth: Sequence[Sequence[int]]) -> list[str]:
        """Every number of 1 to 4 that must be what it is, of those whom two looks leave between them.

        `truth` holds for each person what they said, to ask only of numbers that are small.
        """
        said = np.zeros((self.people, self.choices), dtype=int)
        for person, choices in enumerate(truth):
            said[person, list(choices)] = 1
        self._must_hold_of(said)
        found = []
        for first, last in self._looks():
            for choice in range(self.choices):
                number = int(said[first:last, choice].sum())
                if 1 <= number < LEAST and self._follows(range(first, last), choice, number):
                    found.append(f"{number} of people {first} to {last - 1} say {choice}")
        return found

    def _looks(self) -> Iterator[tuple[int, int]]:
        """Two looks: before and after somebody, or one of them when a group of five had just become whole."""
        for first, last in combinations(range(self.people + 1), 2):
            if last == first + 1 or first % LEAST == 0 or last % LEAST == 0:
                yield first, last

    def _follows(self, who: range, choice: int, number: int) -> bool:
        row = np.zeros((self.people, self.choices))
        row[list(who), choice] = 1
        less = self._is_possible(row, 0, number - 1)
        return not less and not self._is_possible(row, number + 1, len(who))

    def _is_possible(
        self, row: "np.ndarray[tuple[int, int], np.dtype[np.float64]]", low: int, high: int
    ) -> bool:
        if low > high:
            return False
        rules = [LinearConstraint(row.reshape(1, -1), low, high)]
        if self.known:
            rows = np.array([each for each, _ in self.known])
            limits = np.array(list(self.known.values()))
            rules.append(LinearConstraint(rows, limits[:, 0], limits[:, 1]))
        if not self.several:
            rules.append(LinearConstraint(np.kron(np.eye(self.people), np.ones(self.choices)), 1, 1))
        size = self.people * self.choices
        answer = milp(
            np.zeros(size), integrality=np.ones(size, dtype=int), bounds=Bounds(0, 1), constraints=rules
        )
        return bool(answer.success)

    def _must_hold_of(self, said: "np.ndarray[tuple[int, int], np.dtype[np.int_]]") -> None:
        """What the attacker believes must be true, or it proves nothing."""
        for (row, _), (low, high) in self.known.items():
            value = float(np.dot(row, said.reshape(-1)))
            if not low <= value <= high:
                raise ValueError(f"The attacker reads {low} to {high}, and it is {value}.")
