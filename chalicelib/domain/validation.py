"""What a kind's fields demand of values, all faults at once, by canonical field name."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from chalicelib.domain.kind import Field, FieldType
from chalicelib.domain.record import File, Record
from chalicelib.domain.reference import Ref
from chalicelib.errors import Faults

MAX_DIGITS = 38  # what DynamoDB keeps of a number


def validate(record: Record, named: Iterable[str], faults: Faults) -> None:
    """Check the fields that a write names, and that nothing required is missing.

    Whether a reference's target exists is the store's knowledge: `services.references` adds those faults.
    """
    kind = record.kind
    for name in named:
        field = kind.fields.get(name)
        if field is None:
            faults.add(name, "unknown", f"{kind.name} has no field {name}.")
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


def _check_one(field: Field, value: Any, path: tuple[str | int, ...], faults: Faults) -> None:
    if not _fits(field, value):
        faults.add(path, "type", f"{field.name} holds a {field.type}.", value=value)
    elif field.type is FieldType.TEXT:
        _check_text(field, value, path, faults)
    elif field.type is FieldType.NUMBER:
        _check_number(field, value, path, faults)
    elif field.type is FieldType.CHOICE and value not in field.choices:
        text = f"{field.name} is one of {', '.join(field.choices)}."
        faults.add(path, "choice", text, value=value, choices=field.choices)
    elif field.type is FieldType.REFERENCE and field.target and value.kind not in field.target:
        text = f"{field.name} points at a {' or '.join(field.target)}."
        faults.add(path, "reference", text, value=value)


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


def _check_text(field: Field, value: str, path: tuple[str | int, ...], faults: Faults) -> None:
    if len(value) > field.max_length:
        text = f"{field.name} holds at most {field.max_length} characters."
        faults.add(path, "too_long", text, limit=field.max_length)
    elif not value.isascii() and _has_half_surrogates(value):
        faults.add(path, "format", f"{field.name} holds half a surrogate pair.")


def _has_half_surrogates(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return True
    return False


def _check_number(field: Field, value: float, path: tuple[str | int, ...], faults: Faults) -> None:
    if not math.isfinite(value) or (isinstance(value, int) and abs(value) >= 10**MAX_DIGITS):
        faults.add(path, "range", f"{field.name} holds a finite number of at most {MAX_DIGITS} digits.")
    elif field.whole and value != int(value):
        faults.add(path, "type", f"{field.name} holds a whole number.", value=value)
    elif (field.minimum is not None and value < field.minimum) or (field.maximum is not None and value > field.maximum):
        text = f"{field.name} lies between {field.minimum} and {field.maximum}."
        faults.add(path, "range", text, minimum=field.minimum, maximum=field.maximum)
