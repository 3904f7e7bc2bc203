"""Checks the certificates of `lorbeer engine assign` on random instances, and its plans against other programs.

    LORBEER_BINARY=… python3 certificate.py [--instances 200] [--seed 1]
    LORBEER_BINARY=… python3 certificate.py --document input.json

Three things, none with the engine's help: the plan keeps every hard rule and is what the answer says of it; its value, and the bound
that the dual prices give, follow from the input in one pass, so that a gap of 0 proves the plan; and the largest worst entry and
the largest total are those of SciPy's milp (HiGHS), or of OR-Tools' minimum cost flow where only the total is strived for.
Exit status 1 where one doesn't hold.
"""

import argparse
import heapq
import itertools
import json
import os
import random
import subprocess
import sys
from fractions import Fraction

import numpy
from ortools.graph.python import min_cost_flow
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

MICROS = 1_000_000


def micros(number: object) -> int:
    return int(Fraction(str(number)) * MICROS)


class Instance:
    """A document, read for looking things up."""

    def __init__(self, document: dict):
        self.document = document
        self.jurors = {juror["id"]: (juror.get("minLoad", 0), juror["maxLoad"]) for juror in document["jurors"]}
        self.entries = {entry["id"]: entry["reviews"] for entry in document["entries"]}
        self.affinity = {(juror, entry): micros(value) for juror, entry, value in document.get("affinity", [])}
        self.conflicts = {tuple(pair) for pair in document.get("conflicts", [])}
        self.fixed = {tuple(pair) for pair in document.get("fixed", [])}
        self.keep = {tuple(pair) for pair in document.get("keep", [])}
        self.apart = {frozenset(pair) for pair in document.get("apart", [])}
        self.goals = document.get("goals", ["connected", "worstEntry", "total", "evenLoads", "keep"])

    def worth(self, juror: str, entry: str) -> int:
        return self.affinity.get((juror, entry), 0)

    def clash(self, jurors: tuple[str, ...]) -> bool:
        return bool(self.apart) and any(frozenset(pair) in self.apart for pair in itertools.combinations(jurors, 2))


def connected(plan: list[tuple[str, str]]) -> bool:
    parent: dict[tuple[str, str], tuple[str, str]] = {}

    def root(node: tuple[str, str]) -> tuple[str, str]:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    for juror, entry in plan:
        parent[root(("juror", juror))] = root(("entry", entry))
    return len({root(node) for node in list(parent)}) == 1


def broken_rules(instance: Instance, answer: dict) -> list[str]:
    """What in the plan contradicts the input or the answer."""
    plan = [tuple(pair) for pair in answer["assignments"]]
    loads = dict.fromkeys(instance.jurors, 0)
    readers: dict[str, list[str]] = {entry: [] for entry in instance.entries}
    for juror, entry in plan:
        loads[juror] += 1
        readers[entry].append(juror)
    sums = [sum(instance.worth(juror, entry) for juror in jurors) for entry, jurors in readers.items()]
    able = [loads[juror] for juror, (_, most) in instance.jurors.items() if most > 0]
    rules = {
        "a pair twice": len(set(plan)) == len(plan),
        "a conflict": instance.conflicts.isdisjoint(plan),
        "a fixed pair left out": instance.fixed <= set(plan),
        "a load": all(least <= loads[juror] <= most for juror, (least, most) in instance.jurors.items()),
        "a number of reviews": all(len(readers[entry]) == reviews for entry, reviews in instance.entries.items()),
        "two kept apart": not any(instance.clash(tuple(jurors)) for jurors in readers.values()),
        "objective": micros(answer["objective"]) == sum(sums),
        "worstEntry": micros(answer["worstEntry"]) == min(sums),
        "loads": answer["loads"] == {"min": min(able), "max": max(able)},
        "connected": answer["connected"] == connected(plan),
    }
    return [rule for rule, holds in rules.items() if not holds]


def best_set(instance: Instance, entry: str, price: dict[str, int], value: dict[str, int], floor: int | None) -> int:
    """The largest sum of value − price over the sets of jurors the entry may have."""
    fixed = {juror for juror in instance.jurors if (juror, entry) in instance.fixed}
    others = [juror for juror in instance.jurors if (juror, entry) not in instance.conflicts and juror not in fixed]
    missing = instance.entries[entry] - len(fixed)
    net = {juror: value[juror] - price[juror] for juror in instance.jurors}
    best = heapq.nlargest(missing, others, key=lambda juror: net[juror])

    def allowed(jurors: tuple[str, ...]) -> bool:
        return (floor is None or sum(instance.worth(juror, entry) for juror in jurors) >= floor) and not instance.clash(jurors)

    if allowed((*fixed, *best)):
        return sum(net[juror] for juror in (*fixed, *best))
    found = None
    others.sort(key=lambda juror: -net[juror])

    def extend(chosen: tuple[str, ...], start: int, total: int) -> None:
        nonlocal found
        open_places = missing - len(chosen)
        if open_places == 0:
            if allowed((*fixed, *chosen)) and (found is None or total > found):
                found = total
            return
        for index in range(start, len(others) - open_places + 1):
            if found is not None and total + sum(net[juror] for juror in others[index:index + open_places]) <= found:
                return
            extend((*chosen, others[index]), index + 1, total + net[others[index]])

    extend((), 0, 0)
    assert found is not None, f"{entry} can't have any set"
    return found + sum(net[juror] for juror in fixed)


