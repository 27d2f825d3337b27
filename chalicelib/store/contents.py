"""Contents that are too long for the item that names them: in parts that are never changed in place.

A content is written under a stamp of its own, and is nobody's until a head names the stamp. While it is nobody's, before or
after, a note says so: a crash at any point leaves parts that a head names, or a note by which `sweep` finds them later.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from chalicelib.errors import PolydeskError
from chalicelib.store import dynamo
from chalicelib.store.dynamo import Delete, Put
from chalicelib.store.keys import Key
from chalicelib.store.walks import Query

PART: Final = 85_000  # characters of one item: at most 340 kB
FORGOTTEN: Final = 3_600  # seconds after which nobody is at work any more with what a note tells of
_NOTE: Final = "note#"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a content lies: the partition of what it belongs to, the stamp of its writing, and in how many parts."""

    pk: str
    stamp: str
    parts: int

    @property
    def keys(self) -> list[Key]:
        """Of its parts, in order."""
        return [(self.pk, f"part#{self.stamp}#{index:06d}") for index in range(self.parts)]


def write(pk: str, stamp: str, text: str) -> Place:
    """Write a text that nobody names yet. `named` is how somebody does."""
    texts = [text[start : start + PART] for start in range(0, len(text), PART)]
    place = Place(pk, stamp, len(texts))
    dynamo.put(abandoned(place))
    for key, each in zip(place.keys, texts, strict=True):
        dynamo.put(Put({"pk": key[0], "sk": key[1], "text": each}))
    return place


def named(place: Place, *, otherwise: PolydeskError) -> Delete:
    """The action beside which a head takes over what was written. `otherwise`: when it was too late for that."""
    return Delete((place.pk, f"{_NOTE}{place.stamp}"), "attribute_exists(pk)", otherwise=otherwise)


def abandoned(place: Place) -> Put:
    """The action beside which a head lets go of a content; `remove` it then."""
    # Not the clock of the sandbox: nobody at work becomes slower because it was moved.
    return Put({"pk": place.pk, "sk": f"{_NOTE}{place.stamp}", "parts": place.parts, "at": int(time.time())})


def remove(place: Place) -> None:
    """Take away what nobody names, the note last."""
    for key in place.keys:
        dynamo.delete(Delete(key))
    dynamo.delete(Delete((place.pk, f"{_NOTE}{place.stamp}")))


def sweep(pk: str) -> None:
    """Take away what crashes have left here."""
    for item in list(dynamo.query(Query(pk, prefix=_NOTE))):
        if item["at"] + FORGOTTEN < time.time():
            remove(Place(pk, item["sk"].removeprefix(_NOTE), item["parts"]))


def read(places: Iterable[Place]) -> Mapping[Place, str]:
    """Texts by their places; one that was let go of meanwhile is not in the answer."""
    wanted = list(places)
    found = dynamo.batch_get(key for place in wanted for key in place.keys)
    return {
        place: "".join(found[key]["text"] for key in place.keys)
        for place in wanted
        if all(key in found for key in place.keys)
    }
