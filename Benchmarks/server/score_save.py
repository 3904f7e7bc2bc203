"""One score save over HTTP beside the same SQL in pgbench: eight jurors at once, same machine, same database.

A save is two transactions at two of the database's logins: who acts (score_save_session.sql), then what is done
(score_save.sql). Both are held against what PostgreSQL logs for a real save: where they differ, nothing is measured. A
pgbench client has one login, so it runs each file by itself, and a save takes it as long as both together. Both sides
run in turn, several rounds; the table shows the medians and the ratio.

    LORBEER_BINARY=… python3 score_save.py [--seconds 10] [--rounds 3]
"""

import argparse
import hashlib
import hmac
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent / "Tests" / "BrowserTests"))

from server import Server, remove_home  # noqa: E402
from waiting import until  # noqa: E402
from web_client import WebClient, form_of  # noqa: E402

PASSWORD = "lorbeer-demo-2027"
JURORS = 5
CLIENTS = 8
# The two halves of a save by the login they run at.
SCRIPTS = {"lorbeer_gate": HERE / "score_save_session.sql", "lorbeer_juror": HERE / "score_save.sql"}


@dataclass
class Target:
    """One juror's open sheet."""

    client: WebClient
    path: str

    def form(self):
        return form_of(self.client.get(self.path).body, action=self.path)

    def save(self, comment: str) -> None:
        form = self.form()
        answer = self.client.post(self.path, form.fields | {"operation": str(uuid.uuid4()), "comment": comment})
        assert answer.status == 303, f"the save was answered with {answer.status}"

    def line(self) -> str:
        """What the load generator needs: path, cookie, revision and the form with the parts that change."""
        form = self.form()
        cookie = "; ".join(f"{name}={value}" for name, value in self.client.cookies.items())
        body = urlencode(form.fields | {"operation": "OPERATION", "revision": "REVISION", "comment": "COMMENT"})
        return "\t".join([self.path, cookie, form.fields["revision"], body])

    @property
    def assignment(self) -> str:
        return self.path.split("/")[2]


def open_sheets(server: Server) -> list[Target]:
    """Assigns every juror to every admitted entry and declares "no conflict" for each."""
    server.sql(
        "WITH pair AS (INSERT INTO assignment (round_id, juror_id, entry_id, assigned_by)"
        " SELECT e.round_id, j.id, e.id, e.created_by FROM entry e JOIN juror j ON j.round_id = e.round_id"
        " JOIN round r ON r.id = e.round_id AND r.state = 'open' WHERE e.state = 'admitted'"
        " ON CONFLICT ON CONSTRAINT assignment_unique DO NOTHING RETURNING id, round_id)"
        " INSERT INTO score_sheet (assignment_id, round_id) SELECT id, round_id FROM pair"
    )
    targets = []
    for number in range(1, JURORS + 1):
        client = WebClient(server.port).sign_in(f"jury{number}@example.org", PASSWORD)
        for path in sorted(set(re.findall(r'href="(/jury/[0-9a-f-]{36})', client.get("/jury").body))):
            page = client.get(f"{path}/erklaerung").body
            if f'action="{path}/erklaerung"' in page:
                form = form_of(page, action=f"{path}/erklaerung")
                client.post(form.action, form.fields | {"befangen": "nein"})
            if f'action="{path}/bogen"' in client.get(f"{path}/bogen").body:
                targets.append(Target(client, f"{path}/bogen"))
    assert len(targets) >= CLIENTS, f"only {len(targets)} open sheets, {CLIENTS} are needed"
    return targets[:CLIENTS]


