"""The records that records point at, read in one batch."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from chalicelib.domain.kind import Field, FieldType
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.errors import Faults
from chalicelib.services import kinds
from chalicelib.store import records as store

Path = tuple[str | int, ...]


def names(
    *, records: Iterable[Record], fields: Iterable[str] | None = None, trashed: bool = False
) -> dict[Ref, Record]:
    """What the given records point at, by reference, without long texts: for names, not for writing.

    `fields`: only these; all reference fields when left out. What is gone is not in the answer, nor what lies in the
    trash unless `trashed` is set.
    """
    only = None if fields is None else frozenset(fields)
    known: dict[Ref, Record] = {}
    wanted: dict[Ref, None] = {}
    for record in records:
        for field in record.kind.reference_fields:
            if only is None or field.name in only:
                wanted.update(dict.fromkeys(record.many(field.name)))
        known.update(record.neighbours)
    return known | read(wanted, known=known, trashed=trashed)


def read(refs: Iterable[Ref], *, known: Mapping[Ref, Record] = {}, trashed: bool = False) -> dict[Ref, Record]:
    """What references point at that are no fields, in one batch, without long texts: for names, not for writing.

    `known`: what was read before; it is not read again. What is gone is not in the answer, nor what no kind is, nor what
    lies in the trash unless `trashed` is set.
    """
    wanted = dict.fromkeys(refs)
    missing = [ref for ref in wanted if ref not in known and kinds.exists(ref.kind)]
    found = store.fetch(missing, kinds.get, trashed=trashed) if missing else {}
    return {ref: known[ref] for ref in wanted if ref in known} | found


def whole(*, record: Record) -> Record | None:
    """A record with its long texts; read again if it was read without them, None when it is gone by then."""
    return record if store.is_whole(record) else store.get(record.kind, record.number)


def check(
    *, record: Record, named: Iterable[str], before: Record | None, faults: Faults, coming: Collection[Ref] = ()
) -> None:
    """Note a fault for each newly written reference to nothing. What was found becomes the record's neighbours.

    `coming`: what is made in the same moment.
    """
    fresh: dict[Path, Ref] = {}
    for name in named:
        field = record.kind.fields.get(name)
        if field is not None and field.type is FieldType.REFERENCE:
            fresh.update((path, ref) for path, ref in _fresh(field, record, before) if ref not in coming)
    if not fresh:
        return
    found = store.fetch((ref for ref in dict.fromkeys(fresh.values()) if kinds.exists(ref.kind)), kinds.get)
    record.neighbours.update(found)
    for path, ref in fresh.items():
        if ref not in found:
            faults.add(path, "reference", f"There is no {ref.kind} {ref.number}.", value=ref)


def _fresh(field: Field, record: Record, before: Record | None) -> Iterator[tuple[Path, Ref]]:
    """What a field newly points at, by path; not what `validate` refuses anyway, which may be endless."""
    values = record.many(field.name)
    if len(values) > field.max_values:
        return
    known = frozenset(before.many(field.name) if before else ())
    for index, ref in enumerate(values):
        if isinstance(ref, Ref) and (not field.target or ref.kind in field.target) and ref not in known:
            yield (field.name, index) if field.multiple else (field.name,), ref
