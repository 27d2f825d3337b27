"""What calls to DynamoDB cost by its price list, worked out from the sizes of items; an emulator only counts them.

A consistent read costs one unit for each 4 kB begun: of every single item that is read by key, of the sum of a query. A
write costs one unit for each kB begun of the item as it was or as it is, whichever is larger; twice that in a
transaction. Indexes are written besides, at one unit for each entry that comes or goes (ours hold keys only, and are
not read by any of the routes that are measured).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any, Final

from chalicelib import config

Raw = Mapping[str, Any]
Call = Callable[[str, dict[str, Any]], dict[str, Any]]

READ: Final = 4_096
WRITTEN: Final = 1_024
INDEXES: Final = {config.DESK_TABLE: ("version", "created_key", "name_key"), config.OUTBOX_TABLE: ("due",)}
"""The attribute of each index that an item needs in order to be in it; outbox: `due_at` is always there with it."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Calls, items that were read, units as the price list has them, and units as the emulator counts them."""

    calls: int = 0
    items: int = 0
    read: float = 0
    written: float = 0
    counted: float = 0


class Ledger:
    """Stands where the store calls DynamoDB, passes every call on to `call`, and adds up. `anew` begins at nothing."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self.anew()

    def anew(self) -> None:
        """Forget what was spent."""
        self._calls = self._items = self._read = self._written = 0
        self._counted = 0.0

    def dispatch(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
        """One call, and its price."""
        before = [self._stored(*written) for written in _written_keys(operation, request)]
        answer = self._call(operation, request)
        self._calls += 1
        consumed = answer.get("ConsumedCapacity") or []
        for each in [consumed] if isinstance(consumed, dict) else consumed:
            self._counted += each.get("CapacityUnits", 0)
        self._charge_reads(operation, request, answer)
        times = 2 if operation == "TransactWriteItems" else 1
        for (table, key), former in zip(_written_keys(operation, request), before, strict=True):
            now = self._stored(table, key)
            self._written += times * max(1, ceil(max(size(former), size(now)) / WRITTEN)) + _entries(table, former, now)
        return answer

    @property
    def spent(self) -> Cost:
        """All since the beginning."""
        return Cost(self._calls, self._items, self._read, self._written, self._counted)

    def _charge_reads(self, operation: str, request: dict[str, Any], answer: dict[str, Any]) -> None:
        if operation == "GetItem":
            found = [answer["Item"]] if answer.get("Item") else []
            self._items += len(found)
            self._read += max(1, sum(ceil(size(item) / READ) for item in found))
        elif operation == "BatchGetItem":
            items = [item for items in answer["Responses"].values() for item in items]
            asked = sum(len(wanted["Keys"]) for wanted in request["RequestItems"].values())
            self._items += len(items)
            self._read += sum(ceil(size(item) / READ) for item in items) + asked - len(items)
        elif operation == "Query":
            self._items += len(answer.get("Items", ()))
            self._read += max(1, ceil(sum(map(size, answer.get("Items", ()))) / READ))

    def _stored(self, table: str, key: dict[str, Any]) -> Raw | None:
        return self._call("GetItem", {"TableName": table, "Key": key, "ConsistentRead": True}).get("Item")


def size(item: Raw | None) -> int:
    """Bytes of an item: its names and its values."""
    return sum(len(name.encode()) + _weight(value) for name, value in (item or {}).items())


def _weight(value: Raw) -> int:
    [(tag, content)] = value.items()
    if tag == "S":
        return len(content.encode())
    if tag == "N":
        return (len(content.strip("-0.")) + 1) // 2 + 1
    if tag == "L":
        return 3 + sum(1 + _weight(each) for each in content)
    if tag == "M":
        return 3 + sum(1 + len(name.encode()) + _weight(each) for name, each in content.items())
    return 1


def _written_keys(operation: str, request: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    if operation == "TransactWriteItems":
        return [
            _key(each)
            for action in request["TransactItems"]
            for verb, each in action.items()
            if verb != "ConditionCheck"
        ]
    return [_key(request)] if operation in ("PutItem", "UpdateItem", "DeleteItem") else []


def _key(action: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    found = action.get("Key") or action["Item"]
    return action["TableName"], {"pk": found["pk"], "sk": found["sk"]}


def _entries(table: str, former: Raw | None, now: Raw | None) -> int:
    """Entries of indexes that come and go."""
    changed = 0
    for name in INDEXES[table]:
        had, has = ((item or {}).get(name) for item in (former, now))
        if had != has or (had and name == "due" and (former or {}).get("due_at") != (now or {}).get("due_at")):
            changed += (had is not None) + (has is not None)
    return changed
