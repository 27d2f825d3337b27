"""Filter groups of bodies, as trees of `asql` (specification, 11.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final, NamedTuple

from chalicelib.dialects.matrix42.asql import syntax
from chalicelib.dialects.matrix42.asql.parser import MAX_LITERALS
from chalicelib.dialects.matrix42.asql.syntax import Condition, Literal, LiteralType, Value
from chalicelib.dialects.matrix42.parser.body import folded
from chalicelib.dialects.matrix42.queries.literals import START, like, literal
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.vocabulary import messages_queries as messages
from chalicelib.domain.filters.conditions import Comparison

MAX_CONDITIONS: Final = 500
MAX_LEVELS: Final = 50


class Operator(IntEnum):
    """What a condition asks, by the numbers of bodies."""

    EQUALS = 1
    NOT_EQUALS = 2
    LESS = 3
    AT_MOST = 4
    GREATER = 5
    AT_LEAST = 6
    CONTAINS = 7
    STARTS_WITH = 8
    ENDS_WITH = 9
    IN = 10
    NOT_IN = 11
    BETWEEN = 12
    NOT_BETWEEN = 13
    IS_EMPTY = 14
    IS_NOT_EMPTY = 15


class Property(NamedTuple):
    """What a condition is about: a value of rows, and whether it is a text."""

    value: Value
    is_text: bool


@dataclass(frozen=True, slots=True)
class Test:
    """One condition about a property."""

    name: str
    operator: Operator
    values: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions and groups of which all, or any, have to be fulfilled; of none of them nothing is asked."""

    is_any: bool
    parts: tuple[Test | Group, ...]


def read(said: Mapping[str, Any]) -> Group:
    """The group of a body; Refused (400) for what is none."""
    if not _MEMBERS & folded(said).keys():
        raise Refused(messages.NO_GROUP)
    return _Reading().group(said, level=1)


def tree(group: Group, find: Callable[[str], Property]) -> Condition | None:
    """What a group asks of rows; None for nothing. `find`: a property by its name."""
    found = [part for each in group.parts if (part := _part(each, find)) is not None]
    if len(found) < 2:
        return found[0] if found else None
    return syntax.Or(tuple(found)) if group.is_any else syntax.And(tuple(found))


_MEMBERS: Final = {"logicaloperator", "conditions", "groups"}
_OR: Final = {1: False, 2: True}
_ONE: Final = range(1, 2)
_COUNTS: Final = dict.fromkeys(Operator, _ONE) | {
    Operator.IN: range(1, MAX_LITERALS + 1),
    Operator.NOT_IN: range(1, MAX_LITERALS + 1),
    Operator.BETWEEN: range(2, 3),
    Operator.NOT_BETWEEN: range(2, 3),
}
_PATTERNS: Final = (Operator.CONTAINS, Operator.STARTS_WITH, Operator.ENDS_WITH)
_IN_PATTERNS: Final = (LiteralType.STRING, LiteralType.NUMBER)


@dataclass(slots=True)
class _Reading:
    """Shapes of one body, and how much of it there was so far."""

    conditions: int = 0
    values: int = 0

    def group(self, said: Any, *, level: int) -> Group:
        if not isinstance(said, dict):
            raise Refused(messages.NO_GROUP)
        self._check(level)
        members = folded(said)
        by = members.get("logicaloperator")
        if by is not None and (isinstance(by, (bool, list, dict)) or by not in _OR):
            raise Refused(messages.NO_LOGIC)
        tests = [self._test(each) for each in _listed(members.get("conditions"))]
        groups = [self.group(each, level=level + 1) for each in _listed(members.get("groups"))]
        return Group(_OR[by or 1], (*tests, *groups))

    def _test(self, said: Any) -> Test:
        members = folded(said) if isinstance(said, dict) else {}
        name, number = members.get("property"), members.get("operator")
        if not isinstance(name, str) or not name.strip():
            raise Refused(messages.NO_GROUP)
        if not isinstance(number, int) or isinstance(number, bool) or number not in _NUMBERS:
            raise Refused(messages.NO_OPERATOR, operator=str(number)[:_SHOWN])
        operator, own = Operator(number), members.get("value")
        values = own if isinstance(own, list) else [] if own is None else [own]
        self.conditions += 1
        self.values += len(values)
        self._check(1)
        return Test(name.strip(), operator, _values(name, operator, values))

    def _check(self, level: int) -> None:
        if self.conditions > MAX_CONDITIONS or self.values > MAX_LITERALS or level > MAX_LEVELS:
            raise Refused(messages.TOO_LARGE, conditions=MAX_CONDITIONS, values=MAX_LITERALS, levels=MAX_LEVELS)


_NUMBERS: Final = frozenset(Operator)
_SHOWN: Final = 40  # characters


def _listed(said: Any) -> list[Any]:
    if said is not None and not isinstance(said, list):
        raise Refused(messages.NO_GROUP)
    return said or []


def _values(name: str, operator: Operator, said: Sequence[Any]) -> tuple[Literal, ...]:
    """The values of a condition; those that an operator takes none of are passed over."""
    if operator in (Operator.IS_EMPTY, Operator.IS_NOT_EMPTY):
        return ()
    found = [literal(each) for each in said]
    fitting = tuple(each for each in found if each is not None)
    odd = operator in _PATTERNS and any(each.type not in _IN_PATTERNS for each in fitting)
    if len(fitting) < len(found) or len(found) not in _COUNTS[operator] or odd:
        raise Refused(messages.WRONG_VALUES, name=name[:_SHOWN], operator=operator.value)
    return fitting


def _part(part: Test | Group, find: Callable[[str], Property]) -> Condition | None:
    return tree(part, find) if isinstance(part, Group) else _asked(part, find(part.name))


_COMPARISONS: Final = {
    Operator.EQUALS: Comparison.EQUAL,
    Operator.NOT_EQUALS: Comparison.UNEQUAL,
    Operator.LESS: Comparison.LESS,
    Operator.AT_MOST: Comparison.AT_MOST,
    Operator.GREATER: Comparison.GREATER,
    Operator.AT_LEAST: Comparison.AT_LEAST,
}
_EMPTY: Final = Literal(LiteralType.STRING, "", "", START)


def _asked(test: Test, about: Property) -> Condition:
    value, operator, values = about.value, test.operator, test.values
    match operator:
        case Operator.CONTAINS | Operator.STARTS_WITH | Operator.ENDS_WITH:
            before, behind = operator is not Operator.STARTS_WITH, operator is not Operator.ENDS_WITH
            return like(value, values[0].text, before=before, behind=behind)
        case Operator.IN | Operator.NOT_IN:
            return syntax.In(value, values, operator is Operator.NOT_IN, START)
        case Operator.BETWEEN | Operator.NOT_BETWEEN:
            low, high = values
            return syntax.Between(value, low, high, operator is Operator.NOT_BETWEEN, START)
        case Operator.IS_EMPTY:
            missing = syntax.IsNull(value, negated=False, position=START)
            return syntax.Or((missing, _same(value, Comparison.EQUAL))) if about.is_text else missing
        case Operator.IS_NOT_EMPTY:
            there = syntax.IsNull(value, negated=True, position=START)
            return syntax.And((there, _same(value, Comparison.UNEQUAL))) if about.is_text else there
    return syntax.Compare(value, _COMPARISONS[operator], values[0], START)


def _same(value: Value, by: Comparison) -> Condition:
    return syntax.Compare(value, by, _EMPTY, START)
