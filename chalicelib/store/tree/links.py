"""Links: each lies thrice, by its number, beside its major in the order of siblings, and beside its minor by age."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from chalicelib.domain.asset import ASSET
from chalicelib.domain.tree import Link, LinkType, Tie
from chalicelib.errors import Changed, Conflict
from chalicelib.store import dynamo, keys
from chalicelib.store.dynamo import Action, Delete, Put, Update
from chalicelib.store.items import Item
from chalicelib.store.keys import Key
from chalicelib.store.walks import Query

SPACE: Final = "link"
_DOWN: Final = "D#"
_UP: Final = "U#"
_PAIR: Final = "P#"
_INVERSE: Final = 10**10 - 1


def key(number: int) -> Key:
    """Where a link lies by its number."""
    return f"L#{keys.number(number)}", keys.SOLE


def down_key(link: Link) -> Key:
    """Where it lies beside its major."""
    return keys.beside(ASSET, link.major), f"{_DOWN}{place(link)}"


def up_key(minor: int, number: int) -> Key:
    """Where it lies beside its minor."""
    return keys.beside(ASSET, minor), f"{_UP}{keys.number(number)}"


def place(link: Link) -> str:
    """Its place among siblings, in the order of text: by sort order, the newer first where that is the same."""
    return f"{keys.number(link.tie.sort_order)}#{keys.number(_INVERSE - link.number)}"


def get(number: int) -> Link | None:
    """A link, as it is now."""
    item = dynamo.get(key(number))
    return load(item) if item else None


def read(numbers: Iterable[int]) -> dict[int, Link]:
    """Links by number, a hundred in a call; those that do not exist are not in the answer."""
    return {item["number"]: load(item) for item in dynamo.batch_get(map(key, numbers)).values()}


def ups(minor: int, *, after: int | None = None, step: int) -> Iterator[Link]:
    """The links to an asset, the oldest first, `step` at a time. `after`: behind the link of this number."""
    start = None if after is None else up_key(minor, after)[1]
    for item in dynamo.query(Query(keys.beside(ASSET, minor), prefix=_UP, after=start, limit=step)):
        yield load(item)


def downs(major: int, *, after: str | None = None, step: int) -> Iterator[Link]:
    """The links from an asset in the order of siblings, `step` at a time. `after`: behind this `place`."""
    start = None if after is None else f"{_DOWN}{after}"
    for item in dynamo.query(Query(keys.beside(ASSET, major), prefix=_DOWN, after=start, limit=step)):
        yield load(item)


def last(major: int) -> Link | None:
    """The last of the links from an asset."""
    walk = Query(keys.beside(ASSET, major), prefix=_DOWN, descending=True, limit=1)
    item = next(dynamo.query(walk), None)
    return load(item) if item else None


def puts(link: Link) -> list[Action]:
    """The writes of a new link; Conflict (when run) for a second reference between the same two."""
    taken = Changed(f"There is a link {link.number} already.")
    down, up = down_key(link), up_key(link.minor, link.number)
    return [
        Put(_item(link, key(link.number)), "attribute_not_exists(pk)", otherwise=taken),
        Put(_item(link, down)),
        Put(_item(link, up)),
        *([] if link.is_real else [_pair(link)]),
    ]


def changes(before: Link, after: Link) -> list[Action]:
    """The writes of a link that says something else; Changed (when run) if it is not as it was read."""
    made = replace(after, revision=before.revision + 1)
    actions: list[Action] = [
        _unless_lost(before, Put(_item(made, key(made.number)))),
        Put(_item(made, down_key(made))),
        Put(_item(made, up_key(made.minor, made.number))),
    ]
    if down_key(before) != down_key(made):
        actions.append(Delete(down_key(before)))
    if before.is_real and not made.is_real:
        actions.append(_pair(made))
    elif made.is_real and not before.is_real:
        actions.append(Delete(_pair_key(made)))
    return actions


def deletes(link: Link) -> list[Action]:
    """The end of a link; Changed (when run) if it is not as it was read."""
    condition, values = "revision = :revision", {":revision": link.revision}
    gone = Changed(f"Link {link.number} was changed by somebody else.")
    return [
        Delete(key(link.number), condition, values, otherwise=gone),
        Delete(down_key(link)),
        Delete(up_key(link.minor, link.number)),
        *([] if link.is_real else [Delete(_pair_key(link))]),
    ]


def bury(link: Link) -> list[Action]:
    """Take a link from its major, whose minor goes to the trash with what it knows of the link."""
    return [Delete(down_key(link))]


def unearth(link: Link) -> list[Action]:
    """Give a link back to its major, whose minor comes out of the trash."""
    return [Put(_item(replace(link, held=None), down_key(link)))]


def hold(at: Key, operation: str | None) -> Update:
    """Note at one end of a link that a deletion has its hand on it, or no longer has."""
    if operation is None:
        return Update(at, "REMOVE held", condition="attribute_exists(pk)")
    return Update(at, "SET held = :held", {":held": operation}, condition="attribute_exists(pk)")


def load(item: Item) -> Link:
    """The link of an item."""
    tie = Tie(
        item.get("value", ""),
        item["sort_order"],
        item.get("dependent", False),
        item.get("exclusive", False),
        LinkType(item["type"]),
    )
    return Link(item["number"], item["major"], item["minor"], tie, item["revision"], item.get("held"))


def _item(link: Link, at: Key) -> Item:
    return {
        "pk": at[0],
        "sk": at[1],
        "number": link.number,
        "major": link.major,
        "minor": link.minor,
        "value": link.tie.value or None,
        "sort_order": link.tie.sort_order,
        "dependent": link.tie.is_dependent or None,
        "exclusive": link.tie.is_exclusive or None,
        "type": link.tie.type.value,
        "revision": link.revision,
        "held": link.held,
    }


def _pair_key(link: Link) -> Key:
    return keys.beside(ASSET, link.minor), f"{_PAIR}{keys.number(link.major)}"


def _pair(link: Link) -> Put:
    pk, sk = _pair_key(link)
    taken = Conflict(f"Asset {link.minor} is linked to asset {link.major} by a reference already.")
    return Put({"pk": pk, "sk": sk, "number": link.number}, "attribute_not_exists(pk)", otherwise=taken)


def _unless_lost(before: Link, put: Put) -> Put:
    lost = Changed(f"Link {before.number} was changed by somebody else.")
    return replace(put, condition="revision = :revision", values={":revision": before.revision}, otherwise=lost)
