"""Kinds of tampering with a published round. Each changes a forgery at a place that a seeded generator chooses."""

import base64
import json
import random
from collections.abc import Callable

from forging import Forgery, Signer, verify

# Done to the data or the events; whoever did it may then make the rest fit.
CHANGES: dict[str, Callable[[Forgery, random.Random], None]] = {}
# Done to the file, its checkpoint or its key; nothing is made to fit afterwards.
FORGERIES: dict[str, Callable[[Forgery, random.Random], None]] = {}


def change(function):
    CHANGES[function.__name__] = function
    return function


def forgery(function):
    FORGERIES[function.__name__] = function
    return function


def some_sheet(f: Forgery, r: random.Random, state: str = "final") -> dict:
    return r.choice([s for t in f.data["ranking"]["tracks"] for s in t["input"]["sheets"] if s["state"] == state])


def ranked(f: Forgery, r: random.Random) -> list[dict]:
    return r.choice(f.data["ranking"]["tracks"])["answer"]


@change
def edit_a_score(f, r):
    points = some_sheet(f, r)["points"]
    code = r.choice([c for c in points if points[c] != "n/a"])
    points[code] = "0" if points[code] != "0" else "10"


@change
def mark_not_applicable(f, r):
    points = some_sheet(f, r)["points"]
    points[r.choice([c for c in sorted(points) if points[c] not in ("n/a", "5")] or sorted(points))] = "n/a"


@change
def swap_two_jurors_scores(f, r):
    sheets = r.choice(f.data["ranking"]["tracks"])["input"]["sheets"]
    criteria = f.data["ranking"]["tracks"][0]["input"]["rubric"]["criteria"]
    total = {id(s): verify.sheet_total(s["points"], criteria) for s in sheets if s["state"] == "final"}
    finals = [s for s in sheets if id(s) in total]
    a, b = r.choice([(a, b) for a in finals for b in finals if a["entry"] != b["entry"] and total[id(a)] != total[id(b)]])
    a["points"], b["points"] = b["points"], a["points"]


@change
def drop_a_sheet(f, r):
    track = r.choice(f.data["ranking"]["tracks"])["input"]
    track["sheets"].remove(r.choice([s for s in track["sheets"] if s["state"] == "final"]))


@change
def repeat_a_sheet(f, r):
    sheets = r.choice(f.data["ranking"]["tracks"])["input"]["sheets"]
    sheets.append(r.choice(sheets))


@change
def recused_becomes_final(f, r):
    sheet, other = some_sheet(f, r, "recused"), some_sheet(f, r)
    sheet["state"], sheet["points"] = "final", {c: "10" for c in other["points"]}


@change
def final_becomes_abstained(f, r):
    sheet = some_sheet(f, r)
    sheet["state"] = "abstained"
    del sheet["points"]


@change
def change_a_weight_of_the_ranking(f, r):
    r.choice(r.choice(f.data["ranking"]["tracks"])["input"]["rubric"]["criteria"])["weight"] = "9"


@change
def change_a_weight_of_the_rules(f, r):
    r.choice(f.data["rules"]["rules"]["rubric"]["criteria"])["weight"] = "9"


@change
def change_a_scale(f, r):
    r.choice(f.data["rules"]["rules"]["rubric"]["criteria"])["scale"]["max"] = "20"


@change
def change_the_tie_rule(f, r):
    f.data["rules"]["rules"]["ranking"]["ties"] = r.choice([["highest"], ["lowest", "median"], []])


@change
def change_the_method(f, r):
    f.data["rules"]["rules"]["rubric"]["aggregation"] = {"method": r.choice(["median", "interblock", "additive"])}


@change
def change_the_ranking_style(f, r):
    f.data["rules"]["rules"]["ranking"]["style"] = "dense"


@change
def change_what_a_shared_place_pays(f, r):
    f.data["rules"]["rules"]["prizes"]["ties"] = "fixedPerRank"


@change
def change_the_rules_for_not_applicable(f, r):
    f.data["rules"]["rules"]["rubric"]["notApplicable"] = "refuse"


@change
def change_an_amount_of_the_rules(f, r):
    r.choice(f.data["rules"]["rules"]["tracks"])["placesCents"][0] += 100 * r.randint(1, 9)


@change
def change_the_budget(f, r):
    f.data["rules"]["rules"]["budgetCents"] += r.randint(1, 10_000)


