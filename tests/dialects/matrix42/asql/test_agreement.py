"""What a condition finds is what a naive reading of it finds, which knows neither the parser nor the core."""

from __future__ import annotations

from hypothesis import given, settings

from chalicelib.dialects.matrix42.asql.conditions import read_where
from chalicelib.dialects.matrix42.asql.logic import LOGIC
from chalicelib.domain.filters.evaluation import evaluate
from chalicelib.services.plans.unfolding import unfolded
from tests.dialects.matrix42.asql.desk import SHEET, SHEETS
from tests.dialects.matrix42.asql.meanings import CONDITIONS, ROWS, Condition, Plain, desk_of
from tests.lengths import examples


@settings(max_examples=examples(400))
@given(CONDITIONS, ROWS)
def test_a_condition_finds_what_a_naive_reading_of_it_finds(condition: Condition, rows: list[Plain]) -> None:
    said, meaning = condition
    assert desk_of(rows).finds(said) == [n + 1 for n, row in enumerate(rows) if meaning(rows, row) is True]


@settings(max_examples=examples(100))
@given(CONDITIONS, ROWS)
def test_what_a_plan_looks_at_leaves_nothing_out(condition: Condition, rows: list[Plain]) -> None:
    desk = desk_of(rows)
    where = unfolded(read_where(condition[0], table=SHEETS, context=desk.context()), LOGIC)
    sheets = [record for record in desk.records if record.kind == SHEET]
    kept = {sheet.number for sheet in sheets if evaluate(where, sheet, desk.shelf, LOGIC)}
    assert kept >= set(desk.finds(condition[0]))
