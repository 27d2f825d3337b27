"""What administrators lay down for a dialect: one item each, its content as JSON, so that it comes back as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from chalicelib.domain.definition import Definition
from chalicelib.errors import Changed
from chalicelib.store import dynamo, keys, sequences
from chalicelib.store.dynamo import Put
from chalicelib.store.items import Item
from chalicelib.store.walks import Query

_SPACE: Final = "definition"


def of_dialect(dialect: str) -> Iterator[Definition]:
    """Every definition of a dialect, by noun and name."""
    for item in dynamo.query(Query(keys.DEFINITIONS, prefix=f"{dialect}#")):
        yield _read(item)


def get(dialect: str, noun: str, name: str) -> Definition | None:
    """One definition, as it is now."""
    item = dynamo.get((keys.DEFINITIONS, f"{dialect}#{noun}#{name}"))
    return _read(item) if item else None


def next_number() -> int:
    """A number for a new definition."""
    return sequences.take(_SPACE)


def put(definition: Definition, *, new: bool) -> None:
    """Write a definition; Changed when it is there already, or (not `new`) is not."""
    item = {
        "pk": keys.DEFINITIONS,
        "sk": f"{definition.dialect}#{definition.noun}#{definition.name}",
        "number": definition.number,
        "content": json.dumps(definition.content, ensure_ascii=False, separators=(",", ":")),
    }
    condition = "attribute_not_exists(pk)" if new else "attribute_exists(pk)"
    lost = Changed(f"The {definition.noun} {definition.name} is being changed by somebody else.")
    dynamo.put(Put(item, condition, otherwise=lost))


def _read(item: Item) -> Definition:
    dialect, noun, name = item["sk"].split("#", 2)
    return Definition(dialect, noun, name, item["number"], json.loads(item["content"]))
