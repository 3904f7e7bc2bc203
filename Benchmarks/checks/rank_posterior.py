"""Compares the rank probabilities of `lorbeer engine uncertainty` with a brute-force posterior on random small juries.

    LORBEER_BINARY=… python3 rank_posterior.py [--juries 20] [--seed 1] [--goal 0.02]

The other side shares the model and nothing else: the dense covariance of all scores, inverted at 61 × 61 pairs of variance ratios, the
half-Cauchy priors, and 200,000 draws. Prints the largest deviation of a probability; each of ours, from 20,000 draws, has a standard
error of up to 0.0035. Exit status 1 above the goal. With --worked it prints the jury of the unit test instead.
"""

import argparse
import json
import os
import random
import shlex
import subprocess
import sys

import numpy as np

WORKED = [
    (0, 0, 90), (0, 1, 80), (0, 2, 85), (1, 0, 70), (1, 1, 75), (2, 1, 60), (2, 2, 72), (3, 0, 65), (3, 2, 50), (4, 0, 40), (4, 1, 55),
    (4, 2, 45),
]


def within(scores: list[tuple[int, int, int]], steps: int, draws: int, chance: np.random.Generator) -> np.ndarray:
    """Entries by ranks: the probability of that rank or a better one."""
    entry, juror, score = (np.array(column) for column in zip(*scores))
    entries = np.eye(entry.max() + 1)[entry]
    jurors = np.eye(juror.max() + 1)[juror]
    one = np.ones(len(score))
    logs = np.linspace(-16, 16, steps)

    def projection(log_entry: float, log_juror: float) -> tuple[np.ndarray, float]:
        covariance = np.eye(len(score)) + np.exp(log_entry) * entries @ entries.T + np.exp(log_juror) * jurors @ jurors.T
        inverse = np.linalg.inv(covariance)
        information = one @ inverse @ one
        projection = inverse - np.outer(inverse @ one, one @ inverse) / information
        return projection, np.linalg.slogdet(covariance)[1] + np.log(information)

    def log_density(log_entry: float, log_juror: float) -> float:
        matrix, determinants = projection(log_entry, log_juror)
        likelihood = -(determinants + (len(score) - 1) * np.log(score @ matrix @ score)) / 2
        return likelihood + sum(value / 2 - np.log1p(np.exp(value)) for value in (log_entry, log_juror))

    density = np.array([[log_density(first, second) for second in logs] for first in logs])
    weight = np.exp(density - density.max())
    cells = chance.multinomial(draws, (weight / weight.sum()).ravel()).reshape(weight.shape)
    counts = np.zeros((entries.shape[1], entries.shape[1]))
    for first, second in zip(*np.nonzero(cells)):
        count, ratio = cells[first, second], np.exp(logs[first])
        matrix, _ = projection(logs[first], logs[second])
        noise = np.sqrt(score @ matrix @ score / chance.chisquare(len(score) - 1, size=count))
        mean = ratio * entries.T @ matrix @ score
        covariance = ratio * np.eye(len(mean)) - ratio * entries.T @ matrix @ entries * ratio
        root = np.linalg.cholesky(covariance + 1e-12 * np.eye(len(mean)))
        effects = mean + noise[:, None] * (chance.normal(size=(count, len(mean))) @ root.T)
        place = (-effects).argsort(axis=1).argsort(axis=1)
        for rank in range(len(mean)):
            counts[:, rank] += (place == rank).sum(axis=0)
    return counts.cumsum(axis=1) / draws


def ours(scores: list[tuple[int, int, int]]) -> np.ndarray:
    rubric = {"criteria": [{"id": "p", "weight": 1, "scale": {"min": 0, "max": 100, "step": 1}}]}
    sheets = [
        {"juror": f"j{juror}", "entry": f"e{entry}", "state": "final", "points": {"p": score}} for entry, juror, score in scores
    ]
    count = max(entry for entry, _, _ in scores) + 1
    ranking = {"rubric": rubric, "aggregation": {"method": "mean"}, "sheets": sheets}
    document = {"rank": ranking, "tau": list(range(1, count + 1)), "draws": 20_000, "seed": 1}
    command = [*shlex.split(os.environ["LORBEER_BINARY"]), "engine", "uncertainty"]
    answer = subprocess.run(command, input=json.dumps(document), capture_output=True, text=True, check=True).stdout
    table = np.empty((count, count))
    for line in json.loads(answer)["entries"]:
        table[int(line["entry"][1:])] = [line["pTop"][str(rank)] for rank in range(1, count + 1)]
    return table


def jury(source: random.Random) -> list[tuple[int, int, int]]:
    entries, jurors = source.randint(2, 8), source.randint(2, 6)
    spread = source.choice([2, 10]), source.choice([1, 6]), source.choice([3, 8])
    merit = [source.gauss(50, spread[0]) for _ in range(entries)]
    severity = [source.gauss(0, spread[1]) for _ in range(jurors)]
    scores = []
    for entry in range(entries):
        for juror in sorted(source.sample(range(jurors), source.randint(1, jurors))):
            scores.append((entry, juror, min(100, max(0, round(merit[entry] + severity[juror] + source.gauss(0, spread[2]))))))
    used = sorted({juror for _, juror, _ in scores})
    return [(entry, used.index(juror), score) for entry, juror, score in scores]


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--juries", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--goal", type=float, default=0.02)
    options.add_argument("--worked", action="store_true")
    arguments = options.parse_args()
    chance = np.random.default_rng(arguments.seed)
    if arguments.worked:
        print(within(WORKED, 81, 400_000, chance).round(3))
        return
    source = random.Random(arguments.seed)
    worst = 0.0
    for number in range(arguments.juries):
        scores = jury(source)
        deviation = np.abs(ours(scores) - within(scores, 61, 200_000, chance)).max()
        worst = max(worst, deviation)
        print(f"jury {number}: {len(scores)} sheets, largest deviation {deviation:.4f}")
    print(f"largest of all {worst:.4f}")
    sys.exit(1 if worst > arguments.goal else 0)


if __name__ == "__main__":
    main()
