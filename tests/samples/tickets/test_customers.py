"""Customers: listed, read, created, updated, deleted; one moves to another address and keeps everything else."""

from __future__ import annotations

import pytest

from tests.samples.tickets.client import Desk, Refused
from tests.samples.tickets.conftest import Make
from tests.samples.tickets.formats import Entity


@pytest.fixture
def ada(make: Make, mail: Entity) -> Entity:
    content = {"Name": "Ada Moss", "Email": "ada@example.com", "CellPhone": "+15550100"}
    return make("Customers", {**content, "Services": [{"Id": mail["Id"]}]})


def test_customers_are_listed(desk: Desk, ada: Entity) -> None:
    assert ada in desk.list("Customers")


def test_a_customer_is_read(desk: Desk, ada: Entity) -> None:
    assert desk.read("Customers", ada["Id"]) == ada


def test_a_customer_is_created(ada: Entity, mail: Entity) -> None:
    assert ada == {
        "Id": ada["Id"],
        "Name": "Ada Moss",
        "Email": "ada@example.com",
        "CellPhone": "+15550100",
        "Services": [{"Id": mail["Id"], "Name": "E-mail"}],
    }


def test_the_address_of_a_customer_changes_and_everything_else_is_kept(desk: Desk, ada: Entity) -> None:
    changed = desk.change("Customers", ada["Id"], Email="ada.moss@example.com")
    assert changed == {**ada, "Email": "ada.moss@example.com"}
    assert desk.read("Customers", ada["Id"]) == changed


def test_an_update_erases_what_it_leaves_out(desk: Desk, ada: Entity) -> None:
    updated = desk.update("Customers", {"Id": ada["Id"], "Name": "Ada Moss"})
    assert updated == {"Id": ada["Id"], "Name": "Ada Moss", "Email": None, "CellPhone": None, "Services": []}


def test_a_customer_is_deleted(desk: Desk, ada: Entity) -> None:
    assert desk.delete("Customers", ada["Id"]) == ada
    with pytest.raises(Refused) as refused:
        desk.read("Customers", ada["Id"])
    assert refused.value.status == 404
