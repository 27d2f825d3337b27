"""Kinds as files: what `kind declare` reads, and `kind show --json` and `kind export` write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields as attributes
from typing import Any, Final

from chalicelib.domain.guid import SPACES
from chalicelib.domain.kind import Field, FieldType, Kind, check, fields_by_name
from chalicelib.domain.scalar import is_number, is_whole_text
from chalicelib.errors import Fault, Faults
from infra.cli import documents
from infra.cli.documents import Where

_MEMBERS: Final = {"name": True, "space": False, "name_field": False, "fields": True}
_DEFAULTS: Final = {each.name: each.default for each in attributes(Field)}
_FIELD_MEMBERS: Final = {name: name == "name" for name in _DEFAULTS}
_TYPES: Final = tuple(kind.value for kind in FieldType)


def read(content: Any, path: Where, faults: Faults) -> Kind | None:
    """The kind that a file describes; None when it has faults."""
    before = len(faults)
    said = documents.members(content, _MEMBERS, path, faults)
    fields = _fields(said.get("fields", []), (*path, "fields"), faults)
    kind = Kind(
        name=documents.text(said["name"], (*path, "name"), faults) if "name" in said else "",
        space=documents.choice(said.get("space", "card"), SPACES, (*path, "space"), faults) or "card",
        name_field=_name_field(said.get("name_field"), (*path, "name_field"), faults),
        fields=fields_by_name(*fields),
    )
    if kind.name_field and kind.name_field not in kind.fields:
        faults.add((*path, "name_field"), "reference", "must be the name of a field.")
    if len(faults) == before:
        _check(kind, path, faults)
    return kind if len(faults) == before else None


def write(kind: Kind) -> dict[str, Any]:
    """The file that describes a kind; members that say nothing beyond the usual are left out."""
    made: dict[str, Any] = {"name": kind.name, "space": kind.space}
    if kind.name_field:
        made["name_field"] = kind.name_field
    return {**made, "fields": [_written(field) for field in kind.fields.values()]}


def targets(kind: Kind) -> set[str]:
    """The kinds that its references may point at."""
    return {name for field in kind.fields.values() for name in field.target}


def _written(field: Field) -> dict[str, Any]:
    said = {name: getattr(field, name) for name in _DEFAULTS}
    return {name: value for name, value in said.items() if name in ("name", "type") or value != _DEFAULTS[name]}


def _check(kind: Kind, path: Where, faults: Faults) -> None:
    """What the core has to say, with the positions of the file in place of field names."""
    found = Faults()
    check(kind, found)
    positions = {name: index for index, name in enumerate(kind.fields)}
    for fault in found:
        head, *rest = fault.path
        place = (head, *(positions.get(str(part), part) for part in rest)) if head == "fields" else fault.path
        faults.append(Fault((*path, *place), fault.code, fault.message, fault.params))


def _name_field(content: Any, path: Where, faults: Faults) -> str | None:
    return None if content is None else documents.text(content, path, faults)


def _fields(content: Any, path: Where, faults: Faults) -> list[Field]:
    if not isinstance(content, list):
        faults.add(path, "type", "must be a list of fields.")
        return []
    fields = [_field(each, (*path, index), faults) for index, each in enumerate(content)]
    seen: set[str] = set()
    for index, field in enumerate(fields):
        if field.name and field.name in seen:
            faults.add((*path, index, "name"), "unique", f"There is a field {field.name} already.")
        seen.add(field.name)
    return fields


def _field(content: Any, path: Where, faults: Faults) -> Field:
    said = documents.members(content, _FIELD_MEMBERS, path, faults)
    values = {
        name: _READERS[name](value, (*path, name), faults)
        for name, value in said.items()
        if name in _READERS and value is not None
    }
    kind = FieldType(values["type"]) if values.get("type") else FieldType.TEXT
    field = Field(**{**values, "name": values.get("name", ""), "type": kind, "default": said.get("default")})
    _check_field(field, path, faults)
    return field


def _check_field(field: Field, path: Where, faults: Faults) -> None:
    if field.type is FieldType.CHOICE and not field.choices:
        faults.add((*path, "choices"), "required", "is missing: a choice needs its words.")
    if field.minimum is not None and field.maximum is not None and field.minimum > field.maximum:
        faults.add((*path, "minimum"), "range", "lies above the maximum.")
    if field.required and field.type is FieldType.JOURNAL:
        faults.add((*path, "required"), "type", "A journal can't be required.")
    if field.default is not None and not _is_possible_default(field):
        faults.add((*path, "default"), "type", f"is no default of a {field.type}, single, that its limits allow.")


def _is_possible_default(field: Field) -> bool:
    """Defaults are single texts, numbers, truths and choices: what a file can say and a limit can judge."""
    value = field.default
    if field.multiple:
        return False
    match field.type:
        case FieldType.BOOLEAN:
            return isinstance(value, bool)
        case FieldType.CHOICE:
            return value in field.choices
        case FieldType.TEXT:
            return isinstance(value, str) and is_whole_text(value) and len(value) <= field.max_length
        case FieldType.NUMBER:
            return _is_number(value) and _is_within(field, value)
    return False


def _is_within(field: Field, value: float) -> bool:
    low, high = field.minimum, field.maximum
    return (
        (low is None or low <= value) and (high is None or value <= high) and not (field.whole and value != int(value))
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and is_number(value)


def _truth(content: Any, path: Where, faults: Faults) -> bool:
    if not isinstance(content, bool):
        faults.add(path, "type", "must be true or false.")
    return bool(content)


def _count(content: Any, path: Where, faults: Faults) -> int:
    if isinstance(content, int) and not isinstance(content, bool) and content > 0:
        return content
    faults.add(path, "type", "must be a whole number above 0.")
    return 1


def _number(content: Any, path: Where, faults: Faults) -> float | None:
    if _is_number(content):
        number: float = content
        return number
    faults.add(path, "type", "must be a number.")
    return None


def _type(content: Any, path: Where, faults: Faults) -> str | None:
    return documents.choice(content, _TYPES, path, faults)


_READERS: Final[dict[str, Callable[[Any, Where, Faults], Any]]] = {
    "name": documents.text,
    "type": _type,
    "multiple": _truth,
    "required": _truth,
    "max_length": _count,
    "max_values": _count,
    "minimum": _number,
    "maximum": _number,
    "whole": _truth,
    "day": _truth,
    "choices": documents.texts,
    "target": documents.texts,
    "unique": _truth,
    "indexed": _truth,
    "inverse": documents.text,
    "read_only": _truth,
}
