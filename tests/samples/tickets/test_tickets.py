"""Tickets: listed, read, created, updated, closed, reopened, changed without an e-mail, deleted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.samples.tickets.client import Desk, Refused
from tests.samples.tickets.conftest import Make
from tests.samples.tickets.formats import Entity


def test_tickets_are_listed(desk: Desk, ticket: Entity) -> None:
    assert ticket in desk.list("Tickets")


def test_a_long_list_is_read_page_by_page(desk: Desk, make: Make, ticket: Entity) -> None:
    another = make("Tickets", {"Description": "Mail is slow", "StartTime": "2026-11-21T09:00:00Z"})
    found = desk.list("Tickets", at_once=1)
    assert [each for each in found if each["Id"] in (ticket["Id"], another["Id"])] == [ticket, another]


def test_a_ticket_is_read(desk: Desk, ticket: Entity) -> None:
    assert desk.read("Tickets", ticket["Id"]) == ticket


def test_a_ticket_is_created(make: Make, mail: Entity) -> None:
    operator = make("Operators", {"Name": "Cleo Hart"})
    ticket = make(
        "Tickets",
        {
            "Description": "Mail is down",
            "StartTime": "2026-11-21T08:00:00Z",
            "ExpectedResolutionTime": "2026-11-21T10:00:00Z",
            "NextUpdateTime": "2026-11-21T09:00:00Z",
            "Services": [{"Id": mail["Id"]}],
            "OperatorId": operator["Id"],
        },
    )
    assert ticket == {
        "Id": ticket["Id"],
        "Description": "Mail is down",
        "StartTime": "2026-11-21T08:00:00Z",
        "EndTime": None,
        "ExpectedResolutionTime": "2026-11-21T10:00:00Z",
        "NextUpdateTime": "2026-11-21T09:00:00Z",
        "ClosedTime": None,
        "ReopenedTime": None,
        "CreatedTime": ticket["CreatedTime"],
        "OperatorId": operator["Id"],
        "Services": [{"Id": mail["Id"], "Name": "E-mail"}],
    }


def test_a_ticket_is_updated(desk: Desk, ticket: Entity) -> None:
    updated = desk.update("Tickets", {**ticket, "Description": "Mail is slow", "EndTime": "2026-11-21T12:00:00Z"})
    assert updated == {**ticket, "Description": "Mail is slow", "EndTime": "2026-11-21T12:00:00Z"}
    assert desk.read("Tickets", ticket["Id"]) == updated


def test_a_ticket_is_closed(desk: Desk, ticket: Entity) -> None:
    closed = desk.close(ticket["Id"], at=datetime(2026, 11, 21, 10, tzinfo=UTC))
    assert closed == {**ticket, "ClosedTime": "2026-11-21T10:00:00Z"}


def test_a_ticket_is_reopened(desk: Desk, ticket: Entity) -> None:
    desk.close(ticket["Id"], at=datetime(2026, 11, 21, 10, tzinfo=UTC))
    reopened = desk.reopen(ticket["Id"], at=datetime(2026, 11, 21, 11, tzinfo=UTC))
    assert reopened == {**ticket, "ReopenedTime": "2026-11-21T11:00:00Z"}


def test_a_ticket_is_changed_without_an_email(desk: Desk, ticket: Entity) -> None:
    changed = desk.change("Tickets", ticket["Id"], Description="Mail is dwon", DoNotSendEmail=True)
    assert changed == {**ticket, "Description": "Mail is dwon"}


def test_a_ticket_is_deleted(desk: Desk, ticket: Entity) -> None:
    assert desk.delete("Tickets", ticket["Id"]) == ticket
    with pytest.raises(Refused) as refused:
        desk.read("Tickets", ticket["Id"])
    assert refused.value.status == 404


def test_what_is_wrong_with_a_ticket_is_said_property_by_property(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        desk.create("Tickets", {"StartTime": "soon"})
    assert refused.value.status == 400
    assert refused.value.faults.keys() == {"ticket.Description", "ticket.StartTime"}
