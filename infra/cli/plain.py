"""Values of the domain as plain JSON: dates in ISO form, references as `person#41`, nothing secret."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from chalicelib.domain.reference import Ref


def plain(value: Any) -> Any:
    """What JSON can say of a value."""
    match value:
        case None | bool() | int() | float():
            return value
        case str():  # enumerations too
            return str(value)
        case Ref() | UUID():
            return str(value)
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case Mapping():
            return {str(name): plain(each) for name, each in value.items()}
        case frozenset() | set():
            return sorted(map(plain, value))
        case list() | tuple():
            return [plain(each) for each in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            each.name: plain(getattr(value, each.name))
            for each in dataclasses.fields(value)
            if each.repr  # what is kept out of representations is secret
        }
    raise TypeError(f"{type(value).__name__} has no plain form")


def words(value: Any) -> str:
    """A value for people: empty for nothing, yes and no, lists with commas."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
        case Ref():
            return str(value)
        case list() | tuple():
            return ", ".join(map(words, value))
        case frozenset() | set():
            return ", ".join(sorted(map(words, value)))
        case Mapping():
            return json.dumps(plain(value), ensure_ascii=False) if value else ""
    said = plain(value)
    return json.dumps(said, ensure_ascii=False) if isinstance(said, dict) else str(said)
