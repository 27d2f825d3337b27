"""Records that are made, changed or thrown away in the transaction of another one: what that has to write (`beside`).

For kinds that no other kind shows as well (see `relation`), and that have no files and no place in a tree. Numbers of new ones
are reserved before; if the transaction fails they are lost, which harms nobody.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from chalicelib.domain import clock
from chalicelib.domain import guid as guids
from chalicelib.domain import version as versions
from chalicelib.domain.caller import Caller
from chalicelib.domain.history import Action
from chalicelib.domain.kind import Kind
from chalicelib.domain.record import Change, Record, differences
from chalicelib.domain.reference import Ref
from chalicelib.errors import Conflict
from chalicelib.services import records, writes
from chalicelib.store import dynamo
from chalicelib.store import records as store

Actions = list[dynamo.Action]


def made(
    *,
    kind: Kind,
    number: int,
    change: Change,
    caller: Caller,
    guid: UUID | None = None,
    coming: Collection[Ref] = (),
) -> Actions:
    """What makes a new record under a number that was reserved for it. `coming`: what is made in the same moment.

    Raises Invalid, Conflict for a kind that is not made like that; the transaction raises Changed where the number or the GUID
    is in use, Taken.
    """
    _require_alone(kind)
    at = clock.now()
    record = Record(kind, number, UUID(int=0), 0, at, at, created_by=caller.person, updated_by=caller.person, entries=0)
    writes.begin(record, change, at, coming=coming)
    record.guid = guid or guids.mint(kind.space, number, milliseconds=int(at.timestamp() * 1000))
    record.version = versions.mint(at)
    record.touch(None)
    entries = writes.entries(record, change, caller, at)
    return _actions(store.plan(None, record, writes.history(Action.CREATED, None, record, caller, at), entries))


def changed(*, before: Record, change: Change, caller: Caller) -> Actions:
    """What changes a record that was read whole; nothing where nothing differs. The transaction raises Changed, Taken."""
    _require_alone(before.kind)
    at = clock.now()
    record = writes.altered(before, change, at)
    if not differences(before, record) and not change.notes and not change.fills:
        return []
    writes.stamp(record, caller, at)
    record.touch(before)
    entries = writes.entries(record, change, caller, record.updated_at)
    return _actions(store.plan(before, record, writes.history(Action.CHANGED, before, record, caller, at), entries))


def trashed(*, record: Record, caller: Caller) -> Actions:
    """What moves a record that was read whole to the trash. The transaction raises Changed."""
    _require_alone(record.kind)
    return _actions(records.plan_move(record=record, caller=caller, into_trash=True))


def _require_alone(kind: Kind) -> None:
    if kind.mirrored_fields or kind.file_fields or kind.stands_in_tree:
        raise Conflict(f"A {kind.name} is not written together with others.")


def _actions(planned: store.Plan) -> Actions:
    return [*planned.actions, *planned.added, *planned.removed]
