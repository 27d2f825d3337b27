"""What a ticket about a service with many subscribers costs: `python tests/bench/fanout.py [SUBSCRIBERS]` (5,000).

Four parts: the time to answer and to the last mail; how other requests fare meanwhile; the same with a `kill -9` of
everything in the middle; and the units of capacity of request, worker and senders, in this process. All of it on one
machine, where the emulator is a single process: the figures compare one version with the next, and only the units say
something of the cloud.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.load import at, say
from tests.e2e.local_cloud import LocalCloud, wait_for
from tests.e2e.subscribers import Subscribers, sent_count, wait_until_quiet

Result = TypeVar("Result")

PATIENCE: Final = 900.0
SENT: Final = 500  # deliveries whose sending is measured


def main(arguments: list[str]) -> None:
    """Measure all four."""
    count = int(arguments[0]) if arguments else 5_000
    folder = Path(tempfile.mkdtemp(prefix="polydesk-fanout-"))
    cloud = LocalCloud(folder / "data", snapshot_seconds=3).start()
    try:
        many, spent = timed(lambda: Subscribers(cloud, count))
        say(f"{count} subscribers made in {spent:.0f} s")
        undisturbed(many)
        killed(many)
        cloud.end()
        consumed(many)
    finally:
        cloud.kill()
        shutil.rmtree(folder, ignore_errors=True)


def undisturbed(many: Subscribers) -> None:
    """One ticket, and a reader who keeps asking for it meanwhile."""
    before, count = sent_count(many.cloud), len(many.addresses)
    times: list[float] = []
    begun = time.monotonic()
    ticket, answered = timed(lambda: many.open("Undisturbed"))
    over = threading.Event()
    reader = threading.Thread(target=read_on, args=(many, ticket, times, over))
    reader.start()
    wait_for(lambda: sent_count(many.cloud) > before, patience=PATIENCE)
    first = time.monotonic() - begun
    wait_for(lambda: sent_count(many.cloud) >= before + count, every=0.2, patience=PATIENCE)
    last = time.monotonic() - begun
    over.set()
    reader.join()
    times.sort()
    say(
        f"answered in {answered * 1000:.0f} ms, first mail after {first:.1f} s, last after {last:.1f} s ({count / last:.0f}/s)"
    )
    say(f"reads meanwhile: p50 {at(times, 0.5):.0f} ms, p95 {at(times, 0.95):.0f} ms, p99 {at(times, 0.99):.0f} ms")
    shown, spent = timed(lambda: many.mails("Undisturbed"))
    counts = Counter(mail["to"] for mail in shown)
    say(f"the outbox shows {len(counts)} receivers in {spent:.1f} s; twice: {sum(1 for n in counts.values() if n > 1)}")


def killed(many: Subscribers) -> None:
    """One ticket, and everything killed when half of its mails are out."""
    cloud, before, count = many.cloud, sent_count(many.cloud), len(many.addresses)
    many.open("Killed")
    cloud.snapshot()
    wait_for(lambda: sent_count(cloud) >= before + count // 2, patience=PATIENCE)
    cloud.kill()
    begun = time.monotonic()
    cloud.start()
    started = time.monotonic() - begun
    found = sent_count(cloud) - before
    wait_until_quiet(cloud, 3)
    at_once = sent_count(cloud) - before
    wait_for(lambda: sent_count(cloud) >= before + count, every=0.5, patience=PATIENCE)
    wait_until_quiet(cloud, 3)
    wait_for(lambda: {mail["to"] for mail in many.mails("Killed")} == set(many.addresses), every=1, patience=PATIENCE)
    last = time.monotonic() - begun
    counts = Counter(mail["to"] for mail in many.mails("Killed"))
    say(
        f"killed at half: {found} mails in the copy, up again in {started:.1f} s, {at_once} sent before the leases ended, "
        f"all after {last:.0f} s"
    )
    twice = sum(1 for number in counts.values() if number == 2)
    more = sum(1 for number in counts.values() if number > 2)
    say(f"missed: {count - len(counts)}, twice: {twice}, more often: {more}")


def consumed(many: Subscribers) -> None:
    """The same in this process, on the same data, with a ledger."""
    from infra.local.emulator import Emulator
    from infra.local.options import surroundings
    from infra.local.place import Place

    place = Place(many.cloud.data)
    place.claim()
    emulator = Emulator(place, seconds=3600, region="eu-central-1")
    emulator.wait()
    os.environ.update(surroundings(emulator.endpoint, "http://127.0.0.1", "eu-central-1"))
    try:
        expand_and_send(many)
    finally:
        emulator.stop()


def expand_and_send(many: Subscribers) -> None:
    """One request, its worker, and a sender for each of some deliveries, one after the other, with what each costs."""
    from app import app
    from chalicelib.outbound import sender, worker
    from chalicelib.store import aws, deliveries, due, tuning
    from infra import resources
    from tests.bench.ledger import Ledger
    from tests.wire import Client

    def report(what: str, count: int, act: Callable[[], Any]) -> None:
        ledger.anew()
        act()
        spent = ledger.spent
        say(
            f"{what}: {spent.calls} calls, {spent.read:.0f} read and {spent.written:.0f} write units; "
            f"each of {count}: {spent.read / count:.2f} and {spent.written / count:.2f}"
        )

    resources.create(aws.client)
    client = Client(app)
    key = many.cloud.credentials["tickets"]["key"]
    ticket = {"Description": "Metered", "StartTime": "2026-11-21T08:00:00Z", "Services": [many.service]}
    client.send("GET", f"/api/Tickets?top=1&key={key}")  # what is asked for every five seconds is known from here on
    connection = tuning.connection()
    ledger = Ledger(connection.dispatch)
    vars(connection)["dispatch"] = ledger.dispatch
    report("request", 1, lambda: client.send("POST", f"/api/Tickets?key={key}", ticket))
    [job] = [row.job for _, row in due.waiting({}) if row.key is None]
    report("worker", len(many.addresses), lambda: worker.expand(job))
    keys = [each.key for each in deliveries.of_job(job)][:SENT]
    report("senders", len(keys), lambda: [sender.attempt(job, key) for key in keys] and None)


def read_on(many: Subscribers, ticket: int, times: list[float], over: threading.Event) -> None:
    """Ask for one ticket again and again."""
    while not over.is_set():
        _, spent = timed(lambda: many.cloud.call("GET", many.cloud.tickets(f"/{ticket}")))
        times.append(spent)
        over.wait(0.05)


def timed(act: Callable[[], Result]) -> tuple[Result, float]:
    """What comes of it, and the seconds that it took."""
    begun = time.monotonic()
    result = act()
    return result, time.monotonic() - begun


if __name__ == "__main__":
    main(sys.argv[1:])
