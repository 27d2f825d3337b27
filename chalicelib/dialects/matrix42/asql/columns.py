"""`columns` and `sort` as operands with names (specification, 6.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from chalicelib.dialects.matrix42.asql import syntax
from chalicelib.dialects.matrix42.asql.cursor import shown
from chalicelib.dialects.matrix42.asql.faults import invalid, unknown_attribute, unsupported
from chalicelib.dialects.matrix42.asql.logic import LOGIC
from chalicelib.dialects.matrix42.asql.parser import parse_columns, parse_sort
from chalicelib.dialects.matrix42.asql.table import Attribute, AttributeType, Context, Sort, Table
from chalicelib.dialects.matrix42.asql.typed import Typed
from chalicelib.dialects.matrix42.asql.values import Values
from chalicelib.domain.filters.evaluation import key_of
from chalicelib.domain.filters.operands import Lookup, Operand
from chalicelib.domain.record import Record

AUTOMATIC: Final = ("ID", "DisplayString", "Expression-TypeID")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer. `name`: its key. `value`: what was asked for; `attribute`: if that is nothing but an attribute.

    `localizable`: what it ends in is.
    """

    name: str
    type: AttributeType
    operand: Operand
    value: syntax.Value
    attribute: Attribute | None = None
    localizable: bool = False

    def read(self, record: Record, lookup: Lookup) -> Any:
        """What a row shows; None for nothing."""
        return next(iter(self.operand.values(record, lookup)), None)


@dataclass(frozen=True, slots=True)
class Ordering:
    """What to sort by. `name`: of the column or the attribute, where it is one; `attribute`: as in Column."""

    name: str
    type: AttributeType
    operand: Operand
    descending: bool
    attribute: Attribute | None = None

    def key(self, record: Record, lookup: Lookup) -> tuple[Any, ...]:
        """What sorts rows ascending: nothing comes first, and letter case does not count."""
        value = next(iter(self.operand.values(record, lookup)), None)
        return (0,) if value is None else (1, *key_of(value, LOGIC))


def read_columns(said: str | None, *, table: Table, context: Context) -> tuple[Column, ...]:
    """The columns of a text, with the automatic ones behind those asked for; ExpressionError for a text that is none."""
    values = Values(table, context)
    asked = parse_columns(said) if said and said.strip() else ()
    columns: dict[str, Column] = {}
    for each in asked:
        column = _column(each, values.of(each.value))
        if column.name.lower() in columns or _hides_automatic(column):
            raise invalid(each.position, f"a second column called {shown(column.name)}")
        columns[column.name.lower()] = column
    for name in AUTOMATIC:
        if name.lower() not in columns:
            path = syntax.Path((syntax.Name(name, 1),))
            columns[name.lower()] = _column(syntax.Column(path, None, 1), values.of(path))
    return tuple(columns.values())


def _hides_automatic(column: Column) -> bool:
    """Whether a column is called like an automatic one and is something else."""
    known = column.attribute.name.lower() if column.attribute is not None else None
    return column.name.lower() != known and column.name.lower() in map(str.lower, AUTOMATIC)


def _column(said: syntax.Column, found: Typed) -> Column:
    attribute = found.attribute if found.plain else None
    if found.several:
        raise unsupported(said.position, f"{found.text} in a column, where several may be meant,")
    if said.alias is None and attribute is None:
        raise invalid(said.position, f"{found.text} is no attribute and has no name behind AS")
    name = said.alias if said.alias is not None or attribute is None else attribute.name
    localizable = found.attribute is not None and found.attribute.localizable
    return Column(name or "", found.type, found.operand, said.value, attribute, localizable)


def read_sort(said: str | None, *, columns: Sequence[Column], table: Table, context: Context) -> tuple[Ordering, ...]:
    """What a text sorts by, columns before attributes of the same name; ExpressionError for what is nothing to sort by."""
    if not said or not said.strip():
        return ()
    by_name = {column.name.lower(): column for column in columns}
    values = Values(table, context)
    found: list[Ordering] = []
    for item in parse_sort(said):
        column = by_name.get(item.value.lower()) if isinstance(item.value, str) else None
        if column is not None:
            ordering = Ordering(column.name, column.type, column.operand, item.descending, column.attribute)
        else:
            ordering = _ordering(item, values, table)
        if ordering.type.sort is Sort.BINARY:
            raise invalid(item.position, f"{ordering.name} holds binary data, which has no order,")
        found.append(ordering)
    return tuple(found)


def _ordering(item: syntax.SortItem, values: Values, table: Table) -> Ordering:
    if isinstance(item.value, str):
        if table.attribute(item.value) is None:
            raise unknown_attribute(item.position, table.name, shown(item.value))
        path = syntax.Path((syntax.Name(item.value, item.position),))
    else:
        path = item.value
    found = values.of(path)
    if found.several:
        raise unsupported(item.position, f"an order by {found.text}, where several may be meant,")
    attribute = found.attribute if found.plain else None
    name = attribute.name if attribute else found.text
    return Ordering(name, found.type, found.operand, item.descending, attribute)
