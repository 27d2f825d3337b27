"""Tickets as clients of the verbs make them, and as the core has them then."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from chalicelib.domain.journal import JournalEntry
from chalicelib.domain.record import Record
from chalicelib.domain.ticket import TICKET
from chalicelib.services import identities, journal, records
from tests.dialects.matrix42.desk import Desk
from tests.wire import Answer

NIL: Final = "00000000-0000-0000-0000-000000000000"
NOBODY: Final = "7a1c0000-1111-4222-8333-444455556666"
"""A GUID that nothing has."""
INCIDENT, TICKET_TYPE, REQUEST = 0, 5, 6


def create(desk: Desk, activity_type: int | None = INCIDENT, **members: Any) -> str:
    """A ticket; answers the id of the object."""
    query = "" if activity_type is None else f"?activityType={activity_type}"
    answer = desk.send("POST", f"ticket/create{query}", {"Subject": "Printer", **members})
    assert answer.status == 200, answer.text
    made: str = answer.json
    return made


def do(desk: Desk, verb: str, /, **members: Any) -> None:
    """A verb that goes well and answers nothing."""
    answer = desk.send("POST", verb, members)
    assert (answer.status, answer.body) == (204, b""), answer.text


def refused(desk: Desk, verb: str, status: int = 400, /, **members: Any) -> str:
    """A verb that is refused; answers everything that is wrong, in English."""
    answer = desk.send("POST", verb, members)
    assert answer.status == status, answer.text
    return told(answer)


def told(answer: Answer) -> str:
    """What an answer says is wrong."""
    said = answer.json
    found: str = said.get("ExceptionMessage") or said["Message"]
    return found


def record(object_id: str) -> Record:
    """A ticket as it stands."""
    guid = UUID(object_id)
    return records.get(kind=TICKET, number=identities.by_guid(kind=TICKET, named=[guid])[guid].number)


def fields(object_id: str, *names: str) -> tuple[Any, ...]:
    """What some fields hold."""
    ticket = record(object_id)
    return tuple(ticket.get(name) for name in names)


def entries(object_id: str) -> list[JournalEntry]:
    """The journal, newest entry first."""
    return journal.entries(record=record(object_id), limit=100)


def noted(object_id: str) -> list[tuple[str, str, bool]]:
    """Action, text and whether requesters may read it, of each entry, newest first."""
    return [(entry.action, entry.text, entry.public) for entry in entries(object_id)]


def row(desk: Desk, definition: str, object_id: str, columns: str) -> dict[str, Any]:
    """Some attributes of the fragment of a ticket, as a list shows them."""
    (found,) = desk.rows(definition, f"where=[Expression-ObjectID] = '{object_id}'&columns={columns}")
    names = [name.strip("[]") for name in columns.split(",")]
    return {name: value for name, value in found.items() if name in names}
