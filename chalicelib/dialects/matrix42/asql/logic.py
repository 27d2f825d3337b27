"""The logic of the language, and what it decides without a record (specification, 10.8 to 10.10)."""

from __future__ import annotations

from typing import Any, Final, cast

from chalicelib.domain.filters.conditions import Condition, Constant, Not
from chalicelib.domain.filters.evaluation import Logic, evaluate

LOGIC: Final = Logic(three_valued=True, folds_case=True, step=1_000)
UNKNOWN: Final = Constant(None)


def holds(where: Condition) -> bool:
    """Whether a condition holds that is about literals alone."""
    return evaluate(where, cast("Any", None), cast("Any", None), LOGIC)


def settled(where: Condition) -> Constant:
    """What a condition about literals alone comes to."""
    if holds(where):
        return Constant(True)
    return Constant(False) if holds(Not(where)) else UNKNOWN
