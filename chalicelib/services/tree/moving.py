"""The records of assets, on their way into the trash and out of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from chalicelib.domain.caller import Caller
from chalicelib.errors import Changed
from chalicelib.services import records
from chalicelib.store.dynamo import Action
from chalicelib.store.tree import burial


def moves(numbers: Collection[int], caller: Caller, *, into_trash: bool, all_there: bool = True) -> Iterator[Action]:
    """The writes that move records. Raises Changed where one is not there to be moved, unless not `all_there` need to be."""
    stored = burial.fetch(numbers, trashed=not into_trash)
    for number in numbers:
        if number in stored:
            yield from records.plan_move(record=stored[number], caller=caller, into_trash=into_trash).actions
        elif all_there:
            raise Changed(f"Asset {number} was moved by somebody else.")
