from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from chalicelib.domain.filters.derived import Among, Applied, Coalesce, Mapped, Missing, OfClass, Tagged
from chalicelib.domain.filters.operands import Fact, Literal, Lookup, Operand, Stored, System, Through
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.domain.ticket import TICKET
from tests.domain.filters.shelf import Shelf, make_record, shelf_of

ADA = make_record(PERSON, 7, first_name="Ada", last_name="Lovelace", email=("a@example.org", "b@example.org"))
NOBODY = make_record(PERSON, 8)


def read(operand: Operand, record: Record = ADA, shelf: Shelf | None = None) -> list[Any]:
    return list(operand.values(record, shelf or Shelf()))


def test_a_function_is_applied_to_each_combination_of_values() -> None:
    joined = Applied("+", lambda left, right: f"{left}:{right}", (Stored("first_name"), Stored("email")))
    assert read(joined) == ["Ada:a@example.org", "Ada:b@example.org"]
    assert read(joined, NOBODY) == []
    assert read(Applied("number", lambda text: None, (Stored("email"),))) == []


def test_of_several_operands_the_first_with_values_counts() -> None:
    either = Coalesce((Stored("phone"), Stored("email"), Literal("none")))
    assert read(either) == ["a@example.org", "b@example.org"]
    assert read(either, NOBODY) == ["none"]
    assert read(Coalesce((Stored("phone"),)), NOBODY) == []


def test_a_table_says_what_stands_for_values_and_nothing_about_others() -> None:
    assert read(Mapped(Stored("email"), {"b@example.org": 2, "c@example.org": 3})) == [2]
    assert read(Mapped(Stored("email"), {"a@example.org": None})) == []


def test_something_is_missing_or_not() -> None:
    assert read(Missing(Stored("email"))) == [False]
    assert read(Missing(Stored("email")), NOBODY) == [True]


def test_behind_references_each_target_tells_what_it_misses() -> None:
    ticket = make_record(TICKET, 1, requester=ADA.ref, assignee=NOBODY.ref)
    shelf = shelf_of(ADA, NOBODY)
    assert read(Through(Stored("requester"), Missing(Stored("email"))), ticket, shelf) == [False]
    assert read(Through(Stored("assignee"), Missing(Stored("email"))), ticket, shelf) == [True]
    assert read(Through(Stored("group"), Missing(Stored("name"))), ticket, shelf) == []


def test_records_of_other_classes_do_not_have_it() -> None:
    impact = OfClass(("incident", "none"), Stored("subject"))
    for type_, values in (("incident", ["x"]), (None, ["x"]), ("change", [])):
        record = make_record(TICKET, subject="x")
        if type_:
            record.fields["type"] = type_
        assert read(impact, record) == values


def test_a_tag_is_put_on_guids() -> None:
    record = make_record(PERSON, 1)
    record.guid = UUID("00000000-0000-8000-8000-000000000001")
    assert read(Tagged(System(Fact.GUID), 3), record) == [UUID("00000000-0000-8003-8000-000000000001")]


def test_rows_beside_a_record_are_looked_at_one_after_the_other() -> None:
    def rows(record: Record, lookup: Lookup) -> Iterator[Record]:
        yield from (make_record(PERSON, display_name=address) for address in record.many("email"))
        yield make_record(PERSON)

    assert read(Among("addresses", rows, Stored("display_name"))) == ["a@example.org", "b@example.org"]
    assert read(Among("addresses", rows, Missing(Stored("display_name")))) == [False, False, True]
