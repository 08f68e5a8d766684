"""Shortest chains of moves between all seats, compiled, for losses that need one or more machine numbers each."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Whole = NDArray[np.int64]
FAR = np.int64(1) << 62


@njit(cache=True)
def close_one(chain: Whole) -> None:
    """In place, where a loss is one number."""
    for through in range(len(chain)):
        for start in range(len(chain)):
            first = chain[start, through]
            for end in range(len(chain)):
                chain[start, end] = min(chain[start, end], first + chain[through, end])


@njit(cache=True)
def close_two(high: Whole, low: Whole) -> None:
    """In place, where a loss is two numbers compared from the first; a low part may be below 0."""
    for through in range(len(high)):
        for start in range(len(high)):
            first, second = high[start, through], low[start, through]
            if first >= FAR:
                continue
            for end in range(len(high)):
                large, small = first + high[through, end], second + low[through, end]
                better = large < high[start, end] or (large == high[start, end] and small < low[start, end])
                high[start, end] = large if better else high[start, end]
                low[start, end] = small if better else low[start, end]
