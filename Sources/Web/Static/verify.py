#!/usr/bin/env python3
"""Prüft ein veröffentlichtes Ergebnis (bundle.json) oder einen Nachweis (nachweis.json) von Lorbeer, ohne Internet.

    python3 verify.py bundle.json [--key SCHLÜSSEL] [--previous früheres-bundle.json oder pruefpunkt.txt]

Nötig ist nur Python 3. Das Ende ist 0, wenn alles stimmt, sonst 1 (2 bei einem falschen Aufruf).
"""
import argparse
import base64
import datetime
import hashlib
import json
import math
import re
import sys
from fractions import Fraction
from pathlib import Path


class Wrong(Exception):
    """Etwas stimmt nicht; der Text sagt was."""


def need(condition, message):
    if not condition:
        raise Wrong(message)


# --- Bytes: kanonisches JSON (RFC 8785, nur ganze Zahlen), SHA-256 ---

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

    def whole(digits):
        need(len(digits) < 18 and abs(int(digits)) < 2**53, "eine Zahl ist zu groß")
        return int(digits)
    try:
        return json.loads(text, object_pairs_hook=once, parse_int=whole, parse_float=never, parse_constant=never)
    except json.JSONDecodeError as error:
        raise Wrong(f"Der Inhalt ist kein vollständiges JSON (Zeile {error.lineno}, Spalte {error.colno}).") from None
    except (ValueError, RecursionError):
        raise Wrong("Der Inhalt ist kein lesbares JSON.") from None


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def digest(value):
    return sha(canonical(value).encode()).hex()


def salted(salt, purpose, content):
    return sha(bytes.fromhex(salt), f"{purpose}\n{content}".encode()).hex()


# --- Formen: welche Angaben es gibt und wie sie geschrieben sind ---

def spelled(pattern):
    """Ein Text, der ganz auf ein Muster passt; [0-9] und nicht \\d, damit es nur eine Schreibweise gibt."""
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


