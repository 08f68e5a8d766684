"""The candidate step on a cluster gives what one process gives."""

from collections.abc import Iterator

import numpy as np
import pytest
from distributed import Client, LocalCluster

from alongside.cluster import best_candidates_on
from alongside.domain.matching.candidates import best_candidates
from tests.domain.matching.test_candidates import WEIGHTS, people


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """Two workers, each a process of its own, on this machine."""
    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, memory_limit=0
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


def test_two_workers_find_what_one_process_finds(client: Client) -> None:
    draw = np.random.default_rng(7)
    mentees, mentors = people(draw, 230), people(draw, 900)
    found, scores = best_candidates_on(client, mentees, mentors, *WEIGHTS, most=9, part=50)
    expected, best = best_candidates(mentees, mentors, *WEIGHTS, most=9)
    assert np.array_equal(found, expected)
    assert np.array_equal(scores, best)
    assert (found >= 0).any()


def test_both_workers_take_part(client: Client) -> None:
    draw = np.random.default_rng(8)
    mentees, mentors = people(draw, 400), people(draw, 300)
    before = executed(client)
    best_candidates_on(client, mentees, mentors, *WEIGHTS, part=10)
    done = {worker: count - before[worker] for worker, count in executed(client).items()}
    assert len(done) == 2
    assert all(count > 0 for count in done.values())


def executed(client: Client) -> dict[str, int]:
    """How many tasks each worker has carried out so far; what they hold is let go at a moment of its own."""
    counts: dict[str, int] = client.run(lambda dask_worker: dask_worker.state.executed_count)
    return counts


def test_nobody_has_no_candidates(client: Client) -> None:
    draw = np.random.default_rng(9)
    found, scores = best_candidates_on(client, people(draw, 0), people(draw, 3), *WEIGHTS, most=4)
    assert found.shape == scores.shape == (0, 4)


def test_what_one_process_refuses_a_cluster_refuses(client: Client) -> None:
    few = people(np.random.default_rng(6), 2)
    with pytest.raises(ValueError, match="more than a score can hold"):
        best_candidates_on(client, few, few, np.full(6, 10_000), np.array([1000, 1000]))
