"""Servers, browser and people for the browser tests. `LORBEER_BINARY` names the built `lorbeer`."""

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from people import Visitors
from server import Server, copy_home, remove_home

# A condition that comes late on a busy machine is not a failure; one that never comes is.
expect.set_options(timeout=20_000)


def pytest_configure() -> None:
    """A run that is ended from outside ends its servers too, as one that is interrupted by hand does."""

    def interrupt(*_) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)


@pytest.fixture(scope="session")
def binary() -> str:
    path = os.environ.get("LORBEER_BINARY", "")
    if not path:
        pytest.exit("LORBEER_BINARY is not set; run `make browser`.", returncode=2)
    return str(Path(path).resolve())


@pytest.fixture(scope="session")
def work() -> Iterator[Path]:
    """Short, because PostgreSQL's socket lies below; open to PostgreSQL's own user, whom root starts it as."""
    directory = Path(tempfile.mkdtemp(prefix="lorbeer-browser-"))
    directory.chmod(0o755)
    yield directory
    remove_home(directory)


@pytest.fixture(scope="session")
def demo_home(binary: str, work: Path) -> Path:
    """The home of a server that has loaded the demo and was stopped: what every other server begins with."""
    server = Server(binary, work / "demo")
    try:
        server.start().stop()
    except BaseException:
        server.discard()
        raise
    return server.home


@pytest.fixture(scope="session")
def new_server(binary: str, work: Path, demo_home: Path) -> Iterator[Callable[[], Server]]:
    """A factory of servers with the demo as it is after its first start, nothing changed."""
    made: list[Server] = []

    def make() -> Server:
        home = work / f"home{len(made)}"
        copy_home(demo_home, home)
        server = Server(binary, home)
        made.append(server)
        return server.start()

    yield make
    for server in made:
        server.discard()


@pytest.fixture(scope="session")
def server(new_server: Callable[[], Server]) -> Iterator[Server]:
    """The server of all tests that change nothing."""
    server = new_server()
    yield server
    server.check()
    server.stop()


@pytest.fixture(scope="session")
def busy_server(new_server: Callable[[], Server]) -> Iterator[Server]:
    """The server of tests that write, each to something of its own."""
    server = new_server()
    yield server
    server.check()
    server.stop()


@pytest.fixture
def fresh_server(new_server: Callable[[], Server]) -> Iterator[Server]:
    """A server of one test's own, for tests that change the round or kill it."""
    server = new_server()
    yield server
    if server.process is not None:
        server.check()
        server.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path, "chromium is missing; `make browser` installs it."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sessions() -> dict[str, dict]:
    return {}


@pytest.fixture
def visitors(browser: Browser, server: Server, sessions: dict[str, dict]) -> Iterator[Visitors]:
    """People at the server on which nothing changes; at the end of the test all their pages have to have been clean."""
    with Visitors(browser, server.url, sessions) as visitors:
        yield visitors


@pytest.fixture
def busy_visitors(browser: Browser, busy_server: Server) -> Iterator[Visitors]:
    with Visitors(browser, busy_server.url) as visitors:
        yield visitors


@pytest.fixture
def fresh_visitors(browser: Browser, fresh_server: Server) -> Iterator[Visitors]:
    with Visitors(browser, fresh_server.url) as visitors:
        yield visitors
