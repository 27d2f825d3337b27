"""Vendor extras: plain data that no canonical field holds, within what every store keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from chalicelib.domain.scalar import MAX_DIGITS, is_number, is_whole_text
from chalicelib.errors import Faults

if TYPE_CHECKING:
    from chalicelib.domain.record import Change, Record

REFINES: Final = ":"  # `state:status` is what a dialect keeps as `status` because the field `state` has no word for it
DEPTH: Final = 24  # members within members; DynamoDB takes 32 levels, those around the extras included

Path = tuple[str | int, ...]


def drop_outdated(before: Record, after: Record, change: Change) -> None:
    """Take away what refines a field that a change gives another value, unless the change says the finer value, too.

    Otherwise a finer value would come back when the field has its former value again, by whosever hand.
    """
    for dialect, kept in [*after.extras.items()]:
        said = change.extras.get(dialect, {})
        for name in [name for name in kept if name not in said]:
            field, refines, _ = name.partition(REFINES)
            if refines and before.fields.get(field) != after.fields.get(field):
                del kept[name]
        if not kept:
            del after.extras[dialect]


def check(extras: Mapping[str, Any], faults: Faults, path: Path = ()) -> None:
    """Note what can't be kept of extras: half surrogates, numbers out of range, empty names, too deep a nesting."""
    _check(extras, path, DEPTH, faults)


def _check(value: Any, path: Path, depth: int, faults: Faults) -> None:
    if isinstance(value, str):
        if not is_whole_text(value):
            faults.add(path, "format", "The text holds half a surrogate pair.")
    elif isinstance(value, (int, float)):
        if not is_number(value):
            faults.add(path, "range", f"The number is not a finite one of at most {MAX_DIGITS} digits.")
    elif isinstance(value, (Mapping, list, tuple)) and not depth:
        faults.add(path, "format", f"The value is nested more than {DEPTH} levels deep.")
    elif isinstance(value, Mapping):
        _check_members(value, path, depth, faults)
    elif isinstance(value, (list, tuple)):
        for index, each in enumerate(value):
            _check(each, (*path, index), depth - 1, faults)


def _check_members(value: Mapping[str, Any], path: Path, depth: int, faults: Faults) -> None:
    for name, each in value.items():
        if not name or not is_whole_text(name):
            faults.add(path, "format", "A member has no name, or half a surrogate pair in its name.")
        else:
            _check(each, (*path, name), depth - 1, faults)
