"""From a record through relations, pivots and pick-ups to an operand (specification, 10.3 to 10.7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from chalicelib.dialects.matrix42.asql import syntax
from chalicelib.dialects.matrix42.asql.cursor import shown
from chalicelib.dialects.matrix42.asql.faults import ExpressionError, invalid, unknown_attribute, unsupported
from chalicelib.dialects.matrix42.asql.table import (
    LEVELS,
    Attribute,
    AttributeType,
    Context,
    Identity,
    Pickup,
    Row,
    Table,
    Way,
)
from chalicelib.dialects.matrix42.asql.typed import Typed
from chalicelib.domain.filters.derived import Mapped, Missing
from chalicelib.domain.filters.operands import Operand

MAX_SEVERAL: Final = 2  # ways to several rows in one path: what lies behind them is multiplied


def follow(path: syntax.Path, table: Table, context: Context) -> Typed:
    """What a path from a data definition comes to; ExpressionError for one that leads nowhere."""
    walk = _Walk(path, table, context)
    *before, last = path.segments
    for segment in before:
        walk.step(segment)
    return walk.end(last)


class _Walk:
    def __init__(self, path: syntax.Path, table: Table, context: Context) -> None:
        self._path = path
        self._table = table
        self._context = context
        self._ways: list[Way] = []
        self._pickup: Attribute | None = None  # a path that has come to one shows something of its rows

    def step(self, segment: syntax.Segment) -> None:
        """Go to another table, or to the rows of a pick-up."""
        if self._pickup is not None:
            raise _leads_nowhere(segment)
        way = self._way(segment)
        if way is not None:
            if way.several and sum(each.several for each in self._ways) == MAX_SEVERAL:
                raise unsupported(segment.position, f"more than {MAX_SEVERAL} steps to several rows in one path")
            self._ways.append(way)
            self._table = self._context.table(way.to)

    def _way(self, segment: syntax.Segment) -> Way | None:
        if isinstance(segment, syntax.Pivot):
            return self._pivot(segment)
        attribute = self._attribute(segment)
        if isinstance(segment, syntax.Recursive):
            return self._recursive(segment, attribute)
        if attribute.pickup is not None:
            self._pickup = attribute
        elif attribute.way is None:
            raise _leads_nowhere(segment)
        return attribute.way

    def _pivot(self, segment: syntax.Pivot) -> Way | None:
        if segment.name.lower() == self._table.name.lower():
            return None
        way = self._table.sibling(segment.name)
        if way is None:
            what = f"no configuration item combines {self._table.name} and {shown(segment.name)}"
            raise invalid(segment.position, what)
        return way

    def _recursive(self, segment: syntax.Recursive, attribute: Attribute) -> Way:
        way = attribute.way
        if way is None or way.reference is None or self._context.table(way.to).name != self._table.name:
            raise invalid(
                segment.position,
                f"{shown(segment.name)} is no relation of {self._table.name} to itself, as Recursive takes one,",
            )
        return replace(way, several=True, levels=LEVELS)

    def _attribute(self, segment: syntax.Name | syntax.Recursive) -> Attribute:
        attribute = self._table.attribute(segment.name)
        if attribute is None:
            raise unknown_attribute(segment.position, self._table.name, shown(segment.name))
        return attribute

    def end(self, segment: syntax.Segment) -> Typed:
        """What the last segment shows."""
        if self._pickup is not None and self._pickup.pickup is not None:
            return self._shown(segment, self._pickup, self._pickup.pickup)
        if isinstance(segment, syntax.Name):
            attribute = self._attribute(segment)
            if attribute.way is None:
                return self._arrived(attribute, attribute)
        else:
            attribute = None
        self.step(segment)
        own = self._attribute(syntax.Name("ID", segment.position))
        return self._arrived(own, attribute or own)

    def _shown(self, segment: syntax.Segment, attribute: Attribute, pickup: Pickup) -> Typed:
        """A member of a pick-up's row."""
        name = segment.name.lower()
        if not isinstance(segment, syntax.Name) or not pickup.rows or name not in _members(pickup.rows[0], "en"):
            raise unknown_attribute(segment.position, pickup.name, shown(segment.name))
        if name == "value":
            return self._arrived(attribute, attribute)
        rows = tuple((row, _members(row, self._context.language).get(name)) for row in pickup.rows)
        images = {row.value: image for row, image in rows if image is not None}
        of = next((_type(image) for image in images.values()), AttributeType.STRING)
        member = Attribute(segment.name, of, _mapped(attribute, images))
        return replace(self._arrived(member, member), rows=rows)

    def _arrived(self, end: Attribute, named: Attribute) -> Typed:
        """The value of an attribute, seen from where the path begins. `named`: what the path names, a relation, perhaps."""
        if end.operand is None:
            raise AssertionError(f"{end.name} of {self._table.name} is no relation and has no operand")
        pickup = end.pickup
        return Typed(
            end.type,
            self._from_here(end.operand),
            self._path.position,
            shown(".".join(map(_said, self._path.segments))),
            identity=end.identity and Identity(end.identity.of, self._from_here(end.identity.reference)),
            attribute=named,
            rows=tuple((row, row.value) for row in pickup.rows) if pickup else (),
            meanings=pickup.meanings if pickup else {},
            own=all(way.stays for way in self._ways),
            plain=len(self._path.segments) == 1 and isinstance(self._path.segments[0], syntax.Name),
            several=any(way.several for way in self._ways),
            gaps=self._gaps(end.operand),
        )

    def _from_here(self, operand: Operand) -> Operand:
        for way in reversed(self._ways):
            operand = way.over(operand)
        return operand

    def _gaps(self, operand: Operand) -> tuple[Operand, ...]:
        """For each way to several: whether one of those has no value."""
        found: list[Operand] = []
        for place in range(len(self._ways), 0, -1):
            if self._ways[place - 1].several:
                gap: Operand = Missing(operand)
                for way in reversed(self._ways[:place]):
                    gap = way.over(gap)
                found.append(gap)
            operand = self._ways[place - 1].over(operand)
        return tuple(found)


def _said(segment: syntax.Segment) -> str:
    match segment:
        case syntax.Pivot(name):
            return f"T({name})"
        case syntax.Recursive(name):
            return f"Recursive({name})"
    return segment.name


def _leads_nowhere(segment: syntax.Segment) -> ExpressionError:
    return invalid(segment.position, f"{shown(segment.name)} is no relation")


def _mapped(attribute: Attribute, images: Mapping[int, Any]) -> Operand:
    if attribute.operand is None:
        raise AssertionError(f"the pick-up {attribute.name} has no operand")
    return Mapped(attribute.operand, images)


def _members(row: Row, language: str) -> dict[str, Any]:
    """What a row shows, by names in lower case."""
    return {
        **{name.lower(): member for name, member in row.members.items()},
        "value": row.value,
        "id": row.id,
        "position": row.position,
        "displaystring": row.labels.get(language, row.labels["en"]),
    }


def _type(image: object) -> AttributeType:
    match image:
        case bool():
            return AttributeType.BOOL
        case int():
            return AttributeType.INT
        case str():
            return AttributeType.STRING
    return AttributeType.GUID
