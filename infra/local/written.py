"""Callbacks and what waits for agents, as the outbox shows them: read from the deliveries, which say what came of them.

A delivery never changes its channel, and one that has come to its end stays as it is (a dead one aside). So what was read once
is remembered, and asking again costs a few queries, however many mails went out meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from chalicelib.domain import clock
from chalicelib.domain.delivery import Channel, Delivery, Status
from chalicelib.store import deliveries, due
from chalicelib.store.due import Row
from infra.local.outbox import Sent

# What a delivery that stands so is called. One that is not named here has not been sent.
STATUSES: Final = {
    (Channel.CALLBACK, Status.DELIVERED): "delivered",
    (Channel.CALLBACK, Status.DEAD): "dead",
    (Channel.CALLBACK, Status.PENDING): "retrying",
    (Channel.AGENT, Status.PENDING): "retrying",
    (Channel.AGENT, Status.QUEUED): "queued",
    (Channel.AGENT, Status.DELIVERED): "delivered",
    (Channel.AGENT, Status.DEAD): "dead",
    (Channel.AGENT, Status.CANCELLED): "dropped",
}
CHANNELS: Final = frozenset({Channel.CALLBACK, Channel.AGENT})
_SETTLING: Final = timedelta(minutes=5)  # after midnight, until nothing more is added to the day before

Identity = tuple[str, str]


class Written:
    """Reads what there is to show, each time it is called."""

    def __init__(self) -> None:
        self._others: set[Identity] = set()  # deliveries of other channels
        self._ended: dict[Identity, Sent | None] = {}
        self._days: set[str] = set()  # that are over, and have been read
        self._lock = Lock()

    def __call__(self) -> list[Sent]:
        """Everything that is kept, in no particular order."""
        with self._lock:
            for day in self._open_days():
                self._read_day(day)
            now = [*(row for _, row in due.waiting({}, step=None)), *due.all_queued(), *due.dead(step=None)]
            found = {(each.job, each.key): _sent(each) for each in self._fetch(now)}
            # A delivery may have ended between the two looks; what is seen last counts.
            return [sent for sent in {**found, **self._ended}.values() if sent]

    def _open_days(self) -> Iterator[datetime]:
        today = clock.now()
        for back in range(deliveries.KEPT_DONE.days, -1, -1):
            day = today - timedelta(days=back)
            if f"{day:%Y-%m-%d}" not in self._days:
                yield day

    def _read_day(self, day: datetime) -> None:
        new = [row for row in due.done(day, step=None) if (row.job, row.key) not in self._ended]
        for each in self._fetch(new):
            self._ended[each.job, each.key] = _sent(each)
        if f"{day:%Y-%m-%d}" < f"{clock.now() - _SETTLING:%Y-%m-%d}":
            self._days.add(f"{day:%Y-%m-%d}")

    def _fetch(self, rows: Iterable[Row]) -> Iterator[Delivery]:
        """The deliveries of the rows that go out by one of our channels."""
        wanted = [(row.job, row.key) for row in rows if row.key is not None]
        for each in deliveries.fetch(identity for identity in wanted if identity not in self._others):
            if each.message.channel in CHANNELS:
                yield each
            else:
                self._others.add((each.job, each.key))


def _sent(delivery: Delivery) -> Sent | None:
    message, status = delivery.message, STATUSES.get((delivery.message.channel, delivery.status))
    untried = delivery.status is Status.PENDING and delivery.last is None
    if status is None or untried:
        return None
    at = delivery.ended_at or delivery.created_at
    return Sent(message.channel.value, message.to, message.subject, message.body, at, status, moved=True)
