"""References that the caller does not see: shown as nothing, and sent back as nothing they stay."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chalicelib.dialects.matrix42.schema.body import Wish
from chalicelib.dialects.matrix42.schema.storage import NOTHING
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.services import references


def without_hidden(visit: Visit, wishes: Iterable[Wish], record: Record) -> list[Wish]:
    """Wishes about a record but those that erase what is gone, or not for the caller to see."""
    said = list(wishes)
    erased = {place: ref for place, wish in enumerate(said) if (ref := _erased(visit, wish, record)) is not None}
    found = references.read(erased.values()) if erased else {}
    hidden = {place for place, ref in erased.items() if ref not in found or not visit.sees(found[ref])}
    return [wish for place, wish in enumerate(said) if place not in hidden]


def _erased(visit: Visit, wish: Wish, record: Record) -> Ref | None:
    if wish.value is not None or wish.attribute.target is None:
        return None
    operand = wish.attribute.storage_of(record.kind.name).operand(visit.language)
    held: Any = next(iter(operand.values(record, NOTHING)), None)
    return held if isinstance(held, Ref) else None
