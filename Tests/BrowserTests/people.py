"""People in front of a browser. Each has a context of their own; all are watched."""

import os
import re
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response, expect

from watching import Watch

DESKTOP = 1280
PHONE = 390

PASSWORD = "lorbeer-demo-2027"
STAFF = "verwaltung@example.org"


def juror(number: int) -> str:
    return f"jury{number}@example.org"


def municipality(number: int) -> str:
    return f"kommune{number}@example.org"


class Visitor:
    """One person with one browser window."""

    def __init__(self, context: BrowserContext, origin: str, width: int):
        self.context = context
        self.origin = origin
        self.width = width
        self.watch = Watch(context, origin)
        self.page: Page = context.new_page()

    def goto(self, path: str) -> Response:
        return self.page.goto(self.origin + path)

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.origin)

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    def sign_in(self, email: str, password: str = PASSWORD) -> "Visitor":
        self.goto("/anmelden")
        self.page.get_by_label("E-Mail-Adresse").fill(email)
        self.page.get_by_label("Passwort").fill(password)
        self.page.get_by_role("main").get_by_role("button", name="Anmelden").click()
        expect(self.page.locator("details.account")).to_be_attached()
        return self

    def another_tab(self) -> Page:
        return self.context.new_page()

    def press(self, name: str) -> None:
        self.page.get_by_role("main").get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str | re.Pattern) -> None:
        self.page.get_by_role("main").get_by_role("link", name=name).first.click()

    def fill(self, label: str | re.Pattern, text: str) -> None:
        self.page.get_by_label(label).fill(text)

    def sees(self, text: str | re.Pattern) -> None:
        expect(self.page.get_by_role("main")).to_contain_text(text)

    def photograph(self, name: str, *widths: int) -> None:
        """Pictures of the whole page into the folder of LORBEER_SCREENSHOTS, if there is one."""
        for width in widths or (self.width,):
            self.photograph_page(self.page, name, width)
        self.page.set_viewport_size({"width": self.width, "height": 900})

    @staticmethod
    def photograph_page(page: Page, name: str, width: int) -> None:
        folder = os.environ.get("LORBEER_SCREENSHOTS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


class Visitors:
    """Lets people come to one server; when they go, no page of theirs may have had anything wrong behind it."""

    def __init__(self, browser: Browser, origin: str, sessions: dict[str, dict] | None = None):
        """- sessions: where sessions are kept for the next test, by address; for servers on which nobody signs out."""
        self.browser = browser
        self.origin = origin
        self._sessions = sessions if sessions is not None else {}
        self._all: list[Visitor] = []

    def come(
        self, who: str | None = None, *, width: int = DESKTOP, scheme: str = "light", javascript: bool = True
    ) -> Visitor:
        """A new person, signed in where `who` is given."""
        state = self._sessions.get(who) if who else None
        context = self.browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=javascript,
            locale="de-DE", timezone_id="Europe/Berlin", storage_state=state, has_touch=width < 600,
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        visitor = Visitor(context, self.origin, width)
        self._all.append(visitor)
        if who and state is None:
            visitor.sign_in(who)
            self._sessions[who] = context.storage_state()
        return visitor

    def __enter__(self) -> "Visitors":
        return self

    def __exit__(self, kind, error, trace) -> None:
        for visitor in self._all:
            visitor.context.close()
        if kind is None:
            for visitor in self._all:
                visitor.watch.assert_clean()
