"""Severity by least squares with SciPy's lsqr, the usual way for a sparse design."""

import measuring
import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import lsqr


def additive_fit(jury):
    sheets = len(jury.score)
    columns = np.stack([jury.entry, jury.entries + jury.juror], axis=1).ravel()
    design = csr_matrix((np.ones(2 * sheets), columns, np.arange(0, 2 * sheets + 1, 2)), shape=(sheets, jury.entries + jury.jurors))

    def work():
        effects = lsqr(design, jury.score, atol=1e-10, btol=1e-10)[0]
        offsets = effects[jury.entries :]
        return f"{offsets[0] - offsets.mean()} {effects[0] + offsets.mean()}"

    return work


ROWS = {"additiveFit": additive_fit}

if __name__ == "__main__":
    measuring.main(ROWS)
