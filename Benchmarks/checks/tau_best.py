"""Compares `lorbeer engine uncertainty` with estimates with a plain NumPy form of the same confidence sets, every pair written out.

    LORBEER_BINARY=… python3 tau_best.py [--inputs 100] [--seed 1]

Both find their critical values by simulation, with other random numbers. So ours must lie between NumPy's answers for a confidence half
a point lower and half a point higher: no bound tighter than the first, none wider than the second. Exit status 1 where one is.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys

import numpy as np


def bounds(estimate: np.ndarray, error: np.ndarray, level: float, random: np.random.Generator, draws: int) -> tuple[np.ndarray, np.ndarray]:
    """Mogstad, Romano, Shaikh and Wilhelm 2024, all ordered pairs, stepwise: the lower and upper bound of every rank."""
    count = len(estimate)
    deviation = np.hypot(error[:, None], error[None, :])
    difference = estimate[None, :] - estimate[:, None]
    statistic = random.normal(size=(draws, count)) * error
    statistic = (statistic[:, None, :] - statistic[:, :, None]) / deviation
    is_open = ~np.eye(count, dtype=bool)
    while True:
        critical = np.quantile(statistic[:, is_open].max(axis=1), level)
        still = is_open & (difference <= critical * deviation)
        if (still == is_open).all():
            break
        is_open = still
    concluded = ~is_open & ~np.eye(count, dtype=bool)
    return concluded.sum(axis=1) + 1, count - concluded.sum(axis=0)


def ours(document: dict) -> dict:
    command = [*shlex.split(os.environ["LORBEER_BINARY"]), "engine", "uncertainty"]
    return json.loads(subprocess.run(command, input=json.dumps(document), capture_output=True, text=True, check=True).stdout)


def problems(random: np.random.Generator) -> list[str]:
    count = int(random.integers(2, 24))
    estimate = random.normal(scale=random.choice([0.5, 3, 20]), size=count)
    error = random.uniform(0.1, random.choice([0.2, 3]), size=count)
    level = float(random.choice([0.8, 0.9, 0.95]))
    boundary = int(random.integers(1, count + 1))
    names = [f"e{number}" for number in range(count)]
    lines = [
        {"entry": name, "estimate": value, "standardError": deviation}
        for name, value, deviation in zip(names, estimate.tolist(), error.tolist())
    ]
    answer = ours({"estimates": lines, "tau": boundary, "level": level, "draws": 40_000, "seed": int(random.integers(1000))})
    found = {entry["entry"]: entry["interval"] for entry in answer["entries"]}
    best = set(answer["tauBest"][str(boundary)])
    tight, wide = (bounds(estimate, error, level + shift, random, 20_000) for shift in (-0.005, 0.005))
    wrong = []
    for number, name in enumerate(names):
        low, high = found[name]
        if not wide[0][number] <= low <= tight[0][number] or not tight[1][number] <= high <= wide[1][number]:
            wrong.append(f"{name} of {count} at {level}: {found[name]}, NumPy {tight[0][number]}-{tight[1][number]}")
        if (name in best) != (low <= boundary):
            wrong.append(f"{name}: rank from {low} on, but tauBest {boundary} says {name in best}")
    return wrong


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--inputs", type=int, default=100)
    options.add_argument("--seed", type=int, default=1)
    arguments = options.parse_args()
    random = np.random.default_rng(arguments.seed)
    wrong = [line for _ in range(arguments.inputs) for line in problems(random)]
    print("\n".join(wrong) or f"{arguments.inputs} inputs, every bound between NumPy's for half a point less and half a point more")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
