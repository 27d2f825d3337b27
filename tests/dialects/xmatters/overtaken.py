"""A store where somebody else is faster: it stands on the real connection for the length of a `with`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

from chalicelib.store import tuning


class Overtaken:
    """Has `meanwhile` done right before the first transaction."""

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        self._meanwhile: Callable[[], object] | None = meanwhile

    def __call__(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
        if operation == "TransactWriteItems" and self._meanwhile is not None:
            meanwhile, self._meanwhile = self._meanwhile, None
            meanwhile()
        answer: dict[str, Any] = self._send(operation, request)
        return answer

    def __enter__(self) -> Self:
        connection = tuning.connection()
        self._send = connection.dispatch
        vars(connection)["dispatch"] = self
        return self

    def __exit__(self, *_: object) -> None:
        del vars(tuning.connection())["dispatch"]


class Vanished:
    """Has an item of the desk be there once, and never again."""

    def __init__(self, key: tuple[str, str]) -> None:
        self._key = {"pk": {"S": key[0]}, "sk": {"S": key[1]}}
        self._seen = False

    def __call__(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = self._send(operation, request)
        for items in answer.get("Responses", {}).values() if operation == "BatchGetItem" else ():
            there = [item for item in items if all(item[name] == value for name, value in self._key.items())]
            if there and self._seen:
                items.remove(there[0])
            self._seen = self._seen or bool(there)
        return answer

    def __enter__(self) -> Self:
        connection = tuning.connection()
        self._send = connection.dispatch
        vars(connection)["dispatch"] = self
        return self

    def __exit__(self, *_: object) -> None:
        del vars(tuning.connection())["dispatch"]
