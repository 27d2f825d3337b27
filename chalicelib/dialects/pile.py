"""Entries of a list that are put into one answer: as many as it may carry, so that a list may end early and say where."""

from __future__ import annotations

from typing import Final

MAX_BYTES: Final = 4 << 20  # of an answer: the one payload rule of all dialects


class Pile:
    """Encoded entries. `room`: bytes that they may have, separators included."""

    def __init__(self, room: int = MAX_BYTES) -> None:
        self.parts: list[bytes] = []
        self._left = room

    def add(self, part: bytes, *, forced: bool = False) -> bool:
        """Put an entry on it; False, and nothing is done, when there is no room left, unless it is `forced`."""
        if len(part) >= self._left and not forced:
            return False
        self.parts.append(part)
        self._left -= len(part) + 1
        return True

    def __len__(self) -> int:
        return len(self.parts)
