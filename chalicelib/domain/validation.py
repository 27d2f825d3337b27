"""What a kind's fields demand of values, all faults at once, by canonical field name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any, Final

from chalicelib.domain.kind import Field, FieldType
from chalicelib.domain.record import File, Record
from chalicelib.domain.reference import HIGHEST, Ref
from chalicelib.domain.scalar import MAX_DIGITS, is_number, is_whole_text
from chalicelib.errors import Faults

Path = tuple[str | int, ...]


def validate(record: Record, named: Iterable[str], faults: Faults) -> None:
    """Check the fields that a write names, and that nothing required is missing.

    Whether a reference's target exists is the store's knowledge: `services.references` adds those faults.
    """
    kind = record.kind
    for name in named:
        field = kind.fields.get(name)
        if field is None:
            faults.add(name, "unknown", f"{kind.name} has no field {name}.")
        elif field.read_only:
            faults.add(name, "read_only", f"{name} can't be written.")
        elif name in record.fields:
            _check(field, record.fields[name], faults)
    for field in kind.fields.values():
        if field.required and _is_blank(record.fields.get(field.name)):
            faults.add(field.name, "required", f"{field.name} is required.")


def _is_blank(value: Any) -> bool:
    return value is None or value == () or (isinstance(value, str) and not value.strip())


def _check(field: Field, value: Any, faults: Faults) -> None:
    if field.type is FieldType.JOURNAL:
        faults.add(field.name, "read_only", f"{field.name} is a journal: entries are added, never written.")
    elif not field.multiple:
        _check_one(field, value, (field.name,), faults)
    elif type(value) is not tuple:
        faults.add(field.name, "type", f"{field.name} holds a list.")
    elif len(value) > field.max_values:
        faults.add(
            field.name, "count", f"{field.name} holds at most {field.max_values} values.", limit=field.max_values
        )
    else:
        for index, each in enumerate(value):
            _check_one(field, each, (field.name, index), faults)


def _check_one(field: Field, value: Any, path: Path, faults: Faults) -> None:
    if not _fits(field, value):
        faults.add(path, "type", f"{field.name} holds a {field.type}.", value=value)
    elif check := _CHECKS.get(field.type):
        check(field, value, path, faults)


def _fits(field: Field, value: Any) -> bool:
    match field.type:
        case FieldType.TEXT | FieldType.CHOICE:
            return isinstance(value, str)
        case FieldType.NUMBER:
            return isinstance(value, (int, float)) and not isinstance(value, bool)
        case FieldType.BOOLEAN:
            return isinstance(value, bool)
        case FieldType.DATE_TIME:
            if field.day:
                return isinstance(value, date) and not isinstance(value, datetime)
            return isinstance(value, datetime) and value.tzinfo is not None
        case FieldType.REFERENCE:
            return isinstance(value, Ref)
        case FieldType.FILE:
            return isinstance(value, File)
    return False


def _check_text(field: Field, value: str, path: Path, faults: Faults) -> None:
    if len(value) > field.max_length:
        text = f"{field.name} holds at most {field.max_length} characters."
        faults.add(path, "too_long", text, limit=field.max_length)
    elif not is_whole_text(value):
        faults.add(path, "format", f"{field.name} holds half a surrogate pair.")


def _check_number(field: Field, value: float, path: Path, faults: Faults) -> None:
    if not is_number(value):
        faults.add(path, "range", f"{field.name} holds a finite number of at most {MAX_DIGITS} digits.")
    elif field.whole and value != int(value):
        faults.add(path, "type", f"{field.name} holds a whole number.", value=value)
    elif (field.minimum is not None and value < field.minimum) or (field.maximum is not None and value > field.maximum):
        text = f"{field.name} lies between {field.minimum} and {field.maximum}."
        faults.add(path, "range", text, minimum=field.minimum, maximum=field.maximum)


def _check_moment(field: Field, value: date, path: Path, faults: Faults) -> None:
    if isinstance(value, datetime):
        try:
            value.astimezone(UTC)
        except OverflowError:
            faults.add(path, "range", f"{field.name} lies outside of the years 1 to 9999 in UTC.")


def _check_choice(field: Field, value: str, path: Path, faults: Faults) -> None:
    if value not in field.choices:
        text = f"{field.name} is one of {', '.join(field.choices)}."
        faults.add(path, "choice", text, value=value, choices=field.choices)


def _check_reference(field: Field, value: Ref, path: Path, faults: Faults) -> None:
    if field.target and value.kind not in field.target:
        text = f"{field.name} points at a {' or '.join(field.target)}."
        faults.add(path, "reference", text, value=value)
    elif not value.kind or not is_whole_text(value.kind) or not 0 < value.number <= HIGHEST:
        faults.add(path, "reference", f"{field.name} points at nothing.", value=value)


def _check_file(field: Field, value: File, path: Path, faults: Faults) -> None:
    if not all(map(is_whole_text, (value.name, value.location, value.media_type))):
        faults.add(path, "format", f"{field.name} holds half a surrogate pair.")
    elif not 0 <= value.size < 10**MAX_DIGITS:
        faults.add(path, "range", f"{field.name} holds a file of an impossible size.")


_CHECKS: Final[dict[FieldType, Callable[[Field, Any, Path, Faults], None]]] = {
    FieldType.TEXT: _check_text,
    FieldType.NUMBER: _check_number,
    FieldType.DATE_TIME: _check_moment,
    FieldType.CHOICE: _check_choice,
    FieldType.REFERENCE: _check_reference,
    FieldType.FILE: _check_file,
}