def logged_save(server: Server, target: Target) -> list[dict]:
    """The statements of one save as PostgreSQL logs them, in order, with their parameters."""
    server.sql("ALTER SYSTEM SET log_destination = 'jsonlog'")
    server.sql("ALTER SYSTEM SET log_statement = 'all'")
    server.sql("SELECT pg_reload_conf()")
    until(lambda: server.sql("SELECT 'probe'") and "SELECT 'probe'" in log_text(server), seconds=20, what="the log to begin")
    form = target.form()
    begin = len(log_text(server).splitlines())
    target.client.post(target.path, form.fields | {"operation": str(uuid.uuid4()), "comment": "logged"})
    entries = lambda: [json.loads(line) for line in log_text(server).splitlines()[begin:]]  # noqa: E731
    until(lambda: any("INSERT INTO operation" in e["message"] for e in entries()), seconds=20, what="the save in the log")
    server.sql("ALTER SYSTEM RESET log_statement")
    server.sql("ALTER SYSTEM RESET log_destination")
    server.sql("SELECT pg_reload_conf()")
    found = [e | {"sql": m.group(1)} for e in entries() if (m := re.match(r"(?:execute [^:]*|statement): (.*)", e["message"], re.S))]
    last = next(i for i, e in enumerate(found) if "INSERT INTO operation" in e["sql"])
    return found[: last + 2]


def log_text(server: Server) -> str:
    return "".join(file.read_text() for file in sorted((server.home / "postgres/data/log").glob("*.json")))


def folded(sql: str) -> str:
    """A statement without what differs between the two: blanks, and how parameters are written."""
    text = sql.strip().rstrip(";")
    # pgbench has no random UUIDs, no NULL, no time of day and no empty values; these five expressions stand for one parameter each.
    text = text.replace("'lorbeer.context', ''", "'lorbeer.context', ?")
    text = text.replace("now()::timestamptz", "?")
    text = text.replace("lpad(:op::text, 32, '0')::uuid", "?")
    text = text.replace("nullif(:finalised_at::text, 'none')::timestamptz", "?")
    text = text.replace("nullif(:nobody::text, 'none')::uuid", "?")
    text = re.sub(r"\$\d+|(?<!:):[a-z_]+", "?", text)
    return re.sub(r"\s+", " ", text)


def hold_against(login: str, logged: list[dict]) -> None:
    script = SCRIPTS[login]
    written = [folded(s) for s in re.sub(r"^\\.*$", "", script.read_text(), flags=re.M).split(";") if s.strip()]
    real = [folded(e["sql"]) for e in logged if e["user"] == login]
    for ours, theirs in zip(written, real, strict=False):
        assert ours == theirs, f"{script.name} says\n  {ours}\nbut a save runs\n  {theirs}"
    assert len(written) == len(real), f"{script.name} has {len(written)} statements, a save {len(real)}"


def derived(server: Server, purpose: str) -> bytes:
    """A key from the server's secret, as the server derives it."""
    return hmac.digest((server.home / "secret").read_bytes(), f"lorbeer/{purpose}".encode(), hashlib.sha256)


def context(server: Server, account: str) -> str:
    """Who acts, signed for the jurors' login for an hour."""
    claim = f"{account}.{int(time.time()) + 3600}"
    return f"{claim}.{hmac.new(derived(server, 'database-context'), f'lorbeer_juror.{claim}'.encode(), hashlib.sha256).hexdigest()}"


def variables(logged: list[dict], server: Server, target: Target) -> dict[str, dict[str, str]]:
    """Real values for the scripts, taken from the logged save; the sheet, its revision and its juror are the target's."""
    def values(part: str) -> list[str]:
        detail = next(e for e in logged if part in e["sql"]).get("detail", "")
        return [v.replace("''", "'") for v in re.findall(r"\$\d+ = '((?:[^']|'')*)'|\$\d+ = NULL", detail)]

    account, round_id, revision = server.sql(
        "SELECT j.account_id, a.round_id, s.revision FROM assignment a JOIN juror j ON j.id = a.juror_id"
        f" JOIN score_sheet s ON s.assignment_id = a.id WHERE a.id = '{target.assignment}'"
    ).strip().split("|")
    update = values("UPDATE score_sheet")
    event = values("record_event")
    operation = values("INSERT INTO operation")
    return {
        "lorbeer_gate": {"token_hash": values("FROM session s")[0]},
        "lorbeer_juror": {
            "context": context(server, account), "assignment": target.assignment, "account": account, "round": round_id,
            "revision": str(int(revision) - 1), "state": "draft", "comment": "Stand", "finalised_at": "none", "salt": update[4],
            "emptied": "{}", "codes": update[-2], "points": update[-1], "action": event[0], "subject_kind": event[1], "nobody": "none",
            "content": event[-2], "facts": event[-1], "request_hash": operation[2], "result": operation[3],
        },
    }


