"""Beginning anew what somebody else has overtaken, or what meets an operation under way; and doing things some at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final, TypeVar

from chalicelib.domain.tree import Node
from chalicelib.errors import Changed, Unavailable
from chalicelib.store.guard import pause

PATIENCE: Final = 12.0
"""Seconds; one of those who write the same place always gets through, so each does in the end."""
_SLOWEST: Final = 3
Result = TypeVar("Result")
Item = TypeVar("Item")


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


def persist_for(items: Iterable[Item], size: int, step: Callable[[list[Item]], object]) -> None:
    """Do a step for so many at a time, each anew while it raises Changed. Unavailable when that does not end."""
    for some in portions(items, size):
        persist(lambda some=some: step(some))  # type: ignore[misc]


def portions(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """So many of them at a time."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


def require_free(nodes: Iterable[Node]) -> None:
    """Raise Changed where an operation has its hand on a node: it is over soon, whichever way."""
    for node in nodes:
        if node.held is not None:
            raise Changed(f"Asset {node.number} is about to be thrown away, or restored.")
