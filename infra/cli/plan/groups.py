"""Groups as a plan wants them."""

from __future__ import annotations

from typing import Any

from chalicelib.domain.group import GROUP
from chalicelib.domain.person import PERSON
from chalicelib.errors import Faults
from infra.cli.plan.inventory import Inventory, key
from infra.cli.plan.register import Pointer, Register, Wish, former
from infra.cli.plan.values import Placed

_FIELDS = {"description": "description", "active": "active", "externalKey": "external_key"}


def expect(placed: Placed, register: Register) -> None:
    """A file brings this group."""
    register.expect(Pointer(GROUP.name, key(placed.said.get("name", ""))))


def wish(placed: Placed, inventory: Inventory, register: Register, faults: Faults) -> Wish:
    """A group as it is to be; a member is a person before it is a group of that name."""
    said, name = placed.said, placed.said.get("name", "")
    known, guid = former(placed, GROUP, name, inventory, faults)
    values: dict[str, Any] = {"name": name}
    values |= {field: said[member] or None for member, field in _FIELDS.items() if member in said}
    if "active" in said:
        values["active"] = said["active"]
    if "members" in said:
        path = (*placed.path, "members")
        points = [register.point(each, (PERSON, GROUP), (*path, i), faults) for i, each in enumerate(said["members"])]
        values["members"] = [each for each in points if each]
    return Wish(Pointer(GROUP.name, key(name)), GROUP, known, guid, values)
