from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.group import GROUP
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.errors import Taken
from chalicelib.store import entries
from chalicelib.store.dynamo import Delete, Put

AT = datetime(2026, 1, 1, tzinfo=UTC)
people = st.fixed_dictionaries(
    {},
    optional={
        "operator": st.booleans(),
        "login": st.sampled_from(["a", "A", "b", " "]),
        "email": st.lists(st.sampled_from(["x@a", "X@A", "y@a"]), min_size=1, max_size=3).map(tuple),
        "site": st.builds(Ref, st.just("site"), st.integers(1, 2)),
        "groups": st.lists(st.builds(Ref, st.just("group"), st.integers(1, 3)), min_size=1, max_size=3).map(tuple),
    },
)


def person(fields: dict[str, Any], version: int = 1, *, trashed: bool = False) -> Record:
    return Record(PERSON, 7, UUID(int=1), version, AT, AT, fields=fields, trashed=trashed)


@given(people, st.booleans(), people, st.booleans())
def test_additions_and_removals_lead_from_before_to_after(
    had: dict[str, Any], was_trashed: bool, has: dict[str, Any], is_trashed: bool
) -> None:
    before, after = person(had, trashed=was_trashed), person(has, 2, trashed=is_trashed)
    found = entries.partitions(before)
    made = {put.item["pk"] for put in entries.additions(before, after)}
    gone = {delete.key[0] for delete in entries.removals(before, after)}
    assert made.isdisjoint(found)
    assert gone <= found
    assert (found | made) - gone == entries.partitions(after)


@given(people, people)
def test_unique_values_are_taken_and_freed_without_touching_what_stays(
    had: dict[str, Any], has: dict[str, Any]
) -> None:
    changes = entries.unique_changes(person(had), person(has, 2))
    taken = [change.item["pk"] for change in changes if isinstance(change, Put)]
    freed = [change.key[0] for change in changes if isinstance(change, Delete)]
    folded = [login.strip().casefold() for login in (had.get("login", ""), has.get("login", ""))]
    assert len(taken) == (bool(folded[1]) and folded[0] != folded[1])
    assert len(freed) == (bool(folded[0]) and folded[0] != folded[1])


def test_a_person_is_found_by_class_and_by_every_indexed_value() -> None:
    record = person(
        {"email": ("X@A", "y@a"), "groups": (Ref("group", 2),), "manager": Ref("person", 2), "operator": True}
    )
    assert entries.partitions(record) == {
        "I#person.operator.*",
        "I#person.operator.email#x@a",
        "I#person.operator.email#y@a",
        "I#person.operator.manager#person#2",
    }


def test_a_kind_without_classes_has_index_items_of_values_only() -> None:
    record = Record(GROUP, 1, UUID(int=1), 1, AT, AT, fields={"name": "Desk", "manager": Ref("person", 3)})
    assert entries.partitions(record) == {"I#group.-.manager#person#3"}


def test_what_lies_in_the_trash_is_found_by_nothing() -> None:
    assert entries.partitions(person({"email": ("x@a",)}, trashed=True)) == set()
    assert entries.partitions(None) == set()


def test_a_late_removal_spares_what_a_newer_write_has_made() -> None:
    (removal,) = entries.removals(person({"site": Ref("site", 1)}), person({}, 9), late=True)
    assert (removal.condition, removal.values) == ("since <= :version", {":version": 9})


def test_a_taken_value_is_named_in_the_error() -> None:
    (change,) = entries.unique_changes(None, person({"login": "Ada"}))
    assert isinstance(change.otherwise, Taken)
    assert (change.otherwise.kind, change.otherwise.field, change.otherwise.value) == ("person", "login", "Ada")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (3.0, 3),
        (AT.astimezone(timezone(timedelta(hours=2))), AT),
        (date(2026, 1, 1), date(2026, 1, 1)),
        (0.1, 0.1),
        (True, True),
        (Ref("person", 3), Ref("person", 3)),
    ],
)
def test_a_value_is_spelled_the_same_before_it_is_written_and_after_it_was_read(written: Any, read: Any) -> None:
    assert entries.text(written) == entries.text(read)
