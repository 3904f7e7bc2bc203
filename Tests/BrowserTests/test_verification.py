"""A published round can be checked by two programs that share nothing, and neither is fooled."""

import contextlib
import datetime
import html
import io
import json
import random
import re
import subprocess
import sys
import time
import zoneinfo
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import pytest

from forging import PROGRAM, Forgery, Signer, verify
from random_rounds import RandomRound
from server import Server
from tampering import CHANGES, FORGERIES
from web_client import WebClient

SEEDS = 3
# What an insider with the server's key can do to the record without the data showing it.
SILENT = {
    "change_a_time", "change_an_actor", "change_a_detail",
    "delete_an_event", "insert_an_event", "duplicate_an_event", "reorder_two_events",
}


class Verdict(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


class Published:
    """The demo's published round, its key, and the server's secret."""

    def __init__(self, server: Server, work: Path):
        self.binary = server.binary
        self.directory = work
        self.text = server.run("export", "demo-2025", "--format", "bundle").stdout
        self.bundle = json.loads(self.text)
        self.key = server.run("record", "key").stdout.strip()
        self.insider = Signer.of_server(server.home)

    def verdicts(self, content: bytes, *, previous: bytes | None = None, key: str | None = None) -> dict[str, Verdict]:
        """What both programs say of a file."""
        return verdicts(self.binary, self.directory, content, previous=previous, key=key or self.key)


def verdicts(binary: str, directory: Path, content: bytes, *, previous: bytes | None = None, key: str | None = None) -> dict[str, Verdict]:
    """Both at once: ours as a process of its own, the Python program here."""
    file = directory / "bundle.json"
    file.write_bytes(content)
    options = [] if key is None else ["--key", key]
    if previous is not None:
        (directory / "previous").write_bytes(previous)
        options += ["--previous", str(directory / "previous")]
    process = subprocess.Popen([binary, "verify", str(file), *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with contextlib.redirect_stdout(io.StringIO()) as output, mock.patch.object(sys, "argv", [str(PROGRAM), str(file), *options]):
        status = verify.main()
    stdout, stderr = process.communicate(timeout=120)
    return {"lorbeer": Verdict(process.returncode, stdout, stderr), "python": Verdict(status, output.getvalue(), "")}


def found(verdicts: dict) -> dict[str, bool]:
    for name, verdict in verdicts.items():
        assert verdict.stderr == "" and verdict.returncode in (0, 1), (name, verdict.stdout, verdict.stderr)
        assert (verdict.returncode == 1) == ("FEHLER" in verdict.stdout), (name, verdict.stdout)
        assert verdict.stdout.rstrip().endswith("NICHT in Ordnung." if verdict.returncode else "Ergebnis: in Ordnung."), name
    return {name: verdict.returncode == 1 for name, verdict in verdicts.items()}


BOTH = {"lorbeer": True, "python": True}
NEITHER = {"lorbeer": False, "python": False}


@pytest.fixture(scope="module")
def published(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Published:
    return Published(server, tmp_path_factory.mktemp("verification"))


def test_the_published_round_stands(published: Published) -> None:
    outcome = published.verdicts(published.text.encode())
    assert found(outcome) == NEITHER, outcome
    assert "nachgerechnet" in outcome["python"].stdout


def test_the_python_program_needs_nothing_but_python(published: Published, tmp_path: Path) -> None:
    """Alone in its folder, without site packages, in ASCII surroundings."""
    (tmp_path / "verify.py").write_bytes(PROGRAM.read_bytes())
    (tmp_path / "bundle.json").write_text(published.text)
    outcome = subprocess.run(
        [sys.executable, "-I", "-S", "verify.py", "bundle.json", "--previous", "bundle.json"], cwd=tmp_path, capture_output=True, text=True,
        timeout=60, check=False)
    assert (outcome.returncode, outcome.stderr) == (0, ""), outcome.stdout


def last_lines(published: Published, content: bytes) -> list[str]:
    """Of both programs, without --key."""
    outcome = verdicts(published.binary, published.directory, content)
    assert all(verdict.returncode == 0 for verdict in outcome.values()), outcome
    return [verdict.stdout.rstrip().split("\n")[-1] for verdict in outcome.values()]


def test_without_the_published_key_nothing_is_said_about_the_origin(published: Published) -> None:
    """A stranger can sign under the server's name: what they made holds together, and nobody is told that it is in order."""
    forged = Forgery(published.bundle)
    forged.sign(Signer(b"x" * 32, name=published.key.split("+")[0]))
    for content in (published.text.encode(), forged.bytes()):
        for line in last_lines(published, content):
            assert line.startswith("In sich stimmig; die Herkunft ist nicht geprüft") and "/ergebnisse/schluessel.txt" in line and "--key" in line
    assert found(published.verdicts(forged.bytes())) == BOTH


@pytest.mark.parametrize(("kind", "sentence"), [
    ("change_an_award", "Das Preisgeld in dieser Datei ist nach der Veröffentlichung verändert worden."),
    ("edit_a_score", "Die Rangliste oder die Punkte der Jury in dieser Datei sind nach der Veröffentlichung verändert worden."),
    ("change_a_municipality", "Die Bewerbungen in dieser Datei (Kommune, Größenklasse oder Text) sind nach der Veröffentlichung verändert worden."),
    ("swap_two_decided_groups", "Der Beschluss der Jury in dieser Datei ist nach der Veröffentlichung verändert worden."),
    ("change_the_budget", "Die Regeln in dieser Datei sind nach der Veröffentlichung verändert worden."),
])
def test_the_first_words_are_for_everyone(published: Published, kind: str, sentence: str) -> None:
    forged = Forgery(published.bundle)
    CHANGES[kind](forged, random.Random(kind))
    for verdict in published.verdicts(forged.bytes()).values():
        lines = [line.strip() for line in verdict.stdout.split("\n")]
        step = next(i for i, line in enumerate(lines) if line == sentence)
        assert "Vorgang" in lines[step + 1], verdict.stdout


def told(*arguments: str) -> Verdict:
    """What the Python program says, as a process of its own."""
    outcome = subprocess.run([sys.executable, str(PROGRAM), *arguments], capture_output=True, text=True, timeout=60, check=False)
    return Verdict(outcome.returncode, outcome.stdout, outcome.stderr)


def test_wrong_use_is_explained_in_german(tmp_path: Path) -> None:
    for wrong in ([], ["a", "b"], ["--nix"]):
        outcome = told(*wrong)
        assert outcome.returncode == 2 and outcome.stderr.startswith("Aufruf: python3 verify.py DATEI") and "usage" not in outcome.stderr
    assert told("--help").stdout.startswith("Aufruf:")
    missing = told(str(tmp_path / "fehlt.json"))
    assert missing.returncode == 1 and "gibt es nicht" in missing.stdout and "--key" not in missing.stdout
    (tmp_path / "kaputt.json").write_text('{"format": ')
    broken = told(str(tmp_path / "kaputt.json"))
    assert broken.returncode == 1 and "Zeile 1, Spalte 12" in broken.stdout and "--key" not in broken.stdout and "Expecting" not in broken.stdout


def test_the_same_round_is_the_same_bytes(published: Published, server: Server) -> None:
    assert server.run("export", "demo-2025", "--format", "bundle").stdout == published.text


def test_there_are_at_least_forty_kinds() -> None:
    kinds = len(CHANGES) + len(FORGERIES)
    print(f"{kinds} kinds of tampering: {len(CHANGES)} changes, each in four ways, and {len(FORGERIES)} forgeries")
    assert kinds >= 40


@pytest.mark.parametrize("kind", sorted(CHANGES))
def test_a_change_is_found(published: Published, kind: str) -> None:
    """Clumsily; with all hashes made to fit; and signed with another key."""
    for seed in range(SEEDS):
        forged = Forgery(published.bundle)
        CHANGES[kind](forged, random.Random(f"{kind} {seed}"))
        forged.write_events()
        assert forged.bytes() != published.text.encode(), seed
        assert found(published.verdicts(forged.bytes())) == BOTH, (seed, "clumsy")
        forged.relink()
        forged.rechain()
        assert found(published.verdicts(forged.bytes())) == BOTH, (seed, "fitting")
        forged.sign(Signer(random.Random(seed).randbytes(32)))
        assert found(published.verdicts(forged.bytes())) == BOTH, (seed, "signed by another")


@pytest.mark.parametrize("kind", sorted(CHANGES))
def test_an_insiders_change_is_found(published: Published, kind: str) -> None:
    """With the server's own key: by recomputing, or by what was published before."""
    for seed in range(SEEDS):
        forged = Forgery(published.bundle)
        CHANGES[kind](forged, random.Random(f"{kind} {seed}"))
        forged.relink()
        forged.rechain()
        forged.sign(published.insider)
        assert forged.data["key"] == published.key
        if kind not in SILENT:
            assert found(published.verdicts(forged.bytes())) == BOTH, seed
        assert found(published.verdicts(forged.bytes(), previous=published.bundle["checkpoint"].encode())) == BOTH, seed


@pytest.mark.parametrize("kind", sorted(FORGERIES))
def test_a_forgery_is_found(published: Published, kind: str) -> None:
    for seed in range(SEEDS):
        forged = Forgery(published.bundle)
        FORGERIES[kind](forged, random.Random(f"{kind} {seed}"))
        assert forged.bytes() != published.text.encode(), seed
        assert found(published.verdicts(forged.bytes())) == BOTH, seed


@pytest.mark.parametrize("behind", [1, 2, 40])
def test_a_reset_to_an_older_backup_is_found(published: Published, behind: int) -> None:
    """The bundle is in order, but a later checkpoint had been seen."""
    later = Forgery(published.bundle)
    later.chain += [random.Random(i).randbytes(32).hex() for i in range(behind)]
    seen = published.insider.checkpoint(len(later.chain), later.root())
    outcome = published.verdicts(published.text.encode(), previous=seen.encode())
    assert found(outcome) == BOTH
    assert all("zurückgesetzt" in verdict.stdout for verdict in outcome.values())


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_fork_is_found(published: Published, seed: int) -> None:
    """Two checkpoints of the same size, both with good signatures."""
    seen = published.insider.checkpoint(len(published.bundle["chain"]), random.Random(seed).randbytes(32))
    outcome = published.verdicts(published.text.encode(), previous=seen.encode())
    assert found(outcome) == BOTH
    assert all("zwei Fassungen" in verdict.stdout for verdict in outcome.values())


def test_an_earlier_bundle_serves_as_well(published: Published) -> None:
    assert found(published.verdicts(published.text.encode(), previous=published.text.encode())) == NEITHER
    forged = Forgery(published.bundle)
    CHANGES["change_a_time"](forged, random.Random(1))
    forged.relink()
    forged.rechain()
    forged.sign(published.insider)
    assert found(published.verdicts(forged.bytes(), previous=published.text.encode())) == BOTH


@pytest.mark.parametrize("size", [1, 2, 3, 64, 65, 127, 200])
def test_an_earlier_checkpoint_of_the_same_record_is_no_alarm(published: Published, size: int) -> None:
    seen = published.insider.checkpoint(size, Forgery(published.bundle).root(size))
    assert found(published.verdicts(published.text.encode(), previous=seen.encode())) == NEITHER


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b"\xff", b'{"format":"lorbeer-bundle/1"}', b'{"a":1,"a":2}', b"1.5", b"[" * 5000])
def test_what_is_no_bundle_is_refused(published: Published, content: bytes) -> None:
    assert found(published.verdicts(content)) == BOTH


@pytest.mark.parametrize("seed", range(SEEDS))
def test_another_way_to_write_the_same_is_refused(published: Published, seed: int) -> None:
    """Blanks, another order or a key that comes twice could hide something from one of two readers."""
    text = published.text
    spots = [i for i, character in enumerate(text) if character == "," and text[i - 1] == '"' and text[i + 1] == '"']
    spot = random.Random(seed).choice(spots)
    assert found(published.verdicts((text[:spot] + " " + text[spot:]).encode())) == BOTH
    assert found(published.verdicts(text.replace('"format"', '"format":"lorbeer-bundle/1","format"', 1).encode())) == BOTH


def test_vectors_of_rfc_8032() -> None:
    """Section 7.1, tests 1 to 3 and 1024."""
    for secret, public, message, signature in [
        ("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
         "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
        ("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
         "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
        ("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
         "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
    ]:
        key, text, good = bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature)
        assert Signer(bytes.fromhex(secret)).public == key
        assert Signer(bytes.fromhex(secret)).sign(text) == good
        assert verify.ed25519_ok(key, text, good)
        assert not verify.ed25519_ok(key, text + b"x", good)
        assert not verify.ed25519_ok(key, text, good[:32] + (int.from_bytes(good[32:], "little") + verify.L).to_bytes(32, "little"))


def test_vectors_of_the_merkle_tree() -> None:
    """The reference tree of Certificate Transparency (RFC 6962): roots over its eight leaves, and an audit path."""
    leaves = [bytes.fromhex(h) for h in ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]]
    roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]
    for size, root in enumerate(roots, start=1):
        assert verify.merkle_root(leaves[:size]).hex() == root
    assert verify.merkle_root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    path = [bytes.fromhex(h) for h in [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"]]
    assert verify.root_from_path(leaves[5], 5, 8, path).hex() == roots[7]
    assert verify.root_from_path(leaves[5], 4, 8, path).hex() != roots[7]
    assert verify.root_from_path(leaves[5], 5, 8, path[:2]) is None


@pytest.mark.parametrize("seed", range(100))
def test_a_random_round_is_no_false_alarm(published: Published, seed: int) -> None:
    """All methods, tie rules and kinds of splitting; ranked and allocated by the engine's public door."""
    made = RandomRound(published.binary, published.bundle, seed)
    outcome = published.verdicts(made.bundle(), key=made.signer.key)
    assert found(outcome) == NEITHER, (made.method, outcome)
    assert "NICHT NACHGERECHNET" not in outcome["python"].stdout


def test_a_hundred_thousand_events_are_checked_in_seconds(published: Published) -> None:
    made = RandomRound(published.binary, published.bundle, 1)
    content = made.bundle(before=100_000)
    begin = time.monotonic()
    assert found(published.verdicts(content, key=made.signer.key)) == NEITHER
    seconds = time.monotonic() - begin
    print(f"both programs together took {seconds:.1f} s")
    assert seconds < 60


@pytest.fixture(scope="module")
def receipt(server: Server) -> dict:
    client = WebClient(server.port).sign_in("kommune18@example.org", "lorbeer-demo-2027")
    (entry,) = set(re.findall(r'href="(/bewerbungen/[0-9a-f-]{36})', client.get("/bewerbungen").body))
    page = client.get(f"{entry}/beleg").body
    made = json.loads(client.get(f"{entry}/beleg/nachweis.json").body)
    assert made["hash"] in page and all(h in page for h in made["path"]) and made["disclosures"][0]["content"] in page
    return made


def written(receipt: dict) -> bytes:
    return (verify.canonical(receipt) + "\n").encode()


def test_a_receipt_stands(published: Published, receipt: dict) -> None:
    """And the program says what it proves in the words of the page."""
    outcome = published.verdicts(written(receipt))
    assert found(outcome) == NEITHER
    text = outcome["python"].stdout
    content, entrant = (item["content"] for item in receipt["disclosures"])
    assert f"Prüfsumme des eingereichten Textes: {content}" in text and f"Prüfsumme des Vorgangs: {receipt['hash']}" in text
    assert f"Kommune: {json.loads(entrant)['name']} (Schlüssel" in text and "Vorgang: Bewerbung eingereicht, Nr." in text and "Nummer der Bewerbung: " in text
    utc = datetime.datetime.fromisoformat(json.loads(receipt["body"])["at"][:19]).replace(tzinfo=datetime.UTC)
    local = utc.astimezone(zoneinfo.ZoneInfo("Europe/Berlin"))
    assert f"Zeitpunkt: {local:%d.%m.%Y, %H:%M:%S} Uhr (deutsche Zeit)" in text


@pytest.mark.parametrize("moment", [
    "2026-03-29T00:59:59", "2026-03-29T01:00:00", "2026-10-25T00:59:59", "2026-10-25T01:00:00", "2027-01-01T00:00:00", "2026-07-01T22:00:00", "2026-12-31T23:30:00"])
def test_the_local_time_is_that_of_berlin(moment: str) -> None:
    local = datetime.datetime.fromisoformat(moment).replace(tzinfo=datetime.UTC).astimezone(zoneinfo.ZoneInfo("Europe/Berlin"))
    assert verify.berlin(f"{moment}.000000Z") == f"{local:%d.%m.%Y, %H:%M:%S} Uhr"


def test_the_command_on_the_receipt_page_is_that_of_the_file(server: Server) -> None:
    client = WebClient(server.port).sign_in("kommune18@example.org", "lorbeer-demo-2027")
    (entry,) = set(re.findall(r'href="(/bewerbungen/[0-9a-f-]{36})', client.get("/bewerbungen").body))
    page = html.unescape(client.get(f"{entry}/beleg").body)
    (name,) = re.findall(r"python3 verify.py (\S+) --key '", page)
    assert re.fullmatch(r"eingang-[0-9]+-nachweis.json", name)
    key = server.run("record", "key").stdout.strip()
    assert f"{name} --key '{key}'" in page and "Blatt" not in page


def changed(value: object, r: random.Random) -> object:
    match value:
        case int():
            return value + r.choice([-1, 1])
        case str():
            spot = r.randrange(len(value))
            return value[:spot] + ("0" if value[spot] != "0" else "1") + value[spot + 1:]
        case [first, *rest]:
            return r.choice([rest, [*rest, first], [changed(first, r), *rest]])
        case dict():
            name = r.choice(sorted(value))
            return value | {name: changed(value[name], r)}


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("part", ["format", "key", "checkpoint", "index", "before", "body", "hash", "path"])
def test_a_changed_receipt_is_found(published: Published, receipt: dict, part: str, seed: int) -> None:
    forged = receipt | {part: changed(receipt[part], random.Random(f"{part} {seed}"))}
    if written(forged) != written(receipt):
        assert found(published.verdicts(written(forged))) == BOTH, forged[part]


@pytest.mark.parametrize("seed", range(5))
def test_a_changed_content_of_a_receipt_is_found(published: Published, receipt: dict, seed: int) -> None:
    items = list(receipt["disclosures"])
    r = random.Random(seed)
    place = r.randrange(len(items))
    items[place] = changed(items[place], r)
    forged = receipt | {"disclosures": items}
    assert found(published.verdicts(written(forged))) == BOTH


@pytest.mark.parametrize("attack", [
    "ALTER TABLE award DISABLE TRIGGER USER; UPDATE award SET cents = cents + 1 WHERE position = 1; ALTER TABLE award ENABLE TRIGGER USER;",
    "ALTER TABLE event DISABLE TRIGGER USER; UPDATE event SET body = replace(body, 'sheetFinalised', 'sheetAbstained'), action = replace(action, 'sheetFinalised',"
    " 'sheetAbstained') WHERE seq > 200; ALTER TABLE event ENABLE TRIGGER USER;",
    "UPDATE score_mark SET points = 10 WHERE criterion = 'verankerung';",
])
def test_an_administrator_with_psql_is_found_by_the_check_and_the_bundle(new_server, published: Published, attack: str) -> None:
    server = new_server()
    server.check()
    server.sql(attack)
    checked = server.run("check")
    assert checked.returncode == 1 and checked.stdout.strip(), checked.stderr
    bundle = server.run("export", "demo-2025", "--format", "bundle").stdout.encode()
    if "score_mark" in attack:
        # The published sheets are the frozen ones; only the server can compare them with the rows.
        assert "Bewertungsbögen" in checked.stdout and bundle == published.text.encode()
    else:
        assert found(published.verdicts(bundle)) == BOTH
    server.stop()
