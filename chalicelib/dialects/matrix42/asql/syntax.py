"""The trees of expressions, as they were written: nothing is looked up yet. Positions do not tell trees apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.filters.conditions import Comparison
from chalicelib.domain.filters.patterns import Pattern


class LiteralType(StrEnum):
    """How a literal was written."""

    STRING = "string"  # str
    NUMBER = "number"  # int or float
    DATE = "date"  # datetime in UTC
    TRUTH = "truth"  # bool
    NULL = "null"  # None


@dataclass(frozen=True, slots=True)
class Literal:
    """`value`: its Python type stands beside each LiteralType. `text`: as it was written, a string without its quotes."""

    type: LiteralType
    value: str | float | bool | datetime | None
    text: str = field(compare=False)
    position: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """An attribute or a relation."""

    name: str
    position: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Pivot:
    """`T(name)`: another fragment of the same object."""

    name: str
    position: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Recursive:
    """`Recursive(name)`: all that lies above along a relation."""

    name: str
    position: int = field(compare=False)


Segment = Name | Pivot | Recursive


@dataclass(frozen=True, slots=True)
class Path:
    """`Initiator.LastName`: one segment or more."""

    segments: tuple[Segment, ...]

    @property
    def position(self) -> int:
        """Of its first segment."""
        return self.segments[0].position


class Function(StrEnum):
    """The functions, by their names."""

    GETDATE = "getdate"
    GETUTCDATE = "getutcdate"
    CURRENTUSERID = "currentuserid"
    DATEADD = "dateadd"
    ISNULL = "isnull"
    COALESCE = "coalesce"
    LOWER = "lower"
    UPPER = "upper"
    LEN = "len"


class DatePart(StrEnum):
    """What DATEADD counts in."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Call:
    """A function and what it is given; `part`: of DATEADD alone."""

    function: Function
    arguments: tuple[Value, ...]
    position: int = field(compare=False)
    part: DatePart | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """`a + b + c`, from left to right; two terms or more."""

    terms: tuple[Value, ...]

    @property
    def position(self) -> int:
        """Of its first term."""
        return self.terms[0].position


Value = Literal | Path | Call | Sum


@dataclass(frozen=True, slots=True)
class Compare:
    """`value = value`, and the five others. `position`: of the operator, as in all predicates."""

    left: Value
    by: Comparison
    right: Value
    position: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Like:
    """`value [NOT] LIKE pattern`. `pattern`: of the core, where a tree is made elsewhere and the text has no wildcards."""

    value: Value
    pattern: Literal | Pattern
    negated: bool
    position: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class In:
    """`value [NOT] IN (literals)`."""

    value: Value
    literals: tuple[Literal, ...]
    negated: bool
    position: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Between:
    """`value [NOT] BETWEEN low AND high`."""

    value: Value
    low: Value
    high: Value
    negated: bool
    position: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class IsNull:
    """`value IS [NOT] NULL`."""

    value: Value
    negated: bool
    position: int = field(compare=False)


Predicate = Compare | Like | In | Between | IsNull


@dataclass(frozen=True, slots=True)
class And:
    """Two or more parts."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Two or more parts."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary."""

    part: Condition


Condition = And | Or | Not | Predicate


@dataclass(frozen=True, slots=True)
class Column:
    """`value [AS alias]`."""

    value: Value
    alias: str | None
    position: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class SortItem:
    """`value [ASC | DESC]`. `value`: a name, of a column or of an attribute, or a path."""

    value: str | Path
    descending: bool
    position: int = field(compare=False)
