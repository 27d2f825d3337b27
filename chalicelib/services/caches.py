"""What a process remembers for a few seconds: bounded, safe between threads, cleared together when the clock is moved."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from typing import Any, Final, Generic, TypeVar

Value = TypeVar("Value")


class Cache(Generic[Value]):
    """Values by key, each for `seconds` after it was loaded. When `size` is reached, everything is forgotten."""

    def __init__(self, *, seconds: float, size: int = 1_000) -> None:
        self._seconds = seconds
        self._size = size
        self._values: dict[str, tuple[float, Value]] = {}
        self._forgotten = 0
        self._lock = Lock()
        _all.append(self)

    def get(self, key: str, load: Callable[[], Value]) -> Value:
        """The value of a key, from `load` when it is not known or too old. What `load` raises is not remembered."""
        known = self._values.get(key)
        now = time.monotonic()
        if known is not None and now - known[0] < self._seconds:
            return known[1]
        forgotten = self._forgotten
        value = load()
        with self._lock:
            if forgotten != self._forgotten:
                return value  # perhaps read before what was written in between: good for this caller, not to be kept
            if len(self._values) >= self._size:
                self._values.clear()
            self._values[key] = (now, value)
        return value

    def forget(self, key: str) -> None:
        """Load this key anew next time."""
        with self._lock:
            self._forgotten += 1
            self._values.pop(key, None)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._forgotten += 1
            self._values.clear()


_all: Final[list[Cache[Any]]] = []


def clear() -> None:
    """Empty every cache of this process."""
    for cache in _all:
        cache.clear()
