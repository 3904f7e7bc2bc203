"""Runs sqlmap and wapiti against the demo, as the public and as each kind of person, and says what they found.

    attack.py [--level 2] [--risk 2] [--seconds 120] [--people staff juror …]

`LORBEER_BINARY` names the built `lorbeer`. Level and risk are sqlmap's; seconds bound one wapiti scan. The reports stay in
`.build/attack/`. Exit status 1 where something was found, or where nothing was tried.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from targets import ROUND, UUID, Reader, Target, Walk, WebClient

from server import Server  # from the browser tests, whose folder `targets` has put on the path

REPORTS = Path(__file__).parent.parent.parent / ".build/attack"
TOOLS = Path(sys.executable).parent
PASSWORD = "lorbeer-demo-2027"
PEOPLE: dict[str, tuple[str | None, list[str]]] = {
    "municipality": ("kommune17@example.org", ["/bewerbungen", "/konto"]),
    "juror": ("jury1@example.org", ["/jury", "/konto"]),
    "auditor": ("pruefung@example.org", ["/verwaltung"]),
    "administrator": ("administration@example.org", ["/verwaltung/konten"]),
    "staff": ("verwaltung@example.org", ["/verwaltung", "/konto"]),
    "public": (None, ["/", "/anmelden", "/ergebnisse/demo-2025"]),
}
# Bound to the session or to one sending; sqlmap renews them instead of attacking them.
RENEWED = {"csrf", "operation"}


def cookie(client: WebClient) -> str:
    return "; ".join(f"{name}={value}" for name, value in client.cookies.items())


def marked(path: str) -> str:
    """The path with an injection mark behind each id."""
    return ROUND.sub(lambda match: match[0] + "*", UUID.sub(lambda match: match[0] + "*", path), count=1)


def signed_in(server: Server, who: str) -> WebClient:
    client = WebClient(server.port)
    email, _ = PEOPLE[who]
    return client.sign_in(email, PASSWORD) if email else client


def still_signed_in(client: WebClient, who: str) -> bool:
    """Whether what was sent was sent by this person to the end."""
    return who == "public" or client.get("/konto").status == 200


def sqlmap(server: Server, who: str, target: Target, level: int, risk: int) -> tuple[Target, bool, str]:
    folder = REPORTS / "sqlmap" / who
    # A session of its own: one target ends sign-ins, another changes roles.
    client = signed_in(server, who)
    command = [
        str(TOOLS / "sqlmap"), "--batch", "--disable-coloring", "--flush-session", "--dbms=postgresql", f"--level={level}",
        f"--risk={risk}", "--technique=BEUST", "--time-sec=3", "--ignore-code=*", "--cookie", cookie(client), "--drop-set-cookie",
        "--skip=Cookie,User-Agent,Referer,Host", f"--output-dir={folder}", f"--headers=Origin: {server.url}",
    ]
    names = [name for name, _ in target.fields if name not in RENEWED]
    if target.method == "GET":
        address = server.url + (target.path + "?" + target.query if target.fields else marked(target.path))
        command += ["-u", address]
    else:
        command += ["-u", server.url + (target.path if names else marked(target.path)), "--data", target.query]
        if "csrf" in dict(target.fields):
            command += ["--csrf-token=csrf", f"--csrf-url={server.url}{target.page}"]
        if "operation" in dict(target.fields):
            command += ["--eval", "import uuid; operation = str(uuid.uuid4())"]
    if names:
        command += ["-p", ",".join(names)]
    elif marked(target.path) == target.path:
        return target, False, "nothing to attack"
    outcome = subprocess.run(
        command, capture_output=True, text=True, timeout=3600, check=False, env=os.environ | {"SQLMAP_UNSAFE_EVAL": "1"}
    )
    # What only "appears to be injectable" sqlmap checks itself, and drops where it was chance: it asks a page that changes.
    found = re.search(r"identified the following injection|is vulnerable", outcome.stdout)
    if found:
        return target, True, outcome.stdout
    if not still_signed_in(client, who):
        return target, False, "the session ended on the way"
    return target, False, "" if "do not appear to be injectable" in outcome.stdout else outcome.stdout


def wapiti(server: Server, who: str, seconds: int) -> list[str]:
    client = signed_in(server, who)
    report = REPORTS / f"wapiti-{who}.json"
    command = [
        str(TOOLS / "wapiti"), "-u", server.url + "/", "--scope", "domain", "-m", "all,-nikto,-wapp,-cms,-brute_login_form,-buster,-ssl,-takeover,-https_redirect,"
        # There is no LDAP here, and that module takes any page that shows what was searched for as one.
        "-ldap",
        "--flush-session", "--flush-attacks", "--no-bugreport", "-f", "json", "-o", str(report), "--max-scan-time", str(seconds),
        "--max-attack-time", str(max(20, seconds // 10)), "-x", server.url + "/abmelden", "-v", "0", "--store-session", str(REPORTS / f"session-{who}"),
    ]
    for start in PEOPLE[who][1]:
        command += ["-s", server.url + start]
    if client.cookies:
        command += ["-H", f"Cookie: {cookie(client)}"]
    subprocess.run(command, capture_output=True, text=True, timeout=seconds * 4 + 300, check=False)
    result = json.loads(report.read_text())
    print(f"  wapiti as {who}: {result['infos'].get('crawled_pages_nbr', '?')} pages", flush=True)
    if not still_signed_in(client, who):
        return [f"wapiti as {who}: the session ended on the way, so that not all was tried"]
    return [f"wapiti as {who}: {kind}: {finding['method']} {finding['path']} {finding['info']}"
            for kind, findings in result["vulnerabilities"].items() for finding in findings]


def open_sheet(client: WebClient) -> None:
    """Declares that there is no conflict, so that there is a score sheet to attack."""
    reader = Reader("/jury")
    reader.feed(client.get("/jury").body)
    sheets = [link for link in reader.links if UUID.fullmatch(link.removeprefix("/jury/"))]
    declaration = next(path for path in (client.get(link).location for link in sheets) if path and path.endswith("/erklaerung"))
    reader = Reader(declaration)
    reader.feed(client.get(declaration).body)
    form = next(form for form in reader.forms if form.path == declaration)
    answer = client.post(form.path, dict(form.fields) | {"befangen": "nein", "grund": "", "erlaeuterung": ""})
    assert answer.status == 303, answer.status


def attack(server: Server, who: str, level: int, risk: int, seconds: int) -> list[str]:
    client = signed_in(server, who)
    if who == "juror":
        open_sheet(client)
    targets = Walk(client).run(PEOPLE[who][1])
    print(f"{who}: {len(targets)} targets", flush=True)
    findings, attempts = [], 0
    with ThreadPoolExecutor(max_workers=2) as pool:
        for target, found, text in pool.map(lambda target: sqlmap(server, who, target, level, risk), targets):
            attempts += found or not text
            if found:
                findings.append(f"sqlmap as {who}: {target.method} {target.path} {target.query}\n{text[-2000:]}")
            elif text:
                print(f"  not tried: {target.method} {target.path} {target.query}: {text.strip().splitlines()[-1][:200]}", flush=True)
    print(f"  sqlmap as {who}: {attempts} targets tried", flush=True)
    findings += wapiti(server, who, seconds)
    return findings if attempts else [*findings, f"nothing was tried as {who}"]


def attack_anew(who: str, level: int, risk: int, seconds: int) -> list[str]:
    """On a demo of this person's own, so that no other has locked an account, used up sign-ins or closed a round."""
    work = Path(tempfile.mkdtemp(prefix="lorbeer-attack-"))
    work.chmod(0o755)
    # With the cookies of a server behind TLS, as it runs in earnest.
    server = Server(str(Path(os.environ["LORBEER_BINARY"]).resolve()), work / "home", {"LORBEER_TLS": "true"})
    try:
        server.start()
        findings = attack(server, who, level, risk, seconds)
        server.check()
        faults = [line for line in server.log.splitlines() if "request failed" in line]
    finally:
        server.discard()
    return findings + [f"the server failed as {who} attacked: {line}" for line in faults[:20]]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--level", type=int, default=2)
    parser.add_argument("--risk", type=int, default=2)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--people", nargs="+", choices=PEOPLE, default=list(PEOPLE))
    options = parser.parse_args()
    REPORTS.mkdir(parents=True, exist_ok=True)
    findings = [
        finding for who in options.people for finding in attack_anew(who, options.level, options.risk, options.seconds)
    ]
    for finding in findings:
        print(finding)
    print(f"{len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
