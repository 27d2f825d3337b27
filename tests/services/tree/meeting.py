"""Threads that meet: all have read before any of them writes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, TypeVar

from chalicelib.errors import PolydeskError
from tests.services.tree.between import Between, Request

Answer = TypeVar("Answer")
_PATIENCE: Final = 20.0  # seconds, before a thread that nobody meets gives up


def race(*acts: Callable[[], Answer]) -> list[Answer | PolydeskError]:
    """Do all at once, each on a thread; answers in this order what came of each.

    Before its first transaction, each waits until all the others have come to theirs, or to their end.
    """
    meeting = _Meeting(len(acts))

    def run(act: Callable[[], Answer]) -> Answer | PolydeskError:
        try:
            return act()
        except PolydeskError as error:
            return error
        finally:
            meeting.come()

    with Between(meeting.before), ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def refusals(outcomes: Sequence[Any]) -> list[PolydeskError]:
    return [each for each in outcomes if isinstance(each, PolydeskError)]


class _Meeting:
    """Whoever has come lets the others go on; nobody waits twice."""

    def __init__(self, count: int) -> None:
        self._missing = count
        self._all_here = threading.Condition()
        self._thread = threading.local()

    def before(self, operation: str, _: Request) -> None:
        if operation == "TransactWriteItems":
            self.come()

    def come(self) -> None:
        if getattr(self._thread, "has_come", False):
            return
        self._thread.has_come = True
        with self._all_here:
            self._missing -= 1
            self._all_here.notify_all()
            assert self._all_here.wait_for(lambda: self._missing <= 0, timeout=_PATIENCE)
