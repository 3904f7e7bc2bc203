"""A Lorbeer server of the tests' own: the built binary, a home in a temporary directory, a free port."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import threading
from pathlib import Path

from waiting import until


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """Starts, asks, stops and kills one server. The home outlives the process, so that a test can start it again."""

    def __init__(self, binary: str, home: Path, settings: dict[str, str] | None = None):
        self.binary = binary
        self.settings = settings or {}
        self.home = home
        self.port = free_port()
        self.process: subprocess.Popen | None = None
        self._lines: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """All that the server has written to standard error, over all its starts."""
        return "".join(self._lines)

    def start(self, demo: bool = True) -> "Server":
        arguments = [self.binary, "serve", "--port", str(self.port)] + (["--demo"] if demo else [])
        self.process = subprocess.Popen(
            arguments, env=self._environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            start_new_session=True,
        )
        threading.Thread(target=self._collect, args=(self.process.stderr,), daemon=True).start()
        until(self._ready, seconds=120, what=lambda: f"the server to be ready; it wrote:\n{self.log}")
        return self

    def stop(self) -> None:
        """As an operator stops it: it has to end by itself, with exit status 0."""
        process, self.process = self.process, None
        if process is None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            status = process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            raise AssertionError(f"the server did not stop after SIGTERM; it wrote:\n{self.log}") from None
        assert status == 0, f"the server stopped with exit status {status}; it wrote:\n{self.log}"

    def kill(self) -> None:
        """`kill -9` of Lorbeer alone; its PostgreSQL goes on."""
        self.process.kill()
        self.process.wait()
        self.process = None

    def kill_postmaster(self) -> None:
        """`kill -9` of PostgreSQL's postmaster."""
        pid = self.postmaster
        if pid is not None:
            os.kill(pid, signal.SIGKILL)
            until(lambda: self.postmaster is None, seconds=10, what="the postmaster to be gone")

    @property
    def postmaster(self) -> int | None:
        """The process number of the running postmaster."""
        try:
            pid = int((self.home / "postgres/data/postmaster.pid").read_text().split("\n")[0])
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ValueError, ProcessLookupError):
            return None
        return None if state == "Z" else pid

    def run(self, *arguments: str) -> subprocess.CompletedProcess:
        """Another `lorbeer` command on the same home, for example `check`."""
        return subprocess.run(
            [self.binary, *arguments], env=self._environment, capture_output=True, text=True, timeout=120, check=False
        )

    def sql(self, query: str) -> str:
        """Rows of the embedded database without a heading, for what no page shows."""
        directory = (self.home / "postgres/data/postmaster.pid").read_text().split("\n")[4]
        psql = shutil.which("psql")
        assert psql, "psql is missing; the package postgresql brings it."
        outcome = subprocess.run(
            [psql, "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1",
             f"host={directory} port=5432 user=lorbeer dbname=lorbeer"],
            input=query, env=self._environment, capture_output=True, text=True, timeout=60, check=False,
        )
        assert outcome.returncode == 0, outcome.stderr
        return outcome.stdout

    def check(self) -> None:
        """All invariants hold."""
        outcome = self.run("check")
        assert outcome.returncode == 0, f"lorbeer check found:\n{outcome.stdout}{outcome.stderr}"

    def discard(self) -> None:
        """Ends what may still run and removes the home; never fails, because it cleans up after a failure too."""
        if self.process is not None:
            self.kill()
        pid = self.postmaster
        if pid is not None:
            os.kill(pid, signal.SIGQUIT)
            until(lambda: self.postmaster is None, seconds=30, what="PostgreSQL to be gone")
        remove_home(self.home)

    @property
    def _environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("LORBEER_", "PG", "DATABASE_"))}
        return inherited | {"LORBEER_HOME": str(self.home)} | self.settings

    def _collect(self, stream) -> None:
        for line in stream:
            self._lines.append(line)

    def _ready(self) -> bool:
        if self.process.poll() is not None:
            raise AssertionError(f"the server ended with exit status {self.process.returncode}; it wrote:\n{self.log}")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def copy_home(source: Path, target: Path) -> None:
    """Copies the home of a stopped server with owners and modes: PostgreSQL refuses anything else."""
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


def remove_home(home: Path) -> None:
    shutil.rmtree(home, ignore_errors=True)
