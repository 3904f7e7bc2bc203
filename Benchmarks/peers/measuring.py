"""What the peers' scripts share: the juries' data, and the same measuring as EngineBench's.

A peer script holds `ROWS = {"additiveFit": function}` and ends with `measuring.main(ROWS)`. A function takes the jury, does what may
be ready before the clock starts, and returns the work: a callable that answers with a checksum.

    python SCRIPT.py ROW-SIZE --data DIR [--repeat N]
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import numpy as np

SHAPES = {"S": (1_000, 100), "L": (10_000, 1_000)}


class Jury:
    """The files that `EngineBench --write-data` writes."""

    def __init__(self, directory: Path, size: str):
        self.directory = directory / size
        self.entries, self.jurors = SHAPES.get(size, (0, 0))

    def _read(self, name: str, kind: str) -> np.ndarray:
        return np.fromfile(self.directory / name, dtype=kind)

    @cached_property
    def entry(self) -> np.ndarray:
        return self._read("entry.i32", "<i4")

    @cached_property
    def juror(self) -> np.ndarray:
        return self._read("juror.i32", "<i4")

    @cached_property
    def points(self) -> np.ndarray:
        """Sheets × criteria, whole points from 0 to 10."""
        return self._read("points.i32", "<i4").reshape(len(self.entry), -1)

    @cached_property
    def score(self) -> np.ndarray:
        return self._read("score.f64", "<f8")

    @cached_property
    def affinity(self) -> np.ndarray:
        """Entries × jurors, in thousandths."""
        return self._read("affinity.i32", "<i4").reshape(self.entries, self.jurors)


def peak_mebibytes() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def measured(row: str, size: str, work: Callable[[], object], repeats: int) -> dict:
    check = work()
    times = []
    begin, processor_begin = time.perf_counter(), time.process_time()
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    wall = time.perf_counter() - begin
    return {
        "row": row, "size": size, "medianMs": round(statistics.median_high(times), 3), "minMs": round(min(times), 3), "repeats": repeats,
        "threads": round((time.process_time() - processor_begin) / wall, 3), "peakMiB": round(peak_mebibytes(), 3), "check": str(check),
    }


def main(rows: dict[str, Callable[[Jury], Callable[[], object]]]) -> None:
    options = argparse.ArgumentParser()
    options.add_argument("row", help="NAME-SIZE")
    options.add_argument("--repeat", type=int, default=5)
    options.add_argument("--data", type=Path, required=True)
    arguments = options.parse_args()
    name, size = arguments.row.rsplit("-", 1)
    print(json.dumps(measured(name, size, rows[name](Jury(arguments.data, size)), arguments.repeat)))


if __name__ == "__main__":
    raise SystemExit("This file is read by the peers' scripts.")
