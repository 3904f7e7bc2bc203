"""Random published rounds: rules, sheets, decision and prizes, put into a chain and signed."""

import json
import random
import subprocess
import uuid

from forging import Forgery, Signer, verify

METHODS = [
    {"method": "mean"}, {"method": "median"}, {"method": "trimmedMean", "trim": 1}, {"method": "zScore", "minimumSheets": 3},
    {"method": "interblock"}, {"method": "additive"},
]
TIES = [[], ["median"], ["median", "criterion:a", "lot"], ["countback", "highest"], ["lowest", "criterion:b"], ["lot"]]


def engine(binary: str, operation: str, task: dict) -> dict:
    outcome = subprocess.run([binary, "engine", operation], input=json.dumps(task), capture_output=True, text=True, timeout=60, check=False)
    assert outcome.returncode == 0, (outcome.stderr, task)
    return json.loads(outcome.stdout)


class RandomRound:
    """Ranked and allocated by the engine's public door, and everything else written down here."""

    def __init__(self, binary: str, template: dict, seed: int):
        self.binary = binary
        self.random = random.Random(seed)
        self.method = METHODS[seed % len(METHODS)]
        self.rules = json.loads(json.dumps(template["rules"]["rules"]))
        self.signer = Signer(self.random.randbytes(32))
        self.round = self.identifier()
        self._write_rules()
        self._enter()
        self._judge()
        self._decide()

    def identifier(self) -> str:
        return str(uuid.UUID(bytes=self.random.randbytes(16), version=4))

    def _write_rules(self) -> None:
        r = self.random
        criteria = []
        for code in "abc"[: r.randint(2, 3)]:
            low, step = r.choice([("0", "0.5"), ("1", "1"), ("-2.5", "0.5")])
            criteria.append(self.rules["rubric"]["criteria"][0] | {
                "code": code, "weight": r.choice(["1", "2", "0.5", "3.25"]), "scale": {"min": low, "max": r.choice(["5", "10"]), "step": step}, "levels": []})
        self.rules["rubric"] |= {"criteria": criteria, "aggregation": self.method, "notApplicable": r.choice(["renormalise", "refuse"])}
        self.rules["ranking"] = {"style": r.choice(["standard", "dense"]), "ties": r.choice(TIES), "lotSeed": "Sitzung vom 14.08.2025 – „Los“"}
        self.rules["prizes"]["ties"] = r.choice(["pooledSplit", "fixedPerRank", "lot"])
        self.rules["budgetCents"] = 10**9
        for track in self.rules["tracks"]:
            track["placesCents"] = sorted((r.randrange(1, 10**7) for _ in range(r.randint(1, 4))), reverse=True)

    def _enter(self) -> None:
        r = self.random
        self.entries, self.commitments = [], {}
        for number in range(1, r.randint(4, 14)):
            salt, content, entry = r.randbytes(32).hex(), r.randbytes(32).hex(), self.identifier()
            self.entries.append({"entry": entry, "number": number, "track": r.choice(self.rules["tracks"])["code"], "kind": "gemeinde",
                                 "key": f"99{number:06}", "municipality": r.choice(["Überlingen", "Łódź", "Ort 😀", "Neuß"]), "contentHash": content, "contentSalt": salt})
            if r.random() < 0.8:
                self.entries[-1]["population"] = r.randint(1, 10**6)
            own = self.entries[-1]
            self.commitments[entry] = {
                "content": verify.salted(salt, "content", content), "number": number,
                "entrant": verify.salted(salt, "entrant", verify.canonical({
                    "key": own["key"], "kind": "gemeinde", "name": own["municipality"], "population": own.get("population"), "track": own["track"]}))}

    def _points(self) -> dict:
        r, points = self.random, {}
        for c in self.rules["rubric"]["criteria"]:
            low, high, step = (verify.Fraction(c["scale"][k]) for k in ("min", "max", "step"))
            value = low + r.randint(0, int((high - low) / step)) * step
            text = f"{float(value):g}"
            points[c["code"]] = "n/a" if r.random() < 0.1 and self.rules["rubric"]["notApplicable"] == "renormalise" else text
        return points

    def _judge(self) -> None:
        r = self.random
        rubric = self.rules["rubric"]
        criteria = [{"id": c["code"], "weight": c["weight"], "scale": c["scale"]} for c in rubric["criteria"]]
        tracks, self.acts = [], []
        jurors = [r.randbytes(32).hex() for _ in range(7)]
        for code in [t["code"] for t in self.rules["tracks"]]:
            own = [e["entry"] for e in self.entries if e["track"] == code]
            # One juror reads everything, so that the jury hangs together; three final sheets leave something after trimming.
            sheets = []
            for entry in own:
                for number in {1, *r.sample(range(2, 8), r.randint(2, 4))}:
                    state = "final" if number < 2 or r.random() < 0.9 or self.method["method"] == "trimmedMean" else r.choice(["recused", "abstained", "open"])
                    sheet = {"juror": f"juror-{number}", "entry": entry, "state": state}
                    sheets.append(sheet | {"points": self._points()} if state == "final" else sheet)
            for sheet in sheets:
                if sheet["state"] == "final" and r.random() < 0.3:
                    sheet["points"] = dict(r.choice([s for s in sheets if s["state"] == "final"])["points"])
            sheets.sort(key=lambda s: (s["entry"], s["juror"]))
            if self.method["method"] == "trimmedMean" and any(set(s["points"].values()) == {"n/a"} for s in sheets):
                sheets = [s | {"points": {c["code"]: c["scale"]["min"] for c in rubric["criteria"]}} for s in sheets]
            task = {"rubric": {"criteria": criteria, "notApplicable": rubric["notApplicable"]}, "aggregation": rubric["aggregation"],
                    "ties": self.rules["ranking"]["ties"], "lotSeed": self.rules["ranking"]["lotSeed"], "ranking": self.rules["ranking"]["style"], "sheets": sheets}
            tracks.append({"track": code, "input": task, "openings": [self._opening(s, jurors) for s in sheets], "answer": self._answer(task) if sheets else []})
        self.ranking = {"rulesVersion": 1, "jurors": jurors, "tracks": tracks}

    def _opening(self, sheet: dict, jurors: list[str]) -> dict:
        """What leads to the sheet's acts, which are made here."""
        assignment, salt = self.identifier(), self.random.randbytes(32).hex()
        content = {"entry": sheet["entry"], "juror": jurors[int(sheet["juror"][6:]) - 1], "points": sheet.get("points", {}), "state": sheet["state"]}
        fact = {"sheet": verify.salted(salt, "sheet", verify.canonical(content))}
        if sheet["state"] == "recused":
            self.acts.append((assignment, [("conflictDeclared", {})]))
        else:
            last = {"final": ["sheetFinalised"], "abstained": ["sheetAbstained"], "open": self.random.choice([[], ["sheetSaved"], ["sheetReopened"]])}[sheet["state"]]
            before = self.random.choice([[], [("sheetSaved", {"sheet": self.random.randbytes(32).hex()})]])
            decided = self.random.choice([[], [("conflictRecorded", {}), ("biasDecided", {"biased": 0})]])
            self.acts.append((assignment, [("noConflictDeclared", {}), *before, *[(a, fact) for a in last], *decided]))
        return {"assignment": assignment, "salt": salt} if sheet["state"] == "final" else {"assignment": assignment}

    def _answer(self, task: dict) -> list[dict]:
        """The engine's lines. Corrected scores stand there with four decimals only; their six are held against Lorbeer's verifier."""
        lines = engine(self.binary, "rank", task)["entries"]
        six = {line["entry"]: line.get("exact") for line in verify.rank(task)}
        return [
            {k: v for k, v in line.items() if k != "flags" and v is not None} | ({"exact": six[line["entry"]]} if line["rank"] and not line["exact"] else {})
            for line in lines
        ]

    def _decide(self) -> None:
        r, places, awards = self.random, [], []
        for track in self.ranking["tracks"]:
            rules = next(t for t in self.rules["tracks"] if t["code"] == track["track"])
            groups, above = [], 0
            for line in track["answer"]:
                if "rank" in line and line["rank"] == (groups[-1][0] if groups else None):
                    groups[-1][1].append(line["entry"])
                elif "rank" in line and above < len(rules["placesCents"]):
                    groups.append((line["rank"], [line["entry"]]))
                else:
                    break
                above += 1
            groups = [members for _, members in groups]
            if groups:
                places.append({"track": track["track"], "groups": groups})
                answer = engine(self.binary, "allocate", {
                    "budgetCents": 10**12, "ladderCents": rules["placesCents"], "ties": self.rules["prizes"]["ties"], "ranking": self.rules["ranking"]["style"],
                    "places": groups, "lotSeed": self.rules["ranking"]["lotSeed"]})
                awards += [{"entry": a["entry"], "track": track["track"], "rank": a["rank"], "cents": a["cents"]}
                           for a in answer["awards"] if a["cents"] or a["rank"] <= len(rules["placesCents"])]
        special = []
        for prize in self.rules["prizes"]["special"]:
            to = [{"entry": e["entry"], "share": r.randint(1, 7)} for e in r.sample(self.entries, r.randint(0, 3 if prize["joint"] else 1))]
            if to:
                special.append({"prize": prize["code"], "recipients": to})
                answer = engine(self.binary, "allocate", {
                    "budgetCents": 10**9, "ladderCents": [], "ties": "pooledSplit", "places": [],
                    "special": [{"prize": prize["code"], "cents": prize["amountCents"], "to": [[t["entry"], t["share"]] for t in to]}]})
                awards += [{"entry": p["entry"], "prize": prize["code"], "cents": p["cents"]} for p in answer["special"][0]["to"]]
        self.decision = {"id": self.identifier(), "decidedOn": "2025-08-14", "places": places, "amounts": [], "special": special}
        total = sum(a["cents"] for a in awards)
        self.allocation = {"id": self.identifier(), "decision": self.decision["id"], "rulesVersion": 1, "budgetCents": 10**9, "totalCents": total,
                           "unallocatedCents": 10**9 - total, "awards": awards}

    def _event(self, action: str, subject: str | None, facts: dict) -> dict:
        return {"action": action, "actor": self.random.choice([None, self.random.randbytes(32).hex()]), "at": "", "detail": self.random.randbytes(32).hex(),
                "facts": facts, "round": self.round, "seq": 0, "subject": {"id": subject, "kind": "round"}}

    def bundle(self, before: int = 0) -> bytes:
        """- before: events of other rounds that come first."""
        r = self.random
        events = [self._event("roundImported", self.round, {"rules": "", "version": 1})]
        for entry in self.entries:
            events.append(self._event("entrySubmitted", entry["entry"], self.commitments[entry["entry"]]))
            events.append(self._event("entryAdmitted", entry["entry"], {"entrant": self.commitments[entry["entry"]]["entrant"]}))
        for assignment, acts in self.acts:
            events += [self._event(action, assignment, facts) for action, facts in acts]
        events += [self._event("sectionSaved", self.identifier(), {}) for _ in range(r.randint(0, 30))]
        events += [
            self._event("scoringClosed", self.round, {"finalSheets": 1}), self._event("rankingFrozen", self.identifier(), {"ranking": ""}),
            self._event("decisionRecorded", self.decision["id"], {"decision": ""}), self._event("prizesAllocated", self.allocation["id"], {"allocation": ""}),
            self._event("resultPublished", self.round, {"allocation": "", "decision": "", "entries": "", "events": 0, "ranking": "", "rules": "", "version": 1}),
        ]
        seq = before
        for number, event in enumerate(events):
            seq += r.choice([1, 1, 1, 2, 5])
            event["seq"] = seq
            event["at"] = f"2025-08-{1 + number // 60:02}T12:{number % 60:02}:00.{r.randrange(10**6):06}Z"
        forged = Forgery({
            "format": "lorbeer-bundle/1", "round": self.round, "key": "", "checkpoint": "", "chain": [r.randbytes(32).hex() for _ in range(seq)],
            "events": [json.dumps(e) for e in events], "rules": {"version": 1, "rules": self.rules}, "entries": self.entries, "ranking": self.ranking,
            "decision": self.decision, "allocation": self.allocation})
        forged.relink()
        forged.rechain()
        forged.sign(self.signer)
        return forged.bytes()
