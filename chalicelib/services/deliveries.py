"""What leaves, for those who look after it: what waits, what is dead, what was done; and sending again what is dead."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Final

from chalicelib.domain import clock
from chalicelib.domain.delivery import Channel, Delivery, Status
from chalicelib.errors import Conflict, NotFound
from chalicelib.outbound import queue
from chalicelib.services import pages
from chalicelib.store import deliveries as store
from chalicelib.store import due
from chalicelib.store.due import Row

MOST_COUNTED: Final = 10_000
_STRIDE: Final = 100  # read at once where all are looked at


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list. `after` asks for what follows; None at the end. A page may be short, or empty, before that."""

    deliveries: list[Delivery]
    after: str | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are; `MOST_COUNTED` means that many or more. `waiting`: jobs included."""

    waiting: int
    dead: int
    done_today: int


@dataclass(frozen=True, slots=True)
class Filter:
    """Which deliveries are meant; what is None or empty says nothing.

    `receiver`: a part of the address, whatever its case. `since`, `until`: when it came to its end, or was made if it has not.
    """

    dialect: str | None = None
    channel: Channel | None = None
    receiver: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def holds(self, delivery: Delivery) -> bool:
        """Whether this delivery is meant."""
        at = delivery.ended_at or delivery.created_at
        return (
            (self.dialect is None or delivery.dialect == self.dialect)
            and (self.channel is None or delivery.message.channel is self.channel)
            and self.receiver.casefold() in delivery.message.to.casefold()
            and (self.since is None or at >= self.since)
            and (self.until is None or at <= self.until)
        )


def get(*, name: str) -> Delivery:
    """The delivery of an id. Raises NotFound."""
    found = store.get(*Delivery.identity(name))
    if found is None:
        raise NotFound(f"There is no delivery {name}.")
    return found


def waiting(*, after: str | None = None, limit: int = 50) -> Page:
    """Deliveries that wait for their first or next try, those first that are due first. Raises Invalid for a wrong `after`."""
    behind = {partition: Row(*row) for partition, row in (_open(after, "waiting") or {}).items()}
    found: list[Row] = []
    for partition, row in due.waiting(behind):
        if len(found) == limit:
            return Page(_read(found, Status.PENDING), _seal(behind, "waiting"))
        behind[partition] = row
        if row.key is not None:
            found.append(row)
    return Page(_read(found, Status.PENDING), None)


def dead(*, after: str | None = None, limit: int = 50) -> Page:
    """Dead deliveries, newest first. Raises Invalid for a wrong `after`."""
    return _page(lambda row: due.dead(after=row), "dead", after, limit, (Status.DEAD,))


def done(*, day: datetime | None = None, after: str | None = None, limit: int = 50) -> Page:
    """What was delivered or cancelled on a day in UTC (None: today), newest first. Raises Invalid for a wrong `after`."""
    on = day or clock.now()
    scope = f"done {on:%Y-%m-%d}"
    return _page(lambda row: due.done(on, after=row), scope, after, limit, (Status.DELIVERED, Status.CANCELLED))


def counts() -> Counts:
    """How many there are of each. Reads the keys of up to `MOST_COUNTED` of each: for people, not for polling."""
    return Counts(
        waiting=sum(1 for _ in islice(due.waiting({}, step=None), MOST_COUNTED)),
        dead=sum(1 for _ in islice(due.dead(step=None), MOST_COUNTED)),
        done_today=sum(1 for _ in islice(due.done(clock.now(), step=None), MOST_COUNTED)),
    )


def matching_dead(which: Filter | None = None) -> Iterator[Delivery]:
    """All dead deliveries that are meant, newest first, read as they are asked for. None: all of them."""
    for some in _matching_dead(which or Filter()):
        yield from some


def replay(*, name: str) -> Delivery:
    """Send a dead delivery again: the same bytes under the same id, with all its tries before it. Raises NotFound, Conflict."""
    delivery = get(name=name)
    if not store.revive(delivery, at=clock.now()):
        raise Conflict(f"{name} is not dead, or so old that it is about to be removed.")
    queue.send_deliveries(delivery.job, [delivery.key])
    return get(name=name)


def replay_matching(which: Filter | None = None) -> Iterator[Delivery]:
    """Send again all dead deliveries that are meant, in hundreds as they are asked for; each as it was. None: all of them."""
    for some in _matching_dead(which or Filter()):
        revived = [delivery for delivery in some if store.revive(delivery, at=clock.now())]
        keys_by_job: dict[str, list[str]] = defaultdict(list)
        for delivery in revived:
            keys_by_job[delivery.job].append(delivery.key)
        for job, keys in keys_by_job.items():
            queue.send_deliveries(job, keys)
        yield from revived


def _matching_dead(which: Filter) -> Iterator[list[Delivery]]:
    rows = due.dead()
    while chunk := list(islice(rows, _STRIDE)):
        yield list(filter(which.holds, _read(chunk, Status.DEAD)))
        if which.since is not None and datetime.fromisoformat(chunk[-1].due_at) < which.since:
            return


def _page(
    walk: Callable[[Row | None], Iterator[Row]], scope: str, after: str | None, limit: int, statuses: tuple[Status, ...]
) -> Page:
    position = _open(after, scope)
    found = list(islice(walk(Row(*position) if position else None), limit + 1))
    following = _seal(found[limit - 1], scope) if len(found) > limit else None
    return Page(_read(found[:limit], *statuses), following)


def _read(rows: list[Row], *statuses: Status) -> list[Delivery]:
    """What the rows lead to, as far as it still stands where the index says: that lags a little behind."""
    found = store.fetch((row.job, row.key) for row in rows if row.key is not None)
    return [delivery for delivery in found if delivery.status in statuses]


def _seal(position: Any, scope: str) -> str:
    return pages.seal(position=json.dumps(position, separators=(",", ":")), scope=f"deliveries {scope}")


def _open(after: str | None, scope: str) -> Any:
    return None if after is None else json.loads(pages.unseal(cursor=after, scope=f"deliveries {scope}"))
