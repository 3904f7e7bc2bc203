"""Watches every page of a browser context: whatever goes wrong behind a page fails the test that visited it."""

import re
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

_STATUS_MESSAGE = re.compile(r"the server responded with a status of (\d{3})")


class Watch:
    """Console messages, script errors, failed requests, answers nobody expected, requests to another host."""

    def __init__(self, context: BrowserContext, origin: str):
        self.origin = origin
        self.problems: list[str] = []
        self._expected: set[int] = set()
        self._answered: list[Request] = []
        context.on("console", self._console)
        context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    @contextmanager
    def expecting(self, *statuses: int):
        """Answers with these statuses are meant while the block runs; one of them has to come."""
        before = self._expected
        self._expected = before | set(statuses)
        self._seen: set[int] = set()
        try:
            yield
            assert self._seen & set(statuses), f"none of the expected answers {statuses} came"
        finally:
            self._expected = before

    def assert_clean(self) -> None:
        assert not self.problems, "behind the pages:\n" + "\n".join(self.problems)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        # Chromium reports each answer from 400 on; `_response` judges those by their status.
        if not _STATUS_MESSAGE.search(message.text):
            self.problems.append(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("blob", "data", "about") and f"{parts.scheme}://{parts.netloc}" != self.origin:
            self.problems.append(f"request to another host: {request.url}")

    def _failed(self, request: Request) -> None:
        # Aborted is the browser's own word for giving up what a page being left no longer needs: a picture, or the
        # rest of an answer already judged by its status. A server that fails shows as reset or empty instead.
        if request.failure == "net::ERR_ABORTED" and (request.method == "GET" or request in self._answered):
            return
        self.problems.append(f"request failed: {request.method} {request.url}: {request.failure}")

    def _response(self, response: Response) -> None:
        self._answered.append(response.request)
        if response.status < 400:
            return
        if response.status in self._expected:
            self._seen.add(response.status)
        else:
            self.problems.append(f"answer {response.status} to {response.request.method} {response.url}")
