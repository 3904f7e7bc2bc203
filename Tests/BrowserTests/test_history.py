"""The judge of the durability test is itself held to account: each kind of broken promise is found."""

import pytest

from history import History, Intent, Outcome, Record, Save, Sheet, exact

FIRST = {"verankerung": "7,5", "wirkung": "n/a"}
SECOND = {"verankerung": "3", "wirkung": "0,5"}


def history(second: Outcome) -> History:
    """One save that was acknowledged and one with this outcome, on the same sheet."""
    history = History()
    history.intend(Intent("op-1", "sheet", 0, "first", FIRST, Outcome.ACKNOWLEDGED))
    history.intend(Intent("op-2", "sheet", 1, "second", SECOND, second))
    return history


def both() -> Record:
    return Record([Save("sheet", 1, "first"), Save("sheet", 2, "second")], {"op-1", "op-2"}, {"sheet": Sheet(2, "second", exact(SECOND))})


def first_only() -> Record:
    return Record([Save("sheet", 1, "first")], {"op-1"}, {"sheet": Sheet(1, "first", exact(FIRST))})


@pytest.mark.parametrize(("outcome", "record"), [
    (Outcome.ACKNOWLEDGED, both()), (Outcome.REFUSED, first_only()), (Outcome.UNKNOWN, both()), (Outcome.UNKNOWN, first_only()),
])
def test_a_record_that_keeps_every_promise_has_no_contradiction(outcome: Outcome, record: Record):
    assert history(outcome).contradictions(record) == []


def broken(change) -> Record:
    record = both()
    change(record)
    return record


@pytest.mark.parametrize(("outcome", "record", "complaint"), [
    (Outcome.ACKNOWLEDGED, first_only(), "acknowledged but recorded 0 times"),
    (Outcome.REFUSED, both(), "refused and yet recorded"),
    (Outcome.UNKNOWN, broken(lambda r: r.saves.append(Save("sheet", 3, "second"))), "recorded 2 times"),
    (Outcome.ACKNOWLEDGED, broken(lambda r: r.saves.append(Save("sheet", 3, "third"))), "nobody meant"),
    (Outcome.ACKNOWLEDGED, broken(lambda r: r.saves.pop(0)), "gaps"),
    (Outcome.ACKNOWLEDGED, broken(lambda r: setattr(r.saves[1], "revision", 3)), "meant for revision 2"),
    (Outcome.ACKNOWLEDGED, broken(lambda r: r.operations.remove("op-2")), "operation and event disagree"),
    (Outcome.ACKNOWLEDGED, broken(lambda r: r.sheets["sheet"].marks.pop("wirkung")), "not all of"),
])
def test_each_kind_of_broken_promise_is_found(outcome: Outcome, record: Record, complaint: str):
    assert any(complaint in found for found in history(outcome).contradictions(record))
