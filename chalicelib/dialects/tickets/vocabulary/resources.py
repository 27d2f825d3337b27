"""Which property is which canonical field, and what a role must allow."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.tickets import wire
from chalicelib.dialects.tickets.resource import Property, Resource, Type
from chalicelib.domain.person import CUSTOMER, OPERATOR, PERSON
from chalicelib.domain.role import Verb
from chalicelib.domain.service import SERVICE
from chalicelib.domain.ticket import TICKET

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


def of_route(route: str) -> Resource | None:
    """The resource of a canonical route, `/api/Tickets/{id}`."""
    return next((RESOURCES_BY_COLLECTION[s] for s in route.split("/") if s in RESOURCES_BY_COLLECTION), None)


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
