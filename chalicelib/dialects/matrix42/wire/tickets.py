"""Tickets, their journal, and what becomes of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from chalicelib.dialects.matrix42.wire.values import FragmentOf, JournalText, OneId, SeveralIds

Rank = Annotated[int, Meta(ge=1, le=3, description="1 low, 2 medium, 3 high.")]
StateNumber = Annotated[int, Meta(description="200, 201, 202, 203, 205 or 710, see SPSCommonPickupObjectStatus.")]
Flag = Annotated[bool, Meta(description="Sends a mail.")]
Html = Annotated[str, Meta(description="HTML.")]
Moment = Annotated[datetime, Meta(tz=True, description="In UTC.")]
ReasonNumber = Annotated[int, Meta(description="See SPSCommonPickupObjectStateReason.", examples=[408])]
WhyText = Annotated[str, Meta(description="Why, in the journal where there are no comments.")]
ItemName = Annotated[
    str, Meta(description="Name of a configuration item of tickets.", examples=["SPSActivityTypeIncident"])
]


class ExtraProperty(Struct):
    """An attribute of SPSActivityClassBase."""

    Name: Annotated[str, Meta(examples=["Priority"])]
    Value: Annotated[Any, Meta(examples=[2])]


class TicketCreateInfo(Struct, kw_only=True):
    """A new ticket."""

    Subject: Annotated[str, Meta(min_length=1, max_length=255)]
    DescriptionHTML: Html | UnsetType = UNSET
    Description: Annotated[str, Meta(description="Plain text; counts where there is no HTML.")] | UnsetType = UNSET
    User: Annotated[FragmentOf, Meta(description="The initiator, of SPSUserClassBase.")] | UnsetType = UNSET
    Category: Annotated[FragmentOf, Meta(description="Of SPSScCategoryClassBase.")] | UnsetType = UNSET
    Service: Annotated[FragmentOf, Meta(description="Of SPSServiceClassBase.")] | UnsetType = UNSET
    ResponsibleUser: Annotated[FragmentOf, Meta(description="Of SPSUserClassBase.")] | UnsetType = UNSET
    ResponsibleRole: Annotated[FragmentOf, Meta(description="Of SPSScRoleClassBase.")] | UnsetType = UNSET
    Creator: Annotated[FragmentOf, Meta(description="By default the person who calls.")] | UnsetType = UNSET
    Sla: Annotated[FragmentOf, Meta(description="Of SVCServiceLevelAgreementClassBase.")] | UnsetType = UNSET
    Impact: Rank | UnsetType = UNSET
    Urgency: Rank | UnsetType = UNSET
    Priority: Annotated[int, Meta(ge=0, le=3, description="0 without, 1 low, 2 medium, 3 high.")] | UnsetType = UNSET
    State: StateNumber = 200
    EntryBy: Annotated[int, Meta(ge=1, le=4, description="1 phone, 2 mail, 3 portal, 4 API.")] | UnsetType = UNSET
    ExtraProperties: list[ExtraProperty] | UnsetType = UNSET


class TicketCloseInfo(Struct, kw_only=True):
    """Tickets that are to be closed, and who is told."""

    ObjectIds: SeveralIds
    Comments: (
        Annotated[str, Meta(description="HTML. Becomes the solution, and an entry of the journal.")] | UnsetType
    ) = UNSET
    Reason: ReasonNumber = 408
    ErrorType: Annotated[int, Meta(description="See SVMActivityPickupErrorType.")] | UnsetType = UNSET
    ServicesAvailability: Annotated[int, Meta(description="See SVMActivityPickupAvailability.")] | UnsetType = UNSET
    AssetsAvailability: Annotated[int, Meta(description="See SVMActivityPickupAvailability.")] | UnsetType = UNSET
    CloseRelatedIncidents: Annotated[bool, Meta(description="Closes related incidents, too.")] = False
    SendMailToInitiator: Flag = False
    SendMailToUsers: Annotated[bool, Meta(description="Sends a mail to the attached users.")] = False
    NotifyResponsible: Flag = False
    SendMailToRelatedResponsibleUsers: Flag = False
    SkipFailIfAlreadyClosed: Annotated[
        bool, Meta(description="Passes over what is closed already, which is refused otherwise.")
    ] = False


class TicketTransformInfo(Struct, kw_only=True):
    """Tickets that shall be of another kind."""

    ObjectIds: SeveralIds
    SourceTypeName: ItemName
    TargetTypeName: ItemName
    Category: FragmentOf | UnsetType = UNSET
    Sla: FragmentOf | UnsetType = UNSET
    Ola: FragmentOf | UnsetType = UNSET
    RecipientRole: FragmentOf | UnsetType = UNSET


class TicketClassifyInfo(Struct):
    """What somebody wants."""

    TicketSubject: str | UnsetType = UNSET
    TicketDescription: str | UnsetType = UNSET


class TicketClassification(Struct):
    """What kind of ticket that is."""

    TypeName: Literal["SPSActivityTypeIncident", "SPSActivityTypeServiceRequest"]
    ActivityType: Annotated[Literal[0, 6], Meta(description="As `activityType` of Ticket.Create.")]


class TicketSummary(Struct, kw_only=True):
    """A ticket in a few words."""

    ObjectId: UUID
    Id: Annotated[UUID, Meta(description="Of the fragment of SPSActivityClassBase.")]
    TypeName: ItemName
    TicketNumber: Annotated[str, Meta(examples=["INC00042"])]
    Subject: str | None
    State: int | None
    StateDisplayString: str | None
    CategoryName: str | None
    InitiatorName: str | None
    RecipientName: str | None
    CreatedDate: Moment


class TicketSearchResult(Struct):
    """The newest tickets that were found."""

    Tickets: Annotated[list[TicketSummary], Meta(max_length=200)]


class ActivitySummary(TicketSummary, kw_only=True):
    """A ticket in some more words."""

    DescriptionHTML: Annotated[str | None, Meta(description="HTML.")]
    Impact: int | None
    Urgency: int | None
    Priority: int | None
    ReminderDate: Moment | None
    Deadline: Moment | None
    ClosedDate: Moment | None


class JournalParameter(Struct):
    """What takes the place of `{Name}` in the comments."""

    Name: str
    Value: Annotated[Any, Meta(examples=["R42"])]
    Format: str | UnsetType | None = UNSET


class JournalEntryInfo(Struct, kw_only=True):
    """A new entry of a journal. `TargetObjectId`, if it is there, names the ticket in place of `ObjectId`."""

    ObjectId: OneId | UnsetType = UNSET
    TargetObjectId: OneId | UnsetType = UNSET
    Comments: Annotated[str, Meta(description="HTML. `{Name}` is replaced from Parameters.")] | UnsetType = UNSET
    EntryType: Annotated[int, Meta(ge=0, description="See SPSJournalEntryPickupType.")] = 0
    Creator: Annotated[FragmentOf, Meta(description="By default the person who calls.")] | UnsetType = UNSET
    VisibleInPortal: bool = False
    Publish: Annotated[bool, Meta(description="As VisibleInPortal: the initiator sees it.")] = False
    Parameters: list[JournalParameter] | UnsetType = UNSET
    FileIds: list[UUID] | UnsetType = UNSET
    TypeId: FragmentOf | UnsetType = UNSET
    IsFromEditDialog: bool = False


class JournalEntryId(Struct):
    """What was added."""

    JournalId: Annotated[UUID, Meta(description="Of the fragment of SPSActivityClassUnitOfWork.")]


class JournalEntry(Struct):
    """An entry of a journal."""

    Id: UUID
    CreatedDate: Moment
    Header: Annotated[str, Meta(description="The action, in the caller's language.")]
    Text: str | None
    Creator: str | None


class ObjectsOfType(Struct):
    """Some tickets of a kind."""

    ObjectIds: SeveralIds
    TypeName: ItemName | UnsetType = UNSET


class TakeOverInfo(Struct):
    """Tickets that the caller takes over."""

    Objects: Annotated[list[ObjectsOfType], Meta(min_length=1)]
    Comments: JournalText | UnsetType = UNSET


class TypeAndObject(Struct):
    """A ticket, and what kind it is."""

    Item1: ItemName
    Item2: OneId


class ForwardInfo(Struct, kw_only=True):
    """Tickets, and who gets them: a role or a user."""

    Tickets: Annotated[list[TypeAndObject], Meta(min_length=1)]
    RoleID: Annotated[FragmentOf, Meta(description="Of SPSScRoleClassBase.")] | UnsetType = UNSET
    UserID: Annotated[FragmentOf, Meta(description="Of SPSUserClassBase.")] | UnsetType = UNSET
    OlaID: FragmentOf | UnsetType = UNSET
    Comments: JournalText | UnsetType = UNSET


class PauseInfo(Struct, kw_only=True):
    """Tickets that wait."""

    ObjectIds: SeveralIds
    ReminderDate: Annotated[datetime, Meta(tz=True, description="Until when; in the future.")]
    Comments: JournalText | UnsetType = UNSET
    Reason: WhyText | UnsetType | None = UNSET
    NotEscalateWhilePaused: Annotated[bool, Meta(description="Taken, and without effect: nothing escalates.")] = False


class ReopenInfo(Struct, kw_only=True):
    """Tickets that are opened again."""

    ObjectIds: SeveralIds
    Reason: WhyText | UnsetType | None = UNSET
    Comments: JournalText | UnsetType = UNSET


class ReturnToRoleInfo(Struct, kw_only=True):
    """A ticket that goes back to its role."""

    TicketId: OneId
    Comments: JournalText | UnsetType = UNSET


class SetDeadlineInfo(Struct, kw_only=True):
    """Tickets, and until when they are to be solved."""

    ObjectIds: SeveralIds
    Deadline: Annotated[datetime, Meta(tz=True, description="In UTC; null takes it away.")] | None
    Comments: JournalText | UnsetType = UNSET


class TrackWorkingTimeInfo(Struct, kw_only=True):
    """Time that was spent, on each of the tickets."""

    ObjectIds: SeveralIds
    Minutes: Annotated[int, Meta(ge=0)]
    ActivityType: Annotated[
        int,
        Meta(
            ge=1,
            le=6,
            description="1 assignment, 2 investigation, 3 recording, 4 resolution, 5 administration, 6 other.",
        ),
    ]
    Begin: Annotated[datetime, Meta(tz=True, description="In UTC.", examples=["2026-03-18T09:00:00Z"])]
    End: Annotated[datetime, Meta(tz=True, description="In UTC, after the begin.", examples=["2026-03-18T09:30:00Z"])]
    Description: str | UnsetType = UNSET
