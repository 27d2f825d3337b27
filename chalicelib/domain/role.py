"""Roles: what an account may do. Rights of several roles add up; a dialect asks only for the dimensions that it knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final

ANY: Final = "*"


class Verb(StrEnum):
    """What can be done with a record."""

    READ = "read"
    CREATE = "create"
    EDIT = "edit"
    DELETE = "delete"


class FieldRight(StrEnum):
    """What can be done with one field; the order is that of greatness."""

    NONE = "none"
    READ = "read"
    WRITE = "write"


Verbs = frozenset[Verb]
ALL_VERBS: Final[Verbs] = frozenset(Verb)
READ_ONLY: Final[Verbs] = frozenset({Verb.READ})
_GREATNESS: Final = {right: rank for rank, right in enumerate(FieldRight)}


@dataclass(frozen=True, slots=True)
class Role:
    """A named set of rights.

    `abilities`: named permissions that are about no record (`send`, `external-api`). `kinds`, `folders`: verbs by name of a
    kind or folder, `*` for all. `fields`: rights by kind (or a dialect's template) and field; what is not named is `write`.
    The nearest name decides: a field before `*` for all of a kind, a kind before `*` for all kinds.
    `assets`: verbs on an asset and everything beneath it, by number, `*` for the whole tree.
    """

    name: str
    guid: str = ""
    abilities: frozenset[str] = frozenset()
    kinds: Mapping[str, Verbs] = field(default_factory=dict)
    folders: Mapping[str, Verbs] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, FieldRight]] = field(default_factory=dict)
    assets: Mapping[str, Verbs] = field(default_factory=dict)


def administrator(name: str) -> Role:
    """A role that may do everything."""
    everything = {ANY: ALL_VERBS}
    return Role(name, abilities=frozenset({ANY}), kinds=everything, folders=everything, assets=everything)


@dataclass(frozen=True)
class Permissions:
    """What the roles of one account allow together."""

    roles: tuple[Role, ...] = ()

    def has(self, ability: str) -> bool:
        """Whether a role grants a named ability."""
        return ability in self._abilities or ANY in self._abilities

    def may(self, verb: Verb, kind: str) -> bool:
        """Whether records of a kind may be read, created, edited, deleted."""
        return verb in self._verbs((role.kinds for role in self.roles), kind)

    def may_in_folder(self, verb: Verb, folders: Iterable[str]) -> bool:
        """Whether a verb is granted in a folder. `folders`: its code, then its parents', upwards.

        In each role the nearest folder that it names decides; another role never takes away what one gives.
        """
        path = tuple(folders)
        return any(
            verb in self._verbs((role.folders,), next((each for each in path if each in role.folders), ANY))
            for role in self.roles
        )

    def may_on_asset(self, verb: Verb, ancestry: Iterable[int]) -> bool:
        """Whether a verb is granted on an asset. `ancestry`: its own number and those of everything above it."""
        grants = [role.assets for role in self.roles]
        return any(verb in self._verbs(grants, name) for name in (ANY, *map(str, ancestry)))

    def field_right(self, kind: str, name: str) -> FieldRight:
        """The greatest right that any role gives on a field; `write` where none narrows it.

        Only roles that grant something on the kind count, if there are any: one that is about something else (it may only
        send, say) does not widen what another narrows.
        """
        granting = [role for role in self.roles if role.kinds.get(kind) or role.kinds.get(ANY)] or self.roles
        rights = [_right(role, kind, name) for role in granting]
        return max(rights, key=_GREATNESS.__getitem__, default=FieldRight.NONE)

    @cached_property
    def _abilities(self) -> frozenset[str]:
        return frozenset().union(*(role.abilities for role in self.roles))

    @staticmethod
    def _verbs(grants: Iterable[Mapping[str, Verbs]], name: str) -> Verbs:
        none: Verbs = frozenset()
        return none.union(*(grant.get(name, none) | grant.get(ANY, none) for grant in grants))


def _right(role: Role, kind: str, name: str) -> FieldRight:
    """What one role gives on a field."""
    tables = (role.fields[each] for each in (kind, ANY) if each in role.fields)
    return next((table[each] for table in tables for each in (name, ANY) if each in table), FieldRight.WRITE)
