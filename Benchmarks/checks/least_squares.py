"""Least squares, interblock offsets, variances, standard errors and lambda2 against NumPy's dense solvers, on random sparse juries.

    LORBEER_BINARY=.build/release/lorbeer python3 Benchmarks/checks/least_squares.py [JURIES]

NumPy solves the whole system of entries and jurors with a pseudoinverse; nothing is eliminated there. Scores are compared within
each component. Ends with status 1 where a deviation exceeds 1e-9 of the scores' spread.
"""

import sys

import numpy as np

from juries import engine, jury


def components(rows, entries, jurors):
    parent = list(range(entries + jurors))

    def root(node):
        while parent[node] != node:
            node = parent[node]
        return node

    for entry, juror in rows:
        parent[root(entry)] = root(entries + juror)
    return [root(node) for node in range(entries + jurors)]


def reference(scores):
    names = (sorted({s[0] for s in scores}), sorted({s[1] for s in scores}))
    rows = [(names[0].index(e), names[1].index(j)) for e, j, _ in scores]
    entries, jurors, n = len(names[0]), len(names[1]), len(scores)
    y = np.array([s[2] for s in scores])
    F, B = np.zeros((n, entries)), np.zeros((n, jurors))
    for index, (entry, juror) in enumerate(rows):
        F[index, entry] = B[index, juror] = 1
    part = components(rows, entries, jurors)
    labels = sorted(set(part))
    # One row a component forces its offsets to sum to zero.
    C = np.zeros((len(labels), entries + jurors))
    for row, label in enumerate(labels):
        for juror in range(jurors):
            if part[entries + juror] == label:
                C[row, entries + juror] = 1
    X = np.hstack([F, B])
    full = np.vstack([X, C])
    solution = np.linalg.lstsq(full, np.concatenate([y, np.zeros(len(labels))]), rcond=None)[0]
    degrees = n - entries - jurors + len(labels)
    expected = {"names": names, "corrected": solution[:entries], "offsets": solution[entries:], "degrees": degrees}
    S = B.T @ B - B.T @ F @ np.diag(1 / F.sum(0)) @ F.T @ B
    if jurors > 1:
        expected["lambda2"] = np.linalg.eigvalsh(S)[1]
    if degrees <= 0:
        return expected
    error = float(np.sum((y - X @ solution) ** 2))
    residual = error / degrees

    def within(Z):
        return float(np.sum((y - Z @ np.linalg.lstsq(Z, y, rcond=None)[0]) ** 2))

    juror = max(0.0, (within(F) - error - (jurors - len(labels)) * residual) / np.trace(S)) if np.trace(S) > 0.5 else None
    trace = n - jurors
    entry = max(0.0, (within(B) - error - (entries - len(labels)) * residual) / trace) if trace > 0 else None
    expected["variance"] = {"residual": residual, "juror": juror, "entry": entry}
    # [X; C] has full column rank, and C only picks one of the solutions: the covariance is that of the picked one.
    G = np.linalg.inv(full.T @ full)
    expected["errors"] = np.sqrt(np.maximum(0, residual * np.diag(G @ X.T @ X @ G)))
    if juror:
        M = X.T @ X + np.diag([0] * entries + [residual / juror] * jurors)
        inverse = np.linalg.inv(M)
        expected["shrunk"] = (inverse @ X.T @ y)[entries:]
        expected["shrunkErrors"] = np.sqrt(residual * np.diag(inverse))
    return expected


def check(seed):
    scores = jury(seed)
    want = reference(scores)
    spread = max(1.0, max(abs(s[2]) for s in scores))
    worst = {}

    def compare(what, found, expected, scale):
        deviation = max((abs(a - b) for a, b in zip(found, expected)), default=0.0) / scale
        worst[what] = max(worst.get(what, 0.0), deviation)

    for model in ("additive", "interblock"):
        got = engine(model, scores)
        assert [e["entry"] for e in got["entries"]] == want["names"][0]
        assert [j["juror"] for j in got["jurors"]] == want["names"][1]
        corrected, offsets = [e["corrected"] for e in got["entries"]], [j["offset"] for j in got["jurors"]]
        errors = [x["standardError"] for x in got["entries"] + got["jurors"]]
        if model == "additive":
            compare("offsets", offsets, want["offsets"], spread)
            compare("corrected", corrected, want["corrected"], spread)
        if "lambda2" in want:
            compare("lambda2", [got["lambda2"]], [max(0.0, want["lambda2"])], max(1e-6, abs(want["lambda2"])) if got["connected"] else 1e-3)
        if want["degrees"] <= 0:
            assert got["variance"] == {"residual": None, "juror": None, "entry": None}
            assert errors == [None] * len(errors)
            continue
        total = sum(v for v in want["variance"].values() if v)
        for name, value in want["variance"].items():
            assert (got["variance"][name] is None) == (value is None), (name, got["variance"], value)
            if value is not None:
                compare("variance", [got["variance"][name]], [value], max(total, 1e-6))
        if model == "additive":
            compare("errors", errors, want["errors"], max(want["errors"]))
        elif "shrunk" in want:
            compare("shrunk offsets", offsets, want["shrunk"], spread)
            compare("shrunk errors", errors, want["shrunkErrors"], max(want["shrunkErrors"]))
    return worst


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    largest = {}
    for seed in range(1, count + 1):
        for what, deviation in check(seed).items():
            if deviation > largest.get(what, (0.0, 0))[0]:
                largest[what] = (deviation, seed)
    for what, (deviation, seed) in sorted(largest.items()):
        print(f"{what:15} largest deviation {deviation:.1e} (seed {seed})")
    sys.exit(1 if any(deviation > 1e-9 for deviation, _ in largest.values()) else 0)
