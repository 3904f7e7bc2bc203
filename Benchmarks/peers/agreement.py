"""Krippendorff's alpha by the PyPI package krippendorff, from counts of values, which is its quickest way."""

import krippendorff
import measuring
import numpy as np

LEVELS = ["nominal", "ordinal", "interval", "ratio"]


def alpha_20(jury: measuring.Jury):
    """Four levels of five criteria; the counts are ready before the clock starts."""
    values = np.arange(11)
    tables = []
    for points in jury.points.T:
        counts = np.zeros((jury.entries, len(values)), dtype=int)
        np.add.at(counts, (jury.entry, points), 1)
        tables.append(counts)

    def work() -> float:
        return sum(
            krippendorff.alpha(value_counts=counts, value_domain=values, level_of_measurement=level)
            for counts in tables for level in LEVELS)

    return work


ROWS = {"alpha-20": alpha_20}

if __name__ == "__main__":
    measuring.main(ROWS)
