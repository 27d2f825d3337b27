"""Bodies that documentation starts a person off with: good as they are, but for ids, which are those of nothing."""

from __future__ import annotations

from typing import Any, Final

Body = dict[str, Any]

NOBODY: Final = "3f2b8c1e-5a94-4c57-9d0e-7b1f6a2c8e45"
"""The id of nothing."""
_SUBJECT: Final = "The printer on the second floor is out of toner"
_TEXT: Final = "<p>It has printed blank pages since this morning.</p>"
_COMMENTS: Final = "<p>A new cartridge is on its way.</p>"
_INCIDENT: Final = "SPSActivityTypeIncident"

NEW_FRAGMENT: Final[Body] = {"Subject": _SUBJECT, "Impact": 2, "Urgency": 2}
CHANGED_FRAGMENT: Final[Body] = {"ID": NOBODY, "Subject": "The printer on the first floor is out of toner"}
NEW_OBJECT: Final[Body] = {
    "SPSActivityClassBase": {"Subject": _SUBJECT, "DescriptionHTML": _TEXT, "Impact": 2, "Urgency": 2},
    "SPSActivityClassUnitOfWork": [{"OriginalSolutionHtml": "<p>Reported by phone.</p>", "ActivityAction": 0}],
}
CHANGED_OBJECT: Final[Body] = {"ID": NOBODY, "SPSActivityClassBase": {"Urgency": 3}}

NEW_TICKET: Final[Body] = {"Subject": _SUBJECT, "DescriptionHTML": _TEXT, "Impact": 2, "Urgency": 2}
CLOSED: Final[Body] = {
    "ObjectIds": [NOBODY],
    "Comments": "<p>The cartridge was changed.</p>",
    "Reason": 408,
    "SendMailToInitiator": False,
    "SkipFailIfAlreadyClosed": True,
}
TRANSFORMED: Final[Body] = {
    "ObjectIds": [NOBODY],
    "SourceTypeName": _INCIDENT,
    "TargetTypeName": "SPSActivityTypeServiceRequest",
}
DESCRIBED: Final[Body] = {"TicketSubject": "A new keyboard", "TicketDescription": "I need one with large letters."}
NEW_ENTRY: Final[Body] = {
    "ObjectId": NOBODY,
    "Comments": "<p>A new cartridge for {Printer} is on its way.</p>",
    "Parameters": [{"Name": "Printer", "Value": "R42"}],
    "VisibleInPortal": True,
}

TAKEN_OVER: Final[Body] = {"Objects": [{"ObjectIds": [NOBODY], "TypeName": _INCIDENT}]}
FORWARDED: Final[Body] = {"Tickets": [{"Item1": _INCIDENT, "Item2": NOBODY}], "RoleID": NOBODY, "Comments": _COMMENTS}
PAUSED: Final[Body] = {
    "ObjectIds": [NOBODY],
    "ReminderDate": "2030-03-18T09:30:00Z",
    "Reason": "The supplier has none.",
}
REOPENED: Final[Body] = {"ObjectIds": [NOBODY], "Reason": "It is out of toner again."}
RETURNED: Final[Body] = {"TicketId": NOBODY, "Comments": _COMMENTS}
DUE: Final[Body] = {"ObjectIds": [NOBODY], "Deadline": "2030-03-18T09:30:00Z"}
TRACKED: Final[Body] = {
    "ObjectIds": [NOBODY],
    "Minutes": 30,
    "ActivityType": 4,
    "Begin": "2026-03-18T09:00:00Z",
    "End": "2026-03-18T09:30:00Z",
    "Description": "Changed the cartridge.",
}

FILTER: Final[Body] = {
    "LogicalOperator": 1,
    "Conditions": [{"Property": "Subject", "Operator": 7, "Value": ["printer"]}],
}
NAMES: Final[Body] = {"NameStartsWith": "SPSActivity", "Options": 0}
ANNOUNCED: Final[Body] = {"Name": "photo.jpg", "ObjectId": NOBODY, "Size": 7}
