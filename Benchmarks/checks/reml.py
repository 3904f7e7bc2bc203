"""The mixed model against R's lme4 on random sparse juries, zero variances among them.

    LORBEER_BINARY=.build/release/lorbeer python3 Benchmarks/checks/reml.py [JURIES]

Variances are compared with 1e-4 of their sum, the mean and predictions with 1e-4 of the scores' standard deviation. Standard errors
of prediction, which lme4 has only with the mean taken as known, are compared with NumPy's inverse of the whole covariance at the
engine's variances. Where the two end in different valleys of the criterion, the lower one is right: such juries are named, not compared, and
it is an error if the engine's is higher. Needs Rscript, lme4 (Debian: r-base-core, r-cran-lme4) and NumPy. Ends with status 1 where a deviation is larger.
"""

import csv
import os
import statistics
import subprocess
import sys
import tempfile

import numpy as np

from juries import engine, jury


def lme4(juries):
    with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["seed", "entry", "juror", "score"])
        for seed, scores in juries.items():
            writer.writerows((seed, *score) for score in scores)
        file.flush()
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "reml.R")
        done = subprocess.run(["Rscript", script, file.name], capture_output=True, check=True, text=True)
    found = {seed: {} for seed in juries}
    for line in done.stdout.splitlines():
        seed, name, value = line.split()
        found[int(seed)][name] = float(value)
    return found


def errors(scores, answer):
    """The standard errors of mean + entry and of offsets, by the covariance of all scores: Var(u) less what the scores tell of u."""
    n = len(scores)
    names = [e["entry"] for e in answer["entries"]], [j["juror"] for j in answer["jurors"]]
    F = np.array([[float(s[0] == name) for name in names[0]] for s in scores])
    B = np.array([[float(s[1] == name) for name in names[1]] for s in scores])
    variance = answer["variance"]
    V = variance["residual"] * np.eye(n) + variance["entry"] * F @ F.T + variance["juror"] * B @ B.T
    inverse = np.linalg.inv(V)
    one = np.ones(n)
    unit = inverse @ one
    information = one @ unit

    def side(Z, s2, withMean):
        C = s2 * Z.T
        told = np.einsum("ij,jk,ik->i", C, inverse, C)
        rest = (1.0 if withMean else 0.0) - C @ unit
        return np.sqrt(np.maximum(0, s2 - told + rest**2 / information))

    return np.concatenate([side(F, variance["entry"], True), side(B, variance["juror"], False)])


def criterion(scores, residual, entry, juror):
    """The REML criterion, from its definition."""
    y = np.array([s[2] for s in scores])
    sides = [np.array([[float(s[side] == name) for name in sorted({t[side] for t in scores})] for s in scores]) for side in (0, 1)]
    V = residual * np.eye(len(y)) + entry * sides[0] @ sides[0].T + juror * sides[1] @ sides[1].T
    inverse, one = np.linalg.inv(V), np.ones(len(y))
    unit = inverse @ one
    rest = y - (unit @ y) / (unit @ one)
    return np.linalg.slogdet(V)[1] + np.log(unit @ one) + rest @ inverse @ rest + (len(y) - 1) * np.log(2 * np.pi)


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    juries, answers, seed = {}, {}, 0
    while len(juries) < wanted:
        seed += 1
        scores = jury(seed)
        answer = engine("mixed", scores)
        if answer["variance"]["residual"] is not None:
            juries[seed], answers[seed] = scores, answer
    worst, zeros, lower = {}, 0, []
    for seed, want in lme4(juries).items():
        got = answers[seed]
        spread = statistics.stdev(score for _, _, score in juries[seed])
        total = want["entry"] + want["juror"] + want["Residual"]
        ours = criterion(juries[seed], *(got["variance"][name] for name in ("residual", "entry", "juror")))
        if ours < want["criterion"] - 1e-3:
            lower.append(f"seed {seed}: {ours:.4f} against lme4's {want['criterion']:.4f}")
            continue
        worst["criterion"] = max(worst.get("criterion", (0.0, 0)), (max(0.0, ours - want["criterion"]), seed))
        zeros += want["entry"] < 1e-9 * total or want["juror"] < 1e-9 * total
        own = np.array([x["standardError"] for x in got["entries"] + got["jurors"]])
        wanted_errors = errors(juries[seed], got)
        deviations = {
            "errors": float(np.max(np.abs(own - wanted_errors)) / max(np.max(wanted_errors), 1e-9)),
            "variance": max(
                abs(got["variance"][ours] - want[theirs]) / total
                for ours, theirs in (("residual", "Residual"), ("juror", "juror"), ("entry", "entry"))
            ),
            "mean": abs(got["mean"] - want["mean"]) / spread,
            "entries": max(abs(e["corrected"] - want["mean"] - want["entry:" + e["entry"]]) for e in got["entries"]) / spread,
            "jurors": max(abs(j["offset"] - want["juror:" + j["juror"]]) for j in got["jurors"]) / spread,
        }
        for what, deviation in deviations.items():
            worst[what] = max(worst.get(what, (0.0, 0)), (deviation, seed))
    print(f"{len(juries)} juries, {zeros} with a variance of zero")
    for line in lower:
        print(f"lower than lme4 found, not compared: {line}")
    for what, (deviation, seed) in worst.items():
        print(f"{what:10} largest deviation {deviation:.1e} (seed {seed})")
    sys.exit(1 if any(deviation > 1e-4 for deviation, _ in worst.values()) else 0)
