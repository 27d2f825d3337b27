"""The records that records point at, read in one batch."""

from __future__ import annotations

from collections.abc import Iterable

from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.errors import Faults
from chalicelib.services import kinds
from chalicelib.store import records as store


def names(
    *, records: Iterable[Record], fields: Iterable[str] | None = None, trashed: bool = False
) -> dict[Ref, Record]:
    """What the given records point at, by reference, without long texts: for names, not for writing.

    `fields`: only these; all reference fields when left out. What is gone is not in the answer, nor what lies in the
    trash unless `trashed` is set.
    """
    only = None if fields is None else frozenset(fields)
    found: dict[Ref, Record] = {}
    wanted: dict[Ref, None] = {}
    for record in records:
        for field in record.kind.reference_fields:
            if only is None or field.name in only:
                wanted.update(dict.fromkeys(record.many(field.name)))
        found.update(record.neighbours)
    missing = [ref for ref in wanted if ref not in found]
    if missing:
        found.update(store.fetch(missing, kinds.get, trashed=trashed))
    return found


def check(*, record: Record, named: Iterable[str], before: Record | None, faults: Faults) -> None:
    """Note a fault for each newly written reference to nothing. What was found becomes the record's neighbours."""
    fresh: dict[tuple[str | int, ...], Ref] = {}
    for name in named:
        field = record.kind.fields.get(name)
        if field is None or field not in record.kind.reference_fields:
            continue
        known = before.many(name) if before else ()
        for index, ref in enumerate(record.many(name)):
            if isinstance(ref, Ref) and ref not in known:
                fresh[(name, index) if field.multiple else (name,)] = ref
    if not fresh:
        return
    found = store.fetch(dict.fromkeys(fresh.values()), kinds.get)
    record.neighbours.update(found)
    for path, ref in fresh.items():
        if ref not in found:
            faults.add(path, "reference", f"There is no {ref.kind} {ref.number}.", value=ref)
