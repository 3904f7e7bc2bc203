"""The largest total affinity by OR-Tools' minimum cost flow, from arrays to the optimal plan."""

import measuring
import numpy as np
from ortools.graph.python import min_cost_flow

REVIEWS, MOST = 3, 36


def total(least):
    def row(jury):
        def work():
            entry, juror = np.nonzero(jury.affinity > least)
            pairs = len(entry)
            source, first_juror = jury.entries + jury.jurors, jury.entries
            flow = min_cost_flow.SimpleMinCostFlow()
            flow.add_arcs_with_capacity_and_unit_cost(
                first_juror + juror, entry, np.ones(pairs, dtype=np.int64), -jury.affinity[entry, juror].astype(np.int64))
            jurors = np.arange(jury.jurors)
            flow.add_arcs_with_capacity_and_unit_cost(
                np.full(jury.jurors, source), first_juror + jurors, np.full(jury.jurors, MOST), np.zeros(jury.jurors, dtype=np.int64))
            flow.set_node_supply(source, REVIEWS * jury.entries)
            for number in range(jury.entries):
                flow.set_node_supply(number, -REVIEWS)
            assert flow.solve() == flow.OPTIMAL
            return -flow.optimal_cost()

        return work

    return row


ROWS = {"assignTotal": total(-1), "assignTotalChoice": total(970)}

if __name__ == "__main__":
    measuring.main(ROWS)
