"""Searches against the real store: whatever an index has to do with it, a page holds what reading everything would find."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain import clock
from chalicelib.domain.caller import Caller
from chalicelib.domain.filters.conditions import (
    FALSE,
    And,
    Between,
    Compare,
    Comparison,
    IsNull,
    Like,
    OneOf,
    Or,
)
from chalicelib.domain.filters.operands import Fact, Journal, Literal, Present, Stored, System, Through
from chalicelib.domain.filters.patterns import Pattern
from chalicelib.domain.group import GROUP
from chalicelib.domain.journal import Note
from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Change, Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import STATES, TICKET, TYPES
from chalicelib.errors import SearchTimeout
from chalicelib.services import kinds, records
from chalicelib.services.pages import Page
from chalicelib.services.search import search
from tests.services.searching import BEGIN, PLAIN, SQL, found, is_, new_ticket
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")


def test_a_page_holds_exactly_as_many_as_wanted_and_says_whether_more_follow(caller: Caller) -> None:
    made = [new_ticket(caller, subject=f"{n % 2}").number for n in range(7)]
    odd = is_(Stored("subject"), "1")
    assert search(kind=TICKET, where=odd, logic=PLAIN, limit=3, budget=60).more is False
    first = search(kind=TICKET, where=odd, logic=PLAIN, limit=2, budget=60, descending=True)
    assert [record.number for record in first.records] == [made[5], made[3]]
    assert first.more
    rest = search(kind=TICKET, where=odd, logic=PLAIN, limit=2, budget=60, descending=True, after=made[3])
    assert [record.number for record in rest.records] == [made[1]]
    assert not rest.more
    assert search(kind=TICKET, where=odd, logic=PLAIN, limit=0, budget=60) == Page([], more=True)


def test_a_page_of_huge_records_ends_early_and_says_so(caller: Caller) -> None:
    for _ in range(3):
        new_ticket(caller, description="x" * 20_000)
    page = search(kind=TICKET, logic=PLAIN, limit=50, budget=60, max_bytes=30_000)
    assert (len(page.records), page.more) == (1, True)


def test_only_the_classes_asked_for_are_found(caller: Caller) -> None:
    made = {kind: new_ticket(caller, type=kind).number for kind in TYPES}
    assert found(cls=("problem", "incident")) == sorted([made["incident"], made["problem"]])
    assert found(is_(System(Fact.CLASS), "task")) == [made["task"]]
    assert found(is_(System(Fact.CLASS), "task"), cls=("incident",)) == []
    assert found(FALSE) == []


def test_a_search_that_takes_too_long_ends_with_the_limit_in_its_error(caller: Caller) -> None:
    new_ticket(caller)
    with pytest.raises(SearchTimeout) as caught:
        search(kind=TICKET, logic=PLAIN, limit=1, budget=-1)
    assert caught.value.limit == -1


def test_a_search_without_a_match_ends_when_its_time_is_over(caller: Caller) -> None:
    person = records.create(kind=PERSON, values={}, caller=caller)
    for _ in range(2):
        new_ticket(caller, requester=person.ref)
    patient = Through(Stored("requester"), Slow())
    with pytest.raises(SearchTimeout):
        search(kind=TICKET, where=is_(patient, "x"), logic=PLAIN, limit=1, budget=0.05)


class Slow:
    """An operand that takes its time."""

    def values(self, record: Record, lookup: object) -> tuple[Any, ...]:
        import time

        time.sleep(0.1)
        return ()


def test_the_trash_is_left_out_looked_at_too_or_looked_at_alone(caller: Caller) -> None:
    live, gone = new_ticket(caller), new_ticket(caller)
    records.trash(kind=TICKET, number=gone.number, caller=caller)
    assert found() == [live.number]
    assert found(trashed="with") == [live.number, gone.number]
    assert found(trashed="only") == [gone.number]
    assert found(is_(System(Fact.TRASHED), True), trashed="with") == [gone.number]
    assert found(is_(System(Fact.NUMBER), gone.number), trashed="with") == [gone.number]
    assert found(is_(System(Fact.NUMBER), gone.number)) == []
    assert found(is_(Stored("state"), "new"), trashed="with") == [live.number, gone.number]
    distant = records.create(kind=TICKET, values={}, number=5_000, caller=caller)
    assert found(OneOf(System(Fact.NUMBER), (gone.number, distant.number)), trashed="only") == [gone.number]


def test_what_a_reference_points_at_is_read_once_for_many_records(caller: Caller) -> None:
    ada, bob = (records.create(kind=PERSON, values={"display_name": name}, caller=caller) for name in ("Ada", "Bob"))
    tickets = [new_ticket(caller, requester=(ada, bob)[n % 2].ref) for n in range(10)]
    by_name = Like(Through(Stored("requester"), System(Fact.TITLE)), Pattern.parse("A%"))
    with Unreliable() as calls:
        assert found(by_name) == [ticket.number for ticket in tickets[::2]]
    assert calls.operations == ["Query", "BatchGetItem"]


def test_a_path_takes_one_batch_a_hop(caller: Caller) -> None:
    boss = records.create(kind=PERSON, values={"display_name": "Boss"}, caller=caller)
    ada = records.create(kind=PERSON, values={"display_name": "Ada", "manager": boss.ref}, caller=caller)
    ticket = new_ticket(caller, requester=ada.ref)
    path = Through(Stored("requester"), Through(Stored("manager"), System(Fact.TITLE)))
    with Unreliable() as calls:
        assert found(is_(path, "Boss")) == [ticket.number]
    assert calls.operations == ["Query", "BatchGetItem", "BatchGetItem"]


def test_nothing_is_read_beside_records_that_another_condition_rules_out(caller: Caller) -> None:
    ada = records.create(kind=PERSON, values={"display_name": "Ada"}, caller=caller)
    new_ticket(caller, requester=ada.ref, subject="a")
    both = And((is_(Stored("subject"), "b"), is_(Through(Stored("requester"), System(Fact.TITLE)), "Ada")))
    with Unreliable() as calls:
        assert found(both) == []
    assert calls.operations == ["Query"]


def test_what_the_caller_may_not_see_is_not_there_for_the_filter(caller: Caller) -> None:
    group = records.create(kind=GROUP, values={"name": "Secret"}, caller=caller)
    ticket = new_ticket(caller, group=group.ref)
    unset = IsNull(Present(Stored("group")))
    assert found(unset) == []
    assert found(unset, sees=lambda record: False) == [ticket.number]
    records.trash(kind=GROUP, number=group.number, caller=caller)
    assert found(unset) == [ticket.number]
    assert found(unset, trashed_targets=True) == []


def test_journals_are_searched_entry_by_entry(caller: Caller) -> None:
    said = records.create(kind=TICKET, values={}, notes=(Note("It smokes."), Note("Fixed.")), caller=caller)
    new_ticket(caller)
    assert found(Like(Journal(), Pattern.parse("%smokes%"))) == [said.number]


def test_a_long_text_is_searched_to_its_end(caller: Caller) -> None:
    ticket = new_ticket(caller, description="x" * 9_000 + "needle")
    assert found(Like(Stored("description"), Pattern.parse("%needle"))) == [ticket.number]


def test_an_indexed_value_is_found_with_one_query_and_one_read(caller: Caller) -> None:
    for n in range(6):
        new_ticket(caller, type="incident", state=STATES[n % 2])
    with Unreliable() as calls:
        assert found(is_(Stored("state"), "new"), cls=("incident",)) == [1, 3, 5]
    assert calls.operations == ["Query", "Query"]  # the numbers lie close together: one walk past the others


def test_numbers_that_lie_far_apart_are_read_by_key(caller: Caller) -> None:
    near, far = (new_ticket(caller, type="problem") for _ in range(2))
    distant = records.create(kind=TICKET, values={"type": "problem"}, number=5_000, caller=caller)
    with Unreliable() as calls:
        assert found(cls=("problem",)) == [near.number, far.number, distant.number]
    assert calls.operations == ["Query", "BatchGetItem"]


def test_of_two_indexed_conditions_only_what_both_name_is_read(caller: Caller) -> None:
    groups = [records.create(kind=GROUP, values={"name": name}, caller=caller).ref for name in ("A", "B")]
    for n in range(8):
        new_ticket(caller, type="incident", state=STATES[n % 4], group=groups[n % 2])
    both = And((is_(Stored("state"), STATES[2]), is_(Stored("group"), groups[0])))
    assert len(found(both, cls=("incident",))) == 2
    with Unreliable() as calls:
        found(both, cls=("incident",))
    assert len(calls.operations) <= 3


def test_a_unique_value_is_a_read_by_key_whatever_its_letter_case(caller: Caller) -> None:
    ada = records.create(kind=PERSON, values={"login": "Ada"}, caller=caller)
    with Unreliable() as calls:
        assert found(is_(Stored("login"), "ADA"), kind=PERSON, logic=SQL) == [ada.number]
    assert "GetItem" in calls.operations
    assert found(is_(Stored("login"), "ADA"), kind=PERSON) == []
    assert found(OneOf(Stored("login"), ("Ada", "nobody")), kind=PERSON) == [ada.number]


def test_blank_unique_values_are_found_though_nobody_holds_them(caller: Caller) -> None:
    blank = records.create(kind=PERSON, values={"login": "  "}, caller=caller)
    assert found(is_(Stored("login"), "  "), kind=PERSON) == [blank.number]


@pytest.mark.parametrize("name", ["Ada", " Ada ", "ada#1", "Ä" * 300, "  "])
def test_names_are_found_by_equality_and_by_beginning(name: str, caller: Caller) -> None:
    person = records.create(kind=PERSON, values={"display_name": name}, caller=caller)
    records.create(kind=PERSON, values={"display_name": "Else"}, caller=caller)
    assert found(is_(System(Fact.TITLE), name), kind=PERSON) == [person.number]
    assert found(is_(Stored("display_name"), name), kind=PERSON) == [person.number]
    start = Pattern.parse(name[:3] + "%")
    assert found(Like(System(Fact.TITLE), start), kind=PERSON) == [person.number]


def test_a_path_to_names_costs_an_index_and_a_look_at_the_newest(caller: Caller) -> None:
    for n in range(3):
        records.create(kind=GROUP, values={"name": f"Group {n}"}, caller=caller)
    clock.advance(120)
    with Unreliable() as calls:
        assert found(is_(System(Fact.TITLE), "Group 1"), kind=GROUP) == [2]
    assert [request.get("IndexName") for _, request in calls.calls] == ["by_name", None, None]


def test_a_record_of_this_moment_is_found_though_the_index_does_not_know_it_yet(caller: Caller) -> None:
    records.create(kind=GROUP, values={"name": "Old"}, caller=caller)
    clock.advance(120)
    fresh = records.create(kind=GROUP, values={"name": "Fresh"}, caller=caller)
    with Lagging():
        assert found(is_(System(Fact.TITLE), "Fresh"), kind=GROUP) == [fresh.number]
        since = Compare(System(Fact.UPDATED), Comparison.AT_LEAST, Literal(fresh.updated_at))
        assert found(since, kind=GROUP) == [fresh.number]
        assert found(is_(System(Fact.CREATED), fresh.created_at), kind=GROUP) == [fresh.number]


class Lagging(Unreliable):
    """A store whose secondary indexes know nothing yet."""

    def __call__(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
        answer = super().__call__(operation, request)
        return {**answer, "Items": []} if "IndexName" in request else answer


def test_an_import_with_an_old_stamp_is_found_by_it(caller: Caller) -> None:
    old = records.create(kind=TICKET, values={}, created_at=BEGIN, caller=caller)
    clock.advance(120)
    new_ticket(caller)
    year = Literal(BEGIN + timedelta(days=365))
    for fact in (Fact.CREATED, Fact.UPDATED):
        assert found(Between(System(fact), Literal(BEGIN), year)) == [old.number]
        assert found(Compare(System(fact), Comparison.LESS, year)) == [old.number]


def test_ranges_of_numbers_bound_the_walk(caller: Caller) -> None:
    made = [new_ticket(caller).number for _ in range(6)]
    number = System(Fact.NUMBER)
    above = Compare(number, Comparison.GREATER, Literal(made[1]))
    below = Compare(Literal(made[4]), Comparison.AT_LEAST, number)
    assert found(And((above, below))) == made[2:5]
    assert found(And((above, below)), after=made[3], descending=True) == [made[2]]
    assert found(Or((is_(number, made[0]), Between(number, Literal(made[3]), Literal(10**4000))))) == [
        made[0],
        *made[3:],
    ]
    assert found(OneOf(number, (made[1], 2.5, "3", -4, 10**400))) == [made[1]]


def test_members_are_found_from_the_other_side_of_the_relation(caller: Caller) -> None:
    group = records.create(kind=GROUP, values={"name": "A"}, caller=caller)
    inside = records.create(kind=PERSON, values={}, caller=caller)
    records.create(kind=PERSON, values={}, caller=caller)
    records.change(kind=GROUP, number=group.number, edit=lambda _: Change({"members": (inside.ref,)}), caller=caller)
    assert found(is_(Stored("groups"), group.ref), kind=PERSON) == [inside.number]
    assert found(is_(Stored("members"), inside.ref), kind=GROUP) == [group.number]
    assert found(is_(Stored("groups"), Ref("group", 999)), kind=PERSON) == []
    assert found(is_(Stored("groups"), Ref("nothing", 1)), kind=PERSON) == []


def test_declared_kinds_are_searched_by_values_of_every_type(caller: Caller) -> None:
    of = Kind(
        "gadget",
        fields_by_name(
            Field("name"),
            Field("size", FieldType.NUMBER, indexed=True),
            Field("live", FieldType.BOOLEAN, indexed=True),
            Field("day", FieldType.DATE_TIME, day=True, indexed=True),
            Field("at", FieldType.DATE_TIME, indexed=True),
        ),
        name_field="name",
    )
    kinds.declare(kind=of)
    day = BEGIN.date()
    first = records.create(
        kind=of, values={"name": "A", "size": 0.5, "live": True, "day": day, "at": BEGIN}, caller=caller
    ).number
    second = records.create(kind=of, values={"name": "B", "size": 7, "live": False}, caller=caller).number
    assert found(is_(Stored("size"), 0.5), kind=of) == [first]
    assert found(is_(Stored("size"), 7.0), kind=of) == [second]
    assert found(is_(Stored("size"), "7"), kind=of) == []
    assert found(is_(Stored("live"), 1), kind=of) == [first]
    assert found(is_(Stored("live"), False), kind=of) == [second]
    assert found(is_(Stored("day"), day), kind=of) == [first]
    assert found(is_(Stored("at"), BEGIN + timedelta(microseconds=5)), kind=of) == [first]
    assert found(is_(Stored("name"), "B"), kind=of) == [second]


def test_a_bound_of_the_last_change_may_be_the_first_moment_of_all(caller: Caller) -> None:
    made = new_ticket(caller).number
    first = Literal(datetime.min.replace(tzinfo=UTC))
    assert found(Compare(System(Fact.UPDATED), Comparison.AT_LEAST, first)) == [made]
