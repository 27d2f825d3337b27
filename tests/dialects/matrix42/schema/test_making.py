"""What new objects have that nobody says, and what stays when they become something else."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from chalicelib.dialects.matrix42.schema import body, making, rows
from chalicelib.dialects.matrix42.schema.draft import Draft
from chalicelib.domain import guid as guids
from chalicelib.domain.journal import Note
from chalicelib.domain.record import Change, Record
from chalicelib.domain.ticket import TICKET
from chalicelib.services import kinds, records
from tests.dialects.matrix42.schema.desk import CALLER, Desk, make

pytestmark = pytest.mark.usefixtures("cloud")

ACTIVITY = "SPSActivityClassBase"
COMMON = "SPSCommonClassBase"
JOURNAL = "SPSActivityClassUnitOfWork"


def made(item: str, bodies: dict[str, dict[str, Any]], *, object_id: UUID | None = None) -> Record:
    """A ticket as a POST makes it."""
    desk = Desk()
    said = desk.said(bodies, creating=True)
    draft = Draft()
    body.fulfil((wish for each in said for wish in each.wishes), draft, kind=TICKET, language="en")
    making.complete(draft, desk.catalogue.item(item), said)
    guid = making.identity(said, object_id=object_id, main=ACTIVITY)
    aliases = {} if guid is None else making.keep_ids(draft, said, object_id=guid)
    return records.create(
        kind=TICKET,
        values=draft.change.values,
        extras=draft.change.extras,
        caller=CALLER,
        guid=guid,
        created_by=draft.creator,
        aliases=aliases,
    )


@pytest.mark.parametrize(
    ("said", "priority"),
    [
        ({}, 2),
        ({"Impact": 3}, 2),
        ({"Impact": 3, "Urgency": 3}, 3),
        ({"Impact": 1, "Urgency": 1}, 1),
        ({"Impact": 3, "Urgency": 1}, 2),
        ({"Impact": 3, "Urgency": 3, "Priority": 0}, 0),
        ({"Impact": 3, "Urgency": 3, "Priority": 1}, 1),
        ({"Priority": None}, 2),
    ],
)
def test_a_priority_that_is_not_said_follows_from_impact_and_urgency(said: dict[str, Any], priority: int) -> None:
    ticket = made("SPSActivityTypeIncident", {ACTIVITY: {"Subject": "x", **said}})
    assert Desk().fragment(ACTIVITY, ticket)["Priority"] == priority


def test_a_ticket_keeps_its_number_whatever_becomes_of_it() -> None:
    desk, ticket = Desk(), made("SPSActivityTypeIncident", {ACTIVITY: {"Subject": "x"}})
    theirs = make("ticket", type="request")
    for record, number in ((ticket, f"INC{ticket.number:05}"), (theirs, f"TCK{theirs.number:05}")):
        for name in ("SVMChangeRequestType", "SPSActivityTypeTicket"):
            item = desk.catalogue.item(name)

            def edit(stands: Record, item: Any = item) -> Any:
                draft = Draft(stands)
                making.become(draft, item)
                return draft.change

            after = records.change(kind=TICKET, number=record.number, edit=edit, caller=CALLER)
            shown = desk.fragment(ACTIVITY, after)
            assert (shown["TicketNumber"], shown["Expression-TypeID"]) == (number, str(item.id))
            assert desk.numbers(ACTIVITY, f"TicketNumber = '{number}'") == [record.number]


def test_ids_that_are_said_are_kept() -> None:
    desk, own, other = Desk(), uuid4(), uuid4()
    ticket = made("SPSActivityTypeTicket", {ACTIVITY: {"Subject": "x", "ID": str(own)}, COMMON: {"ID": str(other)}})
    assert ticket.guid == guids.with_tag(own, 1)
    assert (desk.id(ACTIVITY, ticket), desk.id(COMMON, ticket)) == (str(own), str(other))
    assert ticket.extra("matrix42")["IDs"] == {COMMON: str(other)}
    for name, guid, kind in ((ACTIVITY, own, None), (COMMON, other, "ticket")):
        assert desk.numbers(name, f"ID = '{guid}'", kind=kind) == [ticket.number]
    object_id = uuid4()
    ticket = made("SPSActivityTypeTicket", {ACTIVITY: {"Subject": "x"}}, object_id=object_id)
    assert (ticket.guid, ticket.extra("matrix42")) == (object_id, {"Prefix": "TCK"})


def test_somebody_else_can_have_made_it() -> None:
    desk, ada = Desk(), make("person", last_name="Ada")
    ticket = made("SPSActivityTypeIncident", {ACTIVITY: {"Subject": "x", "Creator": desk.id("SPSUserClassBase", ada)}})
    assert (ticket.created_by, ticket.updated_by) == (ada.ref, None)
    assert desk.numbers(ACTIVITY, "Creator.LastName = 'ada'") == [ticket.number]


def test_an_entry_of_a_journal_is_shown_as_it_was_wished() -> None:
    desk, ticket, ada = Desk(), make("ticket", type="incident"), make("person", last_name="Ada")
    type_ = str(uuid4())
    wished = {"OriginalSolutionHtml": "<b>x</b>", "ActivityAction": 4, "VisibleInPortal": 1, "TypeID": type_}
    wished["Creator"] = desk.id("SPSUserClassBase", ada)
    (said,) = desk.said({JOURNAL: {**wished, "SolutionParams": "{}", "UsedInType": str(ticket.guid)}}, creating=True)
    assert said.owner == ticket.guid
    noted = making.note(said.wishes)
    assert (noted.action, noted.format, noted.public) == ("forwarded", "html", True)
    ticket = records.change(kind=TICKET, number=ticket.number, edit=lambda _: Change(notes=(noted,)), caller=CALLER)
    row = desk.rows(JOURNAL, "ActivityAction = 4")[0]
    assert row.guid == rows.entry_id(ticket)
    shown = desk.fragment(JOURNAL, row)
    assert {name: shown[name] for name in wished} == {**wished, "VisibleInPortal": True}
    assert (shown["SolutionParams"], shown["OriginalSolution"]) == ("{}", None)
    assert desk.rows(JOURNAL, f"TypeID = '{type_.upper()}'") == [row]
    assert making.note(()) == Note("", format="html")


def test_time_is_tracked_with_all_that_it_takes() -> None:
    desk, ticket = Desk(), make("ticket", type="incident")
    said = {"Minutes": 30, "ActivityType": 4, "Begin": "2026-01-01T08:00:00Z", "End": "2026-01-01T08:30:00Z"}
    (found,) = desk.said({"SPSActivityClassTimeTracking": said}, creating=True)
    draft = Draft()
    definition = found.definition
    kind = kinds.get(definition.kinds[0])
    body.fulfil(found.wishes, draft, kind=kind, language="en")
    assert definition.owner is not None
    draft.set(definition.owner, ticket.ref)
    entry = records.create(kind=kind, values=draft.change.values, caller=CALLER)
    shown = desk.fragment("SPSActivityClassTimeTracking", entry)
    assert {name: shown[name] for name in said} == said
    assert shown["UsedInType"] == str(ticket.guid)
    assert desk.fragment(ACTIVITY, ticket)["WorkingTimeDisplayString"] == "0:30"
    rows = desk.rows(JOURNAL, "T(SPSActivityClassTimeTracking).Minutes = 30")
    assert [row.get("owner") for row in rows] == [ticket.ref]
    assert desk.numbers("SPSActivityClassTimeTracking", "T(SPSActivityClassUnitOfWork).ActivityAction = 1") == [
        entry.number
    ]
