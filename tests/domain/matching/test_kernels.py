"""The compiled way of solving is as exact as the table, for many mentees, few, and just enough places."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings

from alongside.domain.matching.certificate import verify
from alongside.domain.matching.dense import assign_dense
from alongside.domain.matching.instance import Instance, Level, Whole
from alongside.domain.matching.kernel import choose_kernel
from alongside.domain.matching.lexicographic import optimise
from alongside.domain.matching.sparse import assign_sparse
from tests.domain.matching.markets import best_by_trying_all, instances


def sparse_market(mentees: int, supply: float, choices: int = 20, seed: int = 0) -> Instance:
    """Each mentee may work with some 20 mentors; `supply` places per mentee on average."""
    draw = np.random.default_rng(seed)
    mentors = mentees // 2
    codes = np.unique(
        np.repeat(np.arange(mentees), choices) * mentors + draw.integers(0, mentors, mentees * choices)
    )
    mentee, seat = np.divmod(codes, mentors)
    capacity = np.bincount(draw.integers(0, mentors, int(mentees * supply)), minlength=mentors)
    levels = (
        Level("pairs", "", np.ones(len(codes), dtype=np.int64)),
        Level("fit", "", draw.integers(0, 1001, len(codes))),
    )
    return Instance(mentees, capacity, mentee, seat, levels)


@given(instances(most=5))
@settings(deadline=None, max_examples=200)
def test_the_compiled_kernel_is_as_good_as_trying_all_matchings(instance: Instance) -> None:
    found = optimise(instance, assign_sparse)
    assert found.values == best_by_trying_all(instance)
    assert verify(instance, found) == ()


@pytest.mark.parametrize("supply", [0.6, 0.97, 1.0, 1.03, 1.5])
def test_both_kernels_reach_the_same_values(supply: float) -> None:
    instance = sparse_market(1000, supply)
    found = optimise(instance, assign_sparse)
    assert found.values == optimise(instance, assign_dense).values
    assert verify(instance, found) == ()


def test_a_thousand_people_in_a_chain_need_no_recursion() -> None:
    """Peers that copy or recurse per person fail with RecursionError here."""
    size = 3000
    mentee = np.repeat(np.arange(size), 2)[:-1]
    seat = np.sort(np.r_[np.arange(size), np.arange(1, size)])
    value = np.where(mentee == seat, 1, 2)
    instance = Instance(size, np.ones(size, dtype=np.int64), mentee, seat, (Level("value", "", value),))
    found = optimise(instance, assign_sparse)
    assert found.values == (2 * (size - 1),)
    assert verify(instance, found) == ()


def test_a_total_beyond_32_bits_is_exact_in_the_compiled_kernel() -> None:
    draw = np.random.default_rng(3)
    mentee, seat = (axis.ravel() for axis in np.indices((50, 50)))
    value: Whole = draw.integers(2**40, 2**41, len(mentee))
    instance = Instance(50, np.ones(50, dtype=np.int64), mentee, seat, (Level("value", "", value),))
    found = optimise(instance, assign_sparse)
    assert found.values == optimise(instance, assign_dense).values
    assert found.values[0] > 2**32


def test_only_the_size_of_an_instance_decides_how_it_is_solved() -> None:
    assert choose_kernel(sparse_market(600, 1.0)) is assign_dense
    assert choose_kernel(sparse_market(1000, 1.0)) is assign_sparse


def test_a_small_scheme_never_loads_the_compiler() -> None:
    program = (
        "import sys\n"
        "from alongside.domain.matching.people import Market, Mentee, Mentor\n"
        "from alongside.domain.matching.solve import solve\n"
        "solve(Market(tuple(map(Mentee, 'abc')), tuple(map(Mentor, 'xyz'))), [], [])\n"
        "print('numba' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
