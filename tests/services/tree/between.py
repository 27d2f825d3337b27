"""A store that tells a test of every call before it is made: what a test does then, has happened for certain in between."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import count
from typing import Any, Self

from chalicelib.store import tuning
from tests.unreliable import Crash

Request = dict[str, Any]
Hook = Callable[[str, Request], None]


class Between:
    """Stands on the real connection for the length of a `with`. What the hook itself asks for, it is not told of."""

    def __init__(self, hook: Hook) -> None:
        self._hook = hook
        self._thread = threading.local()

    def __call__(self, operation: str, request: Request) -> Request:
        if not getattr(self._thread, "busy", False):
            self._thread.busy = True
            try:
                self._hook(operation, request)
            finally:
                self._thread.busy = False
        answer: Request = self._send(operation, request)
        return answer

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


def is_write(operation: str) -> bool:
    return operation in ("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems")


def once(does: Callable[[str, Request], bool], what: Callable[[], object]) -> Between:
    """Do something before the first call of which `does` holds."""
    left = [what]

    def hook(operation: str, request: Request) -> None:
        if left and does(operation, request):
            left.pop()()

    return Between(hook)


def killed(does: Callable[[str, Request], bool]) -> Between:
    """The process ends before the first call of which `does` holds."""

    def end() -> None:
        raise Crash

    return once(does, end)


def writes(text: str) -> Callable[[str, Request], bool]:
    """Whether a call is a write that names something."""
    return lambda operation, request: is_write(operation) and text in str(request)


def reads(text: str) -> Callable[[str, Request], bool]:
    """Whether a call is a read that names something."""
    return lambda operation, request: not is_write(operation) and text in str(request)


def nth(turn: int, does: Callable[[str, Request], bool]) -> Callable[[str, Request], bool]:
    """Whether it is the so-manieth call of which `does` holds, from 1."""
    met = count(1)
    return lambda operation, request: does(operation, request) and next(met) == turn


SETTLES = writes("SET lease")
"""What a change does when it is through, to settle what follows from it: leases its job."""
