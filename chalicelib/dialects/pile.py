"""Entries of a list that are put into one answer: as many as it may carry, so that a list may end early and say where."""

from __future__ import annotations

import json
from typing import Final

MAX_BYTES: Final = 4 << 20  # of an answer: the one payload rule of all dialects
_CARRIED: Final = 6_000_000  # bytes of an answer as Lambda hands it on: a text within JSON, in ASCII


class Pile:
    """Encoded entries. `room`: bytes that they may have, separators included.

    What is full of quotes and of other scripts grows on its way out, which counts, too.
    """

    def __init__(self, room: int = MAX_BYTES) -> None:
        self.parts: list[bytes] = []
        self._left = room
        self._carried = _CARRIED

    def add(self, part: bytes, *, forced: bool = False) -> bool:
        """Put an entry on it; False, and nothing is done, when there is no room left, unless it is `forced`."""
        carried = len(json.dumps(part.decode()))
        if not forced and (len(part) >= self._left or carried > self._carried):
            return False
        self.parts.append(part)
        self._left -= len(part) + 1
        self._carried -= carried
        return True

    def __len__(self) -> int:
        return len(self.parts)
