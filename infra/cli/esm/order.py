"""Whether folders, roles and accounts name only what is there, or comes with the same file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from chalicelib.domain.role import ANY
from chalicelib.errors import Faults
from infra.cli.documents import Where
from infra.cli.esm.account_file import Wanted
from infra.cli.esm.attribute_file import SYSTEM
from infra.cli.esm.inventory import Content, Inventory
from infra.cli.esm.setup_file import Placed


def check_folders(
    placed: Sequence[Placed[Content]], inventory: Inventory, templates: Collection[str], faults: Faults
) -> None:
    """Parents exist and make no circle, templates exist."""
    parents = {code: each["parent"] for code, each in inventory.folders.items()}
    parents |= {each.said["code"]: each.said["parent"] for each in placed}
    for each in placed:
        parent = each.said["parent"]
        if parent is not None and parent not in parents:
            faults.add((*each.path, "parent"), "reference", f"There is no folder {parent}.")
        elif _is_circle(each.said["code"], parents):
            faults.add((*each.path, "parent"), "conflict", "leads back to the folder itself.")
        for index, code in enumerate(each.said["templates"]):
            if code and code not in templates:
                faults.add((*each.path, "templates", index), "reference", f"There is no template {code}.")


def check_roles(
    placed: Sequence[Placed[Content]], folders: Collection[str], templates: Mapping[str, Content], faults: Faults
) -> None:
    """The templates, folders and attributes that roles are about exist."""
    for each in placed:
        _check_names(each, "templates", templates, "template", faults)
        _check_names(each, "folders", folders, "folder", faults)
        for code, rights in each.said.get("attributes", {}).items():
            where = (*each.path, "attributes", code)
            if code not in templates:
                faults.add(where, "reference", f"There is no template {code}.")
            else:
                _check_attributes(rights, templates[code], where, faults)


def check_accounts(
    placed: Sequence[Placed[Wanted]], inventory: Inventory, roles: Collection[str], faults: Faults
) -> None:
    """Their roles and people exist; and one that is to let somebody in by a password has one."""
    for each in placed:
        wanted, former = each.said, inventory.accounts.get(each.said.key)
        for index, name in enumerate(wanted.members.get("roles", ())):
            if name and name not in roles:
                faults.add((*each.path, "roles", index), "reference", f"There is no role '{name}'.")
        person = wanted.members.get("person")
        if person is not None and person not in inventory.people:
            faults.add((*each.path, "person"), "reference", f"There is no person {person}.")
        has_one = wanted.password is not None or (former is not None and former.password is not None)
        is_local = wanted.local if wanted.local is not None else former is None
        if each.is_whole and is_local and not has_one:
            faults.add((*each.path, "password"), "required", "is missing.")


def _is_circle(code: str, parents: Mapping[str, Any]) -> bool:
    met, at = set(), parents.get(code)
    while at is not None and at not in met:
        if at == code:
            return True
        met.add(at)
        at = parents.get(at)
    return False


def _check_names(each: Placed[Content], member: str, known: Collection[str], noun: str, faults: Faults) -> None:
    for code in each.said.get(member, {}):
        if code != ANY and code not in known:
            faults.add((*each.path, member, code), "reference", f"There is no {noun} {code}.")


def _check_attributes(rights: Collection[str], template: Content, path: Where, faults: Faults) -> None:
    known = {*SYSTEM, *(each["code"] for each in template["attributes"])}
    for name in rights:
        if name not in known:
            faults.add((*path, name), "reference", f"There is no attribute {name} in {template['code']}.")