@change
def change_an_amount_of_a_special_prize(f, r):
    r.choice([p for p in f.data["rules"]["rules"]["prizes"]["special"] if any(s["prize"] == p["code"] for s in f.data["decision"]["special"])])["amountCents"] -= 100


@change
def change_an_award(f, r):
    r.choice(f.data["allocation"]["awards"])["cents"] += r.choice([-1, 1, 100_000])


@change
def move_a_cent_between_two_awards(f, r):
    a, b = r.sample(f.data["allocation"]["awards"], 2)
    a["cents"], b["cents"] = a["cents"] - 1, b["cents"] + 1


@change
def drop_an_award(f, r):
    f.data["allocation"]["awards"].pop(r.randrange(len(f.data["allocation"]["awards"])))


@change
def give_an_award_to_another(f, r):
    award = r.choice(f.data["allocation"]["awards"])
    award["entry"] = r.choice([e["entry"] for e in f.data["entries"] if e["entry"] != award["entry"]])


@change
def change_the_total(f, r):
    f.data["allocation"]["totalCents"] -= 1
    f.data["allocation"]["unallocatedCents"] += 1


@change
def change_a_place(f, r):
    line = r.choice([line for line in ranked(f, r) if "rank" in line])
    line["rank"] += r.choice([1, 2])


@change
def swap_two_places(f, r):
    lines = r.choice([t["answer"] for t in f.data["ranking"]["tracks"] if t["answer"][0]["exact"] != t["answer"][-1].get("exact")])
    lines[0]["entry"], lines[-1]["entry"] = lines[-1]["entry"], lines[0]["entry"]


@change
def change_a_published_score(f, r):
    line = r.choice([line for line in ranked(f, r) if "rank" in line])
    line["score"] = "99.9900"


@change
def change_what_decided_a_place(f, r):
    line = r.choice([line for line in ranked(f, r) if "decidedBy" in line])
    line["decidedBy"] = "lot"


@change
def swap_two_decided_groups(f, r):
    groups = r.choice([p["groups"] for p in f.data["decision"]["places"] if len(p["groups"]) > 1])
    groups[0], groups[1] = groups[1], groups[0]


@change
def change_a_special_prize_share(f, r):
    special = r.choice([s for s in f.data["decision"]["special"] if len(s["recipients"]) > 1])
    special["recipients"][0]["share"] += r.randint(1, 5)


@change
def change_who_gets_a_special_prize(f, r):
    recipient = r.choice(r.choice(f.data["decision"]["special"])["recipients"])
    recipient["entry"] = r.choice([e["entry"] for e in f.data["entries"] if e["entry"] != recipient["entry"]])


@change
def place_an_unknown_entry(f, r):
    groups = r.choice(f.data["decision"]["places"])["groups"]
    groups[0][0] = "00000000-0000-4000-8000-00000000000" + str(r.randrange(10))


@change
def change_a_content_hash(f, r):
    entry = r.choice(f.data["entries"])
    entry["contentHash"] = ("0" if entry["contentHash"][0] != "0" else "1") + entry["contentHash"][1:]


@change
def swap_two_entries_texts(f, r):
    a, b = r.sample(f.data["entries"], 2)
    for name in ("contentHash", "contentSalt"):
        a[name], b[name] = b[name], a[name]


@change
def change_an_entry_number(f, r):
    r.choice(f.data["entries"])["number"] += 50


@change
def move_an_entry_to_another_class(f, r):
    tracks = [t["code"] for t in f.data["rules"]["rules"]["tracks"]]
    entry = r.choice(f.data["entries"])
    entry["track"] = r.choice([t for t in tracks if t != entry["track"]])


@change
def drop_an_entry(f, r):
    f.data["entries"].pop(r.randrange(len(f.data["entries"])))


@change
def claim_another_rules_version(f, r):
    f.data["rules"]["version"] += 1


@change
def claim_another_rules_version_of_the_ranking(f, r):
    f.data["ranking"]["rulesVersion"] += 1


@change
def change_a_municipality(f, r):
    entry = r.choice(f.data["entries"])
    entry["municipality"], entry["key"] = "Neustadt am Rand", "99099099"


@change
def swap_two_municipalities(f, r):
    a, b = r.sample(f.data["entries"], 2)
    for name in ("municipality", "key"):
        a[name], b[name] = b[name], a[name]


@change
def change_a_population(f, r):
    r.choice(f.data["entries"])["population"] += r.choice([-1, 1, 1000])


@change
def drop_a_content_salt(f, r):
    del r.choice(f.data["entries"])["contentSalt"]


