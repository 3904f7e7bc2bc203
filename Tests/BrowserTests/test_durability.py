"""`kill -9` in the middle of saving: what was acknowledged is there, what was refused is not, nothing is there twice."""

import random
import re
import threading
import time

from history import History, Intent, Outcome, Record
from people import PASSWORD, juror
from server import Server
from waiting import until
from web_client import Unanswered, WebClient, form_of

# Lorbeer alone; Lorbeer and then PostgreSQL; PostgreSQL and then Lorbeer, which meanwhile answers without a database.
WAYS_TO_DIE = [(Server.kill,), (Server.kill, Server.kill_postmaster), (Server.kill_postmaster, Server.kill)]
KILLS = 24
SEED = 20_270_630
TABS = 2
POINTS = [f"{half // 2},{'5' if half % 2 else '0'}" for half in range(21)]


class Writer(threading.Thread):
    """One tab of one juror: fetches the sheet, changes all of it, saves, again and again, whatever the server does."""

    def __init__(self, number: int, client: WebClient, sheet: str, history: History, desk: "Desk"):
        super().__init__(daemon=True)
        self.number = number
        self.client = client
        self.sheet = sheet
        self.history = history
        self.desk = desk
        self.random = random.Random(SEED * 1000 + number)
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            while self.desk.enter():
                try:
                    self._save_once()
                except Unanswered:
                    self.desk.wait_for_server()
                finally:
                    self.desk.leave()
        except BaseException as error:
            self.failure = error

    def _save_once(self) -> None:
        page = self.client.get(f"/jury/{self.sheet}/bogen")
        if page.status == 503:
            return
        assert page.status == 200, f"the sheet answered {page.status}"
        form = form_of(page.body, id="sheet")
        marks = {code: self.random.choice([*POINTS, "n/a"]) for code in self.desk.criteria}
        intent = self.history.intend(Intent(
            form.fields["operation"], self.sheet, int(form.fields["revision"]),
            f"Sendung {self.random.getrandbits(64):016x} von Fenster {self.number}", marks,
        ))
        body = {name: form.fields[name] for name in ("csrf", "operation", "revision")}
        body |= {"comment": intent.comment, "action": "save"}
        for code, points in marks.items():
            body |= {f"na-{code}": "1"} if points == "n/a" else {f"points-{code}": points}
        try:
            self._send(form.action, body, intent)
        except Unanswered:
            # Half of those who got no answer send the same again, as the page does by itself; the others look first.
            if self.random.random() < 0.5:
                self.desk.wait_for_server()
                self._send(form.action, body, intent)
            raise

    def _send(self, action: str, body: dict[str, str], intent: Intent) -> None:
        answer = self.client.post(action, body)
        if answer.status == 303:
            intent.outcome = Outcome.ACKNOWLEDGED
        elif answer.status == 409:
            intent.outcome = Outcome.REFUSED
        else:
            assert answer.status == 503, f"saving answered {answer.status}"


class Desk:
    """Lets the writers work while the server is up, and holds them back while the history is judged."""

    def __init__(self, criteria: list[str]):
        self.criteria = criteria
        self._state = threading.Condition()
        self._open = False
        self._closing = False
        self._closed = False
        self._busy = 0

    def enter(self) -> bool:
        """- returns: False when the work is over."""
        with self._state:
            self._state.wait_for(lambda: (self._open and not self._closing) or self._closed)
            if self._closed:
                return False
            self._busy += 1
            return True

    def leave(self) -> None:
        with self._state:
            self._busy -= 1
            self._state.notify_all()

    def wait_for_server(self) -> None:
        with self._state:
            self._busy -= 1
            self._state.notify_all()
            self._state.wait_for(lambda: self._open or self._closed)
            self._busy += 1

    def open(self) -> None:
        with self._state:
            self._open, self._closing = True, False
            self._state.notify_all()

    def shut(self) -> None:
        """The server is gone: everyone who waits for it is idle."""
        with self._state:
            self._open = False
            assert self._state.wait_for(lambda: self._busy == 0, timeout=60), "a writer hangs"

    def pause(self) -> None:
        """The server lives: everyone finishes what they have begun."""
        with self._state:
            self._closing = True
            assert self._state.wait_for(lambda: self._busy == 0, timeout=60), "a writer hangs"

    def close(self) -> None:
        with self._state:
            self._closed = True
            self._state.notify_all()


