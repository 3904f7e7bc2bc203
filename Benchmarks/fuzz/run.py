"""Random and damaged documents against every operation of the engine, with libFuzzer.

    python3 Benchmarks/fuzz/run.py [--seconds 60] [--jobs 1]

Begins with the published cases in Tests/BrowserTests/engine_cases and keeps what it learns in Benchmarks/.build/fuzz/corpus. A crash, a hang
of more than ten seconds, more than 2 GB of memory or a broken promise (EngineFuzz.swift) ends the run with status 1; the document
is kept in Benchmarks/.build/fuzz/found, its first byte being the operation's number.
"""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BUILD = HERE.parent / ".build" / "fuzz"
STRICT = [
    "-swift-version", "6", "-enable-upcoming-feature", "ExistentialAny", "-enable-upcoming-feature", "MemberImportVisibility",
    "-enable-upcoming-feature", "InternalImportsByDefault",
]


def swift_files(folder: Path) -> list[str]:
    return [str(file) for file in sorted(folder.rglob("*.swift"))]


def build() -> Path:
    """The engine and the target as one instrumented module; BigInt beside it as it is."""
    BUILD.mkdir(parents=True, exist_ok=True)
    subprocess.run(["swift", "package", "--package-path", str(HERE.parent), "resolve"], check=True, stdout=sys.stderr)
    library = BUILD / "libBigInt.a"
    if not library.exists():
        sources = swift_files(HERE.parent / ".build" / "checkouts" / "BigInt" / "Sources")
        subprocess.run(
            ["swiftc", "-O", "-wmo", "-parse-as-library", "-module-name", "BigInt", "-emit-module", "-emit-module-path",
             str(BUILD / "BigInt.swiftmodule"), "-emit-library", "-static", "-o", str(library), *sources], check=True)
    program = BUILD / "engine-fuzz"
    subprocess.run(
        ["swiftc", "-O", "-wmo", "-parse-as-library", "-module-name", "ScoringEngine", "-sanitize=fuzzer", "-assert-config", "Debug",
         *STRICT, "-I", str(BUILD), "-L", str(BUILD), "-lBigInt", "-o", str(program),
         *swift_files(ROOT / "Sources" / "ScoringEngine"), str(HERE / "EngineFuzz.swift")], check=True)
    return program


def operations() -> list[str]:
    """In the door's order, because the first byte of a document counts in it."""
    door = (ROOT / "Sources" / "ScoringEngine" / "Door" / "EngineDoor.swift").read_text()
    return re.findall(r'"(\w+)"', re.search(r"static let operations = \[([^\]]*)\]", door).group(1))


def words(value: object) -> set[str]:
    """Every key and short text of a document, for the fuzzer to put together anew."""
    if isinstance(value, dict):
        return set(value).union(*(words(part) for part in value.values()))
    if isinstance(value, list):
        return set().union(*(words(part) for part in value))
    return {value} if isinstance(value, str) and len(value) <= 20 else set()


def seeds(known: list[str]) -> Path:
    folder = BUILD / "seeds"
    folder.mkdir(exist_ok=True)
    found: set[str] = set()
    for file in (ROOT / "Tests" / "BrowserTests" / "engine_cases").glob("*.json"):
        case = json.loads(file.read_text())
        found |= words(case["input"])
        document = json.dumps(case["input"], ensure_ascii=False, separators=(",", ":"))
        if case["operation"] in known and len(document) <= 4000:
            (folder / file.stem).write_bytes(bytes([known.index(case["operation"])]) + document.encode())
    for file in (ROOT / "Sources" / "ScoringEngine" / "Door").glob("*Door.swift"):
        found |= set(re.findall(r'"([a-zA-Z]{3,20})"', file.read_text()))
    lines = [f'"\\"{word}\\""' for word in sorted(found) if word.isascii() and '"' not in word and "\\" not in word]
    (BUILD / "words").write_text("\n".join([*lines, '"null"', '"1e308"', '"-1"', '"0"', '"[]"', '"{}"', '"9007199254740993"']) + "\n")
    return folder


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--jobs", type=int, default=1)
    arguments = options.parse_args()
    program = build()
    for name in ["corpus", "found"]:
        (BUILD / name).mkdir(exist_ok=True)
    command = [
        program, BUILD / "corpus", seeds(operations()), f"-max_total_time={arguments.seconds}", "-timeout=10", "-rss_limit_mb=2048",
        "-max_len=4000", f"-dict={BUILD / 'words'}", f"-artifact_prefix={BUILD / 'found'}/", "-print_final_stats=1",
    ]
    if arguments.jobs > 1:
        command += [f"-fork={arguments.jobs}"]
    sys.exit(min(1, subprocess.run(command, check=False).returncode))


if __name__ == "__main__":
    main()
