"""An operand with its type; how values of one type are read as another (specification, 10.11)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from chalicelib.dialects.matrix42.asql import moments
from chalicelib.dialects.matrix42.asql.cursor import shown
from chalicelib.dialects.matrix42.asql.faults import invalid
from chalicelib.dialects.matrix42.asql.table import Attribute, AttributeType, Identity, Row, Sort
from chalicelib.domain.filters.derived import Applied
from chalicelib.domain.filters.operands import Literal, Operand
from chalicelib.domain.scalar import MAX_DIGITS


@dataclass(frozen=True, slots=True)
class Typed:
    """What a value of an expression comes to.

    `text`: as an error calls it. `identity`: compared as a reference. `attribute`: where its path ends; `rows`: of a pick-up,
    with what the path shows of each, and `meanings`: what numbers stand for there. `own`: of the record that is looked at,
    not of another one, so that what its attribute implies holds of that record. `plain`: nothing but an attribute of the data
    definition. `several`: may have more than one value; `gaps`: whether one of those things has none, as truths.
    """

    type: AttributeType
    operand: Operand
    position: int
    text: str = ""
    identity: Identity | None = None
    attribute: Attribute | None = None
    rows: tuple[tuple[Row, Any], ...] = ()
    meanings: Mapping[int, int] = field(default_factory=dict)
    own: bool = False
    plain: bool = False
    several: bool = False
    gaps: tuple[Operand, ...] = ()

    @property
    def sort(self) -> Sort:
        """What it is compared as."""
        return self.type.sort

    @property
    def is_constant(self) -> bool:
        """Whether it is the same for every record."""
        return isinstance(self.operand, Literal)

    @property
    def value(self) -> Any:
        """The value of a constant."""
        return self.operand.value if isinstance(self.operand, Literal) else None


def constant(type_: AttributeType, value: Any, position: int, text: str | None = None) -> Typed:
    """The same value for every record; None for none. `text`: as it was written, where it was."""
    said = text if text is not None else quoted(value) if isinstance(value, str) else spelled(value)
    return Typed(type_, Literal(value), position, said)


def alike(left: Typed, right: Typed) -> tuple[Typed, Typed]:
    """Two values as ones that compare with each other; ExpressionError for two that don't.

    A constant is read as what it is compared with, a text as whatever is on the other side. What is compared with a GUID and
    is none equals none; likewise of texts what is no number, date or truth is no value at all.
    """
    if right.is_constant and (not left.is_constant or right.sort is Sort.TEXT):
        return left, fitted(right, left.sort)
    if left.is_constant:
        return fitted(left, right.sort), right
    sorts = {left.sort, right.sort}
    known = len(sorts) == 1 or Sort.TEXT in sorts or Sort.GUID in sorts or sorts <= _NUMERIC
    if Sort.BINARY in sorts or not known:
        raise invalid(left.position, f"{left.text} and {right.text} can not be compared")
    return _read_as(left, right.sort), _read_as(right, left.sort)


_NUMERIC: Final = {Sort.NUMBER, Sort.TRUTH}


def taken_as(value: Typed, sort: Sort) -> Typed:
    """A value as what a function takes; ExpressionError for what it can't be."""
    if value.is_constant:
        return fitted(value, sort)
    if value.sort not in (sort, Sort.TEXT) and not {value.sort, sort} <= _NUMERIC:
        raise invalid(value.position, f"{value.text} is not {_CALLED[sort]}")
    return _read_as(value, sort)


def _read_as(value: Typed, sort: Sort) -> Typed:
    """A text as something else; anything else as it is."""
    if value.sort is not Sort.TEXT or sort is Sort.TEXT:
        return value
    return _derived(value, _TYPES[sort], Applied(sort.name.lower(), _READ_BY_SORT[sort], (value.operand,)))


def as_text(value: Typed) -> Typed:
    """A value as a text, spelled as in an answer."""
    if value.sort is Sort.TEXT:
        return value
    if value.is_constant:
        return fitted(value, Sort.TEXT)
    if value.sort is Sort.BINARY:
        raise invalid(value.position, f"{value.text} can not be read as a text")
    return _derived(value, AttributeType.STRING, Applied("text", spelled, (value.operand,)))


def _derived(value: Typed, type_: AttributeType, operand: Operand) -> Typed:
    """Nothing that is known of an attribute holds of what is made of it."""
    return Typed(type_, operand, value.position, value.text, several=value.several)


def fitted(value: Typed, sort: Sort) -> Typed:
    """A constant as one of a sort; ExpressionError for what means nothing there."""
    read = value.value
    if read is None:
        return value
    if sort is Sort.BINARY:
        raise invalid(value.position, f"{value.text} can not be compared with binary data")
    if sort is Sort.TEXT:
        said = value.text if value.sort is Sort.NUMBER else spelled(read)
        return replace(value, type=AttributeType.STRING, operand=Literal(said))
    if isinstance(read, str):
        read = _READ_BY_SORT[sort](read)
        if read is None and sort is Sort.GUID:
            return value  # equals none
        if read is None:
            raise invalid(value.position, f"{value.text} is not {_CALLED[sort]}")
    elif sort is not Sort.GUID and value.sort is not sort and not {value.sort, sort} <= _NUMERIC:
        raise invalid(value.position, f"{value.text} is not {_CALLED[sort]}")
    else:
        return value
    return replace(value, type=_TYPES[sort], operand=Literal(read))


_TYPES: Final = {
    Sort.TEXT: AttributeType.STRING,
    Sort.NUMBER: AttributeType.DECIMAL,
    Sort.TRUTH: AttributeType.BOOL,
    Sort.DATE: AttributeType.DATE,
    Sort.GUID: AttributeType.GUID,
}
_CALLED: Final = {Sort.NUMBER: "a number", Sort.TRUTH: "TRUE, FALSE, 0 or 1", Sort.DATE: "a date"}


def spelled(value: Any) -> str:
    """A value as a text."""
    match value:
        case None:
            return "NULL"
        case bool():
            return str(int(value))
        case datetime():
            return moments.spelled(value)
        case float() if value.is_integer():
            return str(int(value))
    return str(value)


_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_GUID: Final = re.compile(r"\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?", re.IGNORECASE)
_TRUTHS: Final = {"true": True, "false": False, "1": True, "0": False}


def _number(text: str) -> int | float | None:
    match = _NUMBER.fullmatch(text.strip())
    if match is None or len(match[0]) > MAX_DIGITS:
        return None
    return float(match[0]) if match[1] else int(match[0])


def guid(text: str) -> UUID | None:
    """A GUID in any letter case; None for what is none."""
    match = _GUID.fullmatch(text.strip())
    return UUID(match[1]) if match else None


_READ_BY_SORT: Final[dict[Sort, Callable[[str], Any]]] = {
    Sort.NUMBER: _number,
    Sort.TRUTH: lambda text: _TRUTHS.get(text.strip().lower()),
    Sort.DATE: moments.read,
    Sort.GUID: guid,
}


def quoted(text: str) -> str:
    """A string as an error shows it."""
    return f"'{shown(text)}'"