def certificate_problems(instance: Instance, answer: dict) -> list[str]:
    certificate = answer["certificate"]
    weights = {name: int(weight) for name, weight in certificate["weights"].items()}
    price = {juror: int(value) for juror, value in certificate["duals"]}
    unit = micros(certificate["unit"])
    floor = None if certificate["floor"] is None else micros(certificate["floor"])
    plan = [tuple(pair) for pair in answer["assignments"]]

    def pair_value(juror: str, entry: str) -> int:
        whole, rest = divmod(instance.worth(juror, entry), unit)
        assert rest == 0, "the unit doesn't divide an affinity"
        return weights["affinity"] * whole + weights["kept"] * ((juror, entry) in instance.keep)

    loads = dict.fromkeys(instance.jurors, 0)
    for juror, _ in plan:
        loads[juror] += 1
    value = sum(pair_value(*pair) for pair in plan) - weights["load"] * sum(load * load for load in loads.values())
    bound = 0
    for juror, (least, most) in instance.jurors.items():
        open_entries = len(instance.entries) - sum(1 for other, _ in instance.conflicts if other == juror)
        least = max(least, sum(1 for other, _ in instance.fixed if other == juror))
        bound += max(price[juror] * load - weights["load"] * load * load for load in range(least, min(most, open_entries) + 1))
    for entry in instance.entries:
        bound += best_set(instance, entry, price, {juror: pair_value(juror, entry) for juror in instance.jurors}, floor)
    problems = []
    if value != int(certificate["value"]): problems.append(f"value {certificate['value']}, but {value} by the formula")
    if int(certificate["gap"]) != int(certificate["bound"]) - int(certificate["value"]): problems.append("the gap is no difference")
    if not value <= bound <= int(certificate["bound"]): problems.append(f"bound {certificate['bound']}, but {bound} by the prices")
    return problems


def flow_total(instance: Instance) -> int | None:
    """The largest total by OR-Tools, without apart."""
    flow = min_cost_flow.SimpleMinCostFlow()
    jurors, entries = list(instance.jurors), list(instance.entries)
    reviews = sum(instance.entries.values())
    source, sink = 0, 1 + len(jurors) + len(entries)
    # Loads have a lower bound: what must be goes as supply of its own.
    needed = [least for least, _ in instance.jurors.values()]
    for number, (least, most) in enumerate(instance.jurors.values()):
        flow.add_arc_with_capacity_and_unit_cost(source, 1 + number, most - least, 0)
        flow.set_node_supply(1 + number, least)
    flow.set_node_supply(source, reviews - sum(needed))
    for place, (entry, count) in enumerate(instance.entries.items()):
        flow.set_node_supply(1 + len(jurors) + place, -count)
        for number, juror in enumerate(jurors):
            if (juror, entry) not in instance.conflicts:
                bonus = 10**14 if (juror, entry) in instance.fixed else 0
                flow.add_arc_with_capacity_and_unit_cost(
                    1 + number, 1 + len(jurors) + place, 1, -instance.worth(juror, entry) - bonus)
    flow.set_node_supply(sink, 0)
    if reviews < sum(needed) or flow.solve() != flow.OPTIMAL:
        return None
    total = -flow.optimal_cost() - 10**14 * len(instance.fixed)
    return total if total > -10**13 else None


def program(instance: Instance, floor: int | None, maximise_worst: bool) -> int | None:
    """The largest worst entry, or the largest total with none below `floor`, by SciPy's milp."""
    jurors, entries = list(instance.jurors), list(instance.entries)
    column = {(juror, entry): number for number, (juror, entry) in enumerate(itertools.product(jurors, entries))}
    count = len(column) + 1
    rows: list[tuple[dict[int, float], float, float]] = []
    for entry in entries:
        rows.append(({column[juror, entry]: 1 for juror in jurors}, instance.entries[entry], instance.entries[entry]))
        sums = {column[juror, entry]: instance.worth(juror, entry) for juror in jurors}
        if maximise_worst:
            rows.append((sums | {count - 1: -1}, 0, numpy.inf))
        elif floor is not None:
            rows.append((sums, floor, numpy.inf))
        for pair in instance.apart:
            rows.append(({column[juror, entry]: 1 for juror in pair}, 0, 1))
    for juror in jurors:
        rows.append(({column[juror, entry]: 1 for entry in entries}, *instance.jurors[juror]))
    data, row_numbers, columns = [], [], []
    for number, (coefficients, _, _) in enumerate(rows):
        for place, coefficient in coefficients.items():
            data.append(coefficient), row_numbers.append(number), columns.append(place)
    matrix = coo_array((data, (row_numbers, columns)), shape=(len(rows), count)).tocsr()
    lower, upper = numpy.zeros(count), numpy.ones(count)
    lower[-1], upper[-1] = -numpy.inf, numpy.inf
    for pair in instance.conflicts: upper[column[pair]] = 0
    for pair in instance.fixed: lower[column[pair]] = 1
    cost = numpy.zeros(count)
    if maximise_worst:
        cost[-1] = -1
    else:
        for pair, number in column.items(): cost[number] = -instance.worth(*pair)
        lower[-1] = upper[-1] = 0
    integrality = numpy.ones(count)
    integrality[-1] = 0
    constraints = LinearConstraint(matrix, [low for _, low, _ in rows], [high for _, _, high in rows])
    solution = milp(cost, constraints=constraints, bounds=Bounds(lower, upper), integrality=integrality, options={"mip_rel_gap": 0})
    return round(-solution.fun) if solution.success else None


