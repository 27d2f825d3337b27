"""Operators: listed, read, created, updated, deleted."""

from __future__ import annotations

import pytest

from tests.samples.tickets.client import Desk, Refused
from tests.samples.tickets.conftest import Make
from tests.samples.tickets.formats import Entity


@pytest.fixture
def cleo(make: Make) -> Entity:
    return make("Operators", {"Name": "Cleo Hart", "Email": "cleo@example.com"})


def test_operators_are_listed(desk: Desk, cleo: Entity) -> None:
    assert cleo in desk.list("Operators")


def test_an_operator_is_read(desk: Desk, cleo: Entity) -> None:
    assert desk.read("Operators", cleo["Id"]) == cleo


def test_an_operator_is_created(cleo: Entity) -> None:
    assert cleo == {"Id": cleo["Id"], "Name": "Cleo Hart", "Email": "cleo@example.com", "CellPhone": None}


def test_an_operator_is_updated(desk: Desk, cleo: Entity) -> None:
    updated = desk.update("Operators", {**cleo, "CellPhone": "+15550101"})
    assert updated == {**cleo, "CellPhone": "+15550101"}
    assert desk.read("Operators", cleo["Id"]) == updated


def test_an_operator_is_deleted(desk: Desk, cleo: Entity) -> None:
    assert desk.delete("Operators", cleo["Id"]) == cleo
    with pytest.raises(Refused) as refused:
        desk.read("Operators", cleo["Id"])
    assert refused.value.status == 404
