"""A change of a record under way: values by field, and what this dialect keeps, facet by facet."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from chalicelib.dialects.matrix42.schema.operands import DIALECT, exact_name, kept
from chalicelib.domain.record import Change, Record, Value, replace_first
from chalicelib.domain.reference import Ref


class Draft:
    """What shall become of a record; `before`: as it stands, None for a new one. `creator`: who is to have made a new one."""

    def __init__(self, before: Record | None = None) -> None:
        self.before = before
        self.creator: Ref | None = None
        self._values: dict[str, Value | None] = {}
        self._extras: dict[str, Any] = {}

    def get(self, field: str) -> Any:
        """What a field will hold; the first value of a multiple one."""
        if field in self._values:
            value = self._values[field]
            return value[0] if isinstance(value, tuple) and value else value
        return None if self.before is None else self.before.get(field)

    def names(self, field: str) -> bool:
        """Whether the change says anything about a field."""
        return field in self._values

    def set(self, field: str, value: Any, *, multiple: bool = False) -> None:
        """Write a field, None erases it. `multiple`: it holds several values, of which the first is meant."""
        if multiple and value is not None:
            value = (value,) if self.before is None else replace_first(self.before, field, value)
        self._values[field] = value

    def kept(self, facet: str) -> Mapping[str, Any]:
        """What will be kept of a facet."""
        if facet in self._extras:
            return self._extras[facet] or {}
        return {} if self.before is None else kept(self.before, facet)

    def keep(self, facet: str, name: str, value: Any) -> None:
        """Keep something, as plain data; None forgets it."""
        held = deepcopy(dict(self.kept(facet)))
        if value is None:
            held.pop(name, None)
        else:
            held[name] = value
        self._extras[facet] = held or None

    def keep_exact(self, field: str, name: str, value: Any) -> None:
        """Keep what says more than the value of a field, or forget it."""
        self.note(exact_name(field, name), value)

    def note(self, name: str, value: Any) -> None:
        """Keep something that is of no facet; None forgets it."""
        self._extras[name] = value

    @property
    def change(self) -> Change:
        """The change."""
        return Change(dict(self._values), {DIALECT: dict(self._extras)} if self._extras else {})
