"""Which way of solving suits the size of an instance."""

from alongside.domain.matching.dense import assign_dense
from alongside.domain.matching.instance import Instance
from alongside.domain.matching.lexicographic import Assign


def choose_kernel(instance: Instance) -> Assign:
    """The full table: nothing to compile, exact at every size that fits in memory."""
    return assign_dense
