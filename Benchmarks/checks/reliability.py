"""Compares `lorbeer engine reliability` with other programs on random tables and prints the largest deviations.

    LORBEER_BINARY=… python3 reliability.py [--tables 200] [--seed 1] [--goal 1e-9]

Alpha: PyPI krippendorff. Intraclass correlations: pingouin. Kendall's W: SciPy's Friedman test, and SciPy's ranks for W without
the correction for ties. Fleiss' kappa: statsmodels. Deviations are |ours - theirs| / max(1, |theirs|); where one side has no
value the other must have none either. Exit status 1 above the goal.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import warnings

import krippendorff
import numpy
import pandas
import pingouin
import scipy.stats
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

LEVELS = ["nominal", "ordinal", "interval", "ratio"]
INTRACLASS = {"ICC1_1": 0, "ICC2_1": 1, "ICC3_1": 2, "ICC1_k": 3, "ICC2_k": 4, "ICC3_k": 5}


def table(source: random.Random) -> list[list[float | None]]:
    """Entries by jurors: scales of steps or all different, gaps in half of them, sometimes far from zero or very spread."""
    entries, jurors = source.randint(2, 40), source.randint(2, 12)
    kind = source.choice(["steps", "halves", "continuous", "offset", "wide"])
    merit = [source.gauss(0, 1) for _ in range(entries)]

    def rating(entry: int) -> float:
        position = merit[entry] + source.gauss(0, 0.8)
        match kind:
            case "steps": return float(min(max(round(5 + 2 * position), 0), 10))
            case "halves": return min(max(round(4 * position) / 2, 0), 7.5)
            case "continuous": return 50 + 10 * position
            case "offset": return 1e9 + round(position, 3)
            case _: return 10 ** (2 + position)

    missing = source.choice([0.0, 0.3])
    return [[None if source.random() < missing else rating(entry) for _ in range(jurors)] for entry in range(entries)]


def ours(document: dict) -> dict:
    command = [os.environ["LORBEER_BINARY"], "engine", "reliability"]
    return json.loads(subprocess.run(command, input=json.dumps(document), capture_output=True, text=True, check=True).stdout)


def theirs(rows: list[list[float | None]]) -> dict[str, float | None]:
    """What the other programs say, by the names of our answer; None where they have no value."""
    ratings = numpy.array(rows, dtype=float)
    values = {f"krippendorffAlpha.{level}": alpha(ratings, level) for level in LEVELS}
    if numpy.isnan(ratings).any():
        return values
    entries, jurors = ratings.shape
    # An offset changes no intraclass correlation but costs pingouin half its digits.
    long = pandas.DataFrame({
        "entry": numpy.repeat(range(entries), jurors), "juror": numpy.tile(range(jurors), entries),
        "rating": (ratings - ratings.min()).ravel()})
    if entries >= 5:
        correlations = pingouin.intraclass_corr(data=long, targets="entry", raters="juror", ratings="rating")["ICC"].to_numpy()
        values |= {f"icc.{name}": float(correlations[place]) for name, place in INTRACLASS.items()}
    if entries >= 3:
        test = scipy.stats.friedmanchisquare(*ratings)
        values |= {
            "kendallW.W": float(test.statistic) / (jurors * (entries - 1)), "kendallW.chiSquare": float(test.statistic),
            "kendallW.p": float(test.pvalue), "kendallW.df": entries - 1}
    sums = scipy.stats.rankdata(ratings, axis=0).sum(axis=1)
    values["kendallW.WUncorrected"] = 12 * ((sums - sums.mean()) ** 2).sum() / (jurors**2 * (entries**3 - entries))
    values["fleissKappa"] = float(fleiss_kappa(aggregate_raters(ratings)[0]))
    return values


def alpha(ratings: numpy.ndarray, level: str) -> float | None:
    try:
        value = float(krippendorff.alpha(reliability_data=ratings.T, level_of_measurement=level))
    except (ValueError, AssertionError):
        return None
    return None if numpy.isnan(value) else value


def member(answer: dict, path: str) -> float | None:
    for key in path.split("."):
        answer = None if answer is None else answer[key]
    return answer


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tables", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--goal", type=float, default=1e-9)
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    source = random.Random(arguments.seed)
    worst: dict[str, float] = {}
    compared: dict[str, int] = {}
    for number in range(arguments.tables):
        rows = table(source)
        answer = ours({"ratings": rows})
        for path, expected in theirs(rows).items():
            value = member(answer, path)
            if (value is None) != (expected is None):
                print(f"table {number}, {path}: ours {value}, theirs {expected}, reasons {answer['reasons']}: {rows}")
                deviation = float("inf")
            else:
                deviation = 0.0 if value is None else abs(value - expected) / max(1, abs(expected))
            worst[path] = max(worst.get(path, 0), deviation)
            compared[path] = compared.get(path, 0) + 1
    print("| statistic | tables | largest deviation |\n|---|---|---|")
    for path, deviation in worst.items():
        print(f"| {path} | {compared[path]} | {deviation:.1e} |")
    return int(max(worst.values()) > arguments.goal)


if __name__ == "__main__":
    sys.exit(main())
