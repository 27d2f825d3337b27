"""Beginning anew: a write of the tree that somebody else has overtaken, or that meets a deletion under way."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from chalicelib.domain.tree import Node
from chalicelib.errors import Changed, Unavailable
from chalicelib.store.guard import pause

PATIENCE: Final = 12.0
"""Seconds; one of those who write the same place always gets through, so each does in the end."""
_SLOWEST: Final = 3
Result = TypeVar("Result")


def persist(step: Callable[[], Result]) -> Result:
    """Do a step anew while it raises Changed. Unavailable when that does not end."""
    until = time.monotonic() + PATIENCE
    attempt = 1
    while True:
        try:
            return step()
        except Changed:
            if time.monotonic() > until:
                raise Unavailable("This place of the tree is written too often. Try again.") from None
            pause(min(attempt, _SLOWEST))
            attempt += 1


def require_free(nodes: Iterable[Node]) -> None:
    """Raise Changed where a deletion has its hand on a node: it is over soon, whichever way."""
    for node in nodes:
        if node.held is not None:
            raise Changed(f"Asset {node.number} is about to be thrown away.")
