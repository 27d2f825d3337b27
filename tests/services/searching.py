"""What tests of searches share: two logics, a moment to begin at, a ticket, and the numbers that a search finds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from chalicelib.domain.caller import Caller
from chalicelib.domain.filters.conditions import TRUE, Compare, Comparison, Condition
from chalicelib.domain.filters.evaluation import Logic
from chalicelib.domain.filters.operands import Literal, Operand
from chalicelib.domain.kind import Kind
from chalicelib.domain.record import Record
from chalicelib.domain.ticket import TICKET
from chalicelib.services import records
from chalicelib.services.search import search

PLAIN: Final = Logic(blank_is_null=True, step=1_000_000)
SQL: Final = Logic(three_valued=True, folds_case=True, step=1_000)
BEGIN: Final = datetime(2025, 1, 1, tzinfo=UTC)


def is_(operand: Operand, value: Any) -> Compare:
    return Compare(operand, Comparison.EQUAL, Literal(value))


def found(where: Condition = TRUE, *, kind: Kind = TICKET, logic: Logic = PLAIN, **more: Any) -> list[int]:
    more.setdefault("limit", 1_000)
    return [record.number for record in search(kind=kind, where=where, logic=logic, budget=60, **more).records]


def new_ticket(caller: Caller, **values: Any) -> Record:
    return records.create(kind=TICKET, values=values, caller=caller)
