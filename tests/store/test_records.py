from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from chalicelib.domain import guid as guids
from chalicelib.domain import version as versions
from chalicelib.domain.group import GROUP
from chalicelib.domain.history import Action, HistoryEntry
from chalicelib.domain.kind import Kind
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import TICKET
from chalicelib.errors import Changed, Conflict, Taken, TooLarge, Unavailable
from chalicelib.services.kinds import BUILT_IN
from chalicelib.store import dynamo, entries, keys, records, satellites
from chalicelib.store.dynamo import Put
from chalicelib.store.walks import Query
from tests.unreliable import Crash, Unreliable

pytestmark = pytest.mark.usefixtures("cloud")

AT = datetime(2026, 1, 1, tzinfo=UTC)
LONG = "x" * 9_000


@pytest.fixture
def cloud(quick_cloud: None) -> None:
    """A store for many writes."""


def make(kind: Kind, number: int, **fields: Any) -> Record:
    guid = guids.mint(kind.space, number, milliseconds=0)
    filled = {name: value for name, value in fields.items() if value != ()}
    return Record(kind, number, guid, versions.mint(AT), AT, AT, fields=filled)


def after(before: Record, **fields: Any) -> Record:
    record = before.copy()
    record.version = versions.mint(AT, after=before.version)
    record.fields = {name: value for name, value in {**before.fields, **fields}.items() if value is not None}
    return record


def write(before: Record | None, record: Record, more: Sequence[Put] = (), *, room: int = records.ROOM) -> Record:
    action = Action.CHANGED if before else Action.CREATED
    records.write(before, record, HistoryEntry(record.version, AT, action, (), "a", "c", "d", None), more, room=room)
    return record


def emails(*numbers: int) -> tuple[str, ...]:
    return tuple(f"{number}@example.org" for number in numbers)


def owners(email: str) -> list[int]:
    partition = keys.of_value("person", "customer", "email", email)
    return [record.number for record in records.walk_index(PERSON, partition, step=10)]


def stored(kind: Kind, number: int) -> Record:
    record = records.get(kind, number)
    assert record is not None
    return record


FEW, OTHERS = emails(0, 1, 2), emails(2, 3, 4, 5)
ROOM = 4  # of a transaction: so little that a handful of index items is too much for it


@pytest.mark.parametrize(("had", "has"), [(FEW, OTHERS), (OTHERS, FEW), (FEW, ()), ((), FEW)])
def test_wherever_a_write_ends_each_value_of_the_record_finds_it_and_no_other_does(
    had: tuple[str, ...], has: tuple[str, ...]
) -> None:
    ends = 0
    for crash_at in range(1, 20):
        before = write(None, make(PERSON, crash_at, email=had))
        try:
            with Unreliable(crash_at=crash_at):
                write(before, after(before, email=has or None), room=ROOM)
        except Crash:
            ends += 1
        stands = stored(PERSON, crash_at).many("email")
        assert stands in (had, has)
        assert {email for email in {*had, *has} if crash_at in owners(email)} == set(stands)
        if ends < crash_at:
            break
    assert ends > 3


@pytest.mark.parametrize("crash_at", range(1, 7))
def test_a_write_after_a_crash_puts_everything_right(crash_at: int) -> None:
    before = write(None, make(PERSON, 1, email=FEW))
    with Unreliable(crash_at=crash_at), pytest.raises(Crash):
        write(before, after(before, email=OTHERS), room=ROOM)
    final = write(stored(PERSON, 1), after(stored(PERSON, 1), email=emails(0, 5, 9)), room=ROOM)
    found = {email for email in emails(*range(10)) if owners(email) == [1]}
    assert found == set(final.many("email"))


