"""Literals, functions and sums as typed operands; what needs no record is computed at once (specification, 10)."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from chalicelib.dialects.matrix42.asql import moments, syntax
from chalicelib.dialects.matrix42.asql.faults import invalid, unsupported
from chalicelib.dialects.matrix42.asql.paths import follow
from chalicelib.dialects.matrix42.asql.syntax import Function, LiteralType
from chalicelib.dialects.matrix42.asql.table import AttributeType, Context, Sort, Table
from chalicelib.dialects.matrix42.asql.typed import Typed, as_text, constant, quoted, taken_as
from chalicelib.domain.filters.derived import Applied, Coalesce

_TYPES: Final = {
    LiteralType.STRING: AttributeType.STRING,
    LiteralType.DATE: AttributeType.DATE,
    LiteralType.TRUTH: AttributeType.BOOL,
    LiteralType.NULL: AttributeType.STRING,
}
_WHOLE: Final = (AttributeType.INT, AttributeType.LONG, AttributeType.BOOL)
_NUMERIC: Final = (Sort.NUMBER, Sort.TRUTH)
_TEXT_FUNCTIONS: Final[dict[Function, tuple[AttributeType, Callable[[str], Any]]]] = {
    Function.LOWER: (AttributeType.STRING, str.lower),
    Function.UPPER: (AttributeType.STRING, str.upper),
    Function.LEN: (AttributeType.INT, len),
}


class Values:
    """The values of expressions about one data definition."""

    def __init__(self, table: Table, context: Context) -> None:
        self._table = table
        self._context = context

    def of(self, value: syntax.Value) -> Typed:
        """A value with its type; ExpressionError for one that has none."""
        match value:
            case syntax.Literal():
                return literal(value)
            case syntax.Path():
                return follow(value, self._table, self._context)
            case syntax.Sum(terms):
                found = self.of(terms[0])
                for term in terms[1:]:
                    found = _sum(found, self.of(term))
                return found
        return self._call(value)

    def _call(self, call: syntax.Call) -> Typed:
        arguments = [self.of(argument) for argument in call.arguments]
        match call.function:
            case Function.GETDATE | Function.GETUTCDATE:
                return constant(AttributeType.DATE, self._context.now, call.position)
            case Function.CURRENTUSERID:
                return constant(AttributeType.GUID, self._context.user, call.position)
            case Function.ISNULL | Function.COALESCE:
                return _first_of(arguments, call.position)
            case Function.DATEADD:
                return _moved(call, *arguments)
        type_, function = _TEXT_FUNCTIONS[call.function]
        return _applied(call.function.value, type_, function, [as_text(arguments[0])], call.position)


def literal(said: syntax.Literal) -> Typed:
    """A literal as a constant."""
    if said.type is LiteralType.NUMBER:
        of = AttributeType.INT if isinstance(said.value, int) else AttributeType.DECIMAL
        return constant(of, said.value, said.position, said.text)
    text = quoted(said.text) if said.type is LiteralType.STRING else said.text
    return constant(_TYPES[said.type], said.value, said.position, text)


def _applied(
    name: str, type_: AttributeType, function: Callable[..., Any], values: Sequence[Typed], position: int
) -> Typed:
    if sum(value.several for value in values) > 1:
        raise unsupported(position, "more than one path to several rows in one value")
    if all(value.is_constant for value in values):
        known = [value.value for value in values]
        return constant(type_, None if None in known else function(*known), position)
    operand = Applied(name, function, tuple(value.operand for value in values))
    return Typed(type_, operand, position, f"{name.upper()}(…)", several=any(value.several for value in values))


def _moved(call: syntax.Call, amount: Typed, moment: Typed) -> Typed:
    if call.part is None:
        raise AssertionError("DATEADD says what it counts in")
    values = [taken_as(amount, Sort.NUMBER), taken_as(moment, Sort.DATE)]
    found = _applied("dateadd", AttributeType.DATE, partial(moments.moved, call.part), values, call.position)
    if found.is_constant and found.value is None and all(value.value is not None for value in values):
        raise invalid(call.position, "DATEADD leaves the calendar")
    return found


def _sum(left: Typed, right: Typed) -> Typed:
    """Numbers are added, texts are joined; where one of both is a text, the other is read as one."""
    if left.sort in _NUMERIC and right.sort in _NUMERIC:
        of = AttributeType.INT if left.type in _WHOLE and right.type in _WHOLE else AttributeType.DECIMAL
        return _applied("+", of, operator.add, [left, right], left.position)
    if Sort.TEXT not in (left.sort, right.sort):
        raise invalid(right.position, f"'+' can neither add nor join {left.text} and {right.text}")
    return _applied("+", AttributeType.STRING, operator.add, [as_text(left), as_text(right)], left.position)


def _first_of(values: Sequence[Typed], position: int) -> Typed:
    """The first that is not NULL, of the type of those that are no constants, or else of the first."""
    if sum(value.several for value in values) > 1:
        raise unsupported(position, "more than one path to several rows in one value")
    said = [value for value in values if not value.is_constant or value.value is not None]
    if all(value.is_constant for value in said):
        return said[0] if said else values[0]
    sorts = {value.sort for value in said if not value.is_constant}
    if len(sorts) == 1:
        (sort,) = sorts
    else:
        sort = Sort.NUMBER if sorts <= set(_NUMERIC) else Sort.TEXT
    alike = [as_text(value) if sort is Sort.TEXT else _fitting(value, sort) for value in said]
    operand = Coalesce(tuple(value.operand for value in alike))
    return Typed(_common([value.type for value in alike]), operand, position, "COALESCE(…)", several=_several(said))


def _fitting(value: Typed, sort: Sort) -> Typed:
    if sort in (Sort.GUID, Sort.BINARY) and not value.is_constant:
        return value
    if sort is Sort.NUMBER and value.sort is Sort.TRUTH:
        return _applied("number", AttributeType.INT, int, [value], value.position)
    return taken_as(value, sort)


def _several(values: Sequence[Typed]) -> bool:
    return any(value.several for value in values)


def _common(types: Sequence[AttributeType]) -> AttributeType:
    """The type of values that are alike."""
    if len(set(types)) == 1:
        return types[0]
    if all(type_ in _WHOLE for type_ in types):
        return AttributeType.INT
    return AttributeType.DECIMAL if types[0].sort in _NUMERIC else types[0]
