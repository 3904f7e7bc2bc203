"""Who meant to save what, what answer came, and whether the database agrees afterwards.

Each client writes its intent down before it sends, and the outcome when it knows it. The judgement compares the
history with the append-only record: every acknowledged save is there with its revision, every refused one is not,
every unknown one is there once or not at all, and nothing is there that nobody meant.
"""

import json
import threading
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction


class Outcome(Enum):
    UNKNOWN = "unknown"
    ACKNOWLEDGED = "acknowledged"
    REFUSED = "refused"


@dataclass
class Intent:
    operation: str
    sheet: str
    base: int
    comment: str
    marks: dict[str, str]
    outcome: Outcome = Outcome.UNKNOWN


class History:
    def __init__(self):
        self._lock = threading.Lock()
        self._intents: list[Intent] = []

    def intend(self, intent: Intent) -> Intent:
        with self._lock:
            self._intents.append(intent)
        return intent

    @property
    def intents(self) -> list[Intent]:
        with self._lock:
            return list(self._intents)

    def count(self, outcome: Outcome) -> int:
        return sum(intent.outcome is outcome for intent in self.intents)

    def contradictions(self, record: "Record") -> list[str]:
        """Everything in which the record differs from what the clients know; no client may be sending meanwhile."""
        found = []
        by_comment = {intent.comment: intent for intent in self.intents}
        saved: dict[str, list[Save]] = defaultdict(list)
        times = Counter(save.comment for save in record.saves)
        for save in record.saves:
            saved[save.sheet].append(save)
            intent = by_comment.get(save.comment)
            if intent is None:
                found.append(f"nobody meant {save}")
            elif intent.outcome is Outcome.REFUSED:
                found.append(f"refused and yet recorded: {save}")
            elif (save.sheet, save.revision) != (intent.sheet, intent.base + 1):
                found.append(f"meant for revision {intent.base + 1} of {intent.sheet}: {save}")
        for intent in self.intents:
            if intent.outcome is Outcome.ACKNOWLEDGED and times[intent.comment] != 1:
                found.append(f"acknowledged but recorded {times[intent.comment]} times: {intent}")
            if times[intent.comment] > 1:
                found.append(f"recorded {times[intent.comment]} times: {intent}")
            if (intent.operation in record.operations) != (times[intent.comment] == 1):
                found.append(f"operation and event disagree about {intent}")
        for sheet, saves in saved.items():
            revisions = [save.revision for save in saves]
            if revisions != list(range(1, len(revisions) + 1)):
                found.append(f"revisions of {sheet} have gaps or repeat: {revisions}")
            last = by_comment.get(saves[-1].comment)
            if last is not None and record.sheets.get(sheet) != Sheet(saves[-1].revision, last.comment, exact(last.marks)):
                found.append(f"{sheet} holds {record.sheets.get(sheet)} and not all of {last}")
        return found


@dataclass
class Save:
    sheet: str
    revision: int
    comment: str


@dataclass
class Sheet:
    revision: int
    comment: str
    marks: dict[str, Fraction | None]


def exact(marks: dict[str, str]) -> dict[str, Fraction | None]:
    """Points as fractions, n/a as None."""
    return {code: None if points == "n/a" else Fraction(points.replace(",", ".")) for code, points in marks.items()}


@dataclass
class Record:
    """What the database holds about the sheets: the events in their order, the operations, the sheets as they stand."""

    saves: list[Save]
    operations: set[str]
    sheets: dict[str, Sheet]

    # One line a row, each a JSON array beginning with its kind.
    QUERY = """
        SELECT json_build_array('event', e.subject_id, (d.content::json #>> '{after,revision}')::int, d.content::json #>> '{after,comment}')
        FROM event e JOIN event_detail d ON d.seq = e.seq WHERE e.action = 'sheetSaved' ORDER BY e.seq;
        SELECT json_build_array('operation', id) FROM operation;
        SELECT json_build_array('sheet', s.assignment_id, s.revision, s.comment,
            (SELECT json_object_agg(m.criterion, coalesce(m.points::text, 'n/a'))
             FROM score_mark m WHERE m.assignment_id = s.assignment_id))
        FROM score_sheet s WHERE s.revision > 0;
    """

    @classmethod
    def read(cls, lines: str, only: set[str]) -> "Record":
        """- only: the sheets the test writes to."""
        record = cls([], set(), {})
        for line in filter(None, lines.splitlines()):
            match json.loads(line):
                case ["event", sheet, revision, comment] if sheet in only:
                    record.saves.append(Save(sheet, revision, comment))
                case ["operation", identifier]:
                    record.operations.add(identifier)
                case ["sheet", sheet, revision, comment, marks] if sheet in only:
                    record.sheets[sheet] = Sheet(revision, comment, exact(marks or {}))
        return record
