from __future__ import annotations

import pytest

from chalicelib.domain.role import ALL_VERBS, READ_ONLY, FieldRight, Role, administrator
from chalicelib.store import roles

pytestmark = pytest.mark.usefixtures("cloud")

FULL = Role(
    "clerk",
    "84457abd-9c64-468b-b0f5-37bbd448088c",
    frozenset({"send"}),
    {"ticket": ALL_VERBS, "person": READ_ONLY},
    {"desk": frozenset()},
    {"ticket": {"note": FieldRight.NONE}},
    {"7": READ_ONLY},
)


@pytest.mark.parametrize("role", [FULL, Role("bare"), administrator("everything")])
def test_a_role_is_read_back_as_it_was_written(role: Role) -> None:
    roles.put(role)
    assert roles.fetch((role.name,)) == [role]
    assert list(roles.all_roles()) == [role]


def test_names_without_a_role_are_left_out() -> None:
    roles.put(FULL)
    assert roles.fetch(("nobody", "", "\ud800", "x" * 2_000, "clerk", "clerk")) == [FULL]