def run_pgbench(server: Server, login: str, chosen: list[dict[str, str]], seconds: int) -> float:
    """Eight pgbench clients, each with its own sheet; the sum of their transactions a second."""
    program = shutil.which("pgbench") or str(max(Path("/usr/lib/postgresql").glob("*/bin/pgbench")))
    socket = (server.home / "postgres/data/postmaster.pid").read_text().split("\n")[4]
    password = derived(server, f"database-password/{login}").hex()
    runs = []
    for values in chosen:
        defined = [f"-D{name}={value}" for name, value in values.items()]
        runs.append(subprocess.Popen(
            [program, "-n", "-M", "prepared", "-c1", "-T", str(seconds), "-f", str(SCRIPTS[login]), *defined,
             "-h", socket, "-U", login, "lorbeer"], env=os.environ | {"PGPASSWORD": password},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
    total = 0.0
    for run in runs:
        output, errors = run.communicate()
        assert run.returncode == 0, errors
        total += float(re.search(r"^tps = ([0-9.]+)", output, re.M).group(1))
    return total


def run_http(server: Server, targets: list[Target], seconds: int, work: Path) -> tuple[float, dict]:
    """Eight connections, each with its own sheet; acknowledged saves a second, counted in the database."""
    lines = work / "targets"
    lines.write_text("\n".join(target.line() for target in targets) + "\n")
    count = "SELECT count(*) FROM event WHERE action = 'sheetSaved'"
    before = int(server.sql(count))
    output = subprocess.run(
        ["wrk", f"-t{CLIENTS}", f"-c{CLIENTS}", f"-d{seconds}s", "-s", str(HERE / "score_save.lua"), server.url],
        env=os.environ | {"SCORE_SAVE_TARGETS": str(lines)}, capture_output=True, text=True, check=True).stdout
    report = json.loads(output.strip().splitlines()[-1])
    saved = int(server.sql(count)) - before
    assert report["errors"] == 0, report
    assert 0 <= saved - report["requests"] <= CLIENTS, f"{report['requests']} answers, {saved} saves in the database"
    return report["requests"] / report["seconds"], report


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--seconds", type=int, default=10)
    options.add_argument("--rounds", type=int, default=3)
    arguments = options.parse_args()
    work = Path(tempfile.mkdtemp(prefix="lorbeer-bench-"))
    work.chmod(0o755)
    server = Server(os.environ["LORBEER_BINARY"], work / "home")
    try:
        server.start()
        targets = open_sheets(server)
        targets[0].save("Stand")
        logged = logged_save(server, targets[0])
        for login in SCRIPTS:
            hold_against(login, logged)
        http, sql, slowest = [], [], []
        for _ in range(arguments.rounds):
            rate, report = run_http(server, targets, arguments.seconds, work)
            http.append(rate)
            slowest.append(report["p99"])
            chosen = [variables(logged, server, target) for target in targets]
            halves = [run_pgbench(server, login, [values[login] for values in chosen], arguments.seconds) for login in SCRIPTS]
            sql.append(1 / sum(1 / half for half in halves))
        ours, theirs = statistics.median(http), statistics.median(sql)
        print(f"One score save, {CLIENTS} at once, {arguments.rounds} × {arguments.seconds} s, medians, {os.cpu_count()} cores\n")
        print("| | saves a second | p99 |\n|---|---:|---:|")
        print(f"| Lorbeer over HTTP | {ours:,.0f} | {statistics.median(slowest):.1f} ms |")
        print(f"| the same SQL in pgbench | {theirs:,.0f} | |\n| ratio (goal ≥ 0.5) | {ours / theirs:.2f} | |")
        server.stop()
    finally:
        server.discard()
        remove_home(work)


if __name__ == "__main__":
    main()
