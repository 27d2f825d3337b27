from __future__ import annotations

from chalicelib.domain.role import Role
from chalicelib.errors import Faults
from infra.cli.plan import roles
from infra.cli.plan.values import Placed


def wanted(said: dict[str, object], *known: Role) -> Role:
    faults = Faults()
    (role,) = roles.wanted([Placed(said, ())], known, faults)
    assert faults == []
    return role


def test_a_new_role_gets_a_uuid() -> None:
    role = wanted({"name": "Sender", "permissions": frozenset({"send"})})
    assert (role.name, set(role.abilities), len(role.guid)) == ("Sender", {"send"}, 36)


def test_what_is_no_permission_of_the_dialect_is_left_alone() -> None:
    known = Role("Sync", guid="u", abilities=frozenset({"external-api", "read"}), kinds={"person": frozenset()})
    role = wanted({"name": "Sync", "permissions": frozenset({"send"})}, known)
    assert (set(role.abilities), role.kinds, role.guid) == ({"external-api", "send"}, known.kinds, "u")
    assert wanted({"name": "Sync"}, known) == known


def test_a_role_without_a_uuid_takes_that_of_the_file() -> None:
    uuid = "74fe76c8-26e1-4740-9203-5486118affb8"
    assert wanted({"name": "Tickets", "uuid": uuid}, Role("Tickets")).guid == uuid
