from __future__ import annotations

from typing import Any

import pytest

from chalicelib.dialects.matrix42.asql.table import AttributeType as Of
from chalicelib.dialects.matrix42.schema.draft import Draft
from chalicelib.dialects.matrix42.schema.measures import implied_by_number, ticket_number
from chalicelib.dialects.matrix42.schema.operands import Kept
from chalicelib.dialects.matrix42.schema.storage import NOTHING, Choice, InExtras, Tie, Unfit
from chalicelib.domain.filters.conditions import FALSE
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import TICKET
from tests.domain.filters.shelf import make_record

STATE = Choice("state", {"new": 200, "in_progress": 202, "closed": 710}, {201: "in_progress"}, "State", reset="new")


def written(storage: Any, value: Any, record: Record | None = None) -> Record:
    record = record or make_record(TICKET)
    draft = Draft(record)
    storage.write(value, draft, "en")
    draft.change.apply(record)
    return record


def shown(storage: Any, record: Record) -> list[Any]:
    return list(storage.operand("en").values(record, NOTHING))


@pytest.mark.parametrize("number", [200, 201, 202, 710])
def test_a_number_is_shown_as_it_was_written(number: int) -> None:
    assert shown(STATE, written(STATE, number)) == [number]


def test_what_says_more_is_kept_beside_the_field_only_where_it_does() -> None:
    record = written(STATE, 201)
    assert (record.fields, record.extras) == ({"state": "in_progress"}, {"matrix42": {"state:State": 201}})
    written(STATE, 202, record)
    assert (record.fields, record.extras) == ({"state": "in_progress"}, {})
    assert written(STATE, None, record).fields == {"state": "new"}
    with pytest.raises(Unfit):
        written(STATE, 999)


@pytest.mark.parametrize("kept", [999, "201", None, [], 202.5])
def test_what_nobody_can_have_kept_is_not_shown(kept: Any) -> None:
    record = make_record(TICKET, extras={"matrix42": {"state:State": kept}}, state="in_progress")
    assert shown(STATE, record) == [202]


def test_extras_of_one_facet_stand_together_and_go_together() -> None:
    record = make_record(TICKET)
    one, two = InExtras("main", "One", Of.INT), InExtras("main", "Two", Of.BOOL, default=True)
    assert (shown(one, record), shown(two, record)) == ([], [True])
    written(one, 1, written(two, False, record))
    assert record.extras == {"matrix42": {"main": {"One": 1, "Two": False}}}
    assert shown(two, record) == [False]
    written(one, None, written(two, None, record))
    assert record.extras == {}


@pytest.mark.parametrize("of", list(Of))
@pytest.mark.parametrize("kept", [[], {}, "nonsense", True, 2.5, "2026-01-01T00:00:00Z"])
def test_whatever_lies_in_extras_is_a_value_of_its_type_or_none(of: Of, kept: Any) -> None:
    if of is Of.VERSION:
        return
    record = make_record(TICKET, extras={"matrix42": {"main": {"X": kept}}})
    for value in Kept("main", "X", of).values(record, NOTHING):
        assert isinstance(value, {Of.BOOL: bool, Of.DATE: object, Of.STRING: str, Of.TEXT: str}.get(of, object))
    assert Kept("main", "X", of, refers=True).values(record, NOTHING) == ()


def test_pairs_are_made_once_and_end_once() -> None:
    ada = Ref("person", 4)
    for tie in (Tie("AttachedUsers", is_extra=True), Tie("related")):
        record = make_record(TICKET)
        assert tie.change(record, ada, holds=False) is None
        made = tie.change(record, ada, holds=True)
        assert made is not None
        made.apply(record)
        assert list(tie.operand.values(record, NOTHING)) == [ada]
        assert tie.change(record, ada, holds=True) is None
        ended = tie.change(record, ada, holds=False)
        assert ended is not None
        ended.apply(record)
        assert (record.fields, record.extras) == ({}, {})


def test_a_ticket_keeps_the_prefix_of_what_it_was_when_it_was_made() -> None:
    assert ticket_number(make_record(TICKET, 42, type="incident")) == "INC00042"
    assert ticket_number(make_record(TICKET, 1_234_567)) == "TCK1234567"
    assert ticket_number(make_record(TICKET, 42, type="change", extras={"matrix42": {"Prefix": "INC"}})) == "INC00042"


@pytest.mark.parametrize("said", ["", "INC", "INC-5", "INC٤", "5INC", "INC99999999999", None])
def test_what_is_no_number_of_a_ticket_is_that_of_none(said: Any) -> None:
    assert implied_by_number(said) == FALSE
