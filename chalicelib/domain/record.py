"""Records: one thing of one kind, and what a write does to it."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from chalicelib.domain.extras import REFINES
from chalicelib.domain.journal import Fill, Note
from chalicelib.domain.kind import Kind
from chalicelib.domain.reference import Ref


@dataclass(frozen=True, slots=True)
class File:
    """A file or a link beside a record. `location` is an absolute URL (link) or the key under which its bytes lie."""

    name: str
    location: str
    size: int = 0
    media_type: str = "application/octet-stream"


Scalar = str | int | float | bool | date | datetime | Ref | File
Value = Scalar | tuple[Scalar, ...]


@dataclass(slots=True)
class Record:
    """One thing of one kind.

    `fields` holds what is set, by canonical name; a field that is not there is empty. A multiple field holds a tuple, never
    an empty one. `extras` holds what no canonical field can, by the name of the dialect that owns it. `version` rises with
    every write. `created_by` and `updated_by` are the persons behind the callers, if there are any. `neighbours` are records
    it points at that were read in the same breath. `store_note` is what the store keeps to itself about how it lies there,
    `unsettled` which pairs of a relation another record has the say over for now, by field. `entries`: how many its journal
    has, None for one that was made before they were counted. `facets`: versions of the facets of its kind; see `facet`.
    """

    kind: Kind
    number: int
    guid: UUID
    version: int
    created_at: datetime
    updated_at: datetime
    created_by: Ref | None = None
    updated_by: Ref | None = None
    fields: dict[str, Value] = field(default_factory=dict)
    extras: dict[str, dict[str, Any]] = field(default_factory=dict)
    trashed: bool = False
    trashed_at: datetime | None = None
    neighbours: dict[Ref, Record] = field(default_factory=dict, repr=False, compare=False)
    store_note: Any = field(default=None, repr=False, compare=False)
    unsettled: dict[str, dict[Ref, str]] = field(default_factory=dict, repr=False, compare=False)
    entries: int | None = None
    facets: dict[str, int] = field(default_factory=dict, compare=False)

    @property
    def ref(self) -> Ref:
        """The address of this record."""
        return Ref(self.kind.name, self.number)

    @property
    def title(self) -> str:
        """The record's name, for people."""
        return self.kind.title(self)

    def get(self, name: str) -> Any:
        """The value of a field, None when empty; the first value of a multiple one."""
        value = self.fields.get(name)
        return value[0] if type(value) is tuple else value

    def many(self, name: str) -> tuple[Any, ...]:
        """All values of a field, single ones included; empty when there are none."""
        value = self.fields.get(name)
        if value is None:
            return ()
        return value if type(value) is tuple else (value,)

    def extra(self, dialect: str) -> Mapping[str, Any]:
        """What a dialect keeps here; empty when it keeps nothing."""
        return self.extras.get(dialect, {})

    def facet(self, name: str) -> int:
        """The version of a facet: that of the last write that changed something of it."""
        return self.facets.get(name, self.version)

    def touch(self, before: Record | None) -> None:
        """Give the facets that a write has changed its version. `before`: the record as it was, None for all of them."""
        changed = {each.rpartition(".")[2].partition(REFINES)[0] for each in differences(before, self)}
        for name, fields in self.kind.facets.items():
            if before is None or name in changed or not fields.isdisjoint(changed):
                self.facets[name] = self.version
            else:
                self.facets[name] = before.facet(name)

    def copy(self) -> Record:
        """A record that can be changed without touching this one."""
        twin = Record(
            self.kind,
            self.number,
            self.guid,
            self.version,
            self.created_at,
            self.updated_at,
            self.created_by,
            self.updated_by,
        )
        twin.fields = dict(self.fields)
        twin.extras = deepcopy(self.extras)
        twin.trashed, twin.trashed_at, twin.store_note = self.trashed, self.trashed_at, self.store_note
        twin.neighbours = dict(self.neighbours)
        twin.entries = self.entries
        twin.facets = dict(self.facets)
        twin.unsettled = {name: dict(marks) for name, marks in self.unsettled.items()}
        return twin


@dataclass(frozen=True, slots=True)
class Change:
    """What a write does: values by field name (None erases), extras by dialect and name (None erases).

    What is not named stays. `notes` are added to the record's journal in the same moment, the last one being the newest;
    `fills` give texts to entries that have none.
    """

    values: Mapping[str, Value | None] = field(default_factory=dict)
    extras: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    fills: tuple[Fill, ...] = ()

    def apply(self, record: Record) -> None:
        """Write this onto `record`, whose journal will be longer by the notes."""
        for name, value in self.values.items():
            if value is None or value == ():
                record.fields.pop(name, None)
            else:
                record.fields[name] = value
        for dialect, extras in self.extras.items():
            kept = record.extras.setdefault(dialect, {})
            for name, extra in extras.items():
                if extra is None:
                    kept.pop(name, None)
                else:
                    kept[name] = extra
            if not kept:
                del record.extras[dialect]
        if record.entries is not None:
            record.entries += len(self.notes)


def differences(before: Record | None, after: Record) -> tuple[str, ...]:
    """Names of the fields that differ, and of the extras as `dialect.name`, in order."""
    had, has = (before.fields if before else {}), after.fields
    fields = {name for name in had.keys() | has.keys() if had.get(name) != has.get(name)}
    extras: set[str] = set()
    for dialect in after.extras.keys() | (before.extras.keys() if before else ()):
        old, new = (before.extra(dialect) if before else {}), after.extra(dialect)
        extras |= {f"{dialect}.{name}" for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    return (*sorted(fields), *sorted(extras))


def replace_first(record: Record, name: str, value: Scalar | None) -> tuple[Scalar, ...] | None:
    """What a dialect that knows one value writes to a multiple field: the first is replaced, erasing clears them all."""
    if value is None:
        return None
    former = record.many(name)
    return (value, *(each for each in former[1:] if each != value))