def test_no_acknowledged_save_is_lost_when_lorbeer_or_its_database_is_killed_while_sheets_are_saved(fresh_server: Server):
    chance = random.Random(SEED)
    history = History()
    sheets = sheets_of_all_jurors(fresh_server)
    first = next(iter(sheets.values()))
    desk = Desk(criteria_of(first[0].get(f"/jury/{first[1]}/bogen").body))
    writers = [
        Writer(number * TABS + tab, client.sibling(), sheet, history, desk)
        for number, (client, sheet) in enumerate(sheets.values()) for tab in range(TABS)
    ]
    for writer in writers:
        writer.start()
    try:
        for kill in range(KILLS):
            desk.open()
            wait_for_saves(history, chance, writers)
            for kill_next in WAYS_TO_DIE[kill % len(WAYS_TO_DIE)]:
                kill_next(fresh_server)
            desk.shut()
            fresh_server.start(demo=False)
            assert history.contradictions(record_of(fresh_server, history)) == []
        desk.open()
        wait_for_saves(history, chance, writers)
        desk.pause()
    finally:
        desk.close()
        for writer in writers:
            writer.join(timeout=60)
    assert [writer.failure for writer in writers if writer.failure] == []
    assert history.contradictions(record_of(fresh_server, history)) == []
    assert_pages_show_what_was_saved(fresh_server, history, sheets)
    acknowledged, unknown, refused = (history.count(outcome) for outcome in (Outcome.ACKNOWLEDGED, Outcome.UNKNOWN, Outcome.REFUSED))
    print(f"{KILLS} kills, {acknowledged} saves acknowledged, {refused} refused, {unknown} unknown")
    assert acknowledged > 10 * KILLS, "too few saves between the kills to show anything"
    assert refused > 0, "no two tabs ever collided"
    assert unknown > 0, "no kill hit a save"


def wait_for_saves(history: History, chance: random.Random, writers: list[Writer]) -> None:
    """A random number of acknowledged saves and then a random moment: the kill falls into the midst of the next ones."""
    wanted = history.count(Outcome.ACKNOWLEDGED) + chance.randint(10, 30)
    until(
        lambda: history.count(Outcome.ACKNOWLEDGED) >= wanted or any(writer.failure for writer in writers),
        seconds=60, what="saves to be acknowledged",
    )
    moment = time.monotonic() + chance.uniform(0, 0.04)
    until(lambda: time.monotonic() >= moment, seconds=1, what="a random moment")


def sheets_of_all_jurors(server: Server) -> dict[str, tuple[WebClient, str]]:
    """Signs the jurors in and lets them declare that they have no conflict: by assignment, the session and the sheet."""
    found = {}
    for number in range(1, 6):
        client = WebClient(server.port).sign_in(juror(number), PASSWORD)
        for sheet in sorted(set(re.findall(r'href="/jury/([0-9a-f-]{36})', client.get("/jury").body))):
            if client.get(f"/jury/{sheet}").location == f"/jury/{sheet}/erklaerung":
                form = form_of(client.get(f"/jury/{sheet}/erklaerung").body, action=f"/jury/{sheet}/erklaerung")
                assert client.post(form.action, form.fields | {"befangen": "nein"}).status == 303
                found[sheet] = (client, sheet)
    assert len(found) >= 6, "the demo has six sheets to be filled"
    return found


def criteria_of(page: str) -> list[str]:
    return re.findall(r'name="points-([a-z-]+)"', page)


def record_of(server: Server, history: History) -> Record:
    return Record.read(server.sql(Record.QUERY), {intent.sheet for intent in history.intents})


def assert_pages_show_what_was_saved(server: Server, history: History, sheets: dict[str, tuple[WebClient, str]]) -> None:
    record = record_of(server, history)
    for client, sheet in sheets.values():
        fields = form_of(client.get(f"/jury/{sheet}/bogen").body, id="sheet").fields
        assert fields["comment"] == record.sheets[sheet].comment
        assert fields["revision"] == str(record.sheets[sheet].revision)
