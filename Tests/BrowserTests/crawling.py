"""Finds the pages a person can reach by following links, a few of each kind."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urldefrag, urlsplit

from people import Visitor

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_FILES = re.compile(r"(/datei|\.(json|csv|yaml|xlsx|pdf|py|svg))$")
_PER_KIND = 2

_LINKS = """() => [...document.querySelectorAll("a[href]:not([download])")].map((link) => link.href)"""


def kind_of(path: str) -> str:
    """`/verwaltung/demo-2027/bewerbungen/9f…` and its siblings are one kind: the same template shows them."""
    parts = urlsplit(path)
    names = sorted(pair.partition("=")[0] for pair in parts.query.split("&") if pair)
    return _UUID.sub("{id}", parts.path) + ("?" + "&".join(names) if names else "")


def pages(visitor: Visitor, start: str, within: tuple[str, ...]) -> Iterator[str]:
    """Goes to each page in turn and yields the path that it led to while it is shown.

    - within: how the addresses to follow begin.
    """
    waiting = [start]
    known = set(waiting)
    visited: Counter[str] = Counter()
    while waiting:
        path = waiting.pop(0)
        kind = kind_of(path)
        if visited[kind] == _PER_KIND:
            continue
        visited[kind] += 1
        visitor.goto(path)
        yield visitor.path
        for link in visitor.page.evaluate(_LINKS):
            target = urldefrag(link).url.removeprefix(visitor.origin) or "/"
            if target.startswith(within) and target not in known and not _FILES.search(urlsplit(target).path):
                known.add(target)
                waiting.append(target)
