"""Records as a file wants them, and writing them: some point at others that the same file brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from chalicelib.domain.account import Account
from chalicelib.domain.caller import Caller
from chalicelib.domain.kind import Kind
from chalicelib.domain.record import Change, Record, differences
from chalicelib.domain.reference import Ref
from chalicelib.errors import Faults
from chalicelib.services import people, records
from infra.cli.documents import Where
from infra.cli.plan.inventory import Inventory, key
from infra.cli.plan.values import Placed


class Pointer(NamedTuple):
    """What a record will be pointed at by: its kind, and its name whatever the letter case."""

    kind: str
    name: str


@dataclass(slots=True)
class Wish:
    """A record as it is to be. `former`: as it stands; `values`: by field, Pointers in place of references."""

    pointer: Pointer
    kind: Kind
    former: Record | None
    guid: UUID | None
    values: Mapping[str, Any]
    extras: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    account: Account | None = None
    """A new one that is made in the same moment."""


class Register:
    """Records by pointer: those that are there, and those that a file brings, as soon as they are written."""

    def __init__(self, inventory: Inventory) -> None:
        self._refs = {Pointer(*name): record.ref for name, record in inventory.records.items()}
        self._expected = set(self._refs)
        self._late: list[tuple[Ref, Kind, dict[str, Any]]] = []

    def expect(self, pointer: Pointer) -> None:
        """A file brings this record."""
        self._expected.add(pointer)

    def point(self, name: str, kinds: tuple[Kind, ...], path: Where, faults: Faults) -> Pointer | None:
        """The pointer to the record of a name; of several kinds the first that has one counts."""
        for kind in kinds:
            pointer = Pointer(kind.name, key(name))
            if pointer in self._expected:
                return pointer
        if name:
            faults.add(path, "reference", f"There is no {' or '.join(kind.name for kind in kinds)} {name}.")
        return None

    def done(self, wish: Wish) -> str:
        """What would become of a wish: `new`, `changed` or `unchanged`."""
        if wish.former is None:
            return "new"
        values, open_ones = self._resolved(wish.values)
        after = wish.former.copy()
        Change(values, wish.extras).apply(after)
        return "changed" if open_ones or differences(wish.former, after) else "unchanged"

    def write(self, wish: Wish, caller: Caller) -> Ref:
        """Write a record; what points at others that are not there yet is left to `finish`."""
        values, open_ones = self._resolved(wish.values)
        if wish.former is not None:
            record = self._change(wish.kind, wish.former.number, Change(values, wish.extras), caller)
        elif wish.account is not None:
            record = people.create(
                values=values, account=wish.account, caller=caller, extras=wish.extras, guid=wish.guid
            )
        else:
            record = records.create(kind=wish.kind, values=values, extras=wish.extras, caller=caller, guid=wish.guid)
        self._refs[wish.pointer] = record.ref
        if open_ones:
            self._late.append((record.ref, wish.kind, open_ones))
        return record.ref

    def finish(self, caller: Caller) -> None:
        """Write what had to wait until everything was there."""
        for ref, kind, values in self._late:
            self._change(kind, ref.number, Change(self._resolved(values)[0]), caller)
        self._late.clear()

    @staticmethod
    def _change(kind: Kind, number: int, change: Change, caller: Caller) -> Record:
        return records.change(kind=kind, number=number, edit=lambda _: change, caller=caller)

    def _resolved(self, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Values with references, and those that point at what is not there yet."""
        ready: dict[str, Any] = {}
        open_ones: dict[str, Any] = {}
        for name, value in values.items():
            several = value if isinstance(value, list) else [value]
            pointers = [each for each in several if isinstance(each, Pointer)]
            if any(each not in self._refs for each in pointers):
                open_ones[name] = value
            elif isinstance(value, list):
                ready[name] = tuple(dict.fromkeys(self._refs[each] for each in pointers))
            else:
                ready[name] = self._refs[value] if isinstance(value, Pointer) else value
        return ready, open_ones


def former(
    placed: Placed, kind: Kind, name: str, inventory: Inventory, faults: Faults
) -> tuple[Record | None, UUID | None]:
    """The record that a thing of a file is: found by its UUID, else by its name; and the UUID of a new one, if it is said."""
    guid = UUID(placed.said["uuid"]) if placed.said.get("uuid") else None
    known = inventory.by_guid.get(guid) if guid else None
    named = inventory.record(kind, name)
    where = (*placed.path, "uuid")
    if known is not None and known.trashed:
        faults.add(where, "conflict", f"is that of a {kind.name} in the trash.")
    elif known is not None and named is not None and known.number != named.number:
        faults.add(where, "conflict", f"is that of {known.title}, and there is another {kind.name} {name}.")
    elif known is None and named is not None and guid is not None:
        faults.add(where, "conflict", f"differs from that of the {kind.name} {name}, which is {named.guid}.")
    return known or named, guid
