"""Candidates put in a new order by what people wrote, as vectors of meaning from any model."""

import numpy as np
from numpy.typing import NDArray

Few = NDArray[np.int32]
Vectors = NDArray[np.float32]


def rerank(
    found: Few, scores: Few, mine: Vectors, theirs: Vectors, *, weight: int, most: int
) -> tuple[Few, Few]:
    """The best `most` of each mentee's candidates by score plus likeness of texts.

    `found` and `scores` are those of `best_candidates`, perhaps with some more than are wanted in the end; `mine` has
    a row of length 1 for each mentee, `theirs` for each mentor (zeros where nothing is written). A text that says the
    same adds `weight`, one that has nothing to do with it 0. Equals stay in the order in which they were.
    """
    there = found >= 0
    # The mentors of one mentee after the other: all their vectors at once would fill the memory.
    likeness = np.zeros(found.shape, dtype=np.float32)
    for mentee, some in enumerate(there):
        likeness[mentee, some] = theirs[found[mentee, some]] @ mine[mentee]
    # Whole numbers, so that the last bit of a product on another processor changes nothing that is seen.
    added = np.floor(np.clip(likeness, 0, 1) * weight + 0.5).astype(np.int32)
    total = np.where(there, scores + added, -1).astype(np.int32)
    order = np.argsort(-total, axis=1, kind="stable")[:, :most]
    return np.take_along_axis(found, order, axis=1), np.take_along_axis(total, order, axis=1)
