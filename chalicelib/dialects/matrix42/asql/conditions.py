"""`where` as a condition of the core (specification, 6.1.3 and 10)."""

from __future__ import annotations

from chalicelib.dialects.matrix42.asql import syntax
from chalicelib.dialects.matrix42.asql.faults import ExpressionError
from chalicelib.dialects.matrix42.asql.ids import Ids
from chalicelib.dialects.matrix42.asql.parser import parse_any, parse_where
from chalicelib.dialects.matrix42.asql.predicates import Predicates
from chalicelib.dialects.matrix42.asql.table import Context, Table
from chalicelib.dialects.matrix42.asql.values import Values
from chalicelib.domain.filters.conditions import (
    TRUE,
    And,
    Compare,
    Comparison,
    Condition,
    IsNull,
    Not,
    Or,
    every,
)
from chalicelib.domain.filters.operands import Literal, Operand


def read_where(said: str | None, *, table: Table, context: Context) -> Condition:
    """The condition of a text, for evaluation under `logic.LOGIC`; without a text all fulfil it.

    ExpressionError for a text that is none. Nothing is read but the records that its GUIDs name.
    """
    return resolved(parse_where(said), table=table, context=context) if said and said.strip() else TRUE


def resolved(tree: syntax.Condition, *, table: Table, context: Context) -> Condition:
    """The condition of a tree, which may have been made elsewhere."""
    ids = Ids(context.find)
    found = _Reading(table, context, ids).whole(tree)
    return _Reading(table, context, ids).whole(tree) if ids.read() else found


def fault(said: str, *, table: Table, context: Context) -> ExpressionError | None:
    """What is wrong with a text that is to be a condition or a value; None for nothing. Nothing is read."""
    try:
        tree = parse_any(said)
        if isinstance(tree, (syntax.Literal, syntax.Path, syntax.Call, syntax.Sum)):
            Values(table, context).of(tree)
        else:
            _Reading(table, context, Ids(context.find)).whole(tree)
    except ExpressionError as error:
        return error
    return None


class _Reading:
    def __init__(self, table: Table, context: Context, ids: Ids) -> None:
        self._predicates = Predicates(Values(table, context), ids)
        self._fence = context.fence

    def whole(self, tree: syntax.Condition) -> Condition:
        """The condition, without the newest rows where it polls: they come with the next poll (specification, 5.2.2)."""
        found = self._condition(tree, positive=True)
        return every(found, *(_up_to(self._fence, version) for version in self._predicates.polled))

    def _condition(self, tree: syntax.Condition, *, positive: bool) -> Condition:
        match tree:
            case syntax.And(parts):
                return And(tuple(self._condition(part, positive=positive) for part in parts))
            case syntax.Or(parts):
                return Or(tuple(self._condition(part, positive=positive) for part in parts))
            case syntax.Not(part):
                return Not(self._condition(part, positive=not positive))
        return self._predicates.condition(tree, positive=positive)


def _up_to(fence: int | None, version: Operand) -> Condition | None:
    """Where there is no version at all there is nothing that is too new."""
    if fence is None:
        return None
    return Or((IsNull(version), Not(Compare(version, Comparison.GREATER, Literal(fence)))))
