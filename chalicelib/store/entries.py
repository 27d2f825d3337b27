"""What a record is found by: index items for its class and its indexed values, and items that hold its unique values.

Both follow from the record alone, so a write compares those of before and after and touches only what differs.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, Final

from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.errors import Taken
from chalicelib.store import keys
from chalicelib.store.dynamo import Action, Delete, Put
from chalicelib.store.keys import Key

NO_CLASS: Final = "-"


def partitions(record: Record | None) -> set[str]:
    """The index partitions that name a record; none for one in the trash."""
    if record is None or record.trashed:
        return set()
    kind = record.kind
    cls = kind.classify(record)
    found = {keys.of_class(kind.name, cls)} if cls else set()
    for field in kind.indexed_fields:
        for value in record.many(field.name):
            found.add(keys.of_value(kind.name, cls or NO_CLASS, field.name, text(value)))
    return found


def text(value: Any) -> str:
    """A value as index items spell it: the same before it is written and after it was read."""
    match value:
        case str():
            return value
        case Ref():
            return str(value)
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
    return repr(value)


def additions(before: Record | None, after: Record) -> list[Put]:
    """Index items that a write makes. `since`: the version of the write, so that a late removal can't take a newer one away."""
    sort = keys.number(after.number)
    made = sorted(partitions(after) - partitions(before))
    return [Put({"pk": pk, "sk": sort, "since": after.version}) for pk in made]


def removals(before: Record | None, after: Record, *, late: bool = False) -> list[Delete]:
    """Index items that a write takes away. `late`: outside of its transaction, so only if no newer write has made them anew."""
    sort = keys.number(after.number)
    gone = sorted(partitions(before) - partitions(after))
    if not late:
        return [Delete((pk, sort)) for pk in gone]
    return [Delete((pk, sort), "since <= :version", {":version": after.version}) for pk in gone]


def unique_changes(before: Record | None, after: Record) -> list[Action]:
    """Take the unique values that are new, free those that are gone. Raises Taken (when run) for what another record has."""
    had, has = _uniques(before), _uniques(after)
    taken: list[Action] = [
        Put(
            {"pk": key[0], "sk": key[1], "number": after.number},
            "attribute_not_exists(pk)",
            otherwise=Taken(after.kind.name, field, value),
        )
        for key, (field, value) in has.items()
        if key not in had
    ]
    return taken + [Delete(key) for key in had if key not in has]


def _uniques(record: Record | None) -> dict[Key, tuple[str, str]]:
    if record is None or record.trashed:
        return {}
    return {
        keys.unique(record.kind.name, field.name, value): (field.name, value)
        for field in record.kind.unique_fields
        for value in map(text, record.many(field.name))
        if value.strip()
    }
