from __future__ import annotations

from typing import Any

import pytest

from chalicelib.domain.role import ALL_VERBS, READ_ONLY, FieldRight, Permissions, Role, Verb, administrator
from chalicelib.errors import Faults
from infra.cli import refusals, role_file


def read(content: Any) -> tuple[Role | None, list[str]]:
    faults = Faults()
    role = role_file.read(content, (), faults)
    return role, [f"{refusals.path(fault.path)}: {fault.message}" for fault in faults]


@pytest.mark.parametrize(
    "role",
    [
        Role("Ünï [x]"),
        administrator("Everything"),
        Role(
            "Some",
            guid="0c0ffee0-0000-8000-8000-000000000001",
            abilities=frozenset({"send"}),
            kinds={"ticket": READ_ONLY},
            folders={"hr/payroll": ALL_VERBS},
            fields={"ticket": {"subject": FieldRight.NONE}},
            assets={"7": READ_ONLY, "*": frozenset()},
        ),
    ],
    ids=lambda role: role.name,
)
def test_what_is_written_reads_as_the_same_role(role: Role) -> None:
    assert read(role_file.write(role)) == (role, [])


def test_writing_an_asset_is_creating_editing_and_deleting_beneath_it() -> None:
    role, _ = read({"name": "x", "assets": {"*": ["read"], "17": ["write"]}})
    assert role is not None
    permissions = Permissions((role,))
    assert [verb for verb in Verb if permissions.may_on_asset(verb, [1])] == [Verb.READ]
    assert all(permissions.may_on_asset(verb, [19, 17, 1]) for verb in Verb)
    assert role_file.write(role)["assets"] == {"*": ["read"], "17": ["create", "edit", "delete"]}


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (None, ": must be an object."),
        ({}, "name: is missing."),
        ({"name": "x" * 256}, "name: holds at most 255 characters."),
        ({"name": "x", "guid": "7"}, "guid: must be a GUID."),
        ({"name": "x", "guid": {"a": 1}}, "guid: must be a GUID."),
        ({"name": "x", "abilities": "send"}, "abilities: must be a list of texts."),
        ({"name": "x", "kinds": ["ticket"]}, "kinds: must be an object."),
        ({"name": "x", "kinds": {"ticket": "read"}}, "kinds.ticket: must be a list of read, create, edit, delete."),
        ({"name": "x", "kinds": {"": ["read"]}}, "kinds.: must not be empty."),
        ({"name": "x", "folders": {"a": [["read"]]}}, "folders.a[0]: must be one of read, create, edit, delete."),
        ({"name": "x", "fields": {"ticket": ["a"]}}, "fields.ticket: must be an object."),
        ({"name": "x", "fields": {"ticket": {"a": "edit"}}}, "fields.ticket.a: must be one of none, read, write."),
        ({"name": "x", "assets": {"7": ["send"]}}, "assets.7[0]: must be one of read, create, edit, delete, write."),
        ({"name": "x", "kinds": {"ticket": ["write"]}}, "kinds.ticket[0]: must be one of read, create, edit, delete."),
        ({"name": "x", "assets": {"²": ["read"]}}, "assets.²: must be the number of an asset, or * for all."),
        ({"name": "x", "assets": {"07": ["read"]}}, "assets.07: must be the number of an asset, or * for all."),
    ],
)
def test_a_role_that_makes_no_sense_is_a_fault(content: Any, fault: str) -> None:
    role, faults = read(content)
    assert role is None
    assert fault in faults
