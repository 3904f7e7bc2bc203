"""What is compared: one line for each piece of work, with its peer and its goal."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Comparison:
    """`row` is EngineBench's; `peer` is a script in peers/ with a row of the same name, unless `peer_row` names another."""

    work: str
    row: str
    goal_ms: float | None = None
    peer: str | None = None
    peer_name: str = ""
    peer_row: str | None = None
    peer_factor: float = 1.0
    """How many times the peer's work has to be done to equal ours."""
    goal_ratio: float | None = None
    goal_mib: float | None = None
    repeat: int = 5
    peer_repeat: int = 5
    rounds: int = 3

    @property
    def size(self) -> str:
        return self.row.rsplit("-", 1)[1]


COMPARISONS = [
    Comparison(
        "additive fit from unsorted sheets, to a residual of 1e-13 (peer 1e-10)", "additiveFit-L", goal_ms=1.5, peer="severity.py",
        peer_name="SciPy lsqr", goal_ratio=5, repeat=100, peer_repeat=20),
    Comparison(
        "interblock fit, variances, all standard errors", "severityAll-L", goal_ms=300, peer="severity.R", peer_name="R lme4",
        peer_repeat=1, rounds=1),
    Comparison(
        "REML fit, variances, all standard errors", "severityMixed-L", goal_ms=300, peer="severity.R", peer_name="R lme4",
        peer_repeat=1, rounds=1),
    Comparison("a severity document of 30,000 scores, bytes to bytes", "severityDocument-L"),
    Comparison(
        "alpha, four levels of five criteria", "alpha-20-L", goal_ms=10, peer="agreement.py", peer_name="krippendorff, from counts",
        repeat=50),
    Comparison(
        "1,000 refits with ranks and intervals", "refits1000-L", goal_ms=1200, peer="refits.py",
        peer_name="NumPy, factored once, variances given", repeat=3, peer_repeat=3),
    Comparison("the 5 best of 10,000 estimates, 1,000 draws", "tauBest-L", repeat=3),
    Comparison(
        "optimal assignment, all 100,000 pairs", "assignTotal-S", goal_ms=15, peer="assignment.py", peer_name="OR-Tools SimpleMinCostFlow"),
    Comparison(
        "optimal assignment, all 10,000,000 pairs", "assignTotal-L", goal_ms=600, goal_mib=200, peer="assignment.py",
        peer_name="OR-Tools SimpleMinCostFlow", repeat=1, peer_repeat=1),
    Comparison(
        "optimal assignment, the best 300,000 pairs", "assignTotalChoice-L", peer="assignment.py",
        peer_name="OR-Tools SimpleMinCostFlow", repeat=3, peer_repeat=3),
    Comparison("with connectivity, fairness and even loads, all 100,000 pairs", "assign-S", repeat=3),
    Comparison("with connectivity, fairness and even loads, all 10,000,000 pairs", "assign-L", goal_ms=1500, repeat=1, rounds=1),
    Comparison("with connectivity, fairness and even loads, the best 300,000 pairs", "assignChoice-L", repeat=3),
    Comparison("planned again after a juror dropped out, all 10,000,000 pairs", "replan-L", goal_ms=50, repeat=3, rounds=1),
    Comparison("planned again after a juror dropped out, the best 300,000 pairs", "replanChoice-L", repeat=10),
    Comparison(
        "largest remainder, 25,000,000 cents, 10,000 winners", "largestRemainder-10000", goal_ms=3, peer="apportion.py", peer_name="apportionment",
        repeat=20),
    Comparison("D'Hondt, 25,000,000 cents, 10,000 winners, 500 to 10,000 cents each", "dhondt-10000", repeat=20),
    Comparison("Huntington-Hill, 25,000,000 cents, 10,000 winners", "huntingtonHill-10000", repeat=20),
    Comparison("Schulze with all strongest paths, 1,000 candidates, 500 ballots", "schulze-1000", repeat=3),
    Comparison("a ranking of 30,000 sheets × 5 criteria with three tie rules", "rank-L"),
    Comparison("every place of it explained, with the least mark that would change it", "explain-L"),
    Comparison("one changed score to new ranks and money", "one-change-L", goal_ms=10, repeat=50),
    Comparison("scores to cents with every report figure", "report-L", goal_ms=3000, goal_mib=300, repeat=3),
    Comparison("a rank document of 30,000 sheets × 5 criteria, bytes to bytes", "rankDocument-L"),
    Comparison("a rank document of 1,000,000 sheets × 5 criteria, bytes to bytes", "rankDocument-1M", repeat=1, rounds=1),
]
