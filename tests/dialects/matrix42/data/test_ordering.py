"""Orders: whatever way rows are told in, each page holds what sorting everything would put there."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.dialects.matrix42.data import falling, holding, ordering
from chalicelib.domain import clock
from chalicelib.domain.journal import Note
from chalicelib.domain.record import Change
from chalicelib.domain.ticket import TICKET
from chalicelib.services import records
from tests.conftest import make_caller
from tests.dialects.matrix42.data.workbench import (
    ACTIVITY,
    COMMON,
    JOURNAL,
    TIMES,
    USER,
    WORK,
    change,
    make,
    put,
    ticket,
)
from tests.dialects.matrix42.desk import Desk, open_desk, user
from tests.lengths import examples, sampled
from tests.queues import make_queues
from tests.quick import quick_cloud
from tests.unreliable import Unreliable

ORDERS = ["TimeStamp", "TimeStamp DESC", "CreatedDate", "CreatedDate DESC"]


def pages(desk: Desk, definition: str, query: str, size: int) -> list[str]:
    """The ids of all pages, one behind the other."""
    found: list[str] = []
    for number in count():
        page = desk.rows(definition, f"{query}&pagesize={size}&pagenumber={number}")
        found += [row["ID"] for row in page]
        if len(page) < size:
            return found
    raise AssertionError("pages never end")


def expected(desk: Desk, definition: str, sort: str, where: str = "") -> list[str]:
    """All rows in their usual order, sorted here."""
    name, _, direction = sort.partition(" ")
    rows = desk.rows(definition, f"columns=TimeStamp,CreatedDate&where={where}")
    return [row["ID"] for row in sorted(rows, key=lambda row: sortable(name, row[name]), reverse=direction == "DESC")]


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    """Tickets that were changed in another order than they were made in, some of them only in their state."""
    with quick_cloud():
        make_queues()
        made = open_desk()
        tickets = [ticket(subject=f"{number}", state=("new", "closed")[number % 2]) for number in range(9)]
        for turn, number in enumerate((4, 1, 7, 1, 0, 8)):
            clock.advance(0.01)
            change(tickets[number], **({"subject": f"again {number}"} if turn % 2 else {"state": "on_hold"}))
        for number in (2, 5, 2):
            clock.advance(0.01)
            records.change(
                kind=TICKET,
                number=tickets[number].number,
                edit=lambda _: Change(notes=(Note("a"), Note("b"))),
                caller=make_caller("esm"),
            )
        for number in (3, 0, 3):
            clock.advance(0.01)
            made.make(TIMES, **WORK, UsedInType=str(tickets[number].guid))
        change(make("person", last_name="Late"), department="x")
        yield made


@sampled
@pytest.mark.parametrize("narrow", [0, 1_000])
@pytest.mark.parametrize("size", [1, 4, 50])
@pytest.mark.parametrize("sort", ORDERS)
@pytest.mark.parametrize("definition", [ACTIVITY, COMMON, JOURNAL, TIMES])
def test_pages_are_those_of_the_order(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, definition: str, sort: str, size: int, narrow: int
) -> None:
    monkeypatch.setattr(ordering, "FEW", narrow)
    monkeypatch.setattr(falling, "LOT", 2)
    monkeypatch.setattr(holding, "MOST", 3)
    assert pages(desk, definition, f"sort={sort}", size) == expected(desk, definition, sort)


@sampled
@pytest.mark.parametrize("narrow", [0, 1_000])
@pytest.mark.parametrize("sort", ORDERS)
@pytest.mark.parametrize(
    "where",
    [
        "T(SPSCommonClassBase).State IN (203, 710)",
        "CreatedDate >= #2020-01-01# AND Subject LIKE '%25again%25'",
        "TimeStamp > 5 AND T(SPSActivityClassTimeTracking).Minutes = 5",
        "Subject = 'nothing'",
    ],
)
def test_the_same_of_what_fulfils_a_condition(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, where: str, sort: str, narrow: int
) -> None:
    monkeypatch.setattr(ordering, "FEW", narrow)
    assert pages(desk, ACTIVITY, f"sort={sort}&where={where}", 2) == expected(desk, ACTIVITY, sort, where)


def test_the_same_of_entries_that_fulfil_a_condition(desk: Desk) -> None:
    where = "ActivityAction = 0 AND T(SPSActivityClassBase).Subject IN ('2', '5')"
    for sort in ORDERS:
        found = pages(desk, JOURNAL, f"sort={sort}&where={where}", 2)
        assert (len(found), found) == (6, expected(desk, JOURNAL, sort, where))


@pytest.mark.parametrize("sort", ["Subject", "Subject DESC, ID", "DisplayString DESC", "T(SPSCommonClassBase).State"])
def test_any_other_order_has_pages_that_never_overlap(desk: Desk, monkeypatch: pytest.MonkeyPatch, sort: str) -> None:
    monkeypatch.setattr(holding, "MOST", 2)  # most of it is read again
    whole = [row["ID"] for row in desk.rows(ACTIVITY, f"sort={sort}")]
    assert pages(desk, ACTIVITY, f"sort={sort}", 2) == whole
    assert len(set(whole)) == 9


@pytest.mark.parametrize(
    ("definition", "stamp"),
    [
        (ACTIVITY, "T(SPSCommonClassBase).TimeStamp"),
        (ACTIVITY, "Initiator.TimeStamp"),
        (COMMON, "T(SPSUserClassBase).TimeStamp"),
        (JOURNAL, "T(SPSActivityClassBase).TimeStamp"),
        (TIMES, "T(SPSActivityClassBase).TimeStamp"),
    ],
)
@pytest.mark.parametrize("direction", ["ASC", "DESC"])
def test_row_versions_of_other_rows_are_orders_too(desk: Desk, definition: str, stamp: str, direction: str) -> None:
    for person in (user(1), user(2)):  # younger than every ticket
        assert put(desk, USER, ID=person, Department=f"{definition} {stamp} {direction}").status == 204
    (own,) = desk.rows(ACTIVITY, "pagesize=1")
    assert put(desk, ACTIVITY, ID=own["ID"], Initiator=user(2)).status == 204
    for size in (100, 2):
        found = pages(desk, definition, f"columns={stamp} AS Other&sort=Other {direction}", size)
        by_id = {row["ID"]: row["Other"] for row in desk.rows(definition, f"columns={stamp} AS Other")}
        assert sorted(found) == sorted(by_id)
        stamps = [sortable("TimeStamp", by_id[each]) for each in found]
        assert stamps == sorted(stamps, reverse=direction == "DESC")


def test_rows_of_what_was_held_and_read_again_are_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "columns=OriginalSolutionHtml,UsedInType&sort=CreatedDate DESC"
    whole = desk.rows(JOURNAL, asked)
    monkeypatch.setattr(holding, "MOST_TEXT", 0)
    assert desk.rows(JOURNAL, asked) == whole
    accounts = desk.rows("SPSAccountClassBase", "sort=AccountName DESC")
    assert [row["DisplayString"] for row in accounts] == ["reader", "german", "full", "blind", "agent"]


def test_a_page_reads_little_of_what_is_beside_it(desk: Desk) -> None:
    desk.rows(ACTIVITY)  # what is known for some seconds
    # The tickets that were written last have only got entries of their journals.
    for sort, batches in (("CreatedDate DESC", 1), ("CreatedDate", 1), ("TimeStamp DESC", 2)):
        with Unreliable() as calls:
            desk.rows(ACTIVITY, f"sort={sort}&pagesize=2")
        assert calls.operations == ["Query", *["BatchGetItem"] * batches]


@settings(max_examples=examples(60), suppress_health_check=list(HealthCheck))
@given(
    keys=st.lists(
        st.sampled_from(["Subject", "TimeStamp", "TicketNumber", "ClosedDate", "Priority"]), min_size=1, max_size=3
    ),
    directions=st.lists(st.sampled_from(["", " ASC", " desc"]), min_size=3, max_size=3),
    size=st.integers(1, 6),
)
def test_orders_of_several_keys(desk: Desk, keys: list[str], directions: list[str], size: int) -> None:
    sort = ", ".join(key + direction for key, direction in zip(keys, directions, strict=False))
    rows = desk.rows(ACTIVITY, "columns=Subject,TimeStamp,TicketNumber,ClosedDate,Priority")
    for key, direction in reversed([*zip(keys, directions, strict=False)]):
        rows.sort(key=lambda row: sortable(key, row[key]), reverse=direction == " desc")
    assert pages(desk, ACTIVITY, f"sort={sort}", size) == [row["ID"] for row in rows]


def sortable(name: str, value: Any) -> tuple[Any, ...]:
    """A value as it is compared."""
    if value is None:
        return (0,)
    match name:
        case "TimeStamp":
            return 1, b64decode(value)
        case "CreatedDate" | "ClosedDate":
            return 1, datetime.fromisoformat(value)
    return 1, value.casefold() if isinstance(value, str) else value