@change
def drop_a_submission(f, r):
    f.remove(r.choice([i for i, e in enumerate(f.events) if e["action"] == "entrySubmitted"]))


@change
def drop_an_admission(f, r):
    f.remove(r.choice([i for i, e in enumerate(f.events) if e["action"] == "entryAdmitted"]))


@change
def one_entry_under_two_names(f, r):
    entry = r.choice(f.data["entries"])
    f.data["entries"].append(entry | {"number": 99, "municipality": "Neustadt am Rand", "key": "99099099"})


@change
def name_no_municipality(f, r):
    r.choice(f.data["entries"])["municipality"] = r.choice(["", " "])


@change
def leave_a_track_out_of_the_ranking(f, r):
    f.data["ranking"]["tracks"].pop(r.randrange(len(f.data["ranking"]["tracks"])))


@change
def rank_a_track_twice(f, r):
    f.data["ranking"]["tracks"].append(r.choice(f.data["ranking"]["tracks"]))


@change
def decide_a_track_twice(f, r):
    places = r.choice([p for p in f.data["decision"]["places"] if len(p["groups"]) > 1])
    f.data["decision"]["places"].append({"track": places["track"], "groups": [places["groups"].pop()]})


@change
def leave_out_all_finished_sheets_acts(f, r):
    for i in reversed([i for i, e in enumerate(f.events) if e["action"] == "sheetFinalised"]):
        f.remove(i)


@change
def leave_out_the_ranking_with_its_act(f, r):
    f.data["ranking"] = None
    f.remove(f.events.index(f.last("rankingFrozen")))


@change
def raise_a_share_beyond_its_limit(f, r):
    r.choice(r.choice(f.data["decision"]["special"])["recipients"])["share"] = r.choice([1_000_001, 10**9, 0, -1])


@change
def place_an_entry_twice(f, r):
    groups = r.choice([p["groups"] for p in f.data["decision"]["places"] if len(p["groups"]) > 1])
    groups[-1].append(groups[0][0])


@change
def share_a_prize_for_one(f, r):
    (special,) = [s for s in f.data["decision"]["special"] if s["prize"] == "publikumspreis"]
    special["recipients"].append({"entry": r.choice([e["entry"] for e in f.data["entries"] if e["entry"] != special["recipients"][0]["entry"]]), "share": 1})


@change
def decide_on_a_day_that_is_none(f, r):
    f.data["decision"]["decidedOn"] = r.choice(["2025-02-30", "2025-13-01", "2025-9-10", "10.09.2025", "2025-09-1٠", ""])


@change
def write_points_in_another_way(f, r):
    points = some_sheet(f, r)["points"]
    code = r.choice([c for c in points if points[c] != "n/a"])
    points[code] = r.choice([f"+{points[code]}", f" {points[code]}", f"{points[code]} ", f"0{points[code]}", f"0_{points[code]}", "8e0", "٨", points[code] + (".0" if "." not in points[code] else "0"), "-0"])


@change
def write_the_kind_of_a_municipality_in_another_way(f, r):
    r.choice(f.data["entries"])["kind"] = r.choice(["stadt", "Gemeinde", ""])


@change
def write_a_key_in_another_way(f, r):
    entry = r.choice(f.data["entries"])
    entry["key"] = r.choice([entry["key"] + "0", "٩" + entry["key"][1:], entry["key"][:5]])


@change
def write_an_id_in_capitals(f, r):
    entry = r.choice([e for e in f.data["entries"] if e["entry"] != e["entry"].upper()])
    old, new = entry["entry"], entry["entry"].upper()
    f.data = json.loads(json.dumps(f.data).replace(old, new))


@change
def name_jurors_in_another_way(f, r):
    sheet = some_sheet(f, r)
    sheet["juror"] = r.choice([f"juror-0{sheet['juror'][6:]}", f"Juror-{sheet['juror'][6:]}", "Ju\u0308ror", "J\u00fcror", "juror-99", "juror-0"])


@change
def jurors_equal_only_when_normalised(f, r):
    first, second = "J\u00fcror", "Ju\u0308ror"
    for track in f.data["ranking"]["tracks"]:
        for sheet in track["input"]["sheets"]:
            sheet["juror"] = {"juror-1": first, "juror-2": second}.get(sheet["juror"], sheet["juror"])


