"""The attributes that every template has at its end, all read-only (specification, 4.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from chalicelib.dialects.esm.eql.template import AttributeType
from chalicelib.dialects.esm.templates.attribute import Attribute
from chalicelib.dialects.esm.templates.storage import Reading
from chalicelib.domain.filters.operands import Computed, Fact, Lookup, Operand, System
from chalicelib.domain.record import Record


def attributes(prefix: str) -> Iterable[Attribute]:
    """Id, stamps and authors. `prefix`: of the ids."""
    yield _attribute("efecte_id", "Efecte ID", AttributeType.STRING, lambda record: f"{prefix}-{record.number:06d}")
    for code, name, fact in (("created", "Created", Fact.CREATED), ("updated", "Updated", Fact.UPDATED)):
        yield _of_fact(code, name, AttributeType.DATE, fact)
    for code, name, fact in (
        ("creator", "Creator", Fact.CREATED_BY),
        ("last_update_by", "Last update by", Fact.UPDATED_BY),
    ):
        yield _of_fact(code, name, AttributeType.REFERENCE, fact, target=("person",))


def _of_fact(code: str, name: str, of: AttributeType, fact: Fact, *, target: tuple[str, ...] = ()) -> Attribute:
    def value(record: Record) -> Any:
        return next(iter(System(fact).values(record, None)), None)  # type: ignore[arg-type]  # facts look at nothing else

    return _attribute(code, name, of, value, indexed=System(fact), target=target)


def _attribute(
    code: str,
    name: str,
    of: AttributeType,
    value: Callable[[Record], Any],
    *,
    indexed: Operand | None = None,
    target: tuple[str, ...] = (),
) -> Attribute:
    def read(record: Record, _: Lookup) -> Iterable[Any]:
        found = value(record)
        return () if found is None else (found,)

    return Attribute(code, name, of, Reading(Computed(code, read), indexed), target=target, read_only=True)
