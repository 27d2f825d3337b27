"""Rate windows: exact fixed windows of calls per caller, one conditional update a call."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

from chalicelib import config
from chalicelib.store import dynamo, keys
from chalicelib.store.dynamo import Update
from chalicelib.store.guard import ConditionFailed
from chalicelib.store.items import decode

LENGTH: Final = 60_000  # milliseconds
_KEPT: Final = 86_400  # seconds after its end that a window may lie about before DynamoDB removes it


def count(key: str, *, limit: int, at: int) -> int | None:
    """Count one call at `at` (milliseconds since 1970) in the window of `key`.

    The window opens with the first counted call and lasts a minute. Answers None when the call is within the limit, else
    the milliseconds until the window ends; a refused call is not counted and prolongs nothing.
    """
    while True:
        ends = _count_in_open_window(key, limit, at)
        if ends is None:
            return None
        if at < ends <= at + 2 * LENGTH:  # beyond: the window of a clock that was moved, and moved back
            return ends - at
        if _open_window(key, former=ends, at=at):
            return None


def left(key: str, *, limit: int, at: int) -> int | None:
    """Milliseconds until the window of `key` ends, when it is used up at `at`; None when it is not. Nothing is counted."""
    found = dynamo.get(_key(key), table=config.OUTBOX_TABLE)
    if found is None or found["calls"] < limit or not at < found["ends"] <= at + 2 * LENGTH:
        return None
    ends: int = found["ends"]
    return ends - at


def calls(keys_: Iterable[str], *, at: int) -> dict[str, int]:
    """Calls in the windows that are open at `at`, by their keys; the others are left out."""
    wanted = {_key(key): key for key in keys_}
    found = dynamo.batch_get(wanted, table=config.OUTBOX_TABLE)
    return {wanted[key]: item["calls"] for key, item in found.items() if at < item["ends"] <= at + 2 * LENGTH}


def _count_in_open_window(key: str, limit: int, at: int) -> int | None:
    """None when counted, else when the window ends (0 = there is none)."""
    values = {":one": 1, ":limit": limit, ":at": at}
    counted = Update(_key(key), "ADD calls :one", values, "ends > :at AND calls < :limit", table=config.OUTBOX_TABLE)
    try:
        dynamo.update(counted)
    except ConditionFailed as refusal:
        stands = decode(refusal.item) if refusal.item else {}  # type: ignore[arg-type]  # as DynamoDB sent it
        ends: int = stands.get("ends", 0)
        return ends
    return None


def _open_window(key: str, *, former: int, at: int) -> bool:
    """Open a new window with this call in it; False when another call was faster."""
    values = {":one": 1, ":ends": at + LENGTH, ":gone": (at + LENGTH) // 1000 + _KEPT, ":former": former}
    condition = "ends = :former" if former else "attribute_not_exists(ends)"
    if not former:
        del values[":former"]
    opened = "SET calls = :one, ends = :ends, expires = :gone"
    try:
        dynamo.update(Update(_key(key), opened, values, condition, table=config.OUTBOX_TABLE))
    except ConditionFailed:
        return False
    return True


def _key(key: str) -> keys.Key:
    """Where the window lies. What can't be a key, because callers choose it, is spelled as its digest."""
    plain = f"W#{key}", keys.SOLE
    if keys.is_key(plain):
        return plain
    return f"W##{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()}", keys.SOLE