@change
def exchange_two_jurors(f, r):
    a, b = r.sample(f.data["ranking"]["jurors"], 2)
    f.data["ranking"]["jurors"] = [{a: b, b: a}.get(j, j) for j in f.data["ranking"]["jurors"]]


@change
def points_with_a_salt_of_ones_own(f, r):
    track = r.choice(f.data["ranking"]["tracks"])
    k = r.choice([k for k, s in enumerate(track["input"]["sheets"]) if s["state"] == "final"])
    points = track["input"]["sheets"][k]["points"]
    points[sorted(points)[0]] = "3" if points[sorted(points)[0]] != "3" else "4"
    track["openings"][k]["salt"] = r.randbytes(32).hex()


@change
def finished_becomes_open(f, r):
    track = r.choice(f.data["ranking"]["tracks"])
    k = r.choice([k for k, s in enumerate(track["input"]["sheets"]) if s["state"] == "final"])
    track["input"]["sheets"][k] = {k: v for k, v in track["input"]["sheets"][k].items() if k != "points"} | {"state": "open"}
    del track["openings"][k]["salt"]


@change
def finished_becomes_recused(f, r):
    track = r.choice(f.data["ranking"]["tracks"])
    k = r.choice([k for k, s in enumerate(track["input"]["sheets"]) if s["state"] == "final"])
    track["input"]["sheets"][k] = {k: v for k, v in track["input"]["sheets"][k].items() if k != "points"} | {"state": "recused"}
    del track["openings"][k]["salt"]


def places_of_a_key(f: Forgery) -> dict[str, Callable[[random.Random], dict]]:
    """Where something may be smuggled in, part by part."""
    rules, ranking = f.data["rules"]["rules"], f.data["ranking"]
    return {
        "entries": lambda r: r.choice(f.data["entries"]),
        "decision": lambda r: r.choice([f.data["decision"], *f.data["decision"]["places"], *f.data["decision"]["special"], f.data["decision"]["special"][0]["recipients"][0]]),
        "allocation": lambda r: r.choice([f.data["allocation"], *f.data["allocation"]["awards"]]),
        "ranking": lambda r: r.choice([ranking, *ranking["tracks"], ranking["tracks"][0]["input"], ranking["tracks"][0]["input"]["rubric"]]),
        "answer": lambda r: r.choice(r.choice(ranking["tracks"])["answer"]),
        "openings": lambda r: r.choice(r.choice(ranking["tracks"])["openings"]),
        "rules": lambda r: r.choice([rules, rules["round"], rules["dates"], rules["form"], rules["form"]["measures"], rules["rubric"], rules["prizes"], rules["ranking"],
                                     *rules["tracks"], *rules["rubric"]["criteria"], *rules["prizes"]["special"]]),
        "sheets": lambda r: some_sheet(f, r),
        "points": lambda r: some_sheet(f, r)["points"],
    }


def smuggler(part: str) -> Callable[[Forgery, random.Random], None]:
    def smuggle(f, r):
        places_of_a_key(f)[part](r)[r.choice(["note", "Ä", "x"])] = r.choice(["ungeprüft", 1, None])
    return smuggle


for part in ("entries", "decision", "allocation", "ranking", "answer", "openings", "rules", "sheets", "points"):
    CHANGES[f"smuggle_a_key_into_{part}"] = smuggler(part)


# These an insider with the key can do without any trace in the data itself; only what was published before tells.

@change
def change_a_time(f, r):
    event = r.choice(f.events)
    event["at"] = event["at"][:-2] + ("1Z" if event["at"][-2] != "1" else "2Z")


@change
def change_an_actor(f, r):
    event = r.choice([e for e in f.events if e["actor"]])
    event["actor"] = r.randbytes(32).hex()


@change
def change_an_action(f, r):
    r.choice([e for e in f.events if e["action"] == "sheetFinalised"])["action"] = "sheetSaved"


@change
def change_a_subject(f, r):
    a, b = r.sample([e for e in f.events if e["action"] == "sheetFinalised"], 2)
    a["subject"], b["subject"] = b["subject"], a["subject"]


@change
def change_a_detail(f, r):
    r.choice(f.events)["detail"] = r.randbytes(32).hex()


@change
def delete_an_event(f, r):
    f.remove(r.choice([i for i, e in enumerate(f.events) if e["action"] in ("sheetFinalised", "conflictDeclared", "noConflictDeclared")]))


@change
def insert_an_event(f, r):
    place = r.randrange(5, len(f.events) - 6)
    model = f.events[place]
    f.insert(place, model | {"action": "sheetReopened", "detail": r.randbytes(32).hex()})


