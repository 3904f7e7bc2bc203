"""Every comparison, ours and the peer in turn in one run; prints one Markdown table.

    python3 Benchmarks/run.py [--only TEXT] [--quick] [--json FILE]

Builds EngineBench in release, makes Benchmarks/.venv from peers/requirements.txt, writes the juries both sides read to
Benchmarks/.build/data, and runs each side in a process of its own, so that memory is told apart. A peer that can't be had is said to be
missing; ours is measured all the same.
"""

import argparse
import datetime
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

from comparisons import COMPARISONS, Comparison

HERE = Path(__file__).resolve().parent
DATA = HERE / ".build" / "data"
VENV = HERE / ".venv"
REQUIREMENTS = HERE / "peers" / "requirements.txt"
LIMIT_SECONDS = 1200


def build() -> Path:
    # SwiftPM does not notice files that were added to or taken from the package above, unless it has to plan anew.
    (HERE / ".build" / "release.yaml").unlink(missing_ok=True)
    command = ["swift", "build", "-c", "release", "--package-path", str(HERE)]
    subprocess.run([*command, "--product", "EngineBench"], check=True, stdout=sys.stderr)
    shown = subprocess.run([*command, "--show-bin-path"], check=True, capture_output=True, text=True)
    return Path(shown.stdout.strip()) / "EngineBench"


def ready_data(bench: Path) -> None:
    """Written anew with every build, because the generator may have changed."""
    stamp = DATA / "written"
    if not stamp.exists() or stamp.stat().st_mtime < bench.stat().st_mtime:
        shutil.rmtree(DATA, ignore_errors=True)
        subprocess.run([bench, "--write-data", DATA], check=True)
        stamp.touch()


def ready_python() -> str | None:
    """The virtual environment with the packages that can be installed; each by itself, so that one that is missing costs only its rows."""
    python = VENV / "bin" / "python"
    stamp = VENV / "ready"
    if stamp.exists() and stamp.read_text() == REQUIREMENTS.read_text():
        return str(python)
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.run([sys.executable, "-m", "venv", VENV], stdout=sys.stderr, check=False).returncode != 0:
        return None
    whole = True
    for line in REQUIREMENTS.read_text().split():
        outcome = subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", line], stdout=sys.stderr, check=False)
        whole = whole and outcome.returncode == 0
    if whole:
        stamp.write_text(REQUIREMENTS.read_text())
    return str(python)


def measured(command: list[str], threads: int) -> tuple[dict | None, str]:
    """The JSON line, or why there is none. `threads` are those that a peer's linear algebra may use."""
    environment = os.environ | {"OMP_NUM_THREADS": str(threads), "OPENBLAS_NUM_THREADS": str(threads)}
    try:
        outcome = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_SECONDS, env=environment, check=False)
    except subprocess.TimeoutExpired:
        return None, f"not done in {LIMIT_SECONDS} s"
    if outcome.returncode != 0:
        last = outcome.stderr.strip().splitlines()[-1:] or [f"exit status {outcome.returncode}"]
        return None, last[0]
    return json.loads(outcome.stdout.strip().splitlines()[-1]), ""


def best_threads(command: list[str]) -> int:
    """One thread or all, whichever serves the peer better: its many small vector operations can be slower on two."""
    times = {}
    for threads in {1, os.cpu_count()}:
        line, _ = measured(command, threads)
        times[threads] = line["medianMs"] if line else float("inf")
    return min(times, key=times.get)


def peer_command(comparison: Comparison, python: str | None, repeat: int) -> tuple[list[str] | None, str]:
    if comparison.peer is None:
        return None, ""
    script = HERE / "peers" / comparison.peer
    if script.suffix == ".R":
        program = shutil.which("Rscript")
        missing = "R is not installed"
    else:
        program = python
        missing = "no virtual environment for Python"
    if program is None:
        return None, missing
    row = comparison.peer_row or comparison.row
    return [program, str(script), row, "--repeat", str(repeat), "--data", str(DATA)], ""


