"""Which part of a filter an index can answer. Nothing is read here: a plan follows from the kind and the filter alone.

Whatever a plan names is a superset of what the filter means: every record is judged by the whole filter afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from chalicelib.domain.filters.conditions import And, Between, Compare, Condition, Constant, Like, Or
from chalicelib.domain.filters.evaluation import Logic
from chalicelib.domain.filters.operands import Fact, First, Operand, Present, Stored, System
from chalicelib.domain.kind import Field, FieldType, Kind
from chalicelib.domain.reference import Ref
from chalicelib.domain.scalar import is_whole_text
from chalicelib.services.plans.bounds import allowed, bounds, wanted
from chalicelib.services.plans.sources import (
    Changed,
    Cheapest,
    Created,
    Holders,
    Mirrored,
    Names,
    Numbers,
    Partitions,
    Plan,
    Source,
    Union,
)
from chalicelib.services.plans.unfolding import unfolded
from chalicelib.store import entries, keys

MAX_PARTITIONS: Final = 64  # index partitions that one condition may ask for, a call each


def plan(
    *, kind: Kind, where: Condition, logic: Logic, classes: Sequence[str] = (), trashed: Sequence[bool] = (False,)
) -> Plan:
    """How to find the records of a kind, or of some classes of it, that fulfil a filter."""
    where = unfolded(where, logic)
    universe = tuple(classes) or kind.classes
    left = allowed(where, Fact.CLASS, universe)
    numbers = bounds(where, Fact.NUMBER)
    return Plan(
        source=_Planner(kind, logic, left if universe else (entries.NO_CLASS,)).source(where),
        classes=None if set(left) >= set(kind.classes) and not set(classes) - set(kind.classes) else left,
        low=numbers.low,
        high=numbers.high,
        trashed=allowed(where, Fact.TRASHED, trashed),
    )


class _Planner:
    def __init__(self, kind: Kind, logic: Logic, classes: tuple[str, ...]) -> None:
        self._kind = kind
        self._classes = classes
        self._step = timedelta(microseconds=logic.step - 1)

    def source(self, where: Condition) -> Source | None:
        """What names candidates of a condition; None when only reading every record does."""
        match where:
            case Constant(True):
                return None
            case Constant(_):
                return Numbers(())
            case Or(parts):
                branches = [self.source(part) for part in parts]
                known = [branch for branch in branches if branch is not None]
                return _union(known) if len(known) == len(branches) else None
            case And(parts):
                found = [self.source(part) for part in parts if not _is_range(part)]
            case _:
                found = [self._leaf(where)]
        return _cheapest([*(each for each in found if each is not None), *self._ranges(where)])

    def _ranges(self, where: Condition) -> list[Source]:
        created, updated, version = (bounds(where, fact) for fact in (Fact.CREATED, Fact.UPDATED, Fact.VERSION))
        if created.is_empty or updated.is_empty or version.is_empty:
            return [Numbers(())]
        found: list[Source] = []
        if not created.is_open:
            found.append(
                Created(created.low and self._floor(created.low), created.high and self._ceiling(created.high))
            )
        if not version.is_open:
            found.append(Changed(version.low, version.high))
        if updated.low is not None:
            # Only from below: an imported record was written later than its stamp says, never earlier.
            found.append(Changed(since=self._floor(updated.low)))
        return found

    def _floor(self, at: datetime) -> datetime:
        """A bound that no stamp is below which is cut off to the bound's own step."""
        try:
            return at - self._step
        except OverflowError:
            return at

    def _ceiling(self, at: datetime) -> datetime:
        try:
            return at + self._step
        except OverflowError:
            return at

    def _leaf(self, where: Condition) -> Source | None:
        if isinstance(where, Like):
            return self._like(where)
        operand, values = wanted(where)
        while isinstance(operand, (Present, First)):
            operand = operand.reference if isinstance(operand, Present) else operand.operand
        match operand:
            case System(Fact.NUMBER):
                return Numbers(tuple(int(value) for value in values if _is_number(value) and value // 1 == value))
            case System(Fact.REFERENCE):
                refs = (value for value in values if isinstance(value, Ref))
                return Numbers(tuple(ref.number for ref in refs if ref.kind == self._kind.name))
            case System(Fact.TITLE):
                return self._names(values)
            case Stored(name) if name in self._kind.fields:
                return self._stored(self._kind.fields[name], values)
        return None

    def _like(self, where: Like) -> Source | None:
        prefix = where.pattern.prefix
        if where.negated or not keys.name(prefix) or not self._is_name(where.operand):
            return None
        return Names(prefix, whole=False) if is_whole_text(prefix) else Numbers(())

    def _names(self, values: Sequence[Any]) -> Source | None:
        if self._kind.name_field is None or len(values) > MAX_PARTITIONS:
            return None
        return _union([Names(value, whole=True) for value in _texts(values)])

    def _is_name(self, operand: Operand) -> bool:
        """Titles, and the field that makes them: a record that has it is called by it."""
        if operand == System(Fact.TITLE):
            return self._kind.name_field is not None
        field = self._kind.fields.get(self._kind.name_field or "")
        if field is None or field.multiple or field.type is not FieldType.TEXT:
            return False
        return operand == Stored(field.name)

    def _stored(self, field: Field, values: tuple[Any, ...]) -> Source | None:
        if field.unique:
            texts = _texts(values)
            # A blank value is nobody's: it is stored, and many may have it.
            return Holders(field.name, texts) if all(map(str.strip, texts)) and len(texts) <= MAX_PARTITIONS else None
        if field.indexed:
            return self._indexed(field, values)
        if field.inverse and all(isinstance(value, Ref) for value in values):
            return Mirrored(field.name, values)
        if self._is_name(Stored(field.name)) and all(value != "" for value in values):
            return self._names(values)
        return None

    def _indexed(self, field: Field, values: tuple[Any, ...]) -> Source | None:
        if field.type is FieldType.DATE_TIME and not field.day:
            return None  # moments are compared by steps, index items spell microseconds
        spelled = {entries.text(value) for each in values if (value := _as_stored(field, each)) is not None}
        names = [
            keys.of_value(self._kind.name, cls, field.name, text)
            for text in sorted(spelled)
            if is_whole_text(text)
            for cls in self._classes
        ]
        return Partitions(tuple(dict.fromkeys(names))) if len(names) <= MAX_PARTITIONS else None


def _as_stored(field: Field, value: Any) -> Any:
    """A literal as a field holds it, which is how index items spell it; None when no value of the field can equal it."""
    match field.type:
        case FieldType.TEXT | FieldType.CHOICE:
            return value if isinstance(value, str) else None
        case FieldType.NUMBER:
            return int(value) if isinstance(value, bool) else value if _is_number(value) else None
        case FieldType.BOOLEAN:
            return bool(value) if isinstance(value, (bool, int, float)) and value in (0, 1) else None
        case FieldType.REFERENCE:
            return value if isinstance(value, Ref) else None
        case FieldType.DATE_TIME:
            return value if isinstance(value, date) and not isinstance(value, datetime) else None
    return None


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_range(where: Condition) -> bool:
    """Whether a condition is nothing but a range, which those beside it may narrow."""
    facts = (Fact.CREATED, Fact.UPDATED, Fact.VERSION)
    return isinstance(where, (Compare, Between)) and any(not bounds(where, fact).is_open for fact in facts)


def _texts(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(value for value in values if isinstance(value, str) and is_whole_text(value))


def _union(sources: Sequence[Source]) -> Source:
    return sources[0] if len(sources) == 1 else Union(tuple(sources))


_RANK: Final = {
    each: rank
    for rank, each in enumerate((Numbers, Holders, Mirrored, Partitions, Union, Names, Created, Changed, Cheapest))
}


def _cheapest(sources: Sequence[Source]) -> Source | None:
    likely = sorted(dict.fromkeys(sources), key=lambda source: _RANK[type(source)])
    if not likely:
        return None
    return likely[0] if len(likely) == 1 or isinstance(likely[0], Numbers) else Cheapest(tuple(likely))
