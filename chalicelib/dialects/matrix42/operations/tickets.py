"""Tickets and their journal (specification, 9.1 and 9.2)."""

from __future__ import annotations

from typing import Any, Final, Literal
from uuid import UUID

from chalicelib.dialects.matrix42.operations.descriptions import CALLED, SENT, described, empty, guid, whole
from chalicelib.dialects.matrix42.wire import samples
from chalicelib.dialects.matrix42.wire import tickets as wire
from chalicelib.dialects.operation import Operation, Parameter

_VERB: Final = (*CALLED, *SENT)
_ON_TICKETS: Final = (*_VERB, 404)
_UNKNOWN: Final = {404: "One of the tickets does not exist."}

_FOUND: Final = (
    Parameter(
        "Subject",
        "A part of the subject, or a pattern with `%`. It or CategoryName is required.",
        unless="CategoryName",
    ),
    Parameter("CategoryName", "Name of the category."),
    Parameter("States", "Numbers of states, separated by commas.", example="200,202"),
    Parameter(
        "OnlyRelatedToCurrentUser", "Only what the user is the initiator or responsible of.", bool, default=False
    ),
    Parameter("CurrentUserId", "The user, by default who calls.", guid("Of the fragment of SPSUserClassBase.")),
)
_SEARCHES: Final = ("Ticket", "Incident", "Problem", "Change", "Task", "ServiceRequest")


def _closing(name: str) -> tuple[str, Operation]:
    return empty(
        name,
        body=wire.TicketCloseInfo,
        example=samples.CLOSED,
        refusals=_ON_TICKETS,
        reasons=_UNKNOWN | {400: "The body is wrong, or a ticket is closed already."},
    )


def _search(service: str) -> tuple[str, Operation]:
    return described(
        f"{service}.Search",
        wire.TicketSearchResult,
        query=_FOUND,
        says="The tickets.",
        reasons={400: "There is neither a subject nor a category, or a value is wrong."},
    )


_JOURNAL: Final[tuple[Any, ...]] = (
    Parameter("objectId", "The ticket.", guid("Id of an object, or of any of its fragments."), required=True),
    Parameter(
        "objectLinkTemplate", "How addresses of objects look; it must not be empty.", required=True, example="{id}"
    ),
    Parameter("start", "Entries that are left out in front.", whole(0), default=0),
    Parameter("count", "Entries of an answer.", whole(0), default=25),
    Parameter("timeOffset", "Taken, and without effect.", int, default=0),
)

TICKETS: Final[dict[str, Operation]] = dict(
    (
        described(
            "Ticket.Create",
            UUID,
            says="The id of the new object.",
            query=(
                Parameter(
                    "activityType",
                    "What kind of ticket: 0 incident, 5 ticket, 6 service request.",
                    Literal[0, 5, 6],
                    default=5,
                ),
            ),
            body=wire.TicketCreateInfo,
            example=samples.NEW_TICKET,
            refusals=_VERB,
            reasons={400: "The subject is missing, an id leads nowhere, or a value is none of its pick-up."},
        ),
        _closing("Ticket.Close"),
        empty(
            "Ticket.Transform",
            body=wire.TicketTransformInfo,
            example=samples.TRANSFORMED,
            refusals=_ON_TICKETS,
            reasons=_UNKNOWN | {400: "The body is wrong, or a ticket is not of the source type, or closed."},
        ),
        described(
            "Ticket.Classify",
            wire.TicketClassification,
            body=wire.TicketClassifyInfo,
            example=samples.DESCRIBED,
            refusals=_VERB,
        ),
        *map(_search, _SEARCHES),
        _closing("Problem.Close"),
        described(
            "Journal.Add",
            wire.JournalEntryId,
            says="The id of the new entry.",
            body=wire.JournalEntryInfo,
            example=samples.NEW_ENTRY,
            refusals=_ON_TICKETS,
            reasons={404: "The ticket does not exist."},
        ),
        described(
            "Journal.GetList",
            list[wire.JournalEntry],
            says="The entries, the newest first.",
            query=_JOURNAL,
            refusals=(*CALLED, 400),
            reasons={400: "The id, the template or a number is missing or wrong."},
        ),
    )
)
