from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from chalicelib.domain import extras
from chalicelib.domain.extras import drop_outdated
from chalicelib.domain.record import Change, Record
from chalicelib.domain.ticket import TICKET
from chalicelib.errors import Faults

AT = datetime(2026, 1, 1, tzinfo=UTC)


def nested(levels: int) -> Any:
    value: Any = "bottom"
    for _ in range(levels):
        value = [value]
    return value


def codes(said: dict[str, Any]) -> list[tuple[tuple[str | int, ...], str]]:
    faults = Faults()
    extras.check(said, faults)
    return [(fault.path, fault.code) for fault in faults]


def test_plain_data_is_kept() -> None:
    assert codes({"esm": {"word": "4", "n": [1, 2.5, True, None, {"a": ""}]}}) == []


@pytest.mark.parametrize(
    ("value", "code"),
    [("\ud800", "format"), (10**38, "range"), (math.inf, "range"), ({"": 1}, "format"), ({"\ud800": 1}, "format")],
)
def test_what_no_store_keeps_is_a_fault_at_its_place(value: Any, code: str) -> None:
    assert codes({"esm": {"list": [0, value]}}) == [(("esm", "list", 1), code)]


def test_all_faults_are_noted() -> None:
    assert len(codes({"esm": {"a": "\ud800", "b": math.nan}, "squiz": {"c": ["\ud800"]}})) == 3


def test_nesting_has_an_end() -> None:
    assert codes({"esm": {"deep": nested(extras.DEPTH - 2)}}) == []
    assert [code for _, code in codes({"esm": {"deep": nested(extras.DEPTH - 1)}})] == ["format"]


def test_a_nesting_without_end_is_not_followed() -> None:
    assert len(codes({"esm": {"deep": nested(900)}})) == 1


def test_what_refines_a_field_goes_with_its_former_value() -> None:
    before = Record(TICKET, 7, UUID(int=1), 1, AT, AT, fields={"state": "closed"})
    before.extras = {"esm": {"state:status": "08", "folder": "x"}, "other": {"state:word": "gone"}}
    after = before.copy()
    change = Change({"state": "new", "subject": "Other"}, {"other": {"state:word": "fresh"}})
    change.apply(after)
    drop_outdated(before, after, change)
    assert after.extras == {"esm": {"folder": "x"}, "other": {"state:word": "fresh"}}


def test_what_refines_a_field_stays_as_long_as_that_does() -> None:
    before = Record(
        TICKET, 7, UUID(int=1), 1, AT, AT, fields={"state": "closed"}, extras={"esm": {"state:status": "08"}}
    )
    after = before.copy()
    change = Change({"subject": "Other"})
    change.apply(after)
    drop_outdated(before, after, change)
    assert after.extras == before.extras
