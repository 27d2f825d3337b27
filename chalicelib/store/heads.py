"""Record ↔ item. Texts of more than 8 kB lie beside the head, so that lists stay cheap and a record may hold several.

A long text is never changed in place: each version is an item of its own, which the head names, so that a reader who comes
between two writes never sees a torn record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

from chalicelib.domain.kind import Field, FieldType, Kind
from chalicelib.domain.record import File, Record
from chalicelib.domain.reference import Ref
from chalicelib.errors import Changed
from chalicelib.store import keys
from chalicelib.store.dynamo import Check
from chalicelib.store.items import Item
from chalicelib.store.keys import Key

SCHEMA: Final = 1
LONG: Final = 8_192  # bytes in UTF-8; from here on a text lies beside the head
PARTIAL: Final = "partial"  # the store's note on a record that was read without its long texts: not for writing


@dataclass(frozen=True, slots=True)
class LongText:
    """A text beside a head: which field, which version of it, how many bytes."""

    field: str
    version: int
    size: int

    def key(self, kind: Kind, number: int) -> Key:
        """Where it lies."""
        return keys.beside(kind, number), f"B#{self.field}#{self.version:019d}"


def write(record: Record, kept: Iterable[LongText] = ()) -> tuple[Item, dict[LongText, str]]:
    """The item of a record, and the long texts that are new with it.

    `kept`: long texts that the stored head names already and that this write leaves as they are.
    """
    fields = dict(record.fields)
    long = {text.field: text for text in kept}
    fresh: dict[LongText, str] = {}
    for name, value in record.fields.items():
        if name in long:
            del fields[name]
        elif isinstance(value, str) and len(value) * 4 > LONG and (size := len(value.encode())) > LONG:
            text = long[name] = LongText(name, record.version, size)
            fresh[text] = value
            del fields[name]
    item: Item = {
        "pk": keys.partition(record.kind.name, trashed=record.trashed),
        "sk": keys.number(record.number),
        "schema": SCHEMA,
        "guid": str(record.guid),
        "version": record.version,
        "created_key": f"{_stamp(record.created_at)}#{keys.number(record.number)}",
        "name_key": _name_key(record),
        "updated": _stamp(record.updated_at),
        "created_by": record.created_by and str(record.created_by),
        "updated_by": record.updated_by and str(record.updated_by),
        "trashed": record.trashed_at and _stamp(record.trashed_at),
        "fields": {name: _plain(value) for name, value in fields.items()},
        "extras": record.extras or None,
        "entries": record.entries,
        "facets": record.facets or None,
        "long": {text.field: [text.version, text.size] for text in long.values()} or None,
        "unsettled": {
            name: {str(ref): intent for ref, intent in marks.items()}
            for name, marks in record.unsettled.items()
            if marks
        }
        or None,
    }
    return item, fresh


def read(kind: Kind, item: Item) -> Record:
    """The record of an item, without its long texts (see `long_texts`)."""
    item = upgrade(item)
    return Record(
        kind=kind,
        number=int(item["sk"]),
        guid=UUID(item["guid"]),
        version=item["version"],
        created_at=datetime.fromisoformat(item["created_key"].partition("#")[0]),
        updated_at=datetime.fromisoformat(item["updated"]),
        created_by=_reference(item.get("created_by")),
        updated_by=_reference(item.get("updated_by")),
        fields={name: _value(kind.fields.get(name), value) for name, value in item["fields"].items()},
        extras=item.get("extras", {}),
        trashed="trashed" in item,
        trashed_at=datetime.fromisoformat(item["trashed"]) if "trashed" in item else None,
        store_note=PARTIAL if item.get("long") else (),
        unsettled=_unsettled(item["unsettled"]) if "unsettled" in item else {},
        entries=item.get("entries"),
        facets=item.get("facets", {}),
    )


def long_texts(item: Item) -> list[LongText]:
    """The long texts that a head names."""
    return [LongText(name, version, size) for name, (version, size) in (item.get("long") or {}).items()]


def unchanged(record: Record) -> Check:
    """Ask, within a transaction, that a record is as it was read; Changed (when run) where it is not."""
    head = keys.head(record.kind.name, record.number, trashed=record.trashed)
    lost = Changed(f"{record.ref} was changed by somebody else.")
    return Check(head, "version = :version", {":version": record.version}, otherwise=lost)


def upgrade(item: Item) -> Item:
    """Items of an older schema become items of this one. There is one schema so far."""
    if item.get("schema") != SCHEMA:
        raise ValueError(f"an item of schema {item.get('schema')}; this release knows {SCHEMA}")
    return item


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _name_key(record: Record) -> str | None:
    """Kinds that are looked up by name have it in an index, folded and followed by the number."""
    if record.kind.name_field is None:
        return None
    return f"{keys.name(record.title)}#{keys.number(record.number)}"


def _reference(text: str | None) -> Ref | None:
    return Ref.parse(text) if text else None


def _unsettled(stored: Mapping[str, Mapping[str, str]]) -> dict[str, dict[Ref, str]]:
    return {name: {Ref.parse(ref): intent for ref, intent in marks.items()} for name, marks in stored.items()}


def _plain(value: Any) -> Any:
    match value:
        case Ref():
            return str(value)
        case tuple():
            return [_plain(each) for each in value]
        case datetime():
            return _stamp(value)
        case date():
            return value.isoformat()
        case File():
            return {"name": value.name, "location": value.location, "size": value.size, "media_type": value.media_type}
    return value


def _value(field: Field | None, stored: Any) -> Any:
    """A stored value as its field means it. A field that the kind no longer has keeps its value as it is stored."""
    if isinstance(stored, list):
        return tuple(_value(field, each) for each in stored)
    if field is None:
        return stored
    match field.type:
        case FieldType.REFERENCE:
            return Ref.parse(stored)
        case FieldType.DATE_TIME:
            return date.fromisoformat(stored) if field.day else datetime.fromisoformat(stored)
        case FieldType.FILE:
            return _file(stored)
    return stored


def _file(stored: Mapping[str, Any]) -> File:
    return File(stored["name"], stored["location"], stored["size"], stored["media_type"])
