"""The calls to DynamoDB: plain dictionaries in and out, metered, every one through `guard`.

They go through PynamoDB's connection, which signs, sends and words the faults; PynamoDB's model objects are not used at run
time, because records have the fields that their kind declares, and because dictionaries are several times faster.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from threading import local
from typing import Any, Final
from uuid import uuid4

from chalicelib import config
from chalicelib.errors import PolydeskError, Unavailable
from chalicelib.store import tuning
from chalicelib.store.guard import guarded, pause
from chalicelib.store.items import Item, RawItem, decode, encode, encode_value
from chalicelib.store.keys import Key, is_key
from chalicelib.store.walks import Query

BATCH_GET: Final = 100  # keys that DynamoDB takes in one BatchGetItem
TRANSACTION: Final = 100  # actions that DynamoDB takes in one transaction
_BATCH_ROUNDS: Final = 8


@dataclass(frozen=True, slots=True)
class Put:
    """Write an item whole. `otherwise`: the error to raise when `condition` does not hold."""

    item: Mapping[str, Any]
    condition: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    otherwise: PolydeskError | None = None
    table: str = config.DESK_TABLE


@dataclass(frozen=True, slots=True)
class Delete:
    """Remove an item, if it is there."""

    key: Key
    condition: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    otherwise: PolydeskError | None = None
    table: str = config.DESK_TABLE


@dataclass(frozen=True, slots=True)
class Update:
    """Change attributes of an item. `expression` as DynamoDB writes it; names that are reserved words go through `#names`."""

    key: Key
    expression: str
    values: Mapping[str, Any] = field(default_factory=dict)
    condition: str | None = None
    otherwise: PolydeskError | None = None
    table: str = config.DESK_TABLE


@dataclass(frozen=True, slots=True)
class Check:
    """Ask, within a transaction, that a condition holds of an item which stays as it is."""

    key: Key
    condition: str
    values: Mapping[str, Any] = field(default_factory=dict)
    otherwise: PolydeskError | None = None
    table: str = config.DESK_TABLE


Action = Put | Delete | Update | Check


@dataclass(slots=True)
class Meter:
    """What the calls of this thread consumed since the meter was set to zero.

    `calls`; `items` that DynamoDB read, whether or not it sent them; `units` of capacity, as far as the answers say.
    """

    calls: int = 0
    items: int = 0
    units: float = 0.0


class _PerThread(local):
    def __init__(self) -> None:
        self.meter = Meter()


_this_thread = _PerThread()


def meter() -> Meter:
    """The meter of this thread."""
    return _this_thread.meter


def reset_meter() -> Meter:
    """Begin to count anew."""
    _this_thread.meter = Meter()
    return _this_thread.meter


def get(key: Key, *, table: str = config.DESK_TABLE) -> Item | None:
    """One item, as it is now (a consistent read), or None."""
    if not is_key(key):
        return None
    answer = _call("GetItem", {"TableName": table, "Key": _raw_key(key), "ConsistentRead": True})
    return decode(answer["Item"]) if answer.get("Item") else None


def batch_get(keys: Iterable[Key], *, table: str = config.DESK_TABLE) -> dict[Key, Item]:
    """Many items by key; those that do not exist are not in the answer. One call for each hundred keys."""
    wanted = [key for key in dict.fromkeys(keys) if is_key(key)]
    found: dict[Key, Item] = {}
    for start in range(0, len(wanted), BATCH_GET):
        for raw in _batch(table, [_raw_key(key) for key in wanted[start : start + BATCH_GET]]):
            item = decode(raw)
            found[item["pk"], item["sk"]] = item
    return found


def _batch(table: str, raw_keys: list[RawItem]) -> Iterator[RawItem]:
    for attempt in range(1, _BATCH_ROUNDS + 1):
        answer = _call("BatchGetItem", {"RequestItems": {table: {"Keys": raw_keys, "ConsistentRead": True}}})
        yield from answer["Responses"].get(table, ())
        raw_keys = answer.get("UnprocessedKeys", {}).get(table, {}).get("Keys", [])
        if not raw_keys:
            return
        pause(attempt)
    raise Unavailable("The store is busy. Try again.")


def query(what: Query) -> Iterator[Item]:
    """The items of a walk, read call by call as they are asked for."""
    for items in query_by_call(what):
        yield from items


def query_by_call(what: Query) -> Iterator[list[Item]]:
    """The same, a list for each call: at most `limit` items, and never more than a megabyte of them."""
    request = what.request()
    while request:
        answer = _call("Query", request)
        yield [item for item in map(decode, answer["Items"]) if item["sk"] != what.after]
        if not answer.get("LastEvaluatedKey"):
            return
        request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]
        if what.most is not None:
            request["Limit"] = min(2 * request["Limit"], what.most)


def count(what: Query) -> int:
    """How many items a walk meets; they are read, but not sent. Not for walks that begin behind an item."""
    request = what.request()
    total = 0
    while request:
        answer = _call("Query", {**request, "Select": "COUNT"})
        total += answer["Count"]
        if not answer.get("LastEvaluatedKey"):
            break
        request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]
    return total


def query_index(
    index: str,
    condition: str,
    values: Mapping[str, str | int],
    *,
    table: str,
    descending: bool = False,
    behind: Mapping[str, str] | None = None,
    step: int | None = None,
) -> Iterator[Item]:
    """The items of a walk along an index, keys only, read call by call; an index may lag behind its table.

    `behind`: the keys of the item, in table and index, to go on behind; it need not be there any more. `step`: items of one
    call at most.
    """
    request: dict[str, Any] = {
        "TableName": table,
        "IndexName": index,
        "KeyConditionExpression": condition,
        "ExpressionAttributeValues": {name: encode_value(value) for name, value in values.items()},
        "ScanIndexForward": not descending,
    }
    if behind is not None:
        request["ExclusiveStartKey"] = {name: {"S": value} for name, value in behind.items()}
    if step is not None:
        request["Limit"] = step
    while True:
        answer = _call("Query", request)
        yield from map(decode, answer["Items"])
        if not answer.get("LastEvaluatedKey"):
            return
        request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]


def put(action: Put) -> None:
    """Write one item; raises its `otherwise`, or ConditionFailed.

    A conditional write is sent again when its answer was lost, and then meets itself: where that matters, `transact`.
    """
    guarded(lambda: _send("PutItem", _put(action)), conflicts=(action.otherwise,))


def delete(action: Delete) -> None:
    """Remove one item; raises its `otherwise`, or ConditionFailed."""
    guarded(lambda: _send("DeleteItem", _keyed(action)), conflicts=(action.otherwise,))


def update(action: Update) -> Item:
    """Change one item and answer it as it is now; raises its `otherwise`, or ConditionFailed with the item as it stands.

    What adds may add twice when an answer was lost: good for counters that may jump, not for sums that must be exact.
    """
    request = _update(action) | {"ReturnValues": "ALL_NEW"}
    if action.condition:
        request["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
    answer = guarded(lambda: _send("UpdateItem", request), conflicts=(action.otherwise,))
    return decode(answer["Attributes"])


def transact(actions: Sequence[Action]) -> None:
    """All actions or none. Raises the `otherwise` of the first action whose condition does not hold."""
    if len(actions) > TRANSACTION:
        raise ValueError(f"a transaction of {len(actions)} actions")
    verbs = {
        Put: ("Put", _put),
        Delete: ("Delete", _keyed),
        Update: ("Update", _update),
        Check: ("ConditionCheck", _keyed),
    }
    items = []
    for action in actions:
        verb, form = verbs[type(action)]
        items.append({verb: form(action)})  # type: ignore[operator]  # the table pairs each class with its own function
    # The token makes a repetition after a lost answer harmless.
    request = {"TransactItems": items, "ClientRequestToken": str(uuid4())}
    guarded(lambda: _send("TransactWriteItems", request), conflicts=tuple(action.otherwise for action in actions))


def _put(action: Put) -> dict[str, Any]:
    return _conditional({"TableName": action.table, "Item": encode(action.item)}, action)


def _keyed(action: Delete | Check) -> dict[str, Any]:
    return _conditional({"TableName": action.table, "Key": _raw_key(action.key)}, action)


def _update(action: Update) -> dict[str, Any]:
    request = {"TableName": action.table, "Key": _raw_key(action.key), "UpdateExpression": action.expression}
    return _conditional(request, action)


def _conditional(request: dict[str, Any], action: Action) -> dict[str, Any]:
    if action.condition:
        request["ConditionExpression"] = action.condition
    if action.values:
        request["ExpressionAttributeValues"] = {name: encode_value(value) for name, value in action.values.items()}
    return request


def _raw_key(key: Key) -> RawItem:
    return {"pk": {"S": key[0]}, "sk": {"S": key[1]}}


def _call(operation: str, request: dict[str, Any]) -> dict[str, Any]:
    return guarded(lambda: _send(operation, request))


def _send(operation: str, request: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = tuning.connection().dispatch(operation, request)
    count = _this_thread.meter
    count.calls += 1
    count.items += answer.get("ScannedCount", 0) or ("Item" in answer) + sum(
        map(len, answer.get("Responses", {}).values())
    )
    consumed = answer.get("ConsumedCapacity") or ()
    for each in (consumed,) if isinstance(consumed, dict) else consumed:
        count.units += each.get("CapacityUnits", 0.0)
    return answer
