"""A store before whose next transaction somebody else is faster: it stands on the real connection for the length of a `with`."""

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
