"""`lorbeer engine` as a third party uses it: published data in, published answers out."""

import json
import math
import re
import subprocess
from pathlib import Path

import pytest

CASES = sorted((Path(__file__).parent / "engine_cases").glob("*.json"))

RANK = {
    "rubric": {"criteria": [{"id": "a", "weight": "1", "scale": {"min": 0, "max": 10, "step": "0.5"}}], "notApplicable": "refuse"},
    "aggregation": {"method": "mean"},
    "sheets": [{"juror": "j1", "entry": "e1", "state": "final", "points": {"a": "7.5"}}],
}


def engine(binary: str, operation: str, document: str | bytes) -> subprocess.CompletedProcess:
    given = document.encode() if isinstance(document, str) else document
    return subprocess.run([binary, "engine", operation], input=given, capture_output=True, timeout=60, check=False)


def value_at(document: object, path: str) -> object:
    """`$.a.b`, `$.list[0]` and `$.list[name=x]`, the only element whose member `name` is x."""
    value = document
    for key, index, name, wanted in re.findall(r"\.([^.\[\]]+)|\[(\d+)\]|\[(\w+)=([^\]]+)\]", path.removeprefix("$")):
        if key:
            value = value[key]
        elif index:
            value = value[int(index)]
        else:
            (value,) = [element for element in value if element[name] == wanted]
    return value


def misses(answer: object, expected: dict) -> str | None:
    """Why the answer is not the expected one."""
    path, wanted, tolerance = expected["path"], expected["value"], expected.get("tolerance")
    found = value_at(answer, path)
    if tolerance is None:
        return None if found == wanted and type(found) is type(wanted) else f"{path} is {found!r}, not {wanted!r}"
    if isinstance(found, int | float) and math.isfinite(found) and abs(found - wanted) <= tolerance:
        return None
    return f"{path} is {found!r}, not {wanted!r} ± {tolerance}"


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_published_case_comes_out_as_published(binary: str, file: Path) -> None:
    case = json.loads(file.read_text())
    outcome = engine(binary, case["operation"], json.dumps(case["input"]))
    assert (outcome.returncode, outcome.stderr) == (0, b"")
    answer = json.loads(outcome.stdout)
    assert [miss for expected in case["expected"] if (miss := misses(answer, expected))] == []


def test_the_answer_is_one_line_and_the_same_bytes_every_time(binary: str) -> None:
    answers = {engine(binary, "rank", json.dumps(RANK)).stdout for _ in range(3)}
    (answer,) = answers
    assert answer.count(b"\n") == 1 and answer.endswith(b"\n")


@pytest.mark.parametrize(
    ("operation", "document", "line"),
    [
        ("rank", "", "$: the document ends where a value is expected (byte 0)"),
        ("rank", b"\xff", "$: a value is expected (byte 0)"),
        ("rank", "[" * 100_000, "$" + "[0]" * 64 + ": nested deeper than 64 levels (byte 64)"),
        ("rank", json.dumps(RANK | {"tie": []}), "$.tie: unknown key; known here: "),
        ("rank", json.dumps(RANK).replace("7.5", "7.3"), "$.sheets[0].points.a: 7.3 is not on the scale from 0 to 10 in steps of 0.5"),
        ("severity", '{"model": "additive", "scores": [{"entry": "e1", "juror": "j1", "score": 1e999}]}', "$.scores[0].score: "),
        ("reliability", '{"ratings": [[1, 2], [1]], "level": "interval"}', "$.ratings[1]"),
        ("apportion", '{"method": "hamilton", "weights": [1, -1], "units": 10}', "$.weights[1]: "),
        ("allocate", '{"budgetCents": 1.5}', "$.budgetCents: must be a whole number, but is \"1.5\""),
        ("crown", "{}", "$: unknown operation \"crown\"; known: rank, severity, reliability, uncertainty, ordinal, assign, apportion, allocate"),
    ],
    ids=["nothing", "no text", "deep", "misspelt", "off the scale", "infinite", "ragged", "negative", "half a cent", "unknown operation"],
)
def test_bad_input_ends_with_status_2_and_its_place(binary: str, operation: str, document: str | bytes, line: str) -> None:
    outcome = engine(binary, operation, document)
    assert (outcome.returncode, outcome.stdout) == (2, b"")
    lines = outcome.stderr.decode().splitlines()
    assert any(found.startswith(line) for found in lines), lines
    assert all(found.startswith("$") for found in lines), lines


def test_every_problem_has_its_line(binary: str) -> None:
    document = json.dumps(RANK | {"ties": ["lot", "coin"], "ranking": "olympic"})
    outcome = engine(binary, "rank", document)
    assert outcome.returncode == 2
    assert [line.split(":")[0] for line in outcome.stderr.decode().splitlines()] == ["$.ties[1]", "$.ranking"]


def test_what_no_assignment_can_meet_ends_with_status_3_and_the_reason(binary: str) -> None:
    document = {
        "jurors": [{"id": "j1", "minLoad": 0, "maxLoad": 5}, {"id": "j2", "minLoad": 0, "maxLoad": 5}],
        "entries": [{"id": "e1", "reviews": 2}, {"id": "e2", "reviews": 2}], "conflicts": [["j1", "e2"]],
    }
    outcome = engine(binary, "assign", json.dumps(document))
    assert (outcome.returncode, outcome.stdout) == (3, b"")
    lines = outcome.stderr.decode().splitlines()
    assert lines and any("e2" in line for line in lines), lines


def test_an_infinite_stream_is_cut_off_with_a_clear_message(binary: str) -> None:
    """The door takes 256 MiB; what is longer is refused, and not held in memory first."""
    process = subprocess.Popen([binary, "engine", "rank"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    piece = b" " * (1 << 20)
    try:
        for _ in range(2048):
            process.stdin.write(piece)
        process.stdin.close()
    except BrokenPipeError:
        pass
    assert process.wait(timeout=60) == 2
    assert process.stdout.read() == b""
    assert process.stderr.read().decode().startswith("$: the document has more than 268435456 bytes")
