"""Everything on the site that takes a parameter, found by walking through it as each kind of person."""

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

sys.path.insert(0, str(Path(__file__).parent.parent / "BrowserTests"))
from web_client import WebClient  # noqa: E402

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ROUND = re.compile(r"demo-20\d\d")
# Signing out would end the walk; the token of a form is renewed by hand.
LEFT_OUT = ("/abmelden",)
PAGES = 400
# Pages of one kind that are opened: a sheet may be open behind the second id and closed behind the first.
OF_A_KIND = 12


@dataclass(frozen=True)
class Target:
    """One address with its fields; ids of the same kind count as one."""

    method: str
    path: str
    fields: tuple[tuple[str, str], ...]
    page: str

    @property
    def shape(self) -> tuple:
        return self.method, ROUND.sub("{round}", UUID.sub("{id}", self.path)), tuple(name for name, _ in self.fields)

    @property
    def query(self) -> str:
        return urlencode(self.fields)


class Reader(HTMLParser):
    """Links and forms of a page."""

    def __init__(self, page: str):
        super().__init__()
        self.page = page
        self.links: list[str] = []
        self.forms: list[Target] = []
        self._form: dict | None = None

    def handle_starttag(self, tag: str, attrs: list) -> None:
        attributes = dict(attrs)
        if tag == "a" and attributes.get("href", "").startswith("/"):
            self.links.append(attributes["href"])
        elif tag == "form":
            self._form = {"method": attributes.get("method", "get").upper(), "action": attributes.get("action") or self.page, "fields": {}}
        elif tag in ("input", "textarea", "select", "button") and self._form is not None and attributes.get("name"):
            self._form["fields"].setdefault(attributes["name"], attributes.get("value") or "1")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._form is not None:
            form, self._form = self._form, None
            self.forms.append(Target(form["method"], urlsplit(form["action"]).path or urlsplit(self.page).path, tuple(form["fields"].items()), self.page))


@dataclass
class Walk:
    """A breadth-first walk as one person; pages that differ in ids only are visited once."""

    client: WebClient
    found: dict[tuple, Target] = field(default_factory=dict)

    def run(self, start: list[str]) -> list[Target]:
        waiting, seen, kinds = list(start), set(), Counter()
        while waiting and len(seen) < PAGES:
            address = waiting.pop(0)
            parts = urlsplit(address)
            fields = tuple(parse_qsl(parts.query, keep_blank_values=True))
            target = Target("GET", parts.path, fields, parts.path)
            if address in seen or kinds[target.shape] >= OF_A_KIND or parts.path in LEFT_OUT or parts.path.startswith("/static/"):
                continue
            seen.add(address)
            kinds[target.shape] += 1
            if fields or UUID.search(parts.path) or ROUND.search(parts.path):
                self.found.setdefault(target.shape, target)
            answer = self.client.get(address)
            if answer.location.startswith("/"):
                waiting.append(answer.location)
            reader = Reader(address)
            reader.feed(answer.body)
            waiting += reader.links
            for form in reader.forms:
                if form.path not in LEFT_OUT:
                    self.found.setdefault(form.shape, form)
        return list(self.found.values())
