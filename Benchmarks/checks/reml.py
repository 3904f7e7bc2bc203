"""The mixed model against R's lme4 on random sparse juries, zero variances among them.

    LORBEER_BINARY=.build/release/lorbeer python3 Benchmarks/checks/reml.py [JURIES]

Variances are compared with 1e-4 of their sum, the mean and predictions with 1e-4 of the scores' standard deviation. Needs Rscript
and lme4 (Debian: r-base-core, r-cran-lme4). Ends with status 1 where a deviation is larger.
"""

import csv
import os
import statistics
import subprocess
import sys
import tempfile

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


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    juries, answers, seed = {}, {}, 0
    while len(juries) < wanted:
        seed += 1
        scores = jury(seed)
        answer = engine("mixed", scores)
        if answer["variance"]["residual"] is not None:
            juries[seed], answers[seed] = scores, answer
    worst, zeros = {}, 0
    for seed, want in lme4(juries).items():
        got = answers[seed]
        spread = statistics.stdev(score for _, _, score in juries[seed])
        total = want["entry"] + want["juror"] + want["Residual"]
        zeros += want["entry"] < 1e-9 * total or want["juror"] < 1e-9 * total
        deviations = {
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
    for what, (deviation, seed) in worst.items():
        print(f"{what:10} largest deviation {deviation:.1e} (seed {seed})")
    sys.exit(1 if any(deviation > 1e-4 for deviation, _ in worst.values()) else 0)
