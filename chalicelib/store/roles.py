"""Roles, as items under one partition key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.domain.role import FieldRight, Role, Verb, Verbs
from chalicelib.store import dynamo, keys
from chalicelib.store.dynamo import Delete, Put
from chalicelib.store.items import Item
from chalicelib.store.walks import Query


def fetch(names: tuple[str, ...]) -> list[Role]:
    """The roles of these names; names without a role are left out."""
    return [_read(item) for item in dynamo.batch_get((keys.ROLES, name) for name in names).values()]


def all_roles() -> Iterator[Role]:
    """Every role, by name."""
    return (_read(item) for item in dynamo.query(Query(keys.ROLES)))


def remove(name: str) -> None:
    """Remove a role."""
    dynamo.delete(Delete((keys.ROLES, name)))


def put(role: Role) -> None:
    """Write a role."""
    item = {
        "pk": keys.ROLES,
        "sk": role.name,
        "guid": role.guid,
        "abilities": sorted(role.abilities),
        "kinds": _plain(role.kinds),
        "folders": _plain(role.folders),
        "fields": {kind: {name: right.value for name, right in rights.items()} for kind, rights in role.fields.items()},
        "assets": _plain(role.assets),
    }
    dynamo.put(Put(item))


def _plain(grants: Mapping[str, Verbs]) -> dict[str, list[str]]:
    return {name: sorted(verbs) for name, verbs in grants.items()}


def _read(item: Item) -> Role:
    return Role(
        name=item["sk"],
        guid=item["guid"],
        abilities=frozenset(item["abilities"]),
        kinds=_verbs(item["kinds"]),
        folders=_verbs(item["folders"]),
        fields={
            kind: {name: FieldRight(right) for name, right in rights.items()} for kind, rights in item["fields"].items()
        },
        assets=_verbs(item["assets"]),
    )


def _verbs(grants: Mapping[str, Any]) -> dict[str, Verbs]:
    return {name: frozenset(map(Verb, verbs)) for name, verbs in grants.items()}