def test_a_late_removal_does_not_take_what_a_newer_write_made() -> None:
    class Interrupted(Unreliable):
        """Lets another writer in right after the transaction, before the late removals."""

        def __call__(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
            answer = super().__call__(operation, request)
            if operation == "TransactWriteItems" and not done:
                done.append(True)
                between = stored(PERSON, 1)
                write(between, after(between, email=FEW))
            return answer

    done: list[bool] = []
    before = write(None, make(PERSON, 1, email=FEW))
    with Interrupted():
        write(before, after(before, email=OTHERS), room=ROOM)
    assert stored(PERSON, 1).many("email") == FEW
    assert [owners(email) for email in FEW] == [[1]] * 3


def test_of_two_large_writes_the_second_is_told_and_nothing_is_hidden() -> None:
    before = write(None, make(PERSON, 1, email=FEW))
    write(before, after(before, email=OTHERS), room=ROOM)
    with pytest.raises(Changed):
        write(before, after(before, email=emails(7, 8, 9)), room=ROOM)
    assert {email for email in emails(*range(10)) if owners(email)} == set(OTHERS)


def test_more_index_items_than_a_transaction_holds_are_written_all_the_same() -> None:
    many = emails(*range(110))
    write(None, make(PERSON, 1, email=many))
    assert all(owners(email) == [1] for email in many[::20])


def test_a_small_write_is_one_transaction() -> None:
    with Unreliable() as store:
        write(None, make(TICKET, 1, subject="x", description=LONG))
    assert store.operations == ["TransactWriteItems"]


def test_of_two_writers_the_second_is_told() -> None:
    before = write(None, make(TICKET, 1, subject="x"))
    first, second = after(before, subject="first"), after(before, subject="second")
    write(before, first)
    with pytest.raises(Changed):
        write(before, second)
    assert stored(TICKET, 1).get("subject") == "first"


def test_of_two_writers_who_create_one_record_the_second_is_told() -> None:
    write(None, make(TICKET, 1, subject="first"))
    with pytest.raises(Changed):
        write(None, make(TICKET, 1, subject="second"))


def test_a_taken_value_leaves_nothing_behind() -> None:
    write(None, make(GROUP, 1, name="Desk"))
    with pytest.raises(Taken):
        write(None, make(GROUP, 2, name="desk "))
    assert records.get(GROUP, 2) is None


def test_what_belongs_to_the_moment_is_written_with_it_or_not_at_all() -> None:
    job = Put({"pk": "job", "sk": "1"}, "attribute_not_exists(pk)", otherwise=Conflict("twice"))
    write(None, make(TICKET, 1), [job])
    with pytest.raises(Conflict, match="twice"):
        write(None, make(TICKET, 2), [job])
    assert records.get(TICKET, 2) is None


def test_a_head_that_is_too_large_is_refused_before_anything_is_written() -> None:
    with pytest.raises(TooLarge), Unreliable() as store:
        write(None, make(PERSON, 1, email=tuple(f"{n}{'x' * 400}" for n in range(1_000))))
    assert store.calls == []


def test_a_long_text_is_replaced_and_its_former_version_goes() -> None:
    first = write(None, make(TICKET, 1, description=LONG, resolution=LONG))
    second = write(first, after(first, description=LONG + "y"))
    write(second, after(second, description=None))
    assert stored(TICKET, 1).fields == {"resolution": LONG}
    texts = [item["sk"] for item in dynamo.query(Query(keys.beside(TICKET, 1), prefix="B#"))]
    assert texts == [f"B#resolution#{first.version:019d}"]


def test_a_record_that_was_read_for_its_name_cannot_be_written() -> None:
    write(None, make(TICKET, 1, subject="x", description=LONG))
    named = records.fetch([Ref("ticket", 1)], BUILT_IN.__getitem__)[Ref("ticket", 1)]
    assert not records.is_whole(named)
    with pytest.raises(Changed):
        write(named, after(named, subject="y"))
    assert stored(TICKET, 1).get("description") == LONG


def test_a_reader_who_comes_between_two_writes_sees_a_whole_record() -> None:
    class Overtaken(Unreliable):
        """Changes the record after its head was read."""

        def __call__(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
            answer = super().__call__(operation, request)
            if operation in moments:
                moments.remove(operation)
                write(first, after(first, description=LONG + "z"))
            return answer

    first = write(None, make(TICKET, 1, description=LONG))
    moments = ["GetItem"]
    with Overtaken():
        assert stored(TICKET, 1).get("description") == LONG + "z"
    first = stored(TICKET, 1)
    moments = ["Query"]
    with Overtaken():
        (listed,) = records.walk(TICKET, step=10)
    assert listed.get("description") == LONG + "z"


def test_a_record_whose_text_is_gone_for_good_is_unavailable_and_not_torn() -> None:
    made = write(None, make(TICKET, 1, description=LONG))
    dynamo.delete(dynamo.Delete((keys.beside(TICKET, 1), f"B#description#{made.version:019d}")))
    with pytest.raises(Unavailable):
        records.get(TICKET, 1)


def test_a_page_of_a_class_is_one_query_and_one_batch() -> None:
    for number in range(1, 9):
        write(None, make(TICKET, number, type="incident"))
    with Unreliable() as store:
        walk = records.walk_index(TICKET, keys.of_class("ticket", "incident"), step=3)
        assert [next(walk).number for _ in range(3)] == [1, 2, 3]
    assert store.operations == ["Query", "BatchGetItem"]


def test_a_page_of_a_kind_is_one_query_and_a_batch_for_its_long_texts() -> None:
    for number in range(1, 9):
        write(None, make(TICKET, number, **({"description": LONG} if number % 2 else {})))
    with Unreliable() as store:
        walk = records.walk(TICKET, step=4)
        assert [next(walk).number for _ in range(4)] == [1, 2, 3, 4]
    assert store.operations == ["Query", "BatchGetItem"]


def test_a_stale_index_item_is_passed_over() -> None:
    write(None, make(TICKET, 1, type="incident"))
    for number in (1, 5):
        dynamo.put(Put({"pk": keys.of_class("ticket", "change"), "sk": keys.number(number), "since": 1}))
    assert list(records.walk_index(TICKET, keys.of_class("ticket", "change"), step=10)) == []


def test_records_are_fetched_by_reference_whatever_is_asked_for() -> None:
    write(None, make(TICKET, 1))
    write(None, make(PERSON, 2))
    refs = [Ref("ticket", 1), Ref("person", 2), Ref("person", 1), Ref("person", -4), Ref("person", 10**30)]
    found = records.fetch(refs, BUILT_IN.__getitem__)
    assert sorted(found) == [Ref("person", 2), Ref("ticket", 1)]


def test_what_lies_in_the_trash_is_fetched_when_it_is_asked_for() -> None:
    made = write(None, make(TICKET, 1))
    trashed = after(made)
    trashed.trashed, trashed.trashed_at = True, AT
    write(made, trashed)
    assert records.get(TICKET, 1) is None
    assert records.get(TICKET, 1, trashed=True) == trashed
    assert records.fetch([Ref("ticket", 1)], BUILT_IN.__getitem__) == {}
    assert records.fetch([Ref("ticket", 1)], BUILT_IN.__getitem__, trashed=True) == {Ref("ticket", 1): trashed}
    assert list(records.walk(TICKET, trashed=True, step=5)) == [trashed]


@pytest.mark.parametrize("number", [0, -1, 2**31, 10**11, -(10**4000), 10**4000])
def test_a_number_that_no_record_can_have_is_not_found(number: int) -> None:
    write(None, make(TICKET, 1))
    assert records.get(TICKET, number, trashed=True) is None
    assert [r.number for r in records.walk(TICKET, after=number, step=5)] == ([1] if number < 1 else [])
    assert [r.number for r in records.walk(TICKET, after=number, descending=True, step=5)] == (
        [1] if number > 1 else []
    )


def test_a_foreign_guid_is_found_with_its_fragment_and_belongs_to_one_record() -> None:
    foreign, fragment = uuid4(), uuid4()
    record = make(TICKET, 1)
    record.guid = foreign
    write(None, record, [records.alias(record, fragment, 3)])
    assert records.find(foreign, [TICKET]) == (record, 0)
    assert records.find(fragment, [TICKET]) == (record, 3)
    assert records.find(foreign, [PERSON]) is None
    other = make(TICKET, 2)
    other.guid = foreign
    with pytest.raises(Conflict):
        write(None, other)


def test_a_guid_of_ours_is_found_with_its_tag_and_a_look_alike_is_not() -> None:
    record = write(None, make(TICKET, 1))
    assert records.find(guids.with_tag(record.guid, 9), [PERSON, TICKET]) == (record, 9)
    assert records.find(UUID(int=record.guid.int ^ 1), [TICKET]) is None
    assert records.find(uuid4(), [TICKET]) is None


def test_a_record_of_another_kind_with_the_same_number_in_the_space_is_not_mistaken() -> None:
    record = write(None, make(TICKET, 1))
    write(None, make(GROUP, 1, name="x"))
    assert records.find(record.guid, [GROUP, TICKET]) == (record, 0)


def test_every_write_leaves_history() -> None:
    made = write(None, make(TICKET, 1))
    changed = write(made, after(made, subject="x"))
    assert [entry.version for entry in satellites.history(TICKET, 1, step=5)] == [changed.version, made.version]


def test_partitions_of_what_is_stored_are_those_of_what_was_written() -> None:
    record = write(None, make(PERSON, 1, email=FEW, groups=(Ref("group", 3),), operator=True, external_key="K"))
    assert entries.partitions(stored(PERSON, 1)) == entries.partitions(record)