@change
def unsay_a_conflict(f, r):
    closed = r.choice([e for e in f.events if e["action"] in ("conflictDeclared", "conflictRecorded", "biasDecided")])
    place = next(i for i, e in enumerate(f.events) if e["action"] == "scoringClosed")
    f.insert(place, f.events[place] | {"action": "noConflictDeclared", "subject": closed["subject"], "facts": {}})


@change
def duplicate_an_event(f, r):
    place = r.randrange(5, len(f.events) - 6)
    f.insert(place, dict(f.events[place]))


@change
def reorder_two_events(f, r):
    i = r.choice([i for i in range(5, len(f.events) - 7) if f.events[i]["action"] != f.events[i + 1]["action"]])
    a, b = f.events[i], f.events[i + 1]
    a["seq"], b["seq"] = b["seq"], a["seq"]
    f.events[i], f.events[i + 1] = b, a


@change
def delete_the_closing(f, r):
    f.remove(next(i for i, e in enumerate(f.events) if e["action"] == "scoringClosed"))


@change
def freeze_before_closing(f, r):
    closing, freezing = f.last("scoringClosed"), f.last("rankingFrozen")
    i, k = f.events.index(closing), f.events.index(freezing)
    closing["seq"], freezing["seq"] = freezing["seq"], closing["seq"]
    closing["at"], freezing["at"] = freezing["at"], closing["at"]
    f.events[i], f.events[k] = freezing, closing


@forgery
def hide_an_events_body(f, r):
    f.events.pop(r.randrange(len(f.events)))
    f.write_events()


@forgery
def change_a_hash_of_the_chain(f, r):
    i = r.randrange(len(f.chain))
    f.data["chain"][i] = r.randbytes(32).hex()


@forgery
def truncate_the_tail(f, r):
    f.data["chain"] = f.chain[:-r.randint(1, 5)]


@forgery
def truncate_the_tail_with_its_events(f, r):
    count = r.randint(1, 3)
    f.data["chain"] = f.chain[:-count]
    f.data["events"] = [b for b, e in zip(f.data["events"], f.events, strict=True) if e["seq"] <= len(f.chain) - count]


@forgery
def append_to_the_chain(f, r):
    f.data["chain"].append(r.randbytes(32).hex())


@forgery
def checkpoint_of_another_root(f, r):
    lines = f.data["checkpoint"].split("\n")
    lines[2] = base64.b64encode(r.randbytes(32)).decode()
    f.data["checkpoint"] = "\n".join(lines)


@forgery
def checkpoint_of_another_size(f, r):
    lines = f.data["checkpoint"].split("\n")
    lines[1] = str(int(lines[1]) + r.choice([-1, 1, 100]))
    f.data["checkpoint"] = "\n".join(lines)


@forgery
def checkpoint_of_another_origin(f, r):
    lines = f.data["checkpoint"].split("\n")
    lines[0] += "x"
    f.data["checkpoint"] = "\n".join(lines)


@forgery
def checkpoint_with_a_bad_signature(f, r):
    head, _, signature = f.data["checkpoint"].rpartition(" ")
    raw = bytearray(base64.b64decode(signature))
    raw[r.randrange(4, len(raw))] ^= 1 << r.randrange(8)
    f.data["checkpoint"] = f"{head} {base64.b64encode(raw).decode()}\n"


@forgery
def checkpoint_without_signature(f, r):
    f.data["checkpoint"] = f.data["checkpoint"].partition("\n\n")[0] + "\n\n"


@forgery
def checkpoint_of_another_key(f, r):
    f.sign(Signer(r.randbytes(32)))


@forgery
def checkpoint_of_another_key_under_the_same_name(f, r):
    f.sign(Signer(r.randbytes(32), name=f.data["checkpoint"].split("\n")[0]))


@forgery
def key_of_somebody_else(f, r):
    f.data["key"] = Signer(r.randbytes(32)).key


@forgery
def another_round(f, r):
    f.data["round"] = "00000000-0000-4000-8000-00000000000" + str(r.randrange(10))


@forgery
def smuggle_something_in(f, r):
    f.data["note"] = "ungeprüft"


@forgery
def smuggle_something_into_a_part(f, r):
    f.data[r.choice(["decision", "allocation"])]["note"] = "ungeprüft"


@forgery
def leave_the_ranking_out(f, r):
    f.data["ranking"] = None