is_hash = spelled("[0-9a-f]{64}")
is_id = spelled("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
is_name = spelled("[A-Za-z]+")
is_code = spelled("[A-Za-z_-][A-Za-z0-9_-]{0,59}")
is_juror = spelled("juror-[1-9][0-9]{0,8}")
is_moment = spelled("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{6}Z")
is_tie = spelled("median|highest|lowest|countback|lot|criterion:[A-Za-z_-][A-Za-z0-9_-]{0,59}")


def is_day(text):
    if not spelled("[0-9]{4}-[0-9]{2}-[0-9]{2}")(text):
        return False
    try:
        return 1900 <= datetime.date.fromisoformat(text).year <= 2200
    except ValueError:
        return False


def is_local(text):
    return isinstance(text, str) and is_day(text[:10]) and spelled(" (([01][0-9]|2[0-3]):[0-5][0-9]|24:00)")(text[10:])


def is_decimal(text):
    """Die kürzeste Schreibweise: 7.5, nicht 7.50, +7.5 oder 07.5."""
    return spelled("-?(0|[1-9][0-9]{0,12})([.][0-9]{0,5}[1-9])?")(text) and text != "-0" and -2**63 <= Fraction(text) * 10**6 < 2**63


def is_mark(text):
    return text == "n/a" or is_decimal(text)


def is_title(text):
    """Ein Name: nicht leer, ohne Leerzeichen am Rand."""
    return isinstance(text, str) and text != "" and text[0] > " " and text[-1] > " "


def either(*shapes):
    def fits(value):
        for shape in shapes:
            try:
                shaped(value, shape, "")
            except Wrong:
                continue
            return True
        return False
    return fits


def shaped(value, shape, where):
    """Genau diese Angaben, keine mehr; ein „?“ am Namen heißt: darf fehlen."""
    if isinstance(shape, dict):
        need(isinstance(value, dict), f"{where}: Die Angaben fehlen.")
        unknown = set(value) - {k.rstrip("?") for k in shape}
        missing = {k for k in shape if k[-1:] != "?"} - set(value)
        need(not unknown, f"{where}: Hier steht etwas, das nicht hierher gehört ({', '.join(sorted(unknown))}).")
        need(not missing, f"{where}: Hier fehlt etwas ({', '.join(sorted(missing))}).")
        for key, item in value.items():
            shaped(item, shape[key] if key in shape else shape[key + "?"], f"{where}, {key}")
    elif isinstance(shape, list):
        need(isinstance(value, list), f"{where}: Das ist keine Liste.")
        for item in value:
            shaped(item, shape[0], where)
    elif shape in (int, str, bool):
        need(type(value) is shape, f"{where}: Das ist nicht so geschrieben, wie Lorbeer es schreibt.")
    elif isinstance(shape, str):
        need(value == shape, f"{where}: Das ist nicht „{shape}“.")
    else:
        need(shape(value), f"{where}: Das ist nicht so geschrieben, wie Lorbeer es schreibt ({value!r}).")


SCALE = {"min": is_decimal, "max": is_decimal, "step": is_decimal}
METHOD = either({"method": spelled("mean|median|interblock|additive")}, {"method": "trimmedMean", "trim": int}, {"method": "zScore", "minimumSheets": int})
APPLICABLE, STYLE = spelled("renormalise|refuse"), spelled("standard|dense")
RULES = {
    "competition": {"slug": str, "title": str},
    "round": {"slug": str, "title": str, "timeZone": str, "sampleData": bool},
    "dates": {"callOpens": is_local, "entryDeadline": is_local, "juryMeets?": is_day, "ceremony?": is_day},
    "budgetCents": int,
    "eligibility": {"kinds": [spelled("gemeinde|landkreis")], "populationDate": is_day},
    "tracks": [{"code": is_code, "title": str, "populationFrom": int, "populationTo?": int, "placesCents": [int]}],
    "form": {
        "sections": [{"code": str, "title": str, "help?": str, "questions": [
            {"code": str, "label": str, "help?": str, "maximumCharacters": int, "required": bool}]}],
        "measures": {"minimum": int, "maximum": int, "titleMaximumCharacters": int, "descriptionMaximumCharacters": int,
                     "finishedWithinYears?": int, "fields": [{"code": str, "title": str}]}},
    "rubric": {"notApplicable": APPLICABLE, "aggregation": METHOD, "minimumSheets": int, "criteria": [
        {"code": is_code, "title": str, "description?": str, "weight": is_decimal, "scale": SCALE, "levels": [{"points": is_decimal, "text": str}]}]},
    "jury?": {"exclusion": spelled("entry|track")},
    "ranking": {"style": STYLE, "ties": [is_tie], "lotSeed?": str},
    "prizes": {"ties": spelled("pooledSplit|fixedPerRank|jurySet|lot"),
               "special": [{"code": is_code, "title": str, "amountCents": int, "joint": bool}]},
    "sampleData": [{"path": str, "note": str}],
    "sources": [str],
}
ENTRY = {"entry": is_id, "number": int, "track": is_code, "kind": spelled("gemeinde|landkreis"), "key": spelled("[0-9]{5}|[0-9]{8}"), "municipality": is_title,
         "population?": int, "contentHash": is_hash, "contentSalt": is_hash}
SHEET = {"juror": is_juror, "entry": is_id, "state": spelled("final|abstained|recused|open"), "points?": lambda value: isinstance(value, dict) and all(
    is_code(k) and is_mark(v) for k, v in value.items())}
RANKING = {"rulesVersion": int, "jurors": [is_hash], "tracks": [{
    "track": is_code, "openings": [{"assignment": is_id, "salt?": is_hash}],
    "input": {"rubric": {"notApplicable": APPLICABLE, "criteria": [{"id": is_code, "weight": is_decimal, "scale": SCALE}]}, "aggregation": METHOD,
              "ties": [is_tie], "lotSeed?": str, "ranking": STYLE, "sheets": [SHEET]},
    "answer": [{"entry": is_id, "rank?": int, "score?": str, "exact?": str, "sheets": int, "decidedBy?": str}]}]}
DECISION = {"id": is_id, "decidedOn?": is_day, "places": [{"track": is_code, "groups": [[is_id]]}], "amounts": [{"entry": is_id, "cents": int}],
            "special": [{"prize": is_code, "recipients": [{"entry": is_id, "share": int}]}]}
ALLOCATION = {"id": is_id, "decision": is_id, "rulesVersion": int, "budgetCents": int, "totalCents": int, "unallocatedCents": int, "awards": [
    {"entry": is_id, "track?": is_code, "rank?": int, "prize?": is_code, "cents": int}]}
FACT = either(int, is_hash, lambda value: value is None)
EVENT = {"action": is_name, "actor": either(is_hash, lambda value: value is None), "at": is_moment, "detail": is_hash,
         "facts": lambda value: isinstance(value, dict) and all(is_name(k) and FACT(v) for k, v in value.items()),
         "round": either(is_id, lambda value: value is None), "seq": lambda value: type(value) is int and value > 0,
         "subject": {"id": either(is_id, is_hash, lambda value: value is None), "kind": is_name}}
BUNDLE = {"format": "lorbeer-bundle/1", "round": is_id, "key": str, "checkpoint": str, "chain": [is_hash], "events": [str], "rules": {"version": int, "rules": RULES},
          "entries": [ENTRY], "ranking": either(RANKING, lambda value: value is None), "decision": DECISION, "allocation": ALLOCATION}
RECEIPT = {"format": "lorbeer-receipt/1", "key": str, "checkpoint": str, "index": int, "before": is_hash, "body": str, "hash": is_hash, "path": [is_hash],
           "disclosures": [{"purpose": is_name, "content": str, "salt": is_hash}]}


def read_event(body):
    event = strict(body)
    need(canonical(event) == body, "Ein Vorgang ist nicht so geschrieben, wie Lorbeer ihn schreibt.")
    shaped(event, EVENT, "Vorgang")
    return event


# --- Ed25519 (RFC 8032) und Merkle-Baum (RFC 6962) ---


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
    need(set(points) == {c["id"] for c in criteria} and criteria, "Ein Bogen hat andere Kriterien als die Regeln.")
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
    criteria, method, ties = task["rubric"]["criteria"], task["aggregation"], task["ties"]
    need(criteria and len({c["id"] for c in criteria}) == len(criteria), "Kein Kriterium, oder eines steht doppelt da.")
    for c in criteria:
        low, high, step = (Fraction(c["scale"][k]) for k in ("min", "max", "step"))
        need(0 < Fraction(c["weight"]) <= 10**9 and -10**9 <= low < high <= 10**9 and step > 0 and (high - low) % step == 0, "Gewicht oder Skala sind nicht möglich.")
    need(len(set(ties)) == len(ties) and all(t[10:] in {c["id"] for c in criteria} for t in ties if t.startswith("criterion:")), "Die Regeln für Gleichstand sind nicht möglich.")
    need("lot" not in ties or task.get("lotSeed"), "Für das Los fehlt der Text, aus dem es folgt.")
    need(method.get("trim", 0) >= 0 and method.get("minimumSheets", 1) >= 1, "Das Verfahren ist nicht möglich.")
    totals, points, counting, seen = {}, {}, [], set()
    for sheet in task["sheets"]:
        entry, juror = sheet["entry"], sheet["juror"]
        need((entry, juror) not in seen, "Ein Jurymitglied hat zwei Bögen zu einer Bewerbung.")
        need((sheet["state"] == "final") == ("points" in sheet), "Punkte stehen genau auf den abgeschlossenen Bögen.")
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


def check_decision(decision, rules, homes):
    """Was eine Jury nach den Regeln beschließen kann."""
    tracks, prizes = {t["code"]: t for t in rules["tracks"]}, {p["code"]: p for p in rules["prizes"]["special"]}
    named = [p["track"] for p in decision["places"]]
    need(named == [t for t in tracks if t in named], "Eine Größenklasse steht doppelt, in falscher Reihenfolge oder gar nicht in den Regeln.")
    placed = [e for p in decision["places"] for g in p["groups"] for e in g]
    need(len(set(placed)) == len(placed), "Eine Bewerbung steht auf zwei Plätzen.")
    dense = rules["prizes"]["ties"] == "fixedPerRank" and rules["ranking"]["style"] == "dense"
    for places in decision["places"]:
        ladder, above = tracks[places["track"]]["placesCents"], 0
        need(all(homes.get(e) == places["track"] for g in places["groups"] for e in g), "Der Beschluss nennt eine unbekannte Bewerbung oder eine andere Größenklasse.")
        need(all(0 <= c <= 10**15 for c in ladder) and ladder == sorted(ladder, reverse=True), "Ein späterer Platz bekäme mehr als ein früherer.")
        for number, group in enumerate(places["groups"]):
            need(group and (number if dense else above) < len(ladder), "Ein Platz ist leer, oder es sind mehr Plätze als Preise.")
            above += len(group)
    if decision["amounts"]:
        need(rules["prizes"]["ties"] == "jurySet", "Die Jury hat Beträge gesetzt, die Regeln erlauben das nicht.")
        need({a["entry"] for a in decision["amounts"]} == set(placed) and all(a["cents"] >= 0 for a in decision["amounts"]), "Beträge und Plätze passen nicht zusammen.")
    given = [s["prize"] for s in decision["special"]]
    need(len(set(given)) == len(given) and set(given) <= set(prizes), "Ein Sonderpreis steht doppelt oder gar nicht in den Regeln.")
    for special in decision["special"]:
        to = [r["entry"] for r in special["recipients"]]
        need(len(set(to)) == len(to) and all(e in homes for e in to), "Ein Sonderpreis geht an eine unbekannte Bewerbung oder zweimal an dieselbe.")
        need(len(to) < 2 or prizes[special["prize"]]["joint"], "Ein Sonderpreis ist geteilt, die Regeln erlauben das nicht.")
        need(all(1 <= r["share"] <= 10**6 for r in special["recipients"]), "Ein Anteil an einem Sonderpreis liegt nicht zwischen 1 und 1.000.000.")
        need(0 <= prizes[special["prize"]]["amountCents"] <= 10**15, "Der Betrag eines Sonderpreises ist nicht möglich.")


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

# Was verändert wurde, in einem Satz; danach steht, woran es zu sehen ist.
PLAIN = {
    "rules": "Die Regeln in dieser Datei sind nach der Veröffentlichung verändert worden.",
    "entries": "Die Bewerbungen in dieser Datei (Kommune, Größenklasse oder Text) sind nach der Veröffentlichung verändert worden.",
    "ranking": "Die Rangliste oder die Punkte der Jury in dieser Datei sind nach der Veröffentlichung verändert worden.",
    "decision": "Der Beschluss der Jury in dieser Datei ist nach der Veröffentlichung verändert worden.",
    "allocation": "Das Preisgeld in dieser Datei ist nach der Veröffentlichung verändert worden.",
    "events": "Das Protokoll der Runde in dieser Datei ist nach der Veröffentlichung verändert worden.",
}
ACTIONS = {"entrySubmitted": "Bewerbung eingereicht", "entryRecorded": "Bewerbung nachgetragen", "sheetFinalised": "Bewertungsbogen abgeschlossen",
           "sheetAbstained": "Enthaltung erklärt"}


class Check:
    """Sammelt Zeilen; ein Schritt, der nicht gilt, hält die anderen nicht auf."""

    def __init__(self):
        self.wrong = 0

    def step(self, title, action):
        try:
            note = action()
            print(f"in Ordnung  {title}" + (f" ({note})" if note is not None else ""))
        except (Wrong, KeyError, TypeError, ValueError, AttributeError, IndexError, ZeroDivisionError, RecursionError) as error:
            self.wrong += 1
            reason = str(error) if isinstance(error, Wrong) else f"Angaben fehlen oder haben eine falsche Form ({error!r})."
            print(f"FEHLER      {title}")
            for line in reason.split("\n"):
                print(f"            {line}")


def content_of(path):
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise Wrong(f"Die Datei {path} gibt es nicht.") from None
    except OSError:
        raise Wrong(f"Die Datei {path} lässt sich nicht öffnen.") from None


def text_of(raw):
    try:
        return raw.decode()
    except UnicodeDecodeError:
        raise Wrong("Der Inhalt ist kein Text in UTF-8.") from None


def load(path):
    raw = content_of(path)
    value = strict(text_of(raw))
    need((canonical(value) + "\n").encode("utf-8", "surrogatepass") == raw, "Die Datei ist nicht so geschrieben, wie Lorbeer sie schreibt: Sie wurde verändert.")
    need(isinstance(value, dict) and value.get("format") in ("lorbeer-bundle/1", "lorbeer-receipt/1"), "Das ist weder ein Ergebnis noch ein Nachweis von Lorbeer.")
    return value


class Bundle:
    def __init__(self, data):
        shaped(data, BUNDLE | {"ranking": lambda value: True}, "Ergebnis")
        if data["ranking"] is not None:
            shaped(data["ranking"], RANKING, "Ergebnis, ranking")
        self.data, self.chain = data, [bytes.fromhex(h) for h in data["chain"]]
        self.events = [(read_event(body), body) for body in data["events"]]
        self.homes = {e["entry"]: e["track"] for e in data["entries"]}

    def last(self, *actions):
        found = [e for e, _ in self.events if e["action"] in actions]
        need(found, f"Der Vorgang {actions[0]} fehlt.")
        return found[-1]

    def lasts(self, *actions):
        """Der jeweils letzte dieser Vorgänge zu jeder Sache."""
        return {e["subject"]["id"]: e for e, _ in self.events if e["action"] in actions}

    def tree(self, key):
        size, root = read_checkpoint(self.data["checkpoint"], key)
        need(size == len(self.chain), f"Der Prüfpunkt nennt {size} Vorgänge, die Kette hat {len(self.chain)}.")
        need(merkle_root(self.chain) == root, f"{PLAIN['events']}\nDie Vorgänge sind nicht die unterschriebenen.")
        return f"{size} Vorgänge"

    def links(self):
        for event, body in self.events:
            seq = event["seq"]
            need(seq <= len(self.chain), "Ein Vorgang hat keine Stelle in der Kette.")
            before = self.chain[seq - 2] if seq > 1 else bytes(32)
            need(sha(before, body.encode()) == self.chain[seq - 1], f"{PLAIN['events']}\nVorgang {seq} wurde verändert oder gehört nicht an diese Stelle.")
        return len(self.events)

    def order(self):
        for (a, _), (b, _) in zip(self.events, self.events[1:]):
            need(a["seq"] < b["seq"] and a["at"] <= b["at"], f"Vorgang {b['seq']} steht nicht in der richtigen Reihenfolge.")
        for event, _ in self.events:
            need(event["round"] == self.data["round"], f"Vorgang {event['seq']} gehört zu einer anderen Runde.")
        need(sum(e["action"] == "resultPublished" for e, _ in self.events) == 1, "Veröffentlicht wird genau einmal.")
        stated = self.last("resultPublished")["facts"]["events"]
        need(stated == len(self.events), f"Die Veröffentlichung nennt {stated} Vorgänge der Runde, die Liste hat {len(self.events)}.")
        steps = [self.last(a)["seq"] for a in ("scoringClosed", "rankingFrozen", "decisionRecorded", "prizesAllocated", "resultPublished")
                 if a != "rankingFrozen" or self.data["ranking"] is not None]
        need(steps == sorted(steps), "Abschluss, Rangliste, Beschluss, Preise und Veröffentlichung stehen nicht in dieser Reihenfolge.")

    def held(self, part, action, name):
        facts = self.last(action)["facts"]
        need(facts.get(name, "") == (None if part is None else digest(part)), f"{PLAIN[name]}\nDie Daten ({name}) sind nicht die, die der Vorgang {action} festhält.")

    def rules(self):
        version, event = self.data["rules"]["version"], self.last("rulesChanged", "roundImported")
        for part in (self.data["rules"]["rules"]["tracks"], self.data["rules"]["rules"]["rubric"]["criteria"], self.data["rules"]["rules"]["prizes"]["special"]):
            need(len({p["code"] for p in part}) == len(part), "Eine Kennung der Regeln steht doppelt da.")
        self.held(self.data["rules"]["rules"], event["action"], "rules")
        need(event["facts"]["version"] == version, "Die Fassung der Regeln ist nicht die des Vorgangs.")
        need(self.last("resultPublished")["facts"]["version"] == version, "Veröffentlicht wurde nach einer anderen Fassung der Regeln.")
        self.held(self.data["rules"]["rules"], "resultPublished", "rules")
        return f"Fassung {version}"

    def entries(self):
        entries = self.data["entries"]
        self.held(entries, "resultPublished", "entries")
        for name in ("entry", "number"):
            need(len({e[name] for e in entries}) == len(entries), "Eine Bewerbung steht doppelt da.")
        need(len({(e["kind"], e["key"]) for e in entries}) == len(entries), "Eine Kommune steht doppelt da.")
        handed, decided = self.lasts("entrySubmitted", "entryRecorded"), self.lasts("entryAdmitted", "entryRejected")
        admitted = {i: e for i, e in decided.items() if e["action"] == "entryAdmitted"}
        need(set(admitted) == set(self.homes), "Es sind andere Bewerbungen, als im Protokoll zugelassen wurden.")
        for entry in entries:
            who = f"{entry['municipality']} (Nr. {entry['number']})"
            need(len(entry["key"]) == {"gemeinde": 8, "landkreis": 5}[entry["kind"]] and entry["number"] > 0 and entry.get("population", 1) > 0, f"{who}: Der Schlüssel oder eine Zahl ist nicht möglich.")
            need(entry["entry"] in handed, f"Die Einreichung von {who} fehlt in der Kette.")
            facts = handed[entry["entry"]]["facts"]
            need(facts.get("content") == salted(entry["contentSalt"], "content", entry["contentHash"]) and facts.get("number") == entry["number"],
                 f"Der Text der Bewerbung von {who} ist nicht der eingereichte.")
            entrant = salted(entry["contentSalt"], "entrant", canonical({
                "key": entry["key"], "kind": entry["kind"], "name": entry["municipality"], "population": entry.get("population"), "track": entry["track"]}))
            need(facts.get("entrant") == entrant, f"Eingereicht hat nicht {who}, oder nicht in dieser Größenklasse: Die Kommune wurde nach der Einreichung ausgetauscht.")
            need(admitted[entry["entry"]]["facts"].get("entrant") == entrant, f"Zugelassen wurde nicht {who}: Die Kommune wurde nach der Zulassung ausgetauscht.")
        return len(entries)

    def sheets(self):
        """Jeder Bogen ist so, wie ihn sein letzter Vorgang hinterlassen hat, und keiner fehlt."""
        acts = self.lasts("sheetSaved", "sheetFinalised", "sheetAbstained", "sheetReopened")
        standings = self.lasts("noConflictDeclared", "conflictDeclared", "suggestionDenied", "conflictRecorded", "biasDecided")
        barred = {i: e["facts"].get("biased") != 0 if e["action"] == "biasDecided" else e["action"] != "noConflictDeclared" for i, e in standings.items()}
        done = {i for i, e in acts.items() if e["action"] in ("sheetFinalised", "sheetAbstained")}
        said = set()
        for event, _ in self.events:
            first, about = event["action"] in ("noConflictDeclared", "suggestionDenied"), event["subject"]["id"]
            need(not first or not is_id(about) or about not in said, f"Vorgang {event['seq']} nimmt zurück, was zu einer Befangenheit angezeigt oder entschieden war: Das kann nur eine Entscheidung.")
            if first or event["action"] in ("conflictDeclared", "conflictRecorded", "biasDecided"):
                said.add(about)
        ranking = self.data["ranking"]
        if ranking is None:
            need(not any(acts[i]["action"] == "sheetFinalised" and barred.get(i) is False for i in done), "Es gibt abgeschlossene Bögen, aber keine Rangliste.")
            return 0
        jurors, listed = ranking["jurors"], []
        need(len(set(jurors)) == len(jurors), "Ein Jurymitglied steht doppelt da.")
        for track in ranking["tracks"]:
            need(len(track["openings"]) == len(track["input"]["sheets"]), "Zu einem Bogen fehlt, was zu seinem Vorgang führt.")
            listed += [(track["track"], sheet, opening) for sheet, opening in zip(track["input"]["sheets"], track["openings"])]
        ids = [opening["assignment"] for _, _, opening in listed]
        need(len(set(ids)) == len(ids), "Zwei Bögen gehören zum selben Vorgang.")
        need(done <= set(ids), "Ein abgeschlossener Bogen fehlt.")
        classwide = self.data["rules"]["rules"].get("jury", {}).get("exclusion") == "track"
        closed = {(sheet["juror"], track) for track, sheet, o in listed if classwide and barred.get(o["assignment"])}
        for track, sheet, opening in listed:
            act, state, bar = acts.get(opening["assignment"]), sheet["state"], barred.get(opening["assignment"])
            who = f"Der Bogen von {sheet['juror']} in der Größenklasse {track}"
            need((state == "final") == ("salt" in opening), f"{who} lässt sich nicht mit seinem Vorgang vergleichen.")
            number = int(sheet["juror"][6:])
            need(number <= len(jurors), f"{who} gehört zu keinem Jurymitglied.")
            if state == "recused":
                need(bar or (sheet["juror"], track) in closed, f"{who} ist ausgeschlossen, ohne dass eine Befangenheit im Protokoll steht.")
            elif state == "open":
                need(act is None or act["action"] in ("sheetSaved", "sheetReopened"), f"{who} wurde abgeschlossen und steht hier als offen.")
            else:
                action = {"final": "sheetFinalised", "abstained": "sheetAbstained"}[state]
                need(act is not None and act["action"] == action and bar is False, f"{who} wurde nicht so abgeschlossen.")
            if state == "final":
                content = canonical({"entry": sheet["entry"], "juror": jurors[number - 1], "points": sheet["points"], "state": "final"})
                need(act["facts"].get("sheet") == salted(opening["salt"], "sheet", content),
                     f"{who} hat nicht die Punkte, die das Jurymitglied abgegeben hat: Sie wurden danach verändert.")
        return len(listed)

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
        need([t["track"] for t in ranking["tracks"]] == [t["code"] for t in rules["tracks"]], "Die Größenklassen sind nicht die der Regeln.")
        skipped = False
        for track in ranking["tracks"]:
            name, given = track["track"], dict(track["input"])
            sheets = given.pop("sheets")
            need(canonical(given) == canonical(task), f"Die Größenklasse {name} wurde nicht nach den Regeln der Runde gerechnet.")
            need(all(self.homes.get(s["entry"]) == name for s in sheets), f"Größenklasse {name}: Ein Bogen gehört zu keiner Bewerbung der Klasse.")
            lines = rank(task | {"sheets": sheets})
            skipped |= lines is None
            need(lines is None or canonical(lines) == canonical(track["answer"]), f"Größenklasse {name}: Die Rangliste folgt nicht aus den Bögen.")
        return "Verfahren hier NICHT NACHGERECHNET; „lorbeer verify“ rechnet es nach" if skipped else "nachgerechnet"

    def decision(self):
        decision, event = self.data["decision"], self.last("decisionRecorded")
        self.held(decision, "decisionRecorded", "decision")
        self.held(decision, "resultPublished", "decision")
        need(event["subject"]["id"] == decision["id"], "Der Beschluss ist ein anderer als der des Vorgangs.")
        check_decision(decision, self.data["rules"]["rules"], self.homes)

    def allocation(self):
        allocation, rules = self.data["allocation"], self.data["rules"]["rules"]
        self.held(allocation, "prizesAllocated", "allocation")
        self.held(allocation, "resultPublished", "allocation")
        need(self.last("prizesAllocated")["subject"]["id"] == allocation["id"] and allocation["decision"] == self.data["decision"]["id"]
             and allocation["rulesVersion"] == self.data["rules"]["version"], "Die Preise gehören zu einem anderen Beschluss.")
        need(canonical(allocation_awards(self.data["decision"], rules)) == canonical(allocation["awards"]), "Die Preise folgen nicht aus Beschluss und Regeln.")
        total, budget = sum(a["cents"] for a in allocation["awards"]), rules["budgetCents"]
        need((allocation["totalCents"], allocation["budgetCents"], allocation["unallocatedCents"]) == (total, budget, budget - total) and total <= budget,
             "Summe, Rest oder Budget stimmen nicht.")
        return f"{total // 100:,}".replace(",", ".") + f",{total % 100:02d} €"

    def previous(self, path, key):
        text = text_of(content_of(path))
        note = strict(text)["checkpoint"] if text.startswith("{") else text
        size, root = read_checkpoint(note, key)
        need(size <= len(self.chain), f"Der frühere Stand hat {size} Vorgänge, dieser nur {len(self.chain)}: Das Protokoll wurde zurückgesetzt.")
        need(merkle_root(self.chain[:size]) == root, f"Die ersten {size} Vorgänge sind andere als im früheren Stand: Es gibt zwei Fassungen des Protokolls.")
        return f"{size} Vorgänge"


def check_key(data, expected):
    need(expected in (None, data["key"]), "Der Schlüssel ist nicht der erwartete.")
    return read_key(data["key"])[0]


def berlin(moment):
    """Die Ortszeit: Sommerzeit vom letzten Sonntag im März bis zum letzten im Oktober, jeweils 1 Uhr UTC."""
    utc = datetime.datetime.fromisoformat(moment[:19])

    def last_sunday(month):
        end = datetime.datetime(utc.year, month, 31, 1)
        return end - datetime.timedelta(days=(end.weekday() + 1) % 7)
    summer = last_sunday(3) <= utc < last_sunday(10)
    return (utc + datetime.timedelta(hours=2 if summer else 1)).strftime("%d.%m.%Y, %H:%M:%S Uhr")


class Receipt:
    def __init__(self, data):
        shaped(data, RECEIPT, "Nachweis")
        self.data, self.event = data, read_event(data["body"])

    def check(self):
        data, event = self.data, self.event
        need(event["seq"] == data["index"] + 1, "Der Vorgang hat eine andere Nummer.")
        need(sha(bytes.fromhex(data["before"]), data["body"].encode()).hex() == data["hash"], "Der Vorgang wurde verändert.")
        size, root = read_checkpoint(data["checkpoint"], read_key(data["key"]))
        path = [bytes.fromhex(h) for h in data["path"]]
        need(root_from_path(bytes.fromhex(data["hash"]), data["index"], size, path) == root, "Der Vorgang gehört nicht zum Prüfpunkt.")
        return f"Vorgang {event['seq']} von {size}"

    def check_contents(self):
        for item in self.data["disclosures"]:
            stated = self.event["detail"] if item["purpose"] == "detail" else self.event["facts"].get(item["purpose"])
            need(stated == salted(item["salt"], item["purpose"], item["content"]), "Der Inhalt ist nicht der festgehaltene.")
        return len(self.data["disclosures"])

    def told(self):
        """Was der Nachweis belegt, mit den Worten der Seite, auf der er steht."""
        event, open_ = self.event, {d["purpose"]: d["content"] for d in self.data["disclosures"]}
        yield "Vorgang", f"{ACTIONS.get(event['action'], event['action'])}, Nr. {event['seq']} im Protokoll"
        yield "Zeitpunkt", f"{berlin(event['at'])} (deutsche Zeit)"
        if "entrant" in open_:
            entrant = strict(open_["entrant"])
            yield "Kommune", f"{entrant['name']} (Schlüssel {entrant['key']}), Größenklasse {entrant['track']}"
        if "number" in event["facts"]:
            yield "Nummer der Bewerbung", event["facts"]["number"]
        if "content" in open_:
            yield "Prüfsumme des eingereichten Textes", open_["content"]
        if "sheet" in open_:
            points = strict(open_["sheet"])["points"]
            yield "Punkte", ", ".join(f"{name} {value.replace('.', ',')}" for name, value in sorted(points.items())) or "keine"
        yield "Prüfsumme des Vorgangs", self.data["hash"]


USAGE = """Aufruf: python3 verify.py DATEI [--key SCHLÜSSEL] [--previous FRÜHERE-DATEI]

  DATEI       das veröffentlichte Ergebnis (bundle.json) oder ein Nachweis (…-nachweis.json)
  --key       der veröffentlichte Schlüssel des Servers; er steht auf der Internetseite des Wettbewerbs unter /ergebnisse/schluessel.txt
  --previous  ein früheres bundle.json oder ein früherer Prüfpunkt: zeigt, ob das Protokoll zurückgesetzt oder umgeschrieben wurde"""


class GermanParser(argparse.ArgumentParser):
    def error(self, message):
        print(USAGE, file=sys.stderr)
        sys.exit(2)

    def print_help(self, file=None):
        print(USAGE)


def main():
    parser = GermanParser()
    parser.add_argument("file")
    parser.add_argument("--key")
    parser.add_argument("--previous")
    options, check, found = parser.parse_args(), Check(), {}
    check.step("Datei: vollständig und eindeutig lesbar", lambda: found.update(data=load(options.file)))
    data = found.get("data")
    if data:
        check.step("Schlüssel", lambda: check_key(data, options.key))
    if data and data["format"] == "lorbeer-receipt/1":
        check.step("Nachweis: alle Teile sind da", lambda: found.update(receipt=Receipt(data)))
    elif data:
        check.step("Ergebnis: alle Teile sind da, und nichts anderes", lambda: found.update(bundle=Bundle(data)))
    bundle, receipt = found.get("bundle"), found.get("receipt")
    if receipt:
        check.step("Nachweis: der Vorgang gehört zum unterschriebenen Prüfpunkt", receipt.check)
        check.step("Inhalt: gehört zum Vorgang", receipt.check_contents)
        if not check.wrong:
            for title, value in receipt.told():
                print(f"            {title}: {value}")
    if bundle:
        key = {}
        check.step("Prüfpunkt: Unterschrift und Wurzel über alle Vorgänge", lambda: (key.update(own=read_key(data["key"])), bundle.tree(key["own"]))[1])
        check.step("Kette: jeder Vorgang folgt aus dem vorigen", bundle.links)
        check.step("Vorgänge der Runde: Reihenfolge, Zeit, Zahl", bundle.order)
        check.step("Regeln: dieselben wie im Vorgang", bundle.rules)
        check.step("Bewerbungen: Kommunen und Texte wie eingereicht und zugelassen", bundle.entries)
        check.step("Bewertungsbögen: wie die Jurymitglieder sie abgeschlossen haben", bundle.sheets)
        check.step("Rangliste: folgt aus den Bewertungsbögen", bundle.ranking)
        check.step("Beschluss der Jury: derselbe wie im Vorgang", bundle.decision)
        check.step("Preisgeld: auf den Cent nachgerechnet", bundle.allocation)
        if options.previous:
            check.step("Früherer Stand: ist der Anfang dieses Stands", lambda: bundle.previous(options.previous, read_key(data["key"])))
    if check.wrong:
        print("Ergebnis: NICHT in Ordnung.")
    elif options.key:
        print("Ergebnis: in Ordnung.")
    else:
        print("In sich stimmig; die Herkunft ist nicht geprüft, denn der Schlüssel steht in der Datei selbst. Den veröffentlichten finden Sie auf der "
              "Internetseite des Wettbewerbs unter /ergebnisse/schluessel.txt; prüfen Sie damit noch einmal: --key SCHLÜSSEL")
    return 1 if check.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
