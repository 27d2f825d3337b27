from __future__ import annotations

import pytest

from chalicelib.domain.role import ALL_VERBS, READ_ONLY, Permissions, Role, Verb
from chalicelib.services import roles
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")


def test_the_roles_of_an_account_add_up() -> None:
    roles.save(role=Role("reader", kinds={"*": READ_ONLY}))
    roles.save(role=Role("clerk", kinds={"ticket": ALL_VERBS}))
    together = roles.permissions(names=("reader", "clerk", "nobody"))
    assert together.may(Verb.DELETE, "ticket")
    assert together.may(Verb.READ, "person")
    assert not together.may(Verb.EDIT, "person")


def test_a_changed_role_is_in_force_at_once() -> None:
    roles.save(role=Role("r"))
    assert not roles.permissions(names=("r",)).has("send")
    roles.save(role=Role("r", abilities=frozenset({"send"})))
    assert roles.permissions(names=("r",)).has("send")


def test_known_roles_cost_no_call_and_no_roles_never_do() -> None:
    roles.save(role=Role("r"))
    roles.permissions(names=("r",))
    with Unreliable() as calls:
        roles.permissions(names=("r",))
        assert roles.permissions(names=()) == Permissions()
    assert calls.calls == []
