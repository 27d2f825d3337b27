from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib import config
from chalicelib.dialects.matrix42.schema.rows import FIXED
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.domain import version
from chalicelib.domain.person import PERSON
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import READ_ONLY, Permissions, Role, Verb
from chalicelib.errors import Forbidden
from chalicelib.request import Request
from tests.dialects.matrix42.desk import ADMIN, AGENT, Desk, record, user

READS_PEOPLE = Permissions((Role("reader", kinds={"person": READ_ONLY}),))


def visit(person: int | None = AGENT) -> Visit:
    caller = replace(ADMIN, permissions=READS_PEOPLE, person=Ref("person", person) if person else None)
    return Visit(Request.from_event({}).identified(caller))


def test_a_caller_is_somebody_among_the_users(desk: Desk) -> None:
    assert str(visit().user) == user(AGENT)
    assert visit(None).user is None
    assert visit(99).user is None


def test_rights_are_those_of_roles(desk: Desk) -> None:
    made = visit()
    assert made.sees(record(PERSON, AGENT))
    assert not made.may(Verb.EDIT, "person")
    made.demand(Verb.READ, "person")
    with pytest.raises(Forbidden):
        made.demand(Verb.READ, "ticket")


def test_what_is_always_the_same_is_for_everybody(desk: Desk) -> None:
    made = visit()
    row = made.catalogue.fixed_rows(made.definition("SPSCommonPickupObjectStatus"))[0]
    assert row.kind == FIXED
    assert made.sees(row)


def test_the_newest_row_versions_are_left_to_the_next_poll(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert visit().context().fence is None
    monkeypatch.setattr(config, "POLL_FENCE", 2.0)
    made = visit()
    assert made.context().fence == version.floor(made.now - timedelta(seconds=2))
