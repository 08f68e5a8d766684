"""What any other pairing would cost, exactly, by shortest chains of moves over the prices of the certificate.

Every change of a best matching is a chain: someone takes a seat, its holder moves on, and so on until a free
seat, a seat left empty, or someone without a mentor. The prices make every move cost 0 or more, so the
shortest chains between all seats give the loss of every pair that could be forced and the use of one more
place, without solving anew.
"""

from dataclasses import dataclass
from functools import cached_property
from importlib import import_module

import numpy as np

from alongside.domain.matching.certificate import Certificate, Limb, Threshold, packed
from alongside.domain.matching.instance import Instance, Whole

MACHINE_LIMIT = 1 << 60
BETWEEN_STEPS = 1 << 128
MOST_SEATS = 300


@dataclass(frozen=True)
class Losses:
    """Losses as whole numbers that hold all levels; `by_level` takes them apart, `never` means not allowed."""

    instance: Instance
    certificate: Certificate

    @cached_property
    def coefficients(self) -> dict[int, int]:
        """What one unit of each level counts; a best worst pair has none, it limits what is allowed."""
        limbs = [step for step in self.certificate.steps if isinstance(step, Limb)]
        return {
            level: coefficient * BETWEEN_STEPS**later
            for later, limb in enumerate(reversed(limbs))
            for level, coefficient in zip(limb.levels, limb.coefficients, strict=True)
        }

    @cached_property
    def _number(self) -> type:
        """Machine numbers while they hold every level with room to add, else Python's numbers of any
        length.
        """
        largest = sum(
            coefficient * int(self.instance.levels[level].weights.max(initial=0))
            for level, coefficient in self.coefficients.items()
        )
        return np.int64 if largest < MACHINE_LIMIT else object

    @cached_property
    def never(self) -> int:
        """Larger than any loss."""
        return 2 * MACHINE_LIMIT if self._number is np.int64 else MACHINE_LIMIT**200

    @cached_property
    def _prices(self) -> tuple[Whole, Whole]:
        """The gain of each mentee and the price of each seat over all steps of the proof."""
        gain: Whole = np.zeros(self.instance.mentees, dtype=self._number)
        price: Whole = np.zeros(len(self.instance.capacity), dtype=self._number)
        for step in self.certificate.steps:
            if isinstance(step, Limb):
                gain = gain + step.gain.astype(self._number) * self._scale(step)
                price = price + step.price.astype(self._number) * self._scale(step)
        return gain, price

    def _scale(self, step: Limb) -> int:
        """What one unit of a step counts among all levels."""
        return self.coefficients[step.levels[0]] // step.coefficients[0]

    @cached_property
    def reduced(self) -> Whole:
        """What each pair falls short of the prices: 0 for every pair that some best matching could use."""
        instance = self.instance
        short: Whole = np.zeros(len(instance.mentee), dtype=self._number)
        for step in self.certificate.steps:
            if isinstance(step, Limb):
                # Within one step machine numbers hold everything, and are many times faster than longer ones.
                of_step = step.gain[instance.mentee] + step.price[instance.seat]
                of_step -= packed(instance, step.levels, step.coefficients)
                short = short + of_step.astype(self._number) * self._scale(step)
        for step in self.certificate.steps:
            if isinstance(step, Threshold):
                short[instance.levels[step.level].weights < step.worst] = self.never
        seats = len(instance.capacity)
        table: Whole = np.full((instance.mentees, seats), self.never, dtype=self._number)
        table[instance.mentee, instance.seat] = short
        return table

    @cached_property
    def chains(self) -> Whole:
        """The cheapest chain of moves from each seat to each seat; the last row and column stand for
        outside.
        """
        seats, (gain, price) = len(self.instance.capacity), self._prices
        chain: Whole = np.full((seats + 1, seats + 1), self.never, dtype=self._number)
        for mentee, seat in enumerate(self.certificate.seat.tolist()):
            chain[seat, :seats] = np.minimum(chain[seat, :seats], self.reduced[mentee])
            chain[seat, seats] = min(chain[seat, seats], gain[mentee])
        taken = np.bincount(self.certificate.seat[self.certificate.seat >= 0], minlength=seats)
        chain[:seats, seats][taken < self.instance.capacity] = 0
        chain[seats, :seats] = np.minimum(chain[seats, :seats], price)
        np.fill_diagonal(chain, 0)
        _close(chain, self.never)
        return chain

    def of_pairs(self) -> Whole:
        """The exact loss of forcing each pair, one row per mentee and one column per seat."""
        left = self.chains[:, self.certificate.seat].T  # row -1 is outside: the last column
        losses: Whole = np.minimum(self.reduced + left[:, :-1], self.never)
        return losses

    def of_leaving(self) -> Whole:
        """The exact loss of leaving each mentee without a mentor."""
        gain, _ = self._prices
        leaving: Whole = gain + self.chains[-1, self.certificate.seat]
        return leaving

    def of_one_more_place(self) -> Whole:
        """What one more place in each seat would win."""
        _, price = self._prices
        worth: Whole = price - self.chains[-1, :-1]
        return worth

    def by_level(self, loss: int) -> tuple[int, ...]:
        """A loss as what each level loses; a later level may win where an earlier one loses."""
        parts = [0] * len(self.instance.levels)
        left = int(loss)
        for level in sorted(self.coefficients):
            coefficient = self.coefficients[level]
            parts[level] = (2 * left + coefficient) // (2 * coefficient)
            left -= parts[level] * coefficient
        return tuple(parts)


def _close(chain: Whole, never: int) -> None:
    """Shortest chains through any number of seats, in place."""
    if len(chain) > MOST_SEATS and _close_compiled(chain, never):
        return
    through = np.empty_like(chain)
    for seat in range(len(chain)):
        np.add(chain[:, seat, None], chain[None, seat, :], out=through)
        np.minimum(chain, through, out=chain)


def _close_compiled(chain: Whole, never: int) -> bool:
    """The same in compiled code, where one or two machine numbers hold every loss; says whether it was done."""
    compiled = import_module("alongside.domain.matching.chains")
    if chain.dtype == np.int64:
        compiled.close_one(chain)
        return True
    far = chain >= never
    high = np.where(far, 0, (chain + BETWEEN_STEPS // 2) // BETWEEN_STEPS)
    low = np.where(far, 0, chain - high * BETWEEN_STEPS)
    if high.max() >= 2 * MACHINE_LIMIT or max(-low.min(), low.max()) * len(chain) >= 2 * MACHINE_LIMIT:
        return False
    high[far] = compiled.FAR
    high, low = high.astype(np.int64), low.astype(np.int64)
    compiled.close_two(high, low)
    chain[...] = high.astype(object) * BETWEEN_STEPS + low.astype(object)
    chain[high >= compiled.FAR] = never
    return True
