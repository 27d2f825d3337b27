"""Records of which many are written at once, in transactions that somebody else puts together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from chalicelib.domain import guid as guids
from chalicelib.domain import version as versions
from chalicelib.domain.kind import Kind
from chalicelib.domain.record import Record, Value
from chalicelib.domain.reference import Ref
from chalicelib.errors import Changed
from chalicelib.store import heads
from chalicelib.store.dynamo import Action, Put


def draft(
    *, kind: Kind, number: int, values: Mapping[str, Value | None], at: datetime, by: Ref | None = None
) -> tuple[Record, Action]:
    """A new record under a number that was reserved for it, and what writes it: Changed when it is there already.

    Only for kinds that are nothing but their records: no history, no index, no unique values, no long texts. `values` are
    the caller's own, and not checked. `by`: the person behind it.
    """
    if kind.keeps_history or kind.indexed_fields or kind.unique_fields or kind.mirrored_fields or kind.classes:
        raise ValueError(f"records of {kind.name} are more than one item")
    record = Record(
        kind=kind,
        number=number,
        guid=guids.mint(kind.space, number, milliseconds=int(at.timestamp() * 1000)),
        version=versions.mint(at),
        created_at=at,
        updated_at=at,
        created_by=by,
        updated_by=by,
        fields={name: value for name, value in values.items() if value not in (None, ())},
    )
    item, long_texts = heads.write(record)
    if long_texts:
        raise ValueError(f"a {kind.name} holds no long texts")
    there = Changed(f"There is a {kind.name} {number} already.")
    return record, Put(item, "attribute_not_exists(pk)", otherwise=there)
