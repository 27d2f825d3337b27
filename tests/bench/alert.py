"""What an alert to many people costs: `python tests/bench/alert.py [PEOPLE]` (5,000), in five groups, by e-mail.

Two parts: the time to answer, to the first and the last mail, and until every notification says so; and the same with a
`kill -9` of everything in the middle. All of it on one machine, where the emulator is a single process: the figures compare one
version with the next; they say nothing about the cloud.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.fanout import PATIENCE, timed
from tests.bench.load import say
from tests.e2e.crowd import Crowd
from tests.e2e.local_cloud import LocalCloud, wait_for
from tests.e2e.subscribers import sent_count, wait_until_quiet
from tests.e2e.xmatters_client import XmattersClient

GROUPS: Final = 5


def main(arguments: list[str]) -> None:
    """Measure both."""
    count = int(arguments[0]) if arguments else 5_000
    folder = Path(tempfile.mkdtemp(prefix="polydesk-alert-"))
    cloud = LocalCloud(folder / "data", snapshot_seconds=3).start()
    try:
        crowd, spent = timed(lambda: Crowd(cloud, count, count // GROUPS))
        say(f"{count} people in {GROUPS} groups made in {spent:.0f} s")
        client = XmattersClient(cloud)
        undisturbed(client, crowd)
        killed(client, crowd)
    finally:
        cloud.kill()
        shutil.rmtree(folder, ignore_errors=True)


def undisturbed(client: XmattersClient, crowd: Crowd) -> None:
    """One alert."""
    cloud, before, count = client.cloud, sent_count(client.cloud), len(crowd.addresses)
    begun = time.monotonic()
    event, answered = timed(lambda: client.alert(*crowd.groups))
    wait_for(lambda: sent_count(cloud) > before, patience=PATIENCE)
    first = time.monotonic() - begun
    wait_for(lambda: sent_count(cloud) >= before + count, every=0.2, patience=PATIENCE)
    last = time.monotonic() - begun
    wait_for(lambda: delivered_count(client) >= count, every=1, patience=PATIENCE)
    noted = time.monotonic() - begun
    say(
        f"answered in {answered * 1000:.0f} ms, first mail after {first:.1f} s, last after {last:.1f} s "
        f"({count / last:.0f}/s), all notifications delivered after {noted:.1f} s"
    )
    tell(client, crowd, event)
    assert client.put(event, "terminated").status == 200


def killed(client: XmattersClient, crowd: Crowd) -> None:
    """One alert, and everything killed when half of its mails are out."""
    cloud, before, count = client.cloud, sent_count(client.cloud), len(crowd.addresses)
    event = client.alert(*crowd.groups)
    cloud.snapshot()
    wait_for(lambda: sent_count(cloud) >= before + count // 2, patience=PATIENCE)
    cloud.kill()
    begun = time.monotonic()
    cloud.start()
    started = time.monotonic() - begun
    found = sent_count(cloud) - before
    wait_for(lambda: sent_count(cloud) >= before + count, every=0.5, patience=PATIENCE)
    wait_until_quiet(cloud, 3)
    wait_for(lambda: {mail["to"] for mail in client.mails(event)} == crowd.addresses, every=1, patience=PATIENCE)
    say(
        f"killed at half: {found} mails in the copy, up again in {started:.1f} s, all after {time.monotonic() - begun:.0f} s"
    )
    wait_for(lambda: all(each["delivered"] for each in client.notifications(event)), every=1, patience=PATIENCE)
    tell(client, crowd, event)


def tell(client: XmattersClient, crowd: Crowd, event: int) -> None:
    """Whom an alert has reached, and how often. A mail that was in flight at a kill may have come twice."""
    counts = Counter(mail["to"] for mail in client.mails(event))
    twice = sum(1 for number in counts.values() if number == 2)
    more = sum(1 for number in counts.values() if number > 2)
    say(f"mails: missed {len(crowd.addresses - set(counts))}, twice {twice}, more often {more}")
    notifications, spent = timed(lambda: client.notifications(event))
    people = Counter(each["user"]["targetName"] for each in notifications)
    open_still = sum(1 for each in notifications if not each["delivered"])
    doubled = sum(1 for number in people.values() if number > 1)
    say(
        f"notifications: {len(notifications)} of {len(people)} people, doubled {doubled}, not delivered {open_still}; "
        f"read in {spent:.1f} s"
    )


def delivered_count(client: XmattersClient) -> int:
    """How many notifications of the last quarter of an hour were delivered."""
    return int(client.get("notifications?status=DELIVERED")["total"])


if __name__ == "__main__":
    main(sys.argv[1:])
