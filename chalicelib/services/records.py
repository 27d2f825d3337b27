"""Create, read, change, trash and restore records of any kind.

Every write is one transaction under optimistic lock. A change is given as a function from the record as it stands to what
shall become of it, so that it can be worked out anew when somebody else was faster.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from chalicelib.domain import clock
from chalicelib.domain import guid as guids
from chalicelib.domain import version as versions
from chalicelib.domain.caller import Caller
from chalicelib.domain.history import Action
from chalicelib.domain.journal import Note
from chalicelib.domain.kind import Kind
from chalicelib.domain.record import Change, Record, Value, differences
from chalicelib.domain.reference import Ref
from chalicelib.errors import Changed, Conflict, Faults, NotFound, PreconditionFailed
from chalicelib.services import jobs, kinds, uploads, writes
from chalicelib.services.jobs import Announce
from chalicelib.store import dynamo, relations, sequences
from chalicelib.store import records as store
from chalicelib.store.dynamo import Put
from chalicelib.store.guard import pause

ATTEMPTS: Final = 12  # of a change that others keep overtaking

Edit = Callable[[Record], Change]
Beside = Sequence[dynamo.Action] | Callable[[Record], Sequence[dynamo.Action]]


def create(
    *,
    kind: Kind,
    values: Mapping[str, Value | None],
    caller: Caller,
    extras: Mapping[str, Mapping[str, Any]] | None = None,
    notes: tuple[Note, ...] = (),
    faults: Faults | None = None,
    number: int | None = None,
    reserved: int | None = None,
    guid: UUID | None = None,
    created_at: datetime | None = None,
    created_by: Ref | None = None,
    aliases: Mapping[int, UUID] = {},
    announce: Announce | None = None,
    beside: Sequence[dynamo.Action] = (),
) -> Record:
    """A new record, with the kind's defaults for what `values` does not name.

    `faults`: what the caller's parser found already; everything is raised together as Invalid. `number`, `guid`,
    `created_at`: those of an import. `created_by`: the person who is to have made it, if it is not the caller. `aliases`:
    ids of its fragments by tag, where they do not follow from its GUID. `reserved`: a number from `reserve`, good for one
    record; not beside `number`. `announce`: what shall leave because of it. Raises Invalid, Taken, Conflict (number or GUID
    in use), Changed (reserved number in use).
    """
    at = clock.now()
    created = created_at or at
    by = created_by or caller.person
    if kind.stands_in_tree and not beside:
        raise _in_tree(kind)
    record = Record(kind, 0, UUID(int=0), 0, created, created, created_by=by, updated_by=caller.person, entries=0)
    wanted = Change(values, extras or {}, notes)
    writes.begin(record, wanted, at, Faults(faults or ()))
    claimed: list[Put] = []
    if number is None:
        record.number = sequences.take(kind.space) if reserved is None else reserved
    else:
        claimed.append(sequences.claim(kind.space, number))
        record.number = number
    record.guid = guid or guids.mint(kind.space, record.number, milliseconds=int(created.timestamp() * 1000))
    record.version = versions.mint(at)
    record.touch(None)
    entries = writes.entries(record, wanted, caller, created)
    job = jobs.prepare(announce, None, record, caller, at)
    known = [store.alias(record, alias, tag) for tag, alias in aliases.items()]
    more = [*claimed, *entries, *jobs.puts(job), *uploads.exchange(None, record, at).actions, *known, *beside]
    note = writes.history(Action.CREATED, None, record, caller, at)
    relations.write(None, record, note, more, kind_of=kinds.find)
    jobs.start(job)
    return record


def reserve(*, kind: Kind, count: int) -> range:
    """Numbers for so many new records of a kind, in one call; for `create`, which takes them one by one otherwise.

    A number whose record is never written is lost, which harms nobody. Raises Conflict when there are not so many left.
    """
    return sequences.reserve(kind.space, count)


def get(*, kind: Kind, number: int, trashed: bool = False) -> Record:
    """The record as it is now; NotFound when there is none, or only in the trash and `trashed` is not set."""
    record = store.get(kind, number, trashed=trashed)
    if record is None:
        raise NotFound(f"There is no {kind.name} {number}.")
    return record


def change(
    *,
    kind: Kind,
    number: int,
    edit: Edit,
    caller: Caller,
    before: Record | None = None,
    faults: Faults | None = None,
    if_version: int | None = None,
    announce: Announce | None = None,
    beside: Beside = (),
) -> Record:
    """Change a record and answer it as it is then; nothing is written when nothing differs.

    `edit`: says what to change, given the record as it stands; it may run several times and must not keep state. `before`:
    the record if it was just read, which saves reading it again. `if_version`: PreconditionFailed when it is not the stored
    one. `announce`: what shall leave because of it, asked only when something differs. `beside`: what else is written in the
    same moment, also only then; or a function that says it of the record as it will be, each time that `edit` is asked: what
    it says is a change of the record, be there no other, so that of two at once one is worked out anew. Raises NotFound,
    Invalid, Taken, Changed (when others kept being faster).
    """
    if before is not None and not store.is_whole(before):
        before = None
    for attempt in range(1, ATTEMPTS + 1):
        stands = before or get(kind=kind, number=number)
        before = None
        if if_version is not None and stands.version != if_version:
            raise PreconditionFailed(f"{stands.ref} was changed in between.")
        try:
            return _change_once(stands, edit(stands), caller, faults, announce, beside)
        except Changed:
            if attempt == ATTEMPTS:
                raise
            pause(min(attempt, 4))
    raise AssertionError("unreachable")


def trash(
    *, kind: Kind, number: int, caller: Caller, before: Record | None = None, if_version: int | None = None
) -> Record:
    """Move a record to the trash and answer it as it was. Its unique values are free from then on. Raises NotFound.

    `before`: the record if it was just read, which saves reading it again.
    """
    if kind.stands_in_tree:
        raise _in_tree(kind)
    return _move(kind, number, caller, if_version, before, into_trash=True)


def restore(*, kind: Kind, number: int, caller: Caller) -> Record:
    """Take a record out of the trash. Raises NotFound, or Taken when a unique value was given to another meanwhile."""
    if kind.stands_in_tree:
        raise _in_tree(kind)
    return _move(kind, number, caller, None, None, into_trash=False)


def plan_move(*, record: Record, caller: Caller, into_trash: bool) -> store.Plan:
    """What moves a record into the trash or out of it, for a transaction that somebody else puts together."""
    at = clock.now()
    moved = record.copy()
    moved.trashed, moved.trashed_at = into_trash, at if into_trash else None
    writes.stamp(moved, caller, at)
    moved.touch(record if into_trash else None)
    action = Action.TRASHED if into_trash else Action.RESTORED
    return store.plan(record, moved, writes.history(action, record, moved, caller, at))


def _in_tree(kind: Kind) -> Conflict:
    return Conflict(f"Each {kind.name} stands in a tree, where it is made, thrown away and restored.")


def _change_once(
    stands: Record,
    wanted: Change,
    caller: Caller,
    faults: Faults | None,
    announce: Announce | None,
    beside: Beside,
) -> Record:
    at = clock.now()
    record = writes.altered(stands, wanted, at, Faults(faults or ()))
    more_beside = beside(record) if callable(beside) else beside
    is_more = callable(beside) and bool(more_beside)
    if not differences(stands, record) and not wanted.notes and not wanted.fills and not is_more:
        return stands
    writes.stamp(record, caller, at)
    record.touch(stands)
    job = jobs.prepare(announce, stands, record, caller, at)
    exchange = uploads.exchange(stands, record, at)
    entries = writes.entries(record, wanted, caller, record.updated_at)
    more = [*entries, *jobs.puts(job), *more_beside, *exchange.actions]
    note = writes.history(Action.CHANGED, stands, record, caller, at)
    relations.write(stands, record, note, more, kind_of=kinds.find)
    jobs.start(job)
    exchange.finish()
    return record


def _move(
    kind: Kind, number: int, caller: Caller, if_version: int | None, before: Record | None, *, into_trash: bool
) -> Record:
    for attempt in range(1, ATTEMPTS + 1):
        known = before if before is not None and store.is_whole(before) else None
        stands = known or get(kind=kind, number=number, trashed=not into_trash)
        before = None
        if stands.trashed == into_trash:
            raise NotFound(f"There is no {kind.name} {number} in the trash.")
        if if_version is not None and stands.version != if_version:
            raise PreconditionFailed(f"{stands.ref} was changed in between.")
        move = plan_move(record=stands, caller=caller, into_trash=into_trash)
        try:
            store.carry_out(move)
        except Changed:
            if attempt == ATTEMPTS:
                raise
            pause(min(attempt, 4))
            continue
        return stands if into_trash else move.after
    raise AssertionError("unreachable")
