"""Declared kinds: schemas that are data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields as attributes
from typing import Any, Final

from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name
from chalicelib.store import dynamo, keys
from chalicelib.store.dynamo import Put
from chalicelib.store.items import Item
from chalicelib.store.walks import Query

_DEFAULTS: Final = {each.name: each.default for each in attributes(Field)}
_LISTS: Final = frozenset({"choices", "target"})


def all_kinds() -> list[Kind]:
    """Every declared kind, by name."""
    return [_read(item) for item in dynamo.query(Query(keys.KINDS))]


def put(kind: Kind) -> None:
    """Write a declared kind. Of its functions nothing is kept: a declared kind has no rules but its fields'."""
    item = {
        "pk": keys.KINDS,
        "sk": kind.name,
        "space": kind.space,
        "name_field": kind.name_field,
        "fields": [_plain(field) for field in kind.fields.values()],
        "facets": {name: sorted(fields) for name, fields in kind.facets.items()} or None,
    }
    dynamo.put(Put(item))


def _plain(field: Field) -> dict[str, Any]:
    """What of a field differs from a plain one."""
    said = {name: getattr(field, name) for name in _DEFAULTS}
    return {name: value for name, value in said.items() if name in ("name", "type") or value != _DEFAULTS[name]}


def _read(item: Item) -> Kind:
    name_field: str | None = item.get("name_field")
    return Kind(
        name=item["sk"],
        space=item["space"],
        name_field=name_field,
        title=lambda record: str((name_field and record.get(name_field)) or record.number),
        fields=fields_by_name(*map(_field, item["fields"])),
        facets={name: frozenset(fields) for name, fields in (item.get("facets") or {}).items()},
    )


def _field(stored: Mapping[str, Any]) -> Field:
    said: dict[str, Any] = {name: tuple(value) if name in _LISTS else value for name, value in stored.items()}
    said["type"] = FieldType(said["type"])
    return Field(**said)