def random_instance(source: random.Random) -> dict:
    jurors = [f"j{number}" for number in range(source.randint(3, 14))]
    entries = [f"e{number}" for number in range(source.randint(3, 25))]
    reviews = {entry: source.randint(1, min(3, len(jurors))) for entry in entries}
    share = sum(reviews.values()) / len(jurors)
    steps = source.choice([1, 10, 100])
    pairs = list(itertools.product(jurors, entries))
    conflicts = {pair for pair in pairs if source.random() < 0.05}
    density = source.choice([0.3, 0.6, 1])
    goals = source.choice([["total"], ["worstEntry", "total"], ["total", "evenLoads", "keep"], ["worstEntry", "total", "evenLoads"], None])
    document = {
        "jurors": [
            {"id": juror, "minLoad": source.randint(0, int(share * 0.8)), "maxLoad": int(share * source.uniform(1, 1.6)) + 1}
            for juror in jurors],
        "entries": [{"id": entry, "reviews": count} for entry, count in reviews.items()],
        "affinity": [[*pair, source.randint(0, steps) / steps] for pair in pairs if source.random() < density],
        "conflicts": [list(pair) for pair in sorted(conflicts)],
        "fixed": [list(pair) for pair in pairs if pair not in conflicts and source.random() < 0.01],
        "apart": [list(pair) for pair in itertools.combinations(jurors, 2) if source.random() < source.choice([0, 0.05])],
        "keep": [list(pair) for pair in pairs if source.random() < 0.1],
        "seed": source.randint(0, 9),
    }
    return document | ({"goals": goals} if goals else {})


def answer_to(document: dict) -> tuple[int, str]:
    ran = subprocess.run(
        [*os.environ["LORBEER_BINARY"].split(), "engine", "assign"], input=json.dumps(document), capture_output=True, text=True)
    return ran.returncode, ran.stdout


def problems_of(document: dict, counts: dict[str, int]) -> list[str]:
    instance = Instance(document)
    status, output = answer_to(document)
    if status == 3:
        counts["infeasible"] += 1
        return ["refused, but milp finds a plan"] if program(instance, None, False) is not None else []
    if status != 0:
        return [f"exit status {status}"]
    answer = json.loads(output)
    problems = broken_rules(instance, answer) + certificate_problems(instance, answer)
    levels = answer["certificate"]["levels"]
    counts["proven by prices" if levels["total"] == "bound" else "proven by search" if answer["certificate"]["optimal"] else "unproven"] += 1
    if "connected" in instance.goals:
        return problems
    floor = None
    if "worstEntry" in instance.goals:
        floor = program(instance, None, True)
        if levels["worstEntry"] != "none" and micros(answer["worstEntry"]) != floor:
            problems.append(f"worst entry {answer['worstEntry']}, but {floor} millionths by milp")
    if answer["certificate"]["optimal"]:
        total = flow_total(instance) if floor is None and not instance.apart else program(instance, floor, False)
        if micros(answer["objective"]) != total:
            problems.append(f"total {answer['objective']}, but {total} millionths by the other program")
        counts["compared"] += 1
    return problems


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--instances", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--document")
    arguments = options.parse_args()
    if arguments.document:
        with open(arguments.document, encoding="utf-8") as file: document = json.load(file)
        status, output = answer_to(document)
        problems = broken_rules(Instance(document), json.loads(output)) + certificate_problems(Instance(document), json.loads(output))
        print("\n".join(problems) or "the plan and its certificate hold")
        sys.exit(bool(problems))
    counts = dict.fromkeys(["proven by prices", "proven by search", "unproven", "infeasible", "compared"], 0)
    failed = 0
    for seed in range(arguments.seed, arguments.seed + arguments.instances):
        problems = problems_of(random_instance(random.Random(seed)), counts)
        failed += bool(problems)
        for problem in problems: print(f"seed {seed}: {problem}")
    print(", ".join(f"{name} {count}" for name, count in counts.items()), f"– {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
