#!/usr/bin/env python3
"""Prüft ein veröffentlichtes Ergebnis (bundle.json) oder einen Nachweis (nachweis.json) von Lorbeer, ohne Internet.

    python3 verify.py bundle.json [--key SCHLÜSSEL] [--previous früheres-bundle.json oder pruefpunkt.txt]

Nötig ist nur Python 3. Das Ende ist 0, wenn alles stimmt, sonst 1.
"""
import argparse
import base64
import hashlib
import json
import math
import sys
from fractions import Fraction
from pathlib import Path


class Wrong(Exception):
    """Etwas stimmt nicht; der Text sagt was."""


def need(condition, message):
    if not condition:
        raise Wrong(message)


# --- Bytes: kanonisches JSON (RFC 8785, nur ganze Zahlen), SHA-256, Ed25519 (RFC 8032), Merkle-Baum (RFC 6962) ---

def canonical(value):
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(json.dumps(k, ensure_ascii=False) + ":" + canonical(value[k]) for k in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def strict(text):
    """JSON, das nur auf eine Weise gelesen werden kann."""
    def once(pairs):
        need(len(dict(pairs)) == len(pairs), "ein Schlüssel steht doppelt in der Datei")
        return dict(pairs)

    def never(number):
        raise Wrong(f"{number} ist keine ganze Zahl")
    try:
        return json.loads(text, object_pairs_hook=once, parse_float=never, parse_constant=never)
    except (ValueError, RecursionError) as error:
        raise Wrong(f"nicht lesbar ({error})") from None


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def digest(value):
    return sha(canonical(value).encode()).hex()


def salted(salt, purpose, content):
    return sha(bytes.fromhex(salt), f"{purpose}\n{content}".encode()).hex()


def is_hash(text):
    return isinstance(text, str) and len(text) == 64 and set(text) <= set("0123456789abcdef")


P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def point_add(a, b):
    s, t = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    u, v = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = t - s, v - u, v + u, t + s
    return e * f % P, g * h % P, f * g % P, e * h % P


def point_times(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = point_add(result, point)
        point, scalar = point_add(point, point), scalar >> 1
    return result


def point_read(raw):
    y = int.from_bytes(raw, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if x * x % P != square or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = point_read((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def ed25519_ok(key, message, signature):
    if len(key) != 32 or len(signature) != 64:
        return False
    a, r, s = point_read(key), point_read(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    left, right = point_times(s, BASE), point_add(r, point_times(challenge, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def merkle_root(leaves):
    """Über die Prüfsummen der Vorgänge; volle Teilbäume liegen auf einem Stapel."""
    stack = []
    for leaf in leaves:
        height, node = 0, sha(b"\0", leaf)
        while stack and stack[-1][0] == height:
            node, height = sha(b"\1", stack.pop()[1], node), height + 1
        stack.append((height, node))
    if not stack:
        return sha()
    root = stack.pop()[1]
    while stack:
        root = sha(b"\1", stack.pop()[1], root)
    return root


def root_from_path(leaf, index, size, path):
    """RFC 6962, 2.1.1, von oben nach unten aufgelöst: welche Geschwister links stehen, folgt aus Stelle und Größe."""
    if not 0 <= index < size:
        return None
    sides = []
    while size > 1:
        split = 1 << (size - 1).bit_length() - 1
        sides.append(index >= split)
        index, size = (index - split, size - split) if index >= split else (index, split)
    if len(sides) != len(path):
        return None
    node = sha(b"\0", leaf)
    for left, sibling in zip(reversed(sides), path):
        node = sha(b"\1", sibling, node) if left else sha(b"\1", node, sibling)
    return node


def decoded(text):
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        raise Wrong("keine gültige Base64-Angabe") from None
    need(base64.b64encode(raw).decode() == text, "keine eindeutige Base64-Angabe")
    return raw


def read_key(text):
    """C2SP signed-note: name+hash+base64(0x01 || Schlüssel)."""
    parts = text.split("+", 2)
    need(len(parts) == 3 and parts[0], "Der Schlüssel ist nicht lesbar.")
    name, raw = parts[0], decoded(parts[2])
    need(len(raw) == 33 and raw[0] == 1, "Der Schlüssel ist kein Ed25519-Schlüssel.")
    key_id = sha(name.encode() + b"\n" + raw)[:4]
    need(key_id.hex() == parts[1], "Die Kennung gehört nicht zum Schlüssel.")
    return name, key_id, raw[1:]


def read_checkpoint(note, key):
    """C2SP tlog-checkpoint; ergibt Zahl der Vorgänge und Wurzel."""
    name, key_id, public = key
    text, gap, signatures = note.partition("\n\n")
    lines = text.split("\n")
    need(gap and "\n\n" not in signatures and signatures.endswith("\n") and len(lines) >= 3 and all(lines), "Der Prüfpunkt ist nicht lesbar.")
    need(lines[0] == name, "Der Prüfpunkt gehört zu einem anderen Schlüssel.")
    need(lines[1].isdecimal() and str(int(lines[1])) == lines[1] and lines[1] != "0", "Der Prüfpunkt ist nicht lesbar.")
    root, own = decoded(lines[2]), 0
    need(len(root) == 32, "Der Prüfpunkt ist nicht lesbar.")
    for line in signatures[:-1].split("\n"):
        words = line.split(" ")
        need(len(words) == 3 and words[0] == "\u2014", "Der Prüfpunkt ist nicht lesbar.")
        signature = decoded(words[2])
        if words[1] == name and signature[:4] == key_id:
            own += 1
            need(ed25519_ok(public, (text + "\n").encode(), signature[4:]), "Die Unterschrift des Prüfpunkts ist falsch.")
    need(own, "Der Prüfpunkt ist nicht mit diesem Schlüssel unterschrieben.")
    return int(lines[1]), root


# --- Rangliste ---

def sheet_total(points, criteria):
    """0 bis 100, genau; None, wenn kein Kriterium zählt."""
    need(set(points) == {c["id"] for c in criteria}, "Ein Bogen hat andere Kriterien als die Regeln.")
    top = weights = Fraction(0)
    for c in criteria:
        if points[c["id"]] != "n/a":
            low, high, value = (Fraction(x) for x in (c["scale"]["min"], c["scale"]["max"], points[c["id"]]))
            need(low <= value <= high and (value - low) % Fraction(c["scale"]["step"]) == 0, "Punkte liegen nicht auf der Skala.")
            top += Fraction(c["weight"]) * (value - low) / (high - low)
            weights += Fraction(c["weight"])
    return 100 * top / weights if weights else None


def binary(value):
    return math.floor(value * 2**64) / 2**64


def six_decimals(value):
    """Erst auf neun, dann auf sechs Stellen, Hälften weg von der Null."""
    nanos = math.floor(abs(value) * 1e9 + 0.5)
    return Fraction((nanos + 500) // 1000, 10**6) * (-1 if value < 0 else 1)


def mean(values):
    return sum(values) / len(values)


def middle(totals):
    return (totals[(len(totals) - 1) // 2] + totals[len(totals) // 2]) / 2


def solve(matrix, right):
    """Gauß mit Spaltenpivot."""
    rows = [row[:] + [value] for row, value in zip(matrix, right)]
    n = len(rows)
    for i in range(n):
        pivot = max(range(i, n), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(i + 1, n):
            factor = rows[k][i] / rows[i][i]
            if factor:
                rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i])]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (rows[i][n] - math.fsum(rows[i][k] * x[k] for k in range(i + 1, n))) / rows[i][i]
    return x


def severity_scores(sheets, model):
    """Punktzahlen nach Abzug der Strenge: kleinste Quadrate, geschrumpft nach Yates 1940 (interblock)."""
    entries, jurors = sorted({e for e, _, _ in sheets}), sorted({j for _, j, _ in sheets})
    if len(jurors) > 250:
        return None
    of_entry = {e: [(jurors.index(j), binary(t), t) for f, j, t in sheets if f == e] for e in entries}
    exact = {e: mean([t for _, _, t in of_entry[e]]) for e in entries}
    raw = {e: math.fsum(y for _, y, _ in of_entry[e]) / len(of_entry[e]) for e in entries}
    reach, todo = {0}, [0]
    while todo:
        juror = todo.pop()
        for panel in of_entry.values():
            members = {j for j, _, _ in panel}
            if juror in members:
                todo += members - reach
                reach |= members
    need(len(reach) == len(jurors), "Die Jury zerfällt in Teile ohne gemeinsame Bewerbung: keine gemeinsame Rangliste.")
    n, count = len(sheets), len(jurors)
    lift = max(1.0, n / count**2)
    matrix, rest = [[lift] * count for _ in jurors], [0.0] * count
    for e, panel in of_entry.items():
        for j, y, _ in panel:
            matrix[j][j] += 1
            rest[j] += y - raw[e]
            for other, _, _ in panel:
                matrix[j][other] -= 1 / len(panel)
    degrees = n - len(entries) - count + 1
    offsets = [0.0] * count
    if model == "additive" or degrees > 0:
        offsets = solve(matrix, rest)
    if model == "interblock" and degrees > 0:
        error = 0.0
        for e, panel in of_entry.items():
            freed = [y - offsets[j] for j, y, _ in panel]
            centre = math.fsum(freed) / len(freed)
            error += math.fsum((value - centre) ** 2 for value in freed)
        floor = (max(abs(y) for panel in of_entry.values() for _, y, _ in panel) * 2.0**-46) ** 2 * n
        residual = 0.0 if error <= floor else error / degrees
        left = math.fsum(b * r for b, r in zip(offsets, rest)) - (count - 1) * residual
        if n == len(entries) or left <= floor:
            offsets = [0.0] * count
        elif residual > 0:
            ridge = residual / (left / (n - len(entries)))
            offsets = solve([[v + (ridge if i == k else 0) for k, v in enumerate(row)] for i, row in enumerate(matrix)], rest)
    centre = math.fsum(offsets) / count
    return {e: six_decimals(binary(exact[e]) - math.fsum(offsets[j] - centre for j, _, _ in of_entry[e]) / len(of_entry[e])) for e in entries}


def z_scores(sheets, minimum):
    def spread(values):
        centre = sum(sorted(values)) / len(values)
        flat = all(v == values[0] for v in values)
        return centre, 0.0 if flat else math.sqrt(sum(sorted((v - centre) * (v - centre) for v in values)) / len(values))
    values = [binary(t) for _, _, t in sheets]
    pool, own = spread(values), {}
    for juror in {j for _, j, _ in sheets}:
        mine = [v for v, (_, j, _) in zip(values, sheets) if j == juror]
        own[juror] = spread(mine) if len(mine) >= minimum else (0.0, 0.0)
    scores = {}
    for entry in {e for e, _, _ in sheets}:
        corrected = []
        for value, (e, juror, _) in zip(values, sheets):
            if e == entry:
                centre, deviation = own[juror]
                shift = pool[0] + pool[1] * ((value - centre) / deviation) - value if deviation > 0 else 0.0
                corrected.append(value + shift)
        scores[entry] = six_decimals(sum(sorted(corrected)) / len(corrected))
    return scores


def rank(task):
    """Die Zeilen der Rangliste; None, wenn dieses Programm das Verfahren nicht nachrechnen kann."""
    criteria, method = task["rubric"]["criteria"], task["aggregation"]
    totals, points, counting, seen = {}, {}, [], set()
    for sheet in task["sheets"]:
        entry, juror = sheet["entry"], sheet["juror"]
        need((entry, juror) not in seen, "Ein Jurymitglied hat zwei Bögen zu einer Bewerbung.")
        need(sheet["state"] in ("final", "abstained", "recused", "open"), "Ein Bogen hat einen unbekannten Stand.")
        seen.add((entry, juror))
        totals.setdefault(entry, [])
        if sheet["state"] == "final":
            need(task["rubric"]["notApplicable"] == "renormalise" or "n/a" not in sheet["points"].values(), "Ein Kriterium fehlt.")
            total = sheet_total(sheet["points"], criteria)
            if total is not None:
                totals[entry].append(total)
                points.setdefault(entry, []).append(sheet["points"])
                counting.append((entry, juror, total))
    for values in totals.values():
        values.sort(reverse=True)
    kind, ranked = method["method"], [e for e in totals if totals[e]]
    if kind in ("mean", "median", "trimmedMean"):
        trim = method["trim"] if kind == "trimmedMean" else 0
        need(all(2 * trim < len(totals[e]) for e in ranked), "Das Streichen lässt keinen Bogen übrig.")
        scores = {e: middle(totals[e]) if kind == "median" else mean(totals[e][trim:len(totals[e]) - trim]) for e in ranked}
    elif kind in ("interblock", "additive"):
        scores = severity_scores(counting, kind) if counting else {}
    elif kind == "zScore":
        scores = z_scores(counting, method["minimumSheets"]) if counting else {}
    else:
        return None
    if scores is None:
        return None

    def by_criterion(entry, code):
        values = [Fraction(p[code]) for p in points[entry] if p[code] != "n/a"]
        return (1, mean(values)) if values else (0, 0)

    def lot(entry):
        return -int.from_bytes(sha(f"{task['lotSeed']}\n{entry}".encode()), "big")
    rules = {"median": lambda e: middle(totals[e]), "highest": lambda e: totals[e][0], "lowest": lambda e: totals[e][-1],
             "countback": lambda e: totals[e], "lot": lot}
    names = ["score", *task["ties"]]
    values = {e: [scores[e]] + [by_criterion(e, t[10:]) if t.startswith("criterion:") else rules[t](e) for t in task["ties"]] for e in ranked}
    ranked.sort()
    ranked.sort(key=lambda e: values[e], reverse=True)
    runs = []
    for entry in ranked:
        if runs and values[runs[-1][0]] == values[entry]:
            runs[-1].append(entry)
        else:
            runs.append([entry])
    gaps = [next(i for i, (a, b) in enumerate(zip(values[x[0]], values[y[0]])) if a != b) for x, y in zip(runs, runs[1:])]
    lines, above = [], 0
    for number, run in enumerate(runs):
        level = max([gaps[k] for k in (number - 1, number) if 0 <= k < len(gaps)], default=None)
        for entry in run:
            score = scores[entry]
            tenths = (abs(score.numerator) * 20000 + score.denominator) // (2 * score.denominator)
            text = ("-" if score < 0 and tenths else "") + f"{tenths // 10000}.{tenths % 10000:04d}"
            line = {"entry": entry, "rank": above + 1 if task["ranking"] == "standard" else number + 1, "score": text,
                    "exact": str(score), "sheets": len(totals[entry])}
            lines.append(line if level is None else line | {"decidedBy": names[level]})
        above += len(run)
    return lines + [{"entry": e, "sheets": 0} for e in sorted(totals) if not totals[e]]


# --- Preisgeld ---

def split(cents, shares):
    """Größte Reste; bei gleichen Resten nach der Reihe."""
    exact = [Fraction(cents * share, sum(shares)) for share in shares]
    parts = [math.floor(value) for value in exact]
    order = sorted(range(len(shares)), key=lambda k: (parts[k] - exact[k], k))
    for k in order[:cents - sum(parts)]:
        parts[k] += 1
    return parts


def track_awards(track, groups, decision, rules):
    ladder, mode = track["placesCents"], rules["prizes"]["ties"]
    amounts = {a["entry"]: a["cents"] for a in decision["amounts"] if any(a["entry"] in g for g in groups)}
    need(mode == "jurySet" or not amounts, "Die Jury hat Beträge gesetzt, die Regeln erlauben das nicht.")
    if mode == "jurySet" and not amounts:
        mode = "pooledSplit"
    if mode == "lot":
        groups = [[e] for g in groups for e in sorted(g, key=lambda e: sha(f"{rules['ranking']['lotSeed']}\n{e}".encode()))]
    if mode == "jurySet":
        need(set(amounts) == {e for g in groups for e in g} and sum(amounts.values()) == sum(ladder), "Die gesetzten Beträge ergeben nicht die Summe.")
        lowest = math.inf
        for group in groups:
            given = [amounts[e] for e in group]
            need(max(given) - min(given) <= 1 and max(given) <= lowest, "Die gesetzten Beträge folgen nicht den Plätzen.")
            lowest = min(given)
    awards, above = [], 0
    for number, group in enumerate(groups):
        place = number + 1 if rules["ranking"]["style"] == "dense" else above + 1
        if mode == "jurySet":
            cents = [amounts[e] for e in group]
        elif mode == "fixedPerRank":
            cents = [ladder[place - 1] if place <= len(ladder) else 0] * len(group)
        else:
            cents = split(sum(ladder[above:above + len(group)]), [1] * len(group))
        above += len(group)
        awards += [{"entry": e, "track": track["code"], "rank": place, "cents": c} for e, c in zip(group, cents) if c or place <= len(ladder)]
    return awards


def allocation_awards(decision, rules):
    awards = []
    for track in rules["tracks"]:
        groups = next((p["groups"] for p in decision["places"] if p["track"] == track["code"]), [])
        if groups:
            awards += track_awards(track, groups, decision, rules)
    for prize in rules["prizes"]["special"]:
        to = next((s["recipients"] for s in decision["special"] if s["prize"] == prize["code"]), [])
        if to:
            cents = split(prize["amountCents"], [r["share"] for r in to])
            awards += [{"entry": r["entry"], "prize": prize["code"], "cents": c} for r, c in zip(to, cents)]
    return awards


# --- Prüfschritte ---

class Check:
    """Sammelt Zeilen; ein Schritt, der nicht gilt, hält die anderen nicht auf."""

    def __init__(self):
        self.wrong = 0

    def step(self, title, action):
        try:
            note = action()
            print(f"in Ordnung  {title}" + (f" ({note})" if note is not None else ""))
        except (Wrong, OSError, KeyError, TypeError, ValueError, AttributeError, IndexError, ZeroDivisionError, RecursionError) as error:
            self.wrong += 1
            reason = str(error) if isinstance(error, (Wrong, OSError)) else f"Angaben fehlen oder haben eine falsche Form ({error!r})"
            print(f"FEHLER      {title}\n            {reason}")


def load(path):
    raw = Path(path).read_bytes()
    try:
        value = strict(raw.decode())
    except UnicodeDecodeError:
        raise Wrong("kein Text in UTF-8") from None
    need((canonical(value) + "\n").encode("utf-8", "surrogatepass") == raw, "Die Datei ist nicht so geschrieben, wie Lorbeer sie schreibt: Sie wurde verändert.")
    return value


class Bundle:
    NAMES = {"format", "round", "key", "checkpoint", "chain", "events", "rules", "entries", "ranking", "decision", "allocation"}

    def __init__(self, data):
        need(set(data) == self.NAMES and data["format"] == "lorbeer-bundle/1", "Das ist kein Ergebnis von Lorbeer.")
        need(isinstance(data["chain"], list) and all(map(is_hash, data["chain"])), "Die Kette ist nicht lesbar.")
        self.data, self.chain, self.events = data, [bytes.fromhex(h) for h in data["chain"]], []
        for body in data["events"]:
            event = strict(body)
            need(canonical(event) == body, "Ein Vorgang ist nicht so geschrieben, wie Lorbeer ihn schreibt.")
            self.events.append((event, body))

    def last(self, *actions):
        found = [e for e, _ in self.events if e["action"] in actions]
        need(found, f"Der Vorgang {actions[0]} fehlt.")
        return found[-1]

    def tree(self, key):
        size, root = read_checkpoint(self.data["checkpoint"], key)
        need(size == len(self.chain), f"Der Prüfpunkt nennt {size} Vorgänge, die Kette hat {len(self.chain)}.")
        need(merkle_root(self.chain) == root, "Die Vorgänge sind nicht die unterschriebenen.")
        return f"{size} Vorgänge"

    def links(self):
        for event, body in self.events:
            seq = event["seq"]
            need(isinstance(seq, int) and 1 <= seq <= len(self.chain), "Ein Vorgang hat keine Stelle in der Kette.")
            before = self.chain[seq - 2] if seq > 1 else bytes(32)
            need(sha(before, body.encode()) == self.chain[seq - 1], f"Vorgang {seq} wurde verändert oder gehört nicht an diese Stelle.")
        return len(self.events)

    def order(self):
        for (a, _), (b, _) in zip(self.events, self.events[1:]):
            need(a["seq"] < b["seq"] and a["at"] <= b["at"], f"Vorgang {b['seq']} steht nicht in der richtigen Reihenfolge.")
        for event, _ in self.events:
            need(event["round"] == self.data["round"], f"Vorgang {event['seq']} gehört zu einer anderen Runde.")
        stated = self.last("resultPublished")["facts"]["events"]
        need(stated == len(self.events), f"Die Veröffentlichung nennt {stated} Vorgänge der Runde, die Liste hat {len(self.events)}.")
        steps = [self.last(a)["seq"] for a in ("scoringClosed", "rankingFrozen", "decisionRecorded", "prizesAllocated", "resultPublished")
                 if a != "rankingFrozen" or self.data["ranking"] is not None]
        need(steps == sorted(steps), "Abschluss, Rangliste, Beschluss, Preise und Veröffentlichung stehen nicht in dieser Reihenfolge.")

    def held(self, part, action, name):
        facts = self.last(action)["facts"]
        need(facts.get(name, "") == (None if part is None else digest(part)), f"Die Daten ({name}) sind nicht die, die der Vorgang {action} festhält.")

    def rules(self):
        version, event = self.data["rules"]["version"], self.last("rulesChanged", "roundImported")
        need(set(self.data["rules"]) == {"version", "rules"}, "Bei den Regeln steht Unbekanntes.")
        self.held(self.data["rules"]["rules"], event["action"], "rules")
        need(event["facts"]["version"] == version, "Die Fassung der Regeln ist nicht die des Vorgangs.")
        need(self.last("resultPublished")["facts"]["version"] == version, "Veröffentlicht wurde nach einer anderen Fassung der Regeln.")
        self.held(self.data["rules"]["rules"], "resultPublished", "rules")
        return f"Fassung {version}"

    def entries(self):
        self.held(self.data["entries"], "resultPublished", "entries")
        for entry in self.data["entries"]:
            handed = [e for e, _ in self.events if e["action"] in ("entrySubmitted", "entryRecorded") and e["subject"]["id"] == entry["entry"]]
            need(bool(handed) or "contentSalt" not in entry, f"Die Einreichung von {entry['municipality']} fehlt in der Kette.")
            if handed:
                facts = handed[-1]["facts"]
                need(facts["content"] == salted(entry["contentSalt"], "content", entry["contentHash"]) and facts["number"] == entry["number"],
                     f"Die Prüfsumme der Bewerbung von {entry['municipality']} ist nicht die bei der Einreichung festgehaltene.")
        return len(self.data["entries"])

    def ranking(self):
        ranking, rules = self.data["ranking"], self.data["rules"]["rules"]
        self.held(ranking, "resultPublished", "ranking")
        if ranking is None:
            need(not any(e["action"] == "rankingFrozen" for e, _ in self.events), "Die Rangliste fehlt.")
            return "ohne Bewertungsbögen entschieden"
        self.held(ranking, "rankingFrozen", "ranking")
        need(ranking["rulesVersion"] == self.data["rules"]["version"], "Gerechnet wurde nach einer anderen Fassung der Regeln.")
        rubric = rules["rubric"]
        task = {"aggregation": rubric["aggregation"], "ties": rules["ranking"]["ties"], "ranking": rules["ranking"]["style"],
                "rubric": {"notApplicable": rubric["notApplicable"], "criteria": [
                    {"id": c["code"], "weight": c["weight"], "scale": c["scale"]} for c in rubric["criteria"]]}}
        if "lotSeed" in rules["ranking"]:
            task["lotSeed"] = rules["ranking"]["lotSeed"]
        homes, skipped = {e["entry"]: e["track"] for e in self.data["entries"]}, False
        for track in ranking["tracks"]:
            name, given = track["track"], dict(track["input"])
            sheets = given.pop("sheets")
            need(given == task, f"Die Größenklasse {name} wurde nicht nach den Regeln der Runde gerechnet.")
            need(all(homes.get(s["entry"]) == name for s in sheets), f"Größenklasse {name}: Ein Bogen gehört zu keiner Bewerbung der Klasse.")
            lines = rank(task | {"sheets": sheets})
            skipped |= lines is None
            need(lines is None or lines == track["answer"], f"Größenklasse {name}: Die Rangliste folgt nicht aus den Bögen.")
        return "Verfahren hier NICHT NACHGERECHNET; „lorbeer verify“ rechnet es nach" if skipped else "nachgerechnet"

    def decision(self):
        decision, event = self.data["decision"], self.last("decisionRecorded")
        self.held(decision, "decisionRecorded", "decision")
        self.held(decision, "resultPublished", "decision")
        need(event["subject"]["id"] == decision["id"], "Der Beschluss ist ein anderer als der des Vorgangs.")
        homes = {e["entry"]: e["track"] for e in self.data["entries"]}
        need(all(homes.get(e) == p["track"] for p in decision["places"] for g in p["groups"] for e in g)
             and all(r["entry"] in homes for s in decision["special"] for r in s["recipients"]), "Der Beschluss nennt eine unbekannte Bewerbung.")

    def allocation(self):
        allocation, rules = self.data["allocation"], self.data["rules"]["rules"]
        self.held(allocation, "prizesAllocated", "allocation")
        self.held(allocation, "resultPublished", "allocation")
        need(self.last("prizesAllocated")["subject"]["id"] == allocation["id"] and allocation["decision"] == self.data["decision"]["id"]
             and allocation["rulesVersion"] == self.data["rules"]["version"], "Die Preise gehören zu einem anderen Beschluss.")
        need(allocation_awards(self.data["decision"], rules) == allocation["awards"], "Die Preise folgen nicht aus Beschluss und Regeln.")
        total, budget = sum(a["cents"] for a in allocation["awards"]), rules["budgetCents"]
        need((allocation["totalCents"], allocation["budgetCents"], allocation["unallocatedCents"]) == (total, budget, budget - total) and total <= budget,
             "Summe, Rest oder Budget stimmen nicht.")
        return f"{total // 100:,}".replace(",", ".") + f",{total % 100:02d} €"

    def previous(self, path, key):
        text = Path(path).read_text()
        note = strict(text)["checkpoint"] if text.startswith("{") else text
        size, root = read_checkpoint(note, key)
        need(size <= len(self.chain), f"Der frühere Stand hat {size} Vorgänge, dieser nur {len(self.chain)}: Das Protokoll wurde zurückgesetzt.")
        need(merkle_root(self.chain[:size]) == root, f"Die ersten {size} Vorgänge sind andere als im früheren Stand: Es gibt zwei Fassungen des Protokolls.")
        return f"{size} Vorgänge"


def check_key(data, expected):
    need(expected in (None, data["key"]), "Der Schlüssel ist nicht der erwartete.")
    return read_key(data["key"])[0]


def check_receipt(data):
    need(set(data) == {"format", "key", "checkpoint", "index", "before", "body", "hash", "path", "disclosures"}, "Der Nachweis ist nicht vollständig.")
    event, body = strict(data["body"]), data["body"]
    need(canonical(event) == body and event["seq"] == data["index"] + 1, "Der Vorgang hat eine andere Nummer.")
    need(is_hash(data["before"]) and sha(bytes.fromhex(data["before"]), body.encode()).hex() == data["hash"], "Der Vorgang wurde verändert.")
    size, root = read_checkpoint(data["checkpoint"], read_key(data["key"]))
    need(all(map(is_hash, data["path"])), "Der Prüfpfad ist nicht lesbar.")
    path = [bytes.fromhex(h) for h in data["path"]]
    need(root_from_path(bytes.fromhex(data["hash"]), data["index"], size, path) == root, "Der Vorgang gehört nicht zum Prüfpunkt.")
    for item in data["disclosures"]:
        stated = event["detail"] if item["purpose"] == "detail" else event["facts"][item["purpose"]]
        need(stated == salted(item["salt"], item["purpose"], item["content"]), "Der Inhalt ist nicht der festgehaltene.")
    return f"Vorgang {event['seq']} von {size}, {event['action']}, {event['at']}"


def main():
    parser = argparse.ArgumentParser(description="Prüft ein veröffentlichtes Ergebnis oder einen Nachweis von Lorbeer.")
    parser.add_argument("file", help="bundle.json oder nachweis.json")
    parser.add_argument("--key", help="der veröffentlichte Schlüssel des Servers")
    parser.add_argument("--previous", help="ein früheres bundle.json oder ein früherer Prüfpunkt")
    options, check, found = parser.parse_args(), Check(), {}
    check.step("Datei: vollständig und eindeutig lesbar", lambda: found.update(data=load(options.file)))
    data = found.get("data")
    if isinstance(data, dict):
        check.step("Schlüssel", lambda: check_key(data, options.key))
        if data.get("format") == "lorbeer-receipt/1":
            check.step("Nachweis: der Vorgang gehört zum unterschriebenen Prüfpunkt", lambda: check_receipt(data))
        else:
            check.step("Ergebnis: alle Teile sind da", lambda: found.update(bundle=Bundle(data)))
    bundle = found.get("bundle")
    if bundle:
        key = {}
        check.step("Prüfpunkt: Unterschrift und Wurzel über alle Vorgänge", lambda: (key.update(own=read_key(data["key"])), bundle.tree(key["own"]))[1])
        check.step("Kette: jeder Vorgang folgt aus dem vorigen", bundle.links)
        check.step("Vorgänge der Runde: Reihenfolge, Zeit, Zahl", bundle.order)
        check.step("Regeln: dieselben wie im Vorgang", bundle.rules)
        check.step("Bewerbungen: Kommunen und Prüfsummen der Texte", bundle.entries)
        check.step("Rangliste: folgt aus den Bewertungsbögen", bundle.ranking)
        check.step("Beschluss der Jury: derselbe wie im Vorgang", bundle.decision)
        check.step("Preisgeld: auf den Cent nachgerechnet", bundle.allocation)
        if options.previous:
            check.step("Früherer Stand: ist der Anfang dieses Stands", lambda: bundle.previous(options.previous, read_key(data["key"])))
    if not options.key:
        print("Hinweis: Der Schlüssel steht in der Datei selbst. Vergleichen Sie ihn mit dem veröffentlichten: --key")
    print("Ergebnis: NICHT in Ordnung." if check.wrong or not data else "Ergebnis: in Ordnung.")
    return 1 if check.wrong or not data else 0


if __name__ == "__main__":
    sys.exit(main())
