"""Which way of solving suits the size of an instance; it depends on nothing else, so that ties fall alike
anywhere.
"""

from importlib import import_module

from alongside.domain.matching.dense import assign_dense
from alongside.domain.matching.instance import Instance
from alongside.domain.matching.lexicographic import Assign

LARGEST_TABLE = 400_000


def choose_kernel(instance: Instance) -> Assign:
    """A full table for up to about 600 by 600 people; beyond that compiled code, compiled once per
    installation.
    """
    if instance.mentees * len(instance.capacity) <= LARGEST_TABLE:
        return assign_dense
    # Loading the compiler takes longer than matching a small scheme, so only large ones pay for it.
    compiled: Assign = import_module("alongside.domain.matching.sparse").assign_sparse
    return compiled
