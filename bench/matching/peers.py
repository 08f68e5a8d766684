"""Other solvers on the same instances; each gives its optimum, so that a difference would show."""

from time import process_time

import numpy as np
from ortools.graph.python import min_cost_flow  # type: ignore[import-untyped]

from alongside.domain.matching.instance import Instance, Whole


def network_flow(instance: Instance) -> tuple[float, int, int]:
    """OR-Tools' SimpleMinCostFlow: CPU seconds to solve (not to build), pairs, total of the last level."""
    fit = instance.levels[-1].weights
    worth = 2 * int(fit.max(initial=1))
    flow, source = min_cost_flow.SimpleMinCostFlow(), instance.mentees + len(instance.capacity)
    mentees, seats = np.arange(instance.mentees), instance.mentees + np.arange(len(instance.capacity))
    ones = np.ones(instance.mentees, dtype=np.int64)
    arcs = _arcs(
        flow,
        instance.mentee,
        instance.mentees + instance.seat,
        np.ones(len(fit), dtype=np.int64),
        -(worth + fit),
    )
    _arcs(flow, np.full(instance.mentees, source), mentees, ones, 0 * ones)
    _arcs(
        flow, seats, np.full(len(seats), source + 1), instance.capacity, np.zeros(len(seats), dtype=np.int64)
    )
    # A way round for everyone: a mismatch of supply and demand stops the solver.
    flow.add_arc_with_capacity_and_unit_cost(source, source + 1, instance.mentees, 0)
    flow.set_node_supply(source, instance.mentees)
    flow.set_node_supply(source + 1, -instance.mentees)
    started = process_time()
    status = flow.solve()
    seconds = process_time() - started
    if status != flow.OPTIMAL:
        raise RuntimeError(f"The network flow ended with {status}.")
    used = flow.flows(arcs) > 0
    return seconds, int(used.sum()), int(fit[used].sum())


def _arcs(
    flow: min_cost_flow.SimpleMinCostFlow, tail: Whole, head: Whole, capacity: Whole, cost: Whole
) -> Whole:
    arcs: Whole = flow.add_arcs_with_capacity_and_unit_cost(
        tail.astype(np.int32), head.astype(np.int32), capacity, cost
    )
    return arcs
