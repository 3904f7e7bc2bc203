"""A person without a browser, for tests that send many forms: the standard library's HTTP client and HTML parser."""

import http.client
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode


@dataclass
class Form:
    """A form as a browser would send it: its address and the fields that are filled, checked or chosen."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass
class Answer:
    status: int
    location: str
    body: str


class Unanswered(Exception):
    """The connection broke before the whole answer was there: nobody knows whether the request was carried out."""


class WebClient:
    """One session. Not for several threads at once; `sibling` is a second window of the same person."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None):
        self.port = port
        self.cookies = cookies if cookies is not None else {}

    def sibling(self) -> "WebClient":
        return WebClient(self.port, dict(self.cookies))

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        return self._ask("POST", path, urlencode(fields))

    def sign_in(self, email: str, password: str) -> "WebClient":
        form = form_of(self.get("/anmelden").body, action="/anmelden")
        answer = self.post(form.action, form.fields | {"email": email, "password": password})
        assert answer.status == 303, f"{email} was not signed in: {answer.status}"
        return self

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.port}"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body=body, headers=headers)
            response = connection.getresponse()
            text = response.read().decode()
        except (OSError, http.client.HTTPException) as error:
            raise Unanswered(f"{method} {path}: {error!r}") from error
        finally:
            connection.close()
        for header in response.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}
        return Answer(response.status, response.headers.get("Location", ""), text)


def form_of(page: str, **attributes: str) -> Form:
    """The first form of the page with these attributes."""
    parser = _FormParser()
    parser.feed(page)
    for form, found in parser.forms:
        if all(found.get(name) == value for name, value in attributes.items()):
            return form
    raise AssertionError(f"no form with {attributes} on the page, but {[found for _, found in parser.forms]}")


class _FormParser(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.forms: list[tuple[Form, dict[str, str]]] = []
        self._open: Form | None = None
        self._textarea: str | None = None

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(attributes.get("action", ""))
            self.forms.append((self._open, attributes))
        elif self._open is None or "name" not in attributes:
            return
        elif tag == "textarea":
            self._textarea = attributes["name"]
            self._open.fields[self._textarea] = ""
        elif tag == "input" and (attributes.get("type") not in ("radio", "checkbox", "submit") or "checked" in attributes):
            self._open.fields[attributes["name"]] = attributes.get("value", "")

    def handle_data(self, data):
        if self._textarea is not None:
            self._open.fields[self._textarea] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self._textarea is not None:
            # The first line break after the tag is markup, not text.
            self._open.fields[self._textarea] = self._open.fields[self._textarea].removeprefix("\n")
            self._textarea = None
        elif tag == "form":
            self._open = None
