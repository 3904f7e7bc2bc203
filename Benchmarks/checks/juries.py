"""Random sparse juries for the checks, the same for the same seed on every machine."""

import json
import os
import random
import shlex
import subprocess


def jury(seed):
    """Scores of a random jury: sparse or full, balanced or not, sometimes in several parts; as a list of (entry, juror, score)."""
    chance = random.Random(seed)
    entries = chance.choice([3, 5, 12, 40, 150, 400])
    jurors = chance.choice([2, 3, 6, 15, 60, 120])
    reviews = chance.choice([1, 2, 2, 3, 3, 5])
    parts = chance.choice([1, 1, 1, 1, 2])
    spread = (chance.choice([0.0, 0.5, 1.0, 3.0]), chance.choice([0.0, 0.3, 1.0, 3.0]), chance.choice([0.2, 1.0]))
    quality = [chance.gauss(0, spread[0]) for _ in range(entries)]
    severity = [chance.gauss(0, spread[1]) for _ in range(jurors)]
    level = chance.choice([0, 7, 70, 1000])
    scores = []
    for entry in range(entries):
        own = [juror for juror in range(jurors) if juror % parts == entry % parts]
        wanted = max(1, reviews + chance.choice([-1, 0, 0, 1]))
        for juror in chance.sample(own, min(len(own), wanted)):
            score = level + quality[entry] + severity[juror] + chance.gauss(0, spread[2])
            scores.append((f"e{entry}", f"j{juror}", round(score, 3)))
    chance.shuffle(scores)
    return scores


def engine(model, scores):
    """The engine's answer. LORBEER_BINARY is the lorbeer executable."""
    document = {
        "model": model,
        "scores": [{"entry": entry, "juror": juror, "score": score} for entry, juror, score in scores],
    }
    command = shlex.split(os.environ["LORBEER_BINARY"]) + ["engine", "severity"]
    done = subprocess.run(command, input=json.dumps(document).encode(), capture_output=True, check=True)
    return json.loads(done.stdout)
