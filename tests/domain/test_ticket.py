from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from chalicelib.domain.record import Change, Record
from chalicelib.domain.ticket import STATES, TICKET, settle

AT = datetime(2026, 1, 1, tzinfo=UTC)
LATER = AT + timedelta(days=1)
NAMED = AT - timedelta(days=9)


def ticket(**fields: Any) -> Record:
    return Record(TICKET, 7, UUID(int=1), 1, AT, AT, fields=fields)


def after(before: Record | None, at: datetime = LATER, **values: Any) -> Record:
    record = before.copy() if before else ticket()
    Change(values).apply(record)
    settle(before, record, frozenset(values), at)
    return record


@pytest.mark.parametrize("state", [state for state in STATES if state != "closed"])
def test_closing_stamps_the_moment(state: str) -> None:
    closed = after(ticket(state=state), state="closed")
    assert closed.get("closed_at") == LATER
    assert closed.get("reopened_at") is None


@pytest.mark.parametrize("state", [state for state in STATES if state != "closed"])
def test_reopening_stamps_the_moment_and_clears_that_of_closing(state: str) -> None:
    opened = after(ticket(state="closed", closed_at=AT), state=state)
    assert opened.get("closed_at") is None
    assert opened.get("reopened_at") == LATER


def test_a_closed_ticket_that_stays_closed_keeps_its_moment() -> None:
    assert after(ticket(state="closed", closed_at=AT), state="closed", subject="x").get("closed_at") == AT


def test_a_second_closing_has_a_moment_of_its_own() -> None:
    opened = after(ticket(state="closed", closed_at=AT), state="new")
    closed = after(opened, at=LATER + timedelta(days=1), state="closed")
    assert closed.get("closed_at") == LATER + timedelta(days=1)
    assert closed.get("reopened_at") == LATER


def test_whoever_names_the_moment_has_the_say() -> None:
    assert after(ticket(state="new"), state="closed", closed_at=NAMED).get("closed_at") == NAMED
    assert after(ticket(state="closed", closed_at=AT), closed_at=NAMED).get("closed_at") == NAMED
    assert after(ticket(state="closed", closed_at=AT), state="new", reopened_at=NAMED).get("reopened_at") == NAMED


def test_a_closed_ticket_is_never_without_its_moment() -> None:
    assert after(ticket(state="closed", closed_at=AT), closed_at=None).get("closed_at") == LATER
    assert after(None, state="closed").get("closed_at") == LATER


def test_an_open_ticket_has_no_moment_of_closing() -> None:
    assert after(None, state="new", closed_at=NAMED).get("closed_at") is None


def test_a_state_that_is_no_state_is_left_to_validation() -> None:
    assert after(ticket(state="closed", closed_at=AT), state=["closed"]).get("closed_at") is None


def test_a_ticket_is_listed_under_its_type_or_none() -> None:
    assert TICKET.classify(ticket(type="problem")) == "problem"
    assert TICKET.classify(ticket()) == "none"


def test_a_ticket_without_subject_is_called_by_its_number() -> None:
    assert ticket().title == "Ticket 7"
    assert ticket(subject="Printer").title == "Printer"
