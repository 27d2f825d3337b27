"""A filter about what stands for values, said again about the values themselves, which indexes know.

What comes of it is true wherever the filter is, so it serves to find candidates; it does not serve to judge them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from chalicelib.domain.filters.conditions import And, Between, Compare, Condition, Like, OneOf, Or
from chalicelib.domain.filters.derived import Mapped, OfClass
from chalicelib.domain.filters.evaluation import Logic, evaluate
from chalicelib.domain.filters.operands import Fact, First, Literal, Operand, System


def unfolded(where: Condition, logic: Logic) -> Condition:
    """A condition that says of fields what another says of tables and classes over them; Not is left as it is."""
    match where:
        case And(parts):
            found = (unfolded(part, logic) for part in parts)
            # What stands within another And narrows ranges together with what stands beside it.
            return And(tuple(inner for part in found for inner in (part.parts if isinstance(part, And) else (part,))))
        case Or(parts):
            return Or(tuple(unfolded(part, logic) for part in parts))
    operand, rebuilt = _looked_at(where)
    match operand:
        case Mapped(inner, images):
            fitting = (value for value, image in images.items() if _holds(rebuilt(Literal(image)), logic))
            return unfolded(OneOf(inner, tuple(fitting)), logic)
        case OfClass(classes, inner):
            return And((OneOf(System(Fact.CLASS), classes), unfolded(rebuilt(inner), logic)))
        case First(Mapped() | OfClass() as inner):
            return unfolded(rebuilt(inner), logic)
    return where


def _looked_at(where: Condition) -> tuple[Operand | None, Callable[[Operand], Condition]]:
    """The one operand of a condition that is no literal, and how to say the same about another one."""
    match where:
        case Compare(operand, by, Literal() as right):
            return operand, lambda other: Compare(other, by, right)
        case Compare(Literal() as left, by, operand):
            return operand, lambda other: Compare(left, by, other)
        case Like(operand, pattern, negated):
            return operand, lambda other: Like(other, pattern, negated)
        case OneOf(operand, values, negated):
            return operand, lambda other: OneOf(other, values, negated)
        case Between(operand, Literal() as low, Literal() as high, negated):
            return operand, lambda other: Between(other, low, high, negated)
    return None, lambda _: where


def _holds(where: Condition, logic: Logic) -> bool:
    """Whether a condition on literals holds: it looks at no record."""
    return evaluate(where, cast("Any", None), cast("Any", None), logic)
