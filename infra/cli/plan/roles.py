"""Roles as a plan wants them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import uuid4

from chalicelib.domain.role import Role
from chalicelib.errors import Faults
from infra.cli.plan.role_file import PERMISSIONS
from infra.cli.plan.values import Placed


def wanted(placed: Iterable[Placed], known: Sequence[Role], faults: Faults) -> list[Role]:
    """The roles as they are to be; what the file does not mention stays, and so do abilities that are another dialect's."""
    return [_wanted(each, known, faults) for each in placed]


def _wanted(placed: Placed, known: Sequence[Role], faults: Faults) -> Role:
    name, uuid = placed.said.get("name") or "", placed.said.get("uuid") or ""
    named = next((each for each in known if each.name == name), None)
    other = next((each for each in known if uuid and each.guid.lower() == uuid), None)
    if other is not None and other.name != name:
        # Accounts name their roles.
        faults.add((*placed.path, "uuid"), "conflict", f"is that of the role {other.name}, which keeps its name.")
    elif uuid and named is not None and named.guid.lower() not in ("", uuid):
        faults.add((*placed.path, "uuid"), "conflict", f"differs from that of the role {name}, which is {named.guid}.")
    role = named or Role(name)
    abilities = role.abilities
    if "permissions" in placed.said:
        abilities = (abilities - {*PERMISSIONS}) | placed.said["permissions"]
    return replace(role, guid=role.guid or uuid or str(uuid4()), abilities=abilities)
