"""What a condition about rows says of the records that they lie in.

It holds of every record in which a row fulfils the condition; so a search by it finds all of them, through an index where there
is one.
"""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.matrix42.schema.measures import NUMBERED, implied_by_number
from chalicelib.dialects.matrix42.schema.rows import OWNER
from chalicelib.domain.filters.conditions import (
    TRUE,
    And,
    Between,
    Compare,
    Comparison,
    Condition,
    Constant,
    Like,
    OneOf,
    Or,
    every,
)
from chalicelib.domain.filters.operands import Fact, Literal, Operand, Present, Stored, System, Through

_OWNER: Final = Stored(OWNER)
_STAMPS: Final = ((System(Fact.CREATED), System(Fact.UPDATED)), (System(Fact.VERSION), System(Fact.VERSION)))
_FROM_BELOW: Final = (Comparison.GREATER, Comparison.AT_LEAST, Comparison.EQUAL)


def about_owner(where: Condition) -> Condition:
    """A condition about the owner of a row that follows from one about the row; of most nothing follows."""
    match where:
        case And(parts):
            return every(*(each for each in map(about_owner, parts) if each != TRUE))
        case Or(parts) if parts:
            return Or(tuple(map(about_owner, parts)))
        case Constant():
            return where
    return _stamped(where) or _seen(where) or TRUE


def _stamped(where: Condition) -> Condition | None:
    """Whoever adds a row writes the record, so this is no older."""
    match where:
        case Compare(operand, by, Literal() as low) if by in _FROM_BELOW:
            pass
        case Between(operand, Literal() as low, Literal(), False):
            pass
        case _:
            return None
    stamp = next((stamp for own, stamp in _STAMPS if own == operand), None)
    return None if stamp is None else Compare(stamp, Comparison.AT_LEAST, low)


def _seen(where: Condition) -> Condition | None:
    """The same condition about what an operand sees in the owner."""
    match where:
        case Compare(operand, by, Literal() as right) if (seen := _of_owner(operand)) is not None:
            number = implied_by_number(right.value) if seen == NUMBERED and by is Comparison.EQUAL else None
            return every(number, Compare(seen, by, right))
        case Between(operand, Literal() as low, Literal() as high, negated) if (seen := _of_owner(operand)) is not None:
            return Between(seen, low, high, negated)
        case OneOf(operand, values, negated) if (seen := _of_owner(operand)) is not None:
            return OneOf(seen, values, negated)
        case Like(operand, pattern, negated) if (seen := _of_owner(operand)) is not None:
            return Like(seen, pattern, negated)
    return None


def _of_owner(operand: Operand) -> Operand | None:
    """What an operand that looks at the owner sees there."""
    match operand:
        case Through(Present(reference), value, 1) if reference == _OWNER:
            return value
    return System(Fact.REFERENCE) if operand == _OWNER or operand == Present(_OWNER) else None
