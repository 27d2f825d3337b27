"""Calls of a dialect since the last reset: one item that every call adds to; weeks that are over, until written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from chalicelib import config
from chalicelib.domain.tally import SKEW, Tally
from chalicelib.store import dynamo, keys
from chalicelib.store.dynamo import Delete, Put, Update
from chalicelib.store.guard import ConditionFailed
from chalicelib.store.items import Item
from chalicelib.store.walks import Query

_SET: Final = (
    "SET consumed_calls = :consumed, rejected_calls = :rejected, since = :since, ends = :ends, time_zone = :zone"
)
_STANDS: Final = (
    "consumed_calls = :consumed0 AND rejected_calls = :rejected0 AND since = :since0"
    " AND ends = :ends0 AND time_zone = :zone0"
)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Closed:
    """Weeks that are over and not yet written down. `tally`: the first; the others, up to `until`, went by without a call.

    Somebody is writing them down until `free_at`; `id` names them within their dialect.
    """

    id: str
    tally: Tally
    until: datetime
    free_at: datetime

    def is_free(self, at: datetime, rest: timedelta) -> bool:
        """Whether nobody is at it; who is, has `rest`: a longer time is that of a clock that was moved back."""
        return not at < self.free_at <= at + rest


def count(dialect: str, *, consumed: bool, at: datetime, zone: str) -> Tally | None:
    """Count one call, and answer the counts with it.

    None when it was not counted: there is no week, it is over, it goes by another time zone, or it is ahead of the clock.
    """
    counted = Update(
        _key(dialect),
        f"ADD {'consumed_calls' if consumed else 'rejected_calls'} :one",
        {":one": 1, ":at": _stamp(at), ":ahead": _stamp(at + SKEW), ":zone": zone},
        "ends > :at AND since <= :ahead AND time_zone = :zone",
        table=config.OUTBOX_TABLE,
    )
    try:
        return _tally(dynamo.update(counted))
    except ConditionFailed:
        return None


def read(dialect: str) -> tuple[Tally | None, list[Closed]]:
    """The counts of a dialect, None if it has never counted, and weeks that are over and not yet written down."""
    tally, closed = None, []
    for item in dynamo.query(Query(_key(dialect)[0], table=config.OUTBOX_TABLE)):
        if item["sk"] == keys.SOLE:
            tally = _tally(item)
        else:
            closed.append(Closed(item["sk"], _tally(item), _moment(item["over"]), _moment(item["free_at"])))
    return tally, closed


def begin(dialect: str, tally: Tally) -> None:
    """Start counting, unless somebody was faster."""
    pk, sk = _key(dialect)
    _unless_lost(Put({"pk": pk, "sk": sk, **_item(tally)}, "attribute_not_exists(pk)", table=config.OUTBOX_TABLE))


def replace(dialect: str, stands: Tally, tally: Tally) -> None:
    """Have the counts end otherwise, unless somebody was faster."""
    _unless_lost(_replacement(dialect, stands, tally))


def close(dialect: str, stands: Tally, tally: Tally, *, free_at: datetime) -> Closed | None:
    """Put a new week in the place of one that is over, which is kept until it is written down; None if somebody was faster."""
    closed = Closed(f"closed#{_stamp(stands.ends):015d}#{uuid4().hex}", stands, tally.since, free_at)
    kept = {"over": _stamp(closed.until), "free_at": _stamp(free_at)}
    item = {"pk": _key(dialect)[0], "sk": closed.id, **_item(stands), **kept}
    try:
        dynamo.transact([_replacement(dialect, stands, tally), Put(item, table=config.OUTBOX_TABLE)])
    except ConditionFailed:
        return None
    return closed


def claim(dialect: str, closed: Closed, *, until: datetime) -> bool:
    """Be the one who writes weeks down, until a moment; False if somebody was faster."""
    taken = Update(
        (_key(dialect)[0], closed.id),
        "SET free_at = :until",
        {":until": _stamp(until), ":former": _stamp(closed.free_at)},
        "free_at = :former",
        table=config.OUTBOX_TABLE,
    )
    return _unless_lost(taken)


def settle(dialect: str, closed: Closed) -> None:
    """Weeks are written down."""
    dynamo.delete(Delete((_key(dialect)[0], closed.id), table=config.OUTBOX_TABLE))


def _replacement(dialect: str, stands: Tally, tally: Tally) -> Update:
    values = _values(tally) | {f"{name}0": value for name, value in _values(stands).items()}
    return Update(_key(dialect), _SET, values, _STANDS, table=config.OUTBOX_TABLE)


def _unless_lost(action: Put | Update) -> bool:
    try:
        dynamo.put(action) if isinstance(action, Put) else dynamo.update(action)
    except ConditionFailed:
        return False
    return True


def _values(tally: Tally) -> dict[str, Any]:
    return {
        ":consumed": tally.consumed,
        ":rejected": tally.rejected,
        ":since": _stamp(tally.since),
        ":ends": _stamp(tally.ends),
        ":zone": tally.zone,
    }


def _item(tally: Tally) -> Item:
    return {
        "consumed_calls": tally.consumed,
        "rejected_calls": tally.rejected,
        "since": _stamp(tally.since),
        "ends": _stamp(tally.ends),
        "time_zone": tally.zone,
    }


def _tally(item: Item) -> Tally:
    return Tally(
        item["consumed_calls"],
        item["rejected_calls"],
        _moment(item["since"]),
        _moment(item["ends"]),
        item["time_zone"],
    )


def _stamp(moment: datetime) -> int:
    return (moment - _EPOCH) // _MILLISECOND


def _moment(stamp: int) -> datetime:
    return _EPOCH + stamp * _MILLISECOND


def _key(dialect: str) -> keys.Key:
    return f"C#{dialect}", keys.SOLE
