"""The candidate step on more than one machine, by Dask (extra "cluster"): each worker looks through all mentors for some
of the mentees.
"""

from itertools import pairwise
from typing import Any

import numpy as np
from distributed import Client
from numpy.typing import NDArray

from alongside.domain.matching.candidates import Coded, Whole, best_candidates

PART = 20_000
"""Mentees to a task: some seconds of work against half a million mentors, and a small answer to send back."""


def best_candidates_on(
    client: Client,
    mentees: Coded,
    mentors: Coded,
    value_weights: Whole,
    offer_weights: Whole,
    most: int = 20,
    *,
    part: int = PART,
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The same answer as `best_candidates`, worked out by the workers of a Dask client.

    The mentors are sent to every worker once. A worker that is lost has its mentees given to another; an error in one
    is raised here.
    """
    bounds = [*range(0, len(mentees), part), len(mentees)]
    everyone = client.scatter(mentors, broadcast=True)
    tasks = [
        client.submit(
            best_candidates, mentees.part(slice(start, stop)), everyone, value_weights, offer_weights, most
        )
        for start, stop in pairwise(bounds)
    ]
    answers: list[Any] = client.gather(tasks)
    if not answers:
        return best_candidates(mentees, mentors, value_weights, offer_weights, most)
    return np.concatenate([found for found, _ in answers]), np.concatenate([scores for _, scores in answers])
