"""The shapes of the wire, as the OpenAPI document shows them. Fields bear the wire's own names, in the order of writing."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

Number = Annotated[int, Meta(ge=1, le=2_147_483_647, description="Number of the record.")]
Time = Annotated[
    str,
    Meta(
        description="A moment, always in UTC on the way out; on the way in other zones are converted.",
        examples=["2001-01-01T12:00:00Z"],
        extra_json_schema={"format": "date-time"},
    ),
]
Flag = Annotated[bool, Meta(description='`true`, `1` and `"True"` all count.')]


class ServiceReference(Struct, frozen=True):
    """A service where it is named by something else."""

    Id: Number
    Name: str | None


class Ticket(Struct, frozen=True):
    """A notice of an outage or of maintenance. It is closed as long as `ClosedTime` has a value."""

    Id: Number
    Services: list[ServiceReference]
    Description: str | None
    StartTime: Time
    EndTime: Time | None
    ExpectedResolutionTime: Time | None
    NextUpdateTime: Time | None
    ClosedTime: Time | None
    ReopenedTime: Time | None
    CreatedTime: Time
    OperatorId: Number | None


class Customer(Struct, frozen=True):
    """Somebody who gets an e-mail about the tickets of the subscribed services."""

    Id: Number
    Name: str | None
    Email: str | None
    CellPhone: str | None
    Services: list[ServiceReference]


class Operator(Struct, frozen=True):
    """Somebody who publishes tickets."""

    Id: Number
    Name: str | None
    Email: str | None
    CellPhone: str | None


class Service(Struct, frozen=True):
    """What tickets are about and customers subscribe to."""

    Id: Number
    Name: str | None
    Description: str | None


Entity = Ticket | Customer | Operator | Service


class ServiceId(Struct, frozen=True):
    """A service in a body: only its id is looked at; a bare number says the same."""

    Id: int | str


ServiceIds = list[int | str | ServiceId]
Text255 = Annotated[str, Meta(max_length=255)]
Text100000 = Annotated[str, Meta(max_length=100_000)]
Address = Annotated[str, Meta(max_length=254, description="Something, one `@`, something, without white space.")]
Phone = Annotated[str, Meta(max_length=50)]


class NewTicket(Struct, frozen=True):
    """A ticket to be opened, or one that is closed already when `ClosedTime` is given."""

    Description: Text100000
    StartTime: Time
    Services: ServiceIds = []
    EndTime: Time | None = None
    ExpectedResolutionTime: Time | None = None
    NextUpdateTime: Time | None = None
    ClosedTime: Time | None = None
    OperatorId: Number | None = None
    DoNotSendEmail: Flag = False


class TicketChange(Struct, frozen=True):
    """What a ticket shall be: what is left out is erased. A new `ClosedTime` closes it, a new `ReopenedTime` reopens it."""

    Id: Number
    Description: Text100000
    StartTime: Time
    EndTime: Time | None = None
    ExpectedResolutionTime: Time | None = None
    NextUpdateTime: Time | None = None
    ClosedTime: Time | None = None
    ReopenedTime: Time | None = None
    DoNotSendEmail: Flag = False


class NewCustomer(Struct, frozen=True):
    """A customer; at least one of name, address and phone is needed."""

    Name: Text255 | None = None
    Email: Address | None = None
    CellPhone: Phone | None = None
    Services: ServiceIds = []


class CustomerChange(NewCustomer, frozen=True, kw_only=True):
    """What a customer shall be: what is left out is erased."""

    Id: Number


class NewOperator(Struct, frozen=True):
    """An operator; at least one of name, address and phone is needed."""

    Name: Text255 | None = None
    Email: Address | None = None
    CellPhone: Phone | None = None


class OperatorChange(NewOperator, frozen=True, kw_only=True):
    """What an operator shall be: what is left out is erased."""

    Id: Number


class NewService(Struct, frozen=True):
    """A service."""

    Name: Text255
    Description: Text100000 | None = None


class ServiceChange(NewService, frozen=True, kw_only=True):
    """What a service shall be: what is left out is erased."""

    Id: Number


class Error(Struct, frozen=True, omit_defaults=True):
    """What is wrong: in one sentence, and in `ModelState` property by property."""

    Message: str
    MessageDetail: str | UnsetType = UNSET
    ModelState: (
        Annotated[dict[str, list[str]], Meta(examples=[{"ticket.StartTime": ["The StartTime field is required."]}])]
        | UnsetType
    ) = UNSET


def members(shape: Struct) -> list[tuple[str, Any]]:
    """Names and values of a shape that are written, in the order of its fields."""
    return [(name, value) for name in shape.__struct_fields__ if (value := getattr(shape, name)) is not msgspec.UNSET]
