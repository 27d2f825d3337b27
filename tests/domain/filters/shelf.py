"""What lies beside records, for evaluations that need no store; and records that need none either."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from chalicelib.domain.journal import JournalEntry
from chalicelib.domain.kind import Kind
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref

AT = datetime(2025, 3, 14, 9, 26, 53, 589793, UTC)


@dataclass
class Shelf:
    records: Mapping[Ref, Record] = field(default_factory=dict)
    journals: Mapping[Ref, Sequence[JournalEntry]] = field(default_factory=dict)

    def record(self, ref: Ref) -> Record | None:
        return self.records.get(ref)

    def journal(self, record: Record) -> Sequence[JournalEntry]:
        return self.journals.get(record.ref, ())

    def referring(self, record: Record, kind: str, field: str) -> Sequence[Record]:
        return [each for each in self.records.values() if each.kind.name == kind and record.ref in each.many(field)]


def make_record(kind: Kind, number: int = 1, *, extras: Mapping[str, Any] | None = None, **fields: Any) -> Record:
    record = Record(kind, number, UUID(int=number), number << 20, AT, AT)
    record.fields.update(fields)
    record.extras.update(extras or {})
    return record


def shelf_of(*records: Record) -> Shelf:
    return Shelf({record.ref: record for record in records})