def compare(comparison: Comparison, bench: Path, python: str | None, quick: bool) -> dict:
    rounds, repeat = (1, 1) if quick else (comparison.rounds, comparison.repeat)
    command, missing = peer_command(comparison, python, 1 if quick else comparison.peer_repeat)
    ours, theirs, failure = [], [], ""
    threads = best_threads(command) if command is not None and not quick and rounds > 1 else os.cpu_count()
    for _ in range(rounds):
        line, failure = measured([str(bench), comparison.row, "--repeat", str(repeat)], threads)
        if line is None:
            break
        ours.append(line)
        if command is not None:
            line, missing = measured(command, threads)
            if line is None:
                command = None
            else:
                theirs.append(line)
    return {"comparison": comparison, "ours": ours, "peer": theirs, "failure": failure, "missing": missing}


def median(lines: list[dict], key: str) -> float:
    return statistics.median(line[key] for line in lines)


def best(lines: list[dict]) -> float:
    return min(line["minMs"] for line in lines)


def shown(milliseconds: float) -> str:
    if milliseconds >= 10_000:
        return f"{milliseconds / 1000:,.1f} s"
    return f"{milliseconds:,.0f} ms" if milliseconds >= 100 else f"{milliseconds:.3g} ms"


def verdict(comparison: Comparison, time: float, ratio: float | None, memory: float) -> tuple[str, str]:
    goals, met = [], []
    if comparison.goal_ms is not None:
        goals.append(f"≤ {shown(comparison.goal_ms)}")
        met.append(time <= comparison.goal_ms)
    if comparison.goal_ratio is not None:
        goals.append(f"≥ {comparison.goal_ratio:g} × faster")
        met.append(ratio is not None and ratio >= comparison.goal_ratio)
    if comparison.goal_mib is not None:
        goals.append(f"≤ {comparison.goal_mib:g} MiB")
        met.append(memory <= comparison.goal_mib)
    return ", ".join(goals), "" if not met else "yes" if all(met) else "**no**"


def line(result: dict) -> str:
    comparison = result["comparison"]
    if not result["ours"]:
        return f"| {comparison.work} | {comparison.size} | failed: {result['failure']} | | | | | | |"
    time, memory = median(result["ours"], "medianMs"), median(result["ours"], "peakMiB")
    peer, ratio = "", None
    if result["peer"]:
        theirs = median(result["peer"], "medianMs") * comparison.peer_factor
        ratio = theirs / time
        peer = f"{comparison.peer_name} {shown(theirs)} ({shown(best(result['peer']) * comparison.peer_factor)})"
    elif comparison.peer is not None:
        peer = f"{comparison.peer_name}: {result['missing']}"
    goal, met = verdict(comparison, time, ratio, memory)
    faster = f"{ratio:.2g} ×" if ratio is not None and ratio < 10 else f"{ratio:,.0f} ×" if ratio is not None else ""
    cells = [
        comparison.work, comparison.size, f"{shown(time)} ({shown(best(result['ours']))})", peer, faster, goal, met, f"{memory:,.0f} MiB", f"{median(result['ours'], 'threads'):.1f}",
    ]
    return "| " + " | ".join(cells) + " |"


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    name = next((text.partition(":")[2].strip() for text in lines if text.startswith("model name")), platform.machine())
    return f"{name}, {os.cpu_count()} cores"


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--only", default="", help="rows whose name contains this")
    options.add_argument("--quick", action="store_true", help="one round of one repeat each: whether all runs, not how fast")
    options.add_argument("--json", type=Path, help="keeps every line measured")
    arguments = options.parse_args()
    bench = build()
    ready_data(bench)
    python = ready_python()
    print(f"{datetime.date.today().isoformat()}, {processor()}, {platform.system()}. Medians (and best); ours and the peer in turn.")
    print(f"Processes that wanted a core when it began: {os.getloadavg()[0]:.1f}\n")
    print("| work | size | Lorbeer | peer | faster | goal | met | memory | busy cores |\n|---|---|---:|---:|---:|---:|---|---:|---:|", flush=True)
    results = []
    for comparison in COMPARISONS:
        if arguments.only in comparison.row:
            result = compare(comparison, bench, python, arguments.quick)
            results.append(result)
            print(line(result), flush=True)
    print(f"\nProcesses that wanted a core when it ended, ours included: {os.getloadavg()[0]:.1f}")
    if arguments.json:
        kept = [result | {"comparison": result["comparison"].row} for result in results]
        arguments.json.write_text(json.dumps(kept, indent=1) + "\n")
    if any(not result["ours"] for result in results):
        sys.exit(1)


if __name__ == "__main__":
    main()
