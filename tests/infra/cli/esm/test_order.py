from __future__ import annotations

from typing import Any

import pytest

from chalicelib.domain.account import Account
from chalicelib.errors import Faults
from infra.cli.esm import account_file, folder_file, order
from infra.cli.esm.inventory import Inventory
from infra.cli.esm.setup_file import Placed
from infra.cli.refusals import path

THERE = Inventory(
    settings={},
    templates={},
    folders={"top": folder_file.normal({"code": "top", "name": "Top", "parent": "middle"})},
    roles={},
    accounts={"bob": Account("bob"), "eve": Account("eve", password="a hash")},
    people=frozenset({7}),
)


def said(faults: Faults) -> list[str]:
    return [f"{path(fault.path)}: {fault.message}" for fault in faults]


def folders(*parents: tuple[str, str | None]) -> list[str]:
    faults = Faults()
    placed = [
        Placed(folder_file.normal({"code": code, "name": code, "parent": parent}), (code,), is_whole=True)
        for code, parent in parents
    ]
    order.check_folders(placed, THERE, (), faults)
    return said(faults)


def test_a_parent_is_there_or_comes_with_the_file() -> None:
    assert folders(("middle", "bottom"), ("bottom", None), ("other", "top")) == []
    assert folders(("a", "b")) == ["a.parent: There is no folder b."]


def test_parents_make_no_circle_be_it_through_folders_that_are_there() -> None:
    assert folders(("a", "a")) == ["a.parent: leads back to the folder itself."]
    assert folders(("middle", "top")) == ["middle.parent: leads back to the folder itself."]
    assert len(folders(("a", "b"), ("b", "a"))) == 2


def test_rights_are_about_what_is_there() -> None:
    faults = Faults()
    role: dict[str, Any] = {
        "templates": {"*": frozenset(), "t": frozenset(), "x": frozenset()},
        "folders": {"*": frozenset(), "f": frozenset(), "y": frozenset()},
        "attributes": {"t": {"a": "none", "created": "none", "z": "none"}, "*": {}},
    }
    order.check_roles(
        [Placed(role, (), is_whole=True)], ["f"], {"t": {"code": "t", "attributes": [{"code": "a"}]}}, faults
    )
    assert said(faults) == [
        "templates.x: There is no template x.",
        "folders.y: There is no folder y.",
        "attributes.t.z: There is no attribute z in t.",
        "attributes.*: There is no template *.",
    ]


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        ({"login": "new", "password": "correct horse", "roles": ["r"], "person": 7}, []),
        ({"login": "new"}, ["password: is missing."]),
        ({"login": "new", "local": False}, []),
        ({"login": "bob"}, []),
        ({"login": "bob", "local": True}, ["password: is missing."]),
        ({"login": "EVE", "local": True}, []),
        ({"login": "bob", "roles": ["r", "boss"]}, ["roles[1]: There is no role 'boss'."]),
        ({"login": "bob", "person": 8}, ["person: There is no person 8."]),
    ],
)
def test_an_account_names_what_is_there_and_has_a_password_where_it_needs_one(
    account: dict[str, Any], expected: list[str]
) -> None:
    faults = Faults()
    order.check_accounts([Placed(account_file.read(account, (), faults), (), is_whole=True)], THERE, ["r"], faults)
    assert said(faults) == expected
