"""Whom names mean: persons, groups, devices of persons; and who is in a group."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from chalicelib.domain.alerting.device import Device, of_person
from chalicelib.domain.group import GROUP
from chalicelib.domain.kind import Kind
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.services import kinds
from chalicelib.store import candidates
from chalicelib.store import records as store

_SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Target:
    """A person or a group that a name means; `device`: the one of the person that is meant, None for all."""

    record: Record
    device: Device | None = None

    @property
    def is_group(self) -> bool:
        """Whether it stands for its members."""
        return self.record.kind.name == GROUP.name


def find(names: Collection[str]) -> dict[str, Target]:
    """Whom names mean, whatever their letter case, in few calls; a person before a group of that name.

    `person|Device name` is one device. What nobody is called is left out.
    """
    plain = {name.partition(_SEPARATOR)[0] for name in names}
    persons = _named(PERSON, "login", plain)
    groups = _named(GROUP, "name", {name for name in names if name not in persons and _SEPARATOR not in name})
    found: dict[str, Target] = {}
    for name in names:
        person, separator, device = name.partition(_SEPARATOR)
        if separator:
            owner = persons.get(person)
            meant = _device(owner, device) if owner else None
            if owner and meant:
                found[name] = Target(owner, meant)
        elif name in persons or name in groups:
            found[name] = Target(persons.get(name) or groups[name])
    return found


def members(groups: Iterable[Record]) -> set[Ref]:
    """The persons in active groups, and in the groups that are their members; loops are harmless."""
    persons: set[Ref] = set()
    met: set[Ref] = set()
    level = list(groups)
    while level:
        below: set[Ref] = set()
        for group in level:
            met.add(group.ref)
            if group.get("active") is False:
                continue
            for ref in group.many("members"):
                (persons if ref.kind == PERSON.name else below).add(ref)
        level = list(store.fetch(below - met, kinds.get).values())
    return persons


def persons(refs: Iterable[Ref]) -> dict[Ref, Record]:
    """Persons by reference, the inactive and the trashed left out."""
    found = store.fetch(refs, kinds.get)
    return {ref: record for ref, record in found.items() if record.get("active") is not False}


def _named(kind: Kind, field: str, names: Collection[str]) -> dict[str, Record]:
    numbers = candidates.holders(kind, field, [name for name in names if name.strip()])
    found = store.fetch({Ref(kind.name, number) for number in numbers.values()}, kinds.get)
    by_name = {name: found.get(Ref(kind.name, number)) for name, number in numbers.items()}
    return {name: record for name, record in by_name.items() if record is not None}


def _device(person: Record, name: str) -> Device | None:
    return next((each for each in of_person(person) if each.name.casefold() == name.strip().casefold()), None)
