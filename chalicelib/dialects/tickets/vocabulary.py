"""The words of this dialect: which property is which canonical field, what a fault is called, what can be set. Tables only."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.tickets import wire
from chalicelib.dialects.tickets.resource import Property, Resource, Type
from chalicelib.domain.person import CUSTOMER, OPERATOR, PERSON
from chalicelib.domain.role import Verb
from chalicelib.domain.service import SERVICE
from chalicelib.domain.setting import Setting
from chalicelib.domain.ticket import TICKET, TYPES, UNTYPED

TICKETS: Final = Resource(
    name="Ticket",
    collection="Tickets",
    kind=TICKET,
    references=("services", "assignee"),
    shape=wire.Ticket,
    creation=wire.NewTicket,
    replacement=wire.TicketChange,
    properties=(
        Property("Services", Type.SERVICES, "services", put=False),
        Property("ServiceId", Type.ID, "services", put=False, stands_for="Services"),
        Property("Description", Type.TEXT, "description", required=True),
        Property("StartTime", Type.TIME, "start", required=True),
        Property("EndTime", Type.TIME, "planned_end"),
        Property("ExpectedResolutionTime", Type.TIME, "target_resolution"),
        Property("NextUpdateTime", Type.TIME, "next_update"),
        Property("ClosedTime", Type.TIME, "closed_at"),
        Property("ReopenedTime", Type.TIME, "reopened_at", post=False),
        Property("CreatedTime", Type.TIME, "created_at", post=False, put=False),
        Property("OperatorId", Type.ID, "assignee", put=False),
        Property("DoNotSendEmail", Type.BOOLEAN),
    ),
)

_NAME: Final = Property("Name", Type.TEXT, "display_name", max_length=255)
_EMAIL: Final = Property("Email", Type.EMAIL, "email", max_length=254)
_CELL_PHONE: Final = Property("CellPhone", Type.TEXT, "mobile", max_length=50)

CUSTOMERS: Final = Resource(
    name="Customer",
    collection="Customers",
    kind=PERSON,
    cls=CUSTOMER,
    references=("services",),
    any_of=("Name", "Email", "CellPhone"),
    shape=wire.Customer,
    creation=wire.NewCustomer,
    replacement=wire.CustomerChange,
    properties=(_NAME, _EMAIL, _CELL_PHONE, Property("Services", Type.SERVICES, "services")),
)

OPERATORS: Final = Resource(
    name="Operator",
    collection="Operators",
    kind=PERSON,
    cls=OPERATOR,
    any_of=("Name", "Email", "CellPhone"),
    shape=wire.Operator,
    creation=wire.NewOperator,
    replacement=wire.OperatorChange,
    properties=(_NAME, _EMAIL, _CELL_PHONE),
)

SERVICES: Final = Resource(
    name="Service",
    collection="Services",
    kind=SERVICE,
    shape=wire.Service,
    creation=wire.NewService,
    replacement=wire.ServiceChange,
    properties=(
        Property("Name", Type.TEXT, "name", required=True),
        Property("Description", Type.TEXT, "description"),
    ),
)

RESOURCES: Final = (TICKETS, CUSTOMERS, SERVICES, OPERATORS)
RESOURCES_BY_NAME: Final = {each.name: each for each in RESOURCES}
RESOURCES_BY_COLLECTION: Final = {each.collection: each for each in RESOURCES}

# What a key's role must allow. The key of a deployment may do everything; an administrator may hand its account less.
VERBS_BY_METHOD: Final = {"GET": Verb.READ, "POST": Verb.CREATE, "PUT": Verb.EDIT, "DELETE": Verb.DELETE}

# Canonical fields that no property stands for alone, and the property whose fault they are.
NAMES_BY_OTHER_FIELD: Final = {
    "first_name": "Name",
    "last_name": "Name",
    "subject": "Description",
    "description_format": "Description",
    "state": "ClosedTime",
}

# What a fault is called, by its code; `name` is the property, the rest are the fault's own parameters.
SENTENCES: Final = {
    "required": "The {name} field is required.",
    "type": "The value '{value}' is not {expected}.",
    "format": "The value '{value}' is not {expected}.",
    "too_long": "The {name} field must not be longer than {limit} characters.",
    "count": "The {name} field must not hold more than {limit} entries.",
    "any_of": "At least one of {names} is required.",
    "id": "The Id must be the one of the URL.",
    "reference": "There is no {noun} with the Id {number}.",
}
NOUNS_BY_KIND: Final = {"service": "service", "person": "operator"}

# What an answer that is no success says, by status; `path` is the path of the request, the rest are the error's own words.
MESSAGES: Final = {
    400: "The request is invalid.",
    401: "Authorization has been denied for this request.",
    403: "Authorization has been denied for this request.",
    404: "No HTTP resource was found that matches the request URI '{path}'.",
    405: "The requested resource does not support http method '{method}'.",
    409: "The request contradicts what is stored.",
    413: "The request entity is too large.",
    415: "The request entity's media type '{media_type}' is not supported for this resource.",
    429: "Too many requests.",
    500: "An error has occurred.",
    503: "The service is not available. Please try again.",
}

# What the times of a ticket are called in an e-mail, in the order of its lines.
LABELS_BY_TIME: Final = {
    "StartTime": "Start",
    "EndTime": "End",
    "ExpectedResolutionTime": "Expected resolution",
    "NextUpdateTime": "Next update",
    "ClosedTime": "Closed",
    "ReopenedTime": "Reopened",
}

# The charsets that bodies are read in, by the names that Content-Type may give them. Decoders of Python that do other work
# than decoding (punycode, unicode_escape …) are not among them.
CODECS_BY_CHARSET: Final = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "utf-16": "utf-16",
    "unicode": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "utf-32": "utf-32",
    "iso-8859-1": "latin-1",
    "latin1": "latin-1",
    "iso-8859-15": "iso-8859-15",
    "windows-1252": "cp1252",
}

SETTINGS: Final = {
    "key": Setting(
        None,
        "The key that clients send with every request. The former one dies within five seconds.",
        pattern="[A-Za-z0-9]{16,}",
        expected="at least 16 letters and digits",
        secret_credential=True,
    ),
    "type": Setting("incident", "The type of the tickets that are made here.", choices=(*TYPES, UNTYPED)),
}
