"""How fast a local cloud answers: `make bench`, or `python tests/bench/load.py URL KEY` against one that runs.

Standard library only: threads with kept connections. The load runs on the same machine and takes its share of it, so the
figures compare one version with the next; they say nothing about the cloud.
"""

from __future__ import annotations

import http.client
import json
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Final, NamedTuple
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.e2e.local_cloud import LocalCloud

CONNECTIONS: Final = (1, 16)
SECONDS: Final = 4.0


class Exchange(NamedTuple):
    """One request to be made again and again."""

    name: str
    method: str
    path: str
    body: bytes | None
    status: int


class Figures(NamedTuple):
    """Requests per second, and the time of the median, the slow and the slowest requests in milliseconds."""

    rps: float
    p50: float
    p95: float
    p99: float
    failed: int


def main(arguments: list[str]) -> None:
    """Measure the cloud that is named, or one that is started for this."""
    if arguments:
        url, key = arguments
        report(url, key)
        return
    with tempfile.TemporaryDirectory() as folder:
        cloud = LocalCloud(Path(folder) / "data").start()
        try:
            report(cloud.base_url, cloud.credentials["tickets"]["key"])
        finally:
            cloud.end()
            cloud.kill()


def report(url: str, key: str) -> None:
    """Print a table."""
    host = urlsplit(url).netloc
    fill(host, key)
    say(f"{'exchange':22} {'connections':>11} {'rps':>8} {'p50 ms':>8} {'p95 ms':>8} {'p99 ms':>8} {'failed':>7}")
    for exchange in exchanges(host, key):
        for connections in CONNECTIONS:
            found = measure(host, exchange, connections)
            times = f"{found.rps:8.0f} {found.p50:8.2f} {found.p95:8.2f} {found.p99:8.2f}"
            say(f"{exchange.name:22} {connections:11} {times} {found.failed:7}")


def say(line: str) -> None:
    """Show a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def exchanges(host: str, key: str) -> Iterator[Exchange]:
    """What is measured."""
    yield Exchange("read one ticket", "GET", f"/api/Tickets/{newest(host, key)}?key={key}", None, 200)
    yield Exchange("list 50 tickets", "GET", f"/api/Tickets?top=50&key={key}", None, 200)
    yield Exchange("list 1000 tickets", "GET", f"/api/Tickets?top=1000&key={key}", None, 200)
    yield Exchange("create a ticket", "POST", f"/api/Tickets?key={key}", ticket("A new ticket"), 201)


def fill(host: str, key: str, wanted: int = 1000) -> None:
    """Make tickets until there are enough for a long list."""
    found = json.loads(once(host, Exchange("", "GET", f"/api/Tickets?top=1000&key={key}", None, 200)))
    for number in range(len(found), wanted):
        once(host, Exchange("", "POST", f"/api/Tickets?key={key}", ticket(f"Ticket {number}"), 201))


def newest(host: str, key: str) -> int:
    """The number of a ticket made just now."""
    number: int = json.loads(once(host, Exchange("", "POST", f"/api/Tickets?key={key}", ticket("To be read"), 201)))[
        "Id"
    ]
    return number


def ticket(description: str) -> bytes:
    """A ticket that sends no mail."""
    return json.dumps(
        {"Description": description, "StartTime": "2026-11-21T08:00:00Z", "DoNotSendEmail": True}
    ).encode()


def once(host: str, exchange: Exchange) -> bytes:
    """One exchange on a connection of its own; raises RuntimeError when it fails."""
    connection = http.client.HTTPConnection(host, timeout=30)
    try:
        status, body = ask(connection, exchange)
    finally:
        connection.close()
    if status != exchange.status:
        raise RuntimeError(f"{exchange.method} {exchange.path.partition('?')[0]}: {status} {body[:500]!r}")
    return body


def ask(connection: http.client.HTTPConnection, exchange: Exchange) -> tuple[int, bytes]:
    """Ask, and read the answer to its end."""
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    connection.request(exchange.method, exchange.path, exchange.body, headers)
    response = connection.getresponse()
    return response.status, response.read()


def measure(host: str, exchange: Exchange, connections: int, seconds: float = SECONDS) -> Figures:
    """Make one exchange on several connections at once for a while."""
    times: list[float] = []
    failed: list[int] = []
    until = perf_counter() + seconds

    def work() -> None:
        connection = http.client.HTTPConnection(host, timeout=30)
        while perf_counter() < until:
            started = perf_counter()
            status, _ = ask(connection, exchange)
            times.append(perf_counter() - started)
            if status != exchange.status:
                failed.append(status)
        connection.close()

    started = perf_counter()
    in_threads(work, connections)
    spent = perf_counter() - started
    times.sort()
    return Figures(len(times) / spent, at(times, 0.5), at(times, 0.95), at(times, 0.99), len(failed))


def in_threads(work: Callable[[], None], number: int) -> None:
    """Do the same in several threads, and wait for all of them."""
    threads = [threading.Thread(target=work) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def at(times: list[float], share: float) -> float:
    """The time in milliseconds that so large a share of the requests did not exceed."""
    return times[min(len(times) - 1, int(len(times) * share))] * 1000


if __name__ == "__main__":
    main(sys.argv[1:])
