"""Records in the order of their versions and of their creation, against the real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

import pytest

from chalicelib.domain import clock
from chalicelib.domain.caller import Caller
from chalicelib.domain.filters.conditions import TRUE, And, Between, Compare, Comparison, Condition
from chalicelib.domain.filters.operands import Fact, Literal, Stored, System
from chalicelib.domain.record import Change, Record
from chalicelib.domain.ticket import TICKET
from chalicelib.errors import SearchTimeout
from chalicelib.services import orders, records
from chalicelib.services.search import Deadline
from chalicelib.store import candidates, dynamo
from chalicelib.store.candidates import Index
from tests.services.searching import SQL, is_, new_ticket
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")


def walk(by: Fact, where: Condition = TRUE, *, step: int = 2, seconds: float = 60, **more: Any) -> Iterator[Record]:
    return orders.walk(kind=TICKET, where=where, logic=SQL, by=by, step=step, deadline=Deadline(seconds), **more)


def numbers(by: Fact, where: Condition = TRUE, **more: Any) -> list[int]:
    return [record.number for record in walk(by, where, **more)]


def change(caller: Caller, number: int, **values: Any) -> None:
    records.change(kind=TICKET, number=number, edit=lambda _: Change(values), caller=caller)


def test_records_come_in_the_order_of_their_last_change(caller: Caller) -> None:
    one, two, three, four, five = (new_ticket(caller, subject=f"{n}").number for n in range(5))
    change(caller, two, subject="again")
    assert numbers(Fact.VERSION) == [one, three, four, five, two]
    assert numbers(Fact.VERSION, descending=True) == [two, five, four, three, one]
    assert numbers(Fact.VERSION, is_(Stored("subject"), "again")) == [two]


def test_records_come_in_the_order_of_their_creation(caller: Caller) -> None:
    begun = clock.now()
    ages = {3: "a", 1: "b", 2: "c"}
    made = {
        age: records.create(
            kind=TICKET, values={"subject": subject}, caller=caller, created_at=begun - timedelta(days=age)
        ).number
        for age, subject in ages.items()
    }
    assert numbers(Fact.CREATED) == [made[3], made[2], made[1]]
    assert numbers(Fact.CREATED, descending=True) == [made[1], made[2], made[3]]
    since = Compare(System(Fact.CREATED), Comparison.AT_LEAST, Literal(begun - timedelta(days=2)))
    assert numbers(Fact.CREATED, since) == [made[2], made[1]]
    until = Compare(System(Fact.CREATED), Comparison.LESS, Literal(begun - timedelta(days=2)))
    assert numbers(Fact.CREATED, until) == [made[3]]


def test_what_bounds_the_fact_bounds_the_walk(caller: Caller) -> None:
    made = [new_ticket(caller, subject="x") for _ in range(6)]
    where = And(
        (
            Between(System(Fact.VERSION), Literal(made[1].version), Literal(made[3].version), False),
            is_(Stored("subject"), "x"),
        )
    )
    with Unreliable() as calls:
        assert numbers(Fact.VERSION, where, step=100) == [record.number for record in made[1:4]]
    assert calls.operations == ["Query", "BatchGetItem"]


def test_nothing_is_read_that_is_not_asked_for(caller: Caller) -> None:
    made = [new_ticket(caller).number for _ in range(6)]
    with Unreliable() as calls:
        found = [record.number for record in islice(walk(Fact.VERSION, descending=True), 2)]
    assert (found, calls.operations) == ([made[5], made[4]], ["Query", "BatchGetItem"])


def test_where_nothing_can_be_nothing_is_read() -> None:
    nowhere = Between(System(Fact.VERSION), Literal(7), Literal(3), False)
    with Unreliable() as calls:
        assert numbers(Fact.VERSION, And((nowhere,))) == []
        assert numbers(Fact.VERSION, is_(System(Fact.CLASS), "nonsense")) == []
    assert calls.operations == []


def test_what_is_changed_while_the_index_is_read_is_met_once(caller: Caller) -> None:
    ticket = new_ticket(caller)
    change(caller, ticket.number, subject="newer")
    now = records.get(kind=TICKET, number=ticket.number).version
    for places, descending in (
        ([now, ticket.version], True),
        ([ticket.version], True),  # the newer one was passed before it was there
        ([ticket.version, now], False),
    ):
        for step in (1, 10):
            named = iter([(ticket.number, place) for place in places])
            found = list(orders._records(TICKET, Index.BY_VERSION, named, step, descending=descending))
            assert [record.version for record in found] == [now]


def test_long_texts_come_along_and_what_is_gone_does_not(caller: Caller) -> None:
    long, gone = new_ticket(caller, description="x" * 20_000), new_ticket(caller)
    records.trash(kind=TICKET, number=gone.number, caller=caller)
    found = list(orders.read(kind=TICKET, numbers=[gone.number, long.number]))
    assert [len(record.get("description")) for record in found] == [20_000]
    assert numbers(Fact.CREATED) == [long.number]


def test_time_is_limited(caller: Caller) -> None:
    new_ticket(caller)
    with pytest.raises(SearchTimeout):
        list(walk(Fact.VERSION, seconds=-1))


def test_what_an_index_names_by_something_else_is_narrow() -> None:
    newer = Compare(System(Fact.VERSION), Comparison.GREATER, Literal(7))
    new = is_(Stored("state"), "new")

    def is_narrow(where: Condition, by: Fact) -> bool:
        return orders.is_narrow(kind=TICKET, where=where, logic=SQL, by=by)

    assert not is_narrow(TRUE, Fact.VERSION)
    assert not is_narrow(newer, Fact.VERSION)
    assert is_narrow(newer, Fact.CREATED)
    assert is_narrow(And((newer, new)), Fact.VERSION)


def test_indexes_tell_places_in_both_directions(caller: Caller) -> None:
    made = [new_ticket(caller) for _ in range(3)]
    assert list(candidates.in_order(TICKET, Index.BY_VERSION, step=2)) == [(each.number, each.version) for each in made]
    low, high = (candidates.spelled(made[1].created_at, end=end) for end in (False, True))
    (only,) = candidates.in_order(TICKET, Index.BY_CREATED, (low, high), step=9)
    assert only[0] == made[1].number
    dynamo.reset_meter()
    assert (
        next(candidates.in_order(TICKET, Index.BY_CREATED, (None, low), descending=True, step=1))[0] == made[0].number
    )
    assert dynamo.meter().calls == 1
