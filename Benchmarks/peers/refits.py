"""A thousand refits with ranks and intervals in NumPy: the mixed model equations factored once, all right-hand sides solved together.

The variance ratios are given (those the juries are made with), which ours has to estimate. Each draw is the fit plus the error of a fit
to simulated scores (Papandreou and Yuille 2010), so that the draws are those of the posterior.
"""

import measuring
import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix

DRAWS = 1000
# The noise of a score is that of five criteria.
ENTRY, JUROR, NOISE = 1.278, 0.240, 1.268 / 5


def refits(jury):
    score = jury.score - jury.score.mean()
    scale = np.sqrt(score.var() / (ENTRY + JUROR + NOISE))
    sheets = np.arange(len(score))
    ones = np.ones(len(score))
    by_entry = csr_matrix((ones, (jury.entry, sheets)), shape=(jury.entries, len(score)))
    by_juror = csr_matrix((ones, (jury.juror, sheets)), shape=(jury.jurors, len(score)))

    def work():
        random = np.random.default_rng(1)
        weight = 1 / (np.bincount(jury.entry, minlength=jury.entries) + NOISE / ENTRY)
        shared = by_juror @ by_entry.T
        matrix = -(shared.multiply(weight) @ shared.T).toarray()
        matrix[np.diag_indices(jury.jurors)] += np.bincount(jury.juror, minlength=jury.jurors) + NOISE / JUROR
        factor = cho_factor(matrix, lower=True, overwrite_a=True)

        def entry_effects(values):
            sums = by_entry @ values
            offsets = cho_solve(factor, by_juror @ values - shared @ (weight[:, None] * sums))
            return weight[:, None] * (sums - shared.T @ offsets)

        entries = random.normal(scale=np.sqrt(ENTRY), size=(jury.entries, DRAWS))
        jurors = random.normal(scale=np.sqrt(JUROR), size=(jury.jurors, DRAWS))
        made = random.normal(scale=np.sqrt(NOISE), size=(len(score), DRAWS))
        made += entries[jury.entry] + jurors[jury.juror]
        draws = entry_effects(score[:, None] / scale) + entries - entry_effects(made)
        order = np.argsort(-draws, axis=0)
        ranks = np.empty_like(order)
        np.put_along_axis(ranks, order, np.arange(1, jury.entries + 1)[:, None], axis=0)
        low, high = np.quantile(ranks, [0.025, 0.975], axis=1)
        return f"{(high - low + 1).sum():.0f}"

    return work


ROWS = {"refits1000": refits}

if __name__ == "__main__":
    measuring.main(ROWS)
