"""What administrators lay down for a dialect: one item each, its content as JSON, so that it comes back as it was.

Every write raises the revision of the dialect in the same transaction: who has read everything can ask in one small read
whether it still holds. A long content lies beside its item, see `contents`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from chalicelib.domain.definition import Definition
from chalicelib.errors import Changed, Unavailable
from chalicelib.store import contents, dynamo, keys, sequences
from chalicelib.store.contents import Place
from chalicelib.store.dynamo import Action, Put, Update
from chalicelib.store.items import Item
from chalicelib.store.keys import Key
from chalicelib.store.walks import Query

INLINE: Final = 100_000  # bytes of a content that stands in the item itself
TOGETHER: Final = 25  # definitions that fit into a transaction, with what lies beside them
_SPACE: Final = "definition"
_ROUNDS: Final = 5


@dataclass(frozen=True, slots=True)
class _Note:
    """How a definition lies there: the stamp of its last writing (those of former releases have none), and where, if beside."""

    stamp: str | None
    place: Place | None


def of_dialect(dialect: str) -> Iterator[Definition]:
    """Every definition of a dialect, by noun and name."""
    items = list(dynamo.query(Query(keys.DEFINITIONS, prefix=f"{dialect}#")))
    texts = contents.read(place for place in map(_place, items) if place)
    for item in items:
        place = _place(item)
        if place is None or place in texts:
            yield _read(item, texts[place] if place else item["content"])
        elif (now := _current(dynamo.get((item["pk"], item["sk"])))) is not None:
            yield now


def get(dialect: str, noun: str, name: str) -> Definition | None:
    """One definition, as it is now."""
    return _current(dynamo.get(_key(dialect, noun, name)))


def revision(dialect: str) -> int:
    """A number that every write to the definitions of a dialect raises; 0 before the first."""
    item = dynamo.get((keys.REVISIONS, dialect))
    return item["revision"] if item else 0


def next_numbers(count: int) -> range:
    """Numbers for so many new definitions."""
    return sequences.reserve(_SPACE, count)


def put(dialect: str, wanted: Sequence[Definition], *, at_revision: int | None = None) -> None:
    """Write definitions of a dialect in one moment, at most `TOGETHER`.

    Each is new, or was read before (as its `store_note` tells). Raises Changed, and nothing is written, when one is there or
    was written since then, or when something else of the dialect was and `at_revision` is named.
    """
    actions: list[Action] = [_raise_revision(dialect, at_revision)]
    written: list[Place] = []
    former: list[Place] = []
    for definition in wanted:
        lost = Changed(f"The {definition.noun} {definition.name} is being changed by somebody else.")
        note: _Note | None = definition.store_note
        stamp, text = uuid4().hex, json.dumps(definition.content, ensure_ascii=False, separators=(",", ":"))
        is_long = len(text) * 4 > INLINE and len(text.encode()) > INLINE
        place = contents.write(_beside(definition), stamp, text) if is_long else None
        actions.append(_head(definition, note, stamp, place or text, lost))
        if place:
            actions.append(contents.named(place, otherwise=lost))
            written.append(place)
        if note and note.place:
            actions.append(contents.abandoned(note.place))
            former.append(note.place)
    try:
        dynamo.transact(actions)
    except Changed:
        _remove(written)
        raise
    _remove(former)
    for place in written:
        contents.sweep(place.pk)


def _remove(places: Iterable[Place]) -> None:
    for place in places:
        contents.remove(place)


def _raise_revision(dialect: str, expected: int | None) -> Update:
    condition = None if expected is None else "revision = :expected" if expected else "attribute_not_exists(revision)"
    return Update(
        (keys.REVISIONS, dialect),
        "ADD revision :one",
        {":one": 1, **({":expected": expected} if expected else {})},
        condition,
        otherwise=Changed("Something else was changed in between."),
    )


def _head(definition: Definition, note: _Note | None, stamp: str, said: Place | str, lost: Changed) -> Put:
    key = _key(definition.dialect, definition.noun, definition.name)
    item: Item = {"pk": key[0], "sk": key[1], "number": definition.number, "stamp": stamp}
    item |= {"parts": said.parts} if isinstance(said, Place) else {"content": said}
    if note is None:
        return Put(item, "attribute_not_exists(pk)", otherwise=lost)
    if note.stamp is None:
        return Put(item, "attribute_exists(pk) AND attribute_not_exists(stamp)", otherwise=lost)
    return Put(item, "stamp = :former", {":former": note.stamp}, otherwise=lost)


def _current(item: Item | None) -> Definition | None:
    """The definition of an item; of one whose content was let go of meanwhile, as it is by now."""
    for _ in range(_ROUNDS):
        if item is None:
            return None
        place = _place(item)
        if place is None:
            return _read(item, item["content"])
        texts = contents.read([place])
        if place in texts:
            return _read(item, texts[place])
        item = dynamo.get((item["pk"], item["sk"]))
    raise Unavailable("The definition is written too often to be read. Try again.")


def _place(item: Item) -> Place | None:
    return Place(f"D#{item['sk']}", item["stamp"], item["parts"]) if "parts" in item else None


def _read(item: Item, content: str) -> Definition:
    dialect, noun, name = item["sk"].split("#", 2)
    said: Any = json.loads(content)
    return Definition(dialect, noun, name, item["number"], said, _Note(item.get("stamp"), _place(item)))


def _beside(definition: Definition) -> str:
    return f"D#{_key(definition.dialect, definition.noun, definition.name)[1]}"


def _key(dialect: str, noun: str, name: str) -> Key:
    return keys.DEFINITIONS, f"{dialect}#{noun}#{name}"
