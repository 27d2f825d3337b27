"""Both sides of a relation, whatever is written on which side, whoever comes in between, wherever a process ends."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from chalicelib import config
from chalicelib.domain import clock
from chalicelib.domain import guid as guids
from chalicelib.domain import version as versions
from chalicelib.domain.group import GROUP
from chalicelib.domain.history import Action, HistoryEntry
from chalicelib.domain.kind import Kind
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import TICKET
from chalicelib.errors import Changed, Invalid, TooLarge
from chalicelib.services.kinds import BUILT_IN
from chalicelib.store import (
    counterparts,
    due,
    dynamo,
    heads,
    intents,
    jobs,
    records,
    relations,
    satellites,
    settlements,
    tuning,
)
from tests.lengths import examples
from tests.quick import quick_dynamodb
from tests.unreliable import Crash, Unreliable


@pytest.fixture(autouse=True)
def desk_in_process() -> Iterator[None]:
    """A store that takes thousands of transactions."""
    with quick_dynamodb():
        yield


AT = datetime(2026, 1, 1, tzinfo=UTC)
BY = Ref("person", 999)
ROOM = 5  # of a transaction: so little that two pairs are too much for it
FIELDS = {"person": "groups", "group": "members", "ticket": "related"}
INVERSE = {"groups": "members", "members": "groups", "related": "related"}
_bases = count(1_000, 100)


def make(kind: Kind, number: int, **fields: Any) -> Record:
    guid = guids.mint(kind.space, number, milliseconds=0)
    record = Record(kind, number, guid, versions.mint(AT), AT, AT, fields=fields)
    records.write(None, record, note_of(record, Action.CREATED))
    return record


def note_of(record: Record, action: Action) -> HistoryEntry:
    return HistoryEntry(record.version, record.updated_at, action, (), "ada", "key:1", "esm", BY)


def stored(ref: Ref) -> Record:
    record = records.get(BUILT_IN[ref.kind], ref.number, trashed=True)
    assert record is not None
    return record


def shown(ref: Ref) -> tuple[Ref, ...]:
    return stored(ref).many(FIELDS[ref.kind])


class Edit(NamedTuple):
    """A write of one side: what comes to its relation, what goes from it, its room; None moves it to the trash or back."""

    ref: Ref
    gains: frozenset[Ref]
    loses: frozenset[Ref]
    room: int | None = ROOM

    def on(self, pairs: frozenset[tuple[Ref, Ref]]) -> frozenset[tuple[Ref, Ref]]:
        """What it makes of a relation in memory; each pair stands in it from both sides."""
        if self.room is None:
            return pairs
        gone = {(self.ref, ref) for ref in self.loses}
        come = {(self.ref, ref) for ref in self.gains - self.loses}
        return pairs - both(gone) | both(come)


def both(pairs: Iterable[tuple[Ref, Ref]]) -> set[tuple[Ref, Ref]]:
    """Pairs from both sides; a group that is a member of a group shows nothing of it."""
    given_ = set(pairs)
    return given_ | {(b, a) for a, b in given_ if {a.kind, b.kind} != {"group"}}


def write(edit: Edit) -> None:
    """As the services do it: read, work out, write; anew when somebody else was faster."""
    said: list[str] = []
    for _ in range(20):
        before = stored(edit.ref)
        after = before.copy()
        after.version = versions.mint(AT, after=before.version)
        after.updated_at = clock.now()
        if edit.room is None:
            after.trashed = not before.trashed
            after.trashed_at = AT if after.trashed else None
        else:
            wanted = dict.fromkeys((*before.many(FIELDS[edit.ref.kind]), *sorted(edit.gains)))
            values = tuple(ref for ref in wanted if ref not in edit.loses)
            after.fields = {**before.fields, FIELDS[edit.ref.kind]: values}
            if not values:
                del after.fields[FIELDS[edit.ref.kind]]
        room = edit.room or records.ROOM
        try:
            relations.write(before, after, note_of(after, Action.CHANGED), kind_of=BUILT_IN.get, room=room)
        except Changed as error:
            said.append(error.message)
            continue
        return
    raise AssertionError(f"others kept being faster: {said}")


def sweep() -> None:
    """Do what a crash has left to the workers."""
    later = clock.now() + timedelta(hours=1)
    for row in due.overdue(until=later, most=100):
        job = jobs.lease(row.job, token="sweeper", at=later, until=later + timedelta(minutes=1))
        assert job is not None
        settlements.settle(intents.read(job), BUILT_IN.get)
        jobs.finish(job)


def all_shown(desk: list[Ref]) -> frozenset[tuple[Ref, Ref]]:
    """The relation as both sides show it, read alone and in a batch."""
    alone = {(ref, other) for ref in desk for other in shown(ref)}
    batch = records.fetch(desk, BUILT_IN.__getitem__, trashed=True)
    assert alone == {(ref, other) for ref in desk for other in batch[ref].many(FIELDS[ref.kind])}
    return frozenset(alone)


def new_desk() -> list[Ref]:
    """Three of each kind, apart from all others."""
    base = next(_bases)
    kinds = [PERSON] * 3 + [GROUP] * 3 + [TICKET] * 3
    return [make(kind, base + index).ref for index, kind in enumerate(kinds)]


@st.composite
def edits(draw: st.DrawFn) -> Callable[[list[Ref]], Edit]:
    """An edit, by positions within a desk."""
    place = draw(st.integers(0, 8))
    others = range(3, 6) if place < 3 else range(6) if place < 6 else range(6, 9)
    subset = st.frozensets(st.sampled_from([each for each in others if each != place]), max_size=4)
    gains, loses = draw(subset), draw(subset)
    room = draw(st.sampled_from([ROOM, ROOM, ROOM, records.ROOM, None]))
    return lambda desk: Edit(desk[place], frozenset(desk[i] for i in gains), frozenset(desk[i] for i in loses), room)


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(edits(), st.none() | st.integers(1, 14)), min_size=1, max_size=6))
def test_both_sides_show_the_same_relation_wherever_writers_end(
    work: list[tuple[Callable[[list[Ref]], Edit], int | None]],
) -> None:
    desk = new_desk()
    pairs: frozenset[tuple[Ref, Ref]] = frozenset()
    for edit_in, crash_at in work:
        edit = edit_in(desk)
        try:
            with Unreliable(crash_at=crash_at):
                write(edit)
        except Crash:
            assert all_shown(desk) in (pairs, edit.on(pairs))
            pairs = all_shown(desk)
        else:
            pairs = edit.on(pairs)
            assert all_shown(desk) == pairs
    sweep()
    assert all_shown(desk) == pairs
    assert not any(stored(ref).unsettled for ref in desk)


class Interrupted(Unreliable):
    """Lets another writer in before one of the calls."""

    def __init__(self, *, before_call: int, other: Callable[[], None]) -> None:
        super().__init__()
        self._before_call = before_call
        self._other = other

    def __call__(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
        if len(self.calls) + 1 == self._before_call:
            self._before_call = -1
            self._other()
        return super().__call__(operation, request)


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits(), edits(), edits(), st.integers(1, 14), st.none() | st.integers(1, 12))
def test_of_two_writers_neither_loses_anything(
    first_in: Callable[[list[Ref]], Edit],
    second_in: Callable[[list[Ref]], Edit],
    begin_in: Callable[[list[Ref]], Edit],
    before_call: int,
    crash_at: int | None,
) -> None:
    desk = new_desk()
    begin, first, second = begin_in(desk), first_in(desk), second_in(desk)
    note(f"{begin} {first} {second}")
    write(begin)
    pairs = begin.on(frozenset())
    ends: list[bool] = []

    def other() -> None:
        try:
            with Unreliable(crash_at=crash_at):
                write(second)
        except Crash:
            ends.append(True)

    with Interrupted(before_call=before_call, other=other) as store:
        write(first)
    happened = len(store.calls) >= before_call
    possible = {first.on(second.on(pairs)), second.on(first.on(pairs))} if happened else {first.on(pairs)}
    if ends:
        possible.add(first.on(pairs))
    seen = all_shown(desk)
    assert seen in possible
    sweep()
    assert all_shown(desk) == seen
    assert not any(stored(ref).unsettled for ref in desk)


class Watched(Interrupted):
    """Looks at both sides before each call, once the other writer was there."""

    def __init__(self, desk: list[Ref], *, before_call: int, other: Callable[[], None]) -> None:
        super().__init__(before_call=before_call, other=other)
        self._desk = desk

    def __call__(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
        if self._before_call < 0:
            connection = vars(tuning.connection())
            standing = connection.pop("dispatch")
            assert_both_sides_agree(self._desk)
            connection["dispatch"] = standing
        return super().__call__(operation, request)


def assert_both_sides_agree(desk: list[Ref]) -> None:
    found = records.fetch(desk, BUILT_IN.__getitem__)
    pairs = {(ref, other) for ref in desk for other in found[ref].many(FIELDS[ref.kind])}
    assert pairs == both(pairs)


@pytest.mark.parametrize("before_call", range(2, 9))
@pytest.mark.parametrize("held", [True, False])
def test_both_sides_agree_at_every_moment_of_two_large_writes_from_either_side(before_call: int, held: bool) -> None:
    """Whatever the second one has come to when it crashes, in the middle of the first."""
    for crash_at in range(2, 14):
        person, mate, group, other_group = desk = [
            make(kind, next(_bases)).ref for kind in (PERSON, PERSON, GROUP, GROUP)
        ]
        both_groups, both_persons = frozenset({group, other_group}), frozenset({person, mate})
        if held:
            write(Edit(person, both_groups, frozenset(), records.ROOM))
            write(Edit(mate, both_groups, frozenset(), records.ROOM))
        nothing: frozenset[Ref] = frozenset()
        first = Edit(person, nothing, both_groups) if held else Edit(person, both_groups, nothing)
        second = Edit(group, nothing, both_persons) if held else Edit(group, both_persons, nothing)

        def other(second: Edit = second, crash_at: int = crash_at) -> None:
            with contextlib.suppress(Crash), Unreliable(crash_at=crash_at):
                write(second)

        with Watched(desk, before_call=before_call, other=other):
            write(first)
        assert_both_sides_agree(desk)
        assert (set(shown(person)) == set()) is held


def people(number: int) -> list[Ref]:
    """Persons without history."""
    made = [
        Record(PERSON, each, guids.mint("card", each, milliseconds=0), versions.mint(AT), AT, AT)
        for each in range(1, number + 1)
    ]
    for record in made:
        dynamo.put(dynamo.Put(heads.write(record)[0]))
    return [record.ref for record in made]


def test_a_write_of_few_pairs_is_one_batch_and_one_transaction() -> None:
    few = people(5)
    group = make(GROUP, 500)
    after = group.copy()
    after.version += 1
    after.fields = {"members": tuple(few)}
    with Unreliable() as store:
        relations.write(group, after, note_of(after, Action.CHANGED), kind_of=BUILT_IN.get)
    assert store.operations == ["BatchGetItem", "TransactWriteItems"]
    assert [shown(ref) for ref in few] == [(group.ref,)] * 5


def test_hundreds_of_members_come_in_one_write_and_go_in_another() -> None:
    many = people(400)
    group = make(GROUP, 2_000)
    with Unreliable() as store:
        write(Edit(group.ref, frozenset(many), frozenset(), records.ROOM))
    assert len(store.calls) < 50
    assert all(len(request["TransactItems"]) <= 100 for name, request in store.calls if name == "TransactWriteItems")
    assert set(shown(group.ref)) == set(many)
    assert all(record.many("groups") == (group.ref,) for record in records.walk(PERSON, step=100))
    write(Edit(group.ref, frozenset(), frozenset(many), records.ROOM))
    assert not any(record.many("groups") for record in records.walk(PERSON, step=100))


def test_a_new_group_may_come_with_more_members_than_a_transaction_holds() -> None:
    many = people(60)
    group = Record(GROUP, 2_000, guids.mint("card", 2_000, milliseconds=0), versions.mint(AT), AT, AT)
    group.fields = {"name": "All", "members": tuple(many)}
    relations.write(None, group, note_of(group, Action.CREATED), kind_of=BUILT_IN.get)
    assert [shown(ref) for ref in many] == [(group.ref,)] * 60


@pytest.mark.parametrize("room", [ROOM, records.ROOM])
def test_the_other_side_counts_as_changed_and_says_by_whom(room: int) -> None:
    few = people(3)
    group = make(GROUP, 500)
    before = {ref: stored(ref).version for ref in few}
    write(Edit(group.ref, frozenset(few), frozenset(), room))
    for ref in few:
        person = stored(ref)
        assert person.version > before[ref]
        assert person.updated_at > AT
        assert person.updated_by == BY
        newest = next(iter(satellites.history(PERSON, ref.number, step=1)))
        assert (newest.action, newest.fields, newest.dialect) == (Action.CHANGED, ("groups",), "esm")
        assert newest.version == person.version


def test_what_a_pair_is_written_with_stays_beside_it() -> None:
    long = "x" * 9_000
    person = make(PERSON, 1, note=long, first_name="Ada", email=("a@example.org",))
    group = make(GROUP, 500)
    write(Edit(group.ref, frozenset({person.ref}), frozenset(), records.ROOM))
    assert stored(person.ref).fields == {**person.fields, "groups": (group.ref,)}


def test_a_group_among_the_members_shows_nothing_of_it() -> None:
    inner, outer = make(GROUP, 1), make(GROUP, 2)
    write(Edit(outer.ref, frozenset({inner.ref}), frozenset(), records.ROOM))
    assert shown(outer.ref) == (inner.ref,)
    assert stored(inner.ref).version == inner.version


def test_a_ticket_may_be_related_to_itself() -> None:
    ticket = make(TICKET, 1)
    write(Edit(ticket.ref, frozenset({ticket.ref}), frozenset(), records.ROOM))
    assert shown(ticket.ref) == (ticket.ref,)


def test_a_member_that_is_named_twice_is_a_member_once() -> None:
    (person,) = people(1)
    group = make(GROUP, 500)
    after = group.copy()
    after.version += 1
    after.fields = {"members": (person, person)}
    relations.write(group, after, note_of(after, Action.CHANGED), kind_of=BUILT_IN.get)
    assert shown(group.ref) == (person,)


@pytest.mark.parametrize("room", [ROOM, records.ROOM])
def test_a_group_that_is_full_takes_nobody_and_nothing_is_written(room: int) -> None:
    full = make(GROUP, 500, members=tuple(Ref("person", number) for number in range(10_000, 11_000)))
    free = make(GROUP, 501)
    (person,) = people(1)
    with pytest.raises(Invalid) as caught:
        write(Edit(person, frozenset({free.ref, full.ref}), frozenset(), room))
    assert [(fault.path, fault.code) for fault in caught.value.faults] == [(("groups", 0), "count")]
    assert (shown(person), shown(free.ref)) == ((), ())
    assert not stored(full.ref).unsettled


def test_a_head_that_has_no_room_for_marks_is_refused() -> None:
    person = make(PERSON, 1)
    item = counterparts.read([person.ref])[person.ref]
    dynamo.put(dynamo.Put({**item, "extras": {"esm": {str(n): "x" * 400 for n in range(900)}}}))
    group = make(GROUP, 500)
    with pytest.raises(TooLarge):
        write(Edit(group.ref, frozenset({person.ref}), frozenset(), records.ROOM))


def test_heads_that_weigh_too_much_together_are_written_in_steps() -> None:
    heavy = {"esm": {str(n): "x" * 1_000 for n in range(300)}}
    persons = []
    for number in range(1, 13):
        person = make(PERSON, number)
        item = counterparts.read([person.ref])[person.ref]
        dynamo.put(dynamo.Put({**item, "extras": heavy}))
        persons.append(person.ref)
    group = make(GROUP, 500)
    with Unreliable() as store:
        write(Edit(group.ref, frozenset(persons), frozenset(), records.ROOM))
    assert store.operations.count("TransactWriteItems") > 3
    assert [shown(ref) for ref in persons] == [(group.ref,)] * 12


def test_a_list_with_marks_costs_one_batch_more_and_without_them_none() -> None:
    many = people(40)
    group = make(GROUP, 500)
    with Unreliable(crash_at=8), pytest.raises(Crash):
        write(Edit(group.ref, frozenset(many), frozenset(), 30))
    assert any(stored(ref).unsettled for ref in many)
    with Unreliable() as store:
        assert len(list(records.walk(PERSON, step=50))) == 40
    assert store.operations == ["Query", "BatchGetItem"]
    sweep()
    with Unreliable() as store:
        assert len(list(records.walk(PERSON, step=50))) == 40
    assert store.operations == ["Query"]


def test_a_write_whose_job_was_taken_does_not_happen_and_is_begun_anew() -> None:
    class Swept(Unreliable):
        """A sweep comes right before the transaction that decides."""

        def __call__(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
            fenced = [
                each
                for each in request.get("TransactItems", ())
                if each.get("ConditionCheck", {}).get("TableName") == config.OUTBOX_TABLE
            ]
            if fenced and not swept:
                swept.append(True)
                sweep()
            return super().__call__(operation, request)

    swept: list[bool] = []
    many = people(10)
    group = make(GROUP, 500)
    with Swept():
        write(Edit(group.ref, frozenset(many), frozenset(), 8))
    assert swept
    assert [shown(ref) for ref in many] == [(group.ref,)] * 10


def test_every_intent_is_done_with() -> None:
    many = people(10)
    group = make(GROUP, 500)
    write(Edit(group.ref, frozenset(many), frozenset(), 8))
    assert list(_waiting()) == []


def _waiting() -> Iterator[str]:
    return (row.job for row in due.overdue(until=clock.now() + timedelta(hours=1), most=100))
