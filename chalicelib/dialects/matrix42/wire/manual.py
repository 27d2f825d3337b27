"""The interface as data."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from chalicelib.domain.api import State

StateName = State
Verb = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
Day = Annotated[datetime, Meta(tz=True, description="In UTC.")]
Template = Annotated[str, Meta(description="Relative to the prefix.", examples=["create"])]
Prefix = Annotated[
    str,
    Meta(
        description="Without a slash in front: below the name of this interface, of other interfaces the whole.",
        examples=["api/ticket"],
    ),
]
Address = Annotated[str, Meta(description="The whole path.", examples=["/m42Services/api/ticket/create"])]
Prose = Annotated[str, Meta(description="What it is for: in the caller's language, of other interfaces in English.")]


class ServiceOperation(Struct):
    """An operation in a few words."""

    Id: UUID
    Name: str
    Method: Verb
    RouteTemplate: Template
    Url: Address
    IsPublic: Annotated[bool, Meta(description="It changes only with notice.")]
    State: StateName
    Documentation: Prose


class Service(Struct):
    """A service and its operations."""

    Id: UUID
    Name: str
    Dialect: Annotated[str, Meta(description="The interface that it belongs to.", examples=["matrix42"])]
    Title: Annotated[str, Meta(description="What that is called.", examples=["Matrix42 Web Services"])]
    RoutePrefix: Prefix
    Documentation: Prose
    ApiType: Annotated[Literal["Public", "Product"], Meta(description="Public: one of its operations is.")]
    Operations: list[ServiceOperation]


class OperationParameter(Struct):
    """What stands in the route, the query or a header."""

    Name: str
    Source: Literal["Route", "Query", "Header"]
    Type: str
    Required: bool
    DefaultValue: str | None
    Documentation: str


class BodyInfo(Struct):
    """What is sent along."""

    Type: str
    Required: bool
    ContentType: str


class TypeProperty(Struct):
    """A member of a type."""

    Name: str
    Type: str
    Required: bool
    Documentation: str


class OperationType(Struct):
    """A type that a body or an answer uses."""

    Name: str
    Documentation: str
    Properties: list[TypeProperty]


class OperationStatus(Struct):
    """A status that an answer may have."""

    Code: int
    Description: str


class AudienceMember(Struct):
    """A role or a person."""

    Type: Literal["Role", "Person"]
    Id: Annotated[UUID, Meta(description="Of the fragment of SPSSecurityClassRole, or of SPSUserClassBase.")]
    Name: str


class AudienceInfo(Struct):
    """Who may call: the members, or everyone where it is not restricted."""

    Restricted: bool
    InheritedFromService: Annotated[bool, Meta(description="It was said of the whole service.")]
    Members: list[AudienceMember]


class OperationDocumentation(Struct):
    """An operation."""

    Id: UUID
    Name: str
    Dialect: str
    ServiceId: UUID
    ServiceName: str
    Method: Verb
    RoutePrefix: Prefix
    RouteTemplate: Template
    Url: Address
    Documentation: Prose
    IsPublic: bool
    State: StateName
    DeprecatedOn: Day | None
    SunsetOn: Day | None
    Successor: Annotated[str | None, Meta(description="`Service.Operation`.", examples=["Fragments.GetList"])]
    Parameters: list[OperationParameter]
    RequestBody: BodyInfo | None
    ReturnType: str | None
    UsedTypes: list[OperationType]
    StatusCodes: list[OperationStatus]
    Audience: AudienceInfo


class ReleaseNote(Struct):
    """A step in the life of an operation."""

    On: Day
    Service: str
    Operation: str
    From: StateName
    To: StateName
    SunsetOn: Day | None
    Note: str
