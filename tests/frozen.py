"""A store that stands still: reads are answered from a copy, a hundred times faster than in process, and nothing is written.

For tests that ask thousands of questions about one desk. What it answers to a read is what the real one answers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property
from operator import ge, gt, le, lt
from typing import Any, Final, Self

from chalicelib.store import tuning
from chalicelib.store.items import RawItem

_KEYS: Final = {None: "sk", "by_version": "version", "by_created": "created_key", "by_name": "name_key"}
_COMPARISONS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {">": gt, ">=": ge, "<": lt, "<=": le}


class Frozen:
    """Stands on the real connection for the length of a `with`, with what a table holds then."""

    def __init__(self, table: str) -> None:
        self._table = table

    def __enter__(self) -> Self:
        connection = tuning.connection()
        self._items: list[RawItem] = []
        request: dict[str, Any] = {"TableName": self._table}
        while True:
            answer = connection.dispatch("Scan", request)
            self._items += answer["Items"]
            if "LastEvaluatedKey" not in answer:
                break
            request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]
        vars(connection)["dispatch"] = self
        return self

    def __exit__(self, *_: object) -> None:
        del vars(tuning.connection())["dispatch"]

    def __call__(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
        match operation:
            case "Query":
                return self._query(request)
            case "GetItem":
                item = self._by_key.get(_key(request["Key"]))
                return {"Item": item} if item else {}
            case "BatchGetItem":
                keys = map(_key, request["RequestItems"][self._table]["Keys"])
                return {"Responses": {self._table: [self._by_key[key] for key in keys if key in self._by_key]}}
        raise AssertionError(f"{operation} is no read")

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], RawItem]:
        return {_key(item): item for item in self._items}

    @cached_property
    def _partitions(self) -> dict[tuple[str | None, str], list[tuple[Any, str, RawItem]]]:
        """Items by index and partition, in the order of the index's own key."""
        found: dict[tuple[str | None, str], list[tuple[Any, str, RawItem]]] = defaultdict(list)
        for item in self._items:
            for index, name in _KEYS.items():
                if name in item:
                    found[index, item["pk"]["S"]].append((_plain(item[name]), item["sk"]["S"], item))
        for items in found.values():
            items.sort(key=lambda each: each[:2])
        return found

    def _query(self, request: dict[str, Any]) -> dict[str, Any]:
        values = {name: _plain(value) for name, value in request["ExpressionAttributeValues"].items()}
        index = request.get("IndexName")
        fits = _condition(request["KeyConditionExpression"].partition(" AND ")[2], values)
        items = [each for each in self._partitions[index, values[":pk"]] if fits(each[0])]
        if not request["ScanIndexForward"]:
            items.reverse()
        start = request.get("ExclusiveStartKey")
        if start:
            items = items[[each[2] for each in items].index(self._by_key[_key(start)]) + 1 :]
        limit = request.get("Limit", len(items) + 1)
        answer: dict[str, Any] = {"Items": [item for _, _, item in items[:limit]]}
        if len(items) >= limit:
            answer["LastEvaluatedKey"] = {name: answer["Items"][-1][name] for name in ("pk", "sk")}
        return answer


def _condition(text: str, values: Mapping[str, Any]) -> Callable[[Any], bool]:
    """What a condition on the sort key means."""
    if not text:
        return lambda _: True
    if prefix := re.fullmatch(r"begins_with\(\w+, (:\w+)\)", text):
        return lambda key: bool(key.startswith(values[prefix[1]]))
    if between := re.fullmatch(r"\w+ BETWEEN (:\w+) AND (:\w+)", text):
        return lambda key: bool(values[between[1]] <= key <= values[between[2]])
    compared = re.fullmatch(r"\w+ ([<>]=?) (:\w+)", text)
    assert compared, text
    return lambda key: _COMPARISONS[compared[1]](key, values[compared[2]])


def _plain(value: Mapping[str, Any]) -> Any:
    return int(value["N"]) if "N" in value else value["S"]


def _key(item: Mapping[str, Any]) -> tuple[str, str]:
    return item["pk"]["S"], item["sk"]["S"]
