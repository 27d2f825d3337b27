"""A store whose calls fail as a test tells it to: it stands on the real connection for the length of a `with`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from botocore.exceptions import ConnectionClosedError

from chalicelib.store import tuning


class Crash(BaseException):
    """The process ends here: nothing of ours handles it."""


class Unreliable:
    """Counts and keeps the calls, from 1, and lets some go wrong.

    `crash_at`: the process ends before this call. `unheard`: calls that never reach the store. `unanswered`: calls that do
    their work, and whose answer is lost.
    """

    def __init__(
        self, *, crash_at: int | None = None, unheard: Collection[int] = (), unanswered: Collection[int] = ()
    ) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self._crash_at = crash_at
        self._unheard = unheard
        self._unanswered = unanswered

    def __call__(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
        self.calls.append((operation, request))
        turn = len(self.calls)
        if turn == self._crash_at:
            raise Crash
        if turn in self._unheard:
            raise ConnectionClosedError(endpoint_url="https://store")
        answer: dict[str, Any] = self._send(operation, request)
        if turn in self._unanswered:
            raise ConnectionClosedError(endpoint_url="https://store")
        return answer

    @property
    def operations(self) -> list[str]:
        return [operation for operation, _ in self.calls]

    def __enter__(self) -> Self:
        connection = tuning.connection()
        self._send = connection.dispatch
        self._former = vars(connection).get("dispatch")  # one may stand within another
        vars(connection)["dispatch"] = self
        return self

    def __exit__(self, *_: object) -> None:
        del vars(tuning.connection())["dispatch"]
        if self._former is not None:
            vars(tuning.connection())["dispatch"] = self._former
