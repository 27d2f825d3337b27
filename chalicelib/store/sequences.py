"""Number spaces: unique, rising numbers below 2^31, also beside numbers that an import brings.

An import of a number above the sequence lifts the sequence over it; what was jumped over, that number included, is noted as a
gap. Numbers in a gap were never given out, so imports may still take them, each once; all other numbers at or below the
sequence are refused, because they may belong to a record that is being written this very moment.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from chalicelib.domain.reference import HIGHEST
from chalicelib.errors import Conflict
from chalicelib.store import dynamo, keys
from chalicelib.store.dynamo import Put, Update
from chalicelib.store.guard import ConditionFailed
from chalicelib.store.keys import Key
from chalicelib.store.walks import Query

_ATTEMPTS: Final = 10


def latest(space: str) -> int:
    """The highest number that a space has given out, 0 when none."""
    stored = dynamo.get((f"S#{space}", keys.SOLE))
    return stored["latest"] if stored else 0


def take(space: str) -> int:
    """The next number of a space. A number whose record is never written is lost, which harms nobody."""
    return reserve(space, 1).start


def reserve(space: str, count: int) -> range:
    """The next numbers of a space, so many of them, in one call. Those whose records are never written are lost.

    Raises Conflict when the space has not so many left; it stays as it was then. ValueError for a count below 1.
    """
    if count < 1:
        raise ValueError(f"{count} numbers can't be reserved")
    used_up = Conflict(f"The numbers of the space {space} are used up.")
    if count > HIGHEST:
        raise used_up
    condition = "attribute_not_exists(latest) OR latest <= :last"
    values = {":count": count, ":last": HIGHEST - count}
    item = dynamo.update(Update((f"S#{space}", keys.SOLE), "ADD latest :count", values, condition, otherwise=used_up))
    latest: int = item["latest"]
    return range(latest - count + 1, latest + 1)


def claim(space: str, number: int) -> Put:
    """Reserve a number that an import brings.

    Answers the action that takes it: it belongs into the transaction that writes the record. Raises Conflict (now or when
    the action runs) for a number that was given out or taken already, ValueError for one that is no number.
    """
    if not 0 < number <= HIGHEST:
        raise ValueError(f"{number} is no number from 1 to 2^31 - 1")
    taken = Conflict(f"The number {number} of the space {space} was given out already.")
    if not lift(space, number) and not _in_gap(space, number):
        raise taken
    pk, sk = _claimed(space, number)
    return Put({"pk": pk, "sk": sk}, "attribute_not_exists(pk)", otherwise=taken)


def given_out(space: str, numbers: Iterable[int]) -> frozenset[int]:
    """Those of some numbers that an import can't take any more."""
    highest = latest(space)
    low = [number for number in numbers if number <= highest]
    claimed = dynamo.batch_get(_claimed(space, number) for number in low)
    return frozenset(n for n in low if _claimed(space, n) in claimed or not _in_gap(space, n))


def _claimed(space: str, number: int) -> Key:
    return f"N#{space}#{keys.number(number)}", keys.SOLE


def lift(space: str, number: int) -> bool:
    """Lift the sequence to `number` and note the gap; False when it is there already.

    What is given out from then on lies above: good before an import of several numbers, of which it is the highest.
    """
    for _ in range(_ATTEMPTS):
        stored = dynamo.get((f"S#{space}", keys.SOLE))
        latest = stored["latest"] if stored else 0
        if latest >= number:
            return False
        condition = "latest = :latest" if stored else "attribute_not_exists(latest)"
        values = {":number": number} | ({":latest": latest} if stored else {})
        gap = Put({"pk": f"S#{space}", "sk": f"gap#{keys.number(number)}", "start": latest + 1})
        try:
            dynamo.transact([Update((f"S#{space}", keys.SOLE), "SET latest = :number", values, condition), gap])
        except ConditionFailed:
            continue  # somebody took a number in between
        return True
    raise Conflict(f"The number space {space} is too busy for an import.")


def _in_gap(space: str, number: int) -> bool:
    walk = Query(f"S#{space}", low=f"gap#{keys.number(number)}", high="gap#~", limit=1)
    gap = next(dynamo.query(walk), None)
    return gap is not None and gap["start"] <= number
