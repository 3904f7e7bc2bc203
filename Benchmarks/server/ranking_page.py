"""How long the staff's ranking page takes for 1,000 entries × 10 jurors, ranked afresh at every request.

    LORBEER_BINARY=… python3 ranking_page.py [--requests 30]
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent / "Tests" / "BrowserTests"))

from server import Server, remove_home  # noqa: E402
from web_client import WebClient  # noqa: E402

ENTRIES = 1000


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--requests", type=int, default=30)
    requests = options.parse_args().requests
    work = Path(tempfile.mkdtemp(prefix="lorbeer-bench-"))
    work.chmod(0o755)
    server = Server(os.environ["LORBEER_BINARY"], work / "home")
    try:
        server.start()
        server.sql((HERE / "ranking_page.sql").read_text())
        staff = WebClient(server.port).sign_in("verwaltung@example.org", "lorbeer-demo-2027")
        times = []
        for number in range(requests + 1):
            begin = time.perf_counter()
            answer = staff.get("/verwaltung/demo-2027/rangliste")
            taken = time.perf_counter() - begin
            assert answer.status == 200 and answer.body.count("Messstadt ") >= ENTRIES, f"status {answer.status}"
            if number > 0:
                times.append(taken)
        print(f"Ranking page, {ENTRIES:,} entries × 10 jurors, {requests} requests after a first, {os.cpu_count()} cores\n")
        print("| median | slowest | page |\n|---:|---:|---:|")
        print(f"| {statistics.median(times) * 1000:.0f} ms (goal < 150) | {max(times) * 1000:.0f} ms | {len(answer.body) / 1024:,.0f} KiB |")
        server.stop()
    finally:
        server.discard()
        remove_home(work)


if __name__ == "__main__":
    main()
