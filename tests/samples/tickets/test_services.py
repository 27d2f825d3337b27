"""Services: listed, read, created, updated, deleted."""

from __future__ import annotations

import pytest

from tests.samples.tickets.client import Desk, Refused
from tests.samples.tickets.formats import Entity


def test_services_are_listed(desk: Desk, mail: Entity) -> None:
    assert mail in desk.list("Services")


def test_a_service_is_read(desk: Desk, mail: Entity) -> None:
    assert desk.read("Services", mail["Id"]) == mail


def test_a_service_is_created(mail: Entity) -> None:
    assert mail == {"Id": mail["Id"], "Name": "E-mail", "Description": None}


def test_a_service_is_updated(desk: Desk, mail: Entity) -> None:
    updated = desk.update("Services", {**mail, "Description": "Mailboxes & lists <of all>"})
    assert updated == {**mail, "Description": "Mailboxes & lists <of all>"}
    assert desk.read("Services", mail["Id"]) == updated


def test_a_service_is_deleted(desk: Desk, mail: Entity) -> None:
    assert desk.delete("Services", mail["Id"]) == mail
    with pytest.raises(Refused) as refused:
        desk.read("Services", mail["Id"])
    assert refused.value.status == 404
