"""The data definitions of tickets, and the one that every object has (specification, 8.2 and 8.3)."""

from __future__ import annotations

from typing import Any, Final

from chalicelib.dialects.matrix42.asql.table import AttributeType as Of
from chalicelib.dialects.matrix42.schema.measures import NUMBERED, WORKED
from chalicelib.dialects.matrix42.schema.model import (
    Attribute,
    ClassType,
    DataDefinition,
    Form,
    Relation,
    by_name,
)
from chalicelib.dialects.matrix42.schema.rows import IN_ROW, OWNER
from chalicelib.dialects.matrix42.schema.sorting import SORTED
from chalicelib.dialects.matrix42.schema.storage import Author, Choice, Computed, Fixed, InExtras, InField, Storage, Tie
from chalicelib.dialects.matrix42.schema.texts import Described
from chalicelib.dialects.matrix42.vocabulary import pickups, states
from chalicelib.dialects.matrix42.vocabulary.labels import labels
from chalicelib.domain.filters.derived import Coalesce, Mapped
from chalicelib.domain.filters.operands import Fact, Literal, Stored, System

ACTIVITY: Final = "SPSActivityClassBase"
COMMON: Final = "SPSCommonClassBase"
INCIDENT: Final = "SPSActivityClassIncident"
CHANGE: Final = "SVMActivityClassChange"
JOURNAL: Final = "SPSActivityClassUnitOfWork"
TIMES: Final = "SPSActivityClassTimeTracking"
ATTACHMENT: Final = "SPSActivityClassAttachment"
USER: Final = "SPSUserClassBase"
ROLE: Final = "SPSScRoleClassBase"
SERVICE: Final = "SPSServiceClassBase"
ARTICLE: Final = "SPSArticleClassBase"
CATEGORY: Final = "SPSScCategoryClassBase"
AGREEMENT: Final = "SVCServiceLevelAgreementClassBase"

STATELESS: Final = ("person", "group", "site", "service", "category")
"""The kinds that have a common fragment, and no state."""


def attribute(name: str, of: Of, storage: Storage, **more: Any) -> Attribute:
    """An attribute with its labels."""
    return Attribute(name, of, storage, labels=labels(name), **more)


def relation(name: str, target: str, storage: Storage, **more: Any) -> Attribute:
    """A relation to one row of a data definition."""
    return attribute(name, Of.GUID, storage, target=target, **more)


def chosen(name: str, pickup: str, storage: Storage, **more: Any) -> Attribute:
    """A pick-up."""
    return attribute(name, Of.INT, storage, pickup=pickup, **more)


def stamp(name: str, fact: Fact) -> Attribute:
    """A moment that the store notes."""
    return attribute(name, Of.DATE, Computed(System(fact)), read_only=True)


DEFINITIONS: Final = (
    DataDefinition(
        ACTIVITY,
        Form.SINGLE,
        by_name(
            attribute("Subject", Of.STRING, InField("subject"), length=255, required=True),
            attribute("Description", Of.TEXT, Described("description", "description_format", html=False)),
            attribute("DescriptionHTML", Of.TEXT, Described("description", "description_format", html=True)),
            attribute("TicketNumber", Of.STRING, NUMBERED, read_only=True),
            relation("Initiator", USER, InField("requester")),
            relation("Recipient", USER, InField("assignee")),
            relation("RecipientRole", ROLE, InField("group")),
            relation("Service", SERVICE, InField("services", multiple=True), also=(ARTICLE,)),
            relation("Category", CATEGORY, SORTED),
            chosen("Impact", pickups.IMPACT, Choice("impact", states.LEVELS)),
            chosen("Urgency", pickups.URGENCY, Choice("urgency", states.LEVELS)),
            chosen("Priority", pickups.PRIORITY, Choice("priority", states.PRIORITIES, none=states.NO_PRIORITY)),
            chosen("EntryBy", pickups.ENTRY_BY, InExtras("main", "EntryBy", Of.INT)),
            chosen("NotificationMode", pickups.NOTIFICATION_MODE, InExtras("main", "NotificationMode", Of.INT)),
            stamp("CreatedDate", Fact.CREATED),
            stamp("LastChangeDate", Fact.UPDATED),
            attribute("ClosedDate", Of.DATE, Computed(Stored("closed_at")), read_only=True),
            attribute("ReminderDate", Of.DATE, InField("on_hold_until")),
            attribute("Deadline", Of.DATE, InField("target_resolution")),
            attribute("Solution", Of.TEXT, InField("resolution")),
            relation("Creator", USER, Author(System(Fact.CREATED_BY)), at_creation=True),
            relation("Sla", AGREEMENT, InExtras("main", "Sla", Of.GUID, refers=True)),
            relation("Ola", AGREEMENT, InExtras("main", "Ola", Of.GUID, refers=True)),
            attribute("WorkingTimeDisplayString", Of.STRING, Computed(WORKED), read_only=True),
        ),
        {
            "attachedusers": Relation(
                "AttachedUsers", USER, Tie("AttachedUsers", is_extra=True), labels=labels("AttachedUsers")
            ),
            "relatedactivities": Relation(
                "RelatedActivities",
                ACTIVITY,
                Tie("related"),
                labels=labels("RelatedActivities"),
                inverse="RelatedActivities",
            ),
        },
        labels=labels(ACTIVITY),
        kinds=("ticket",),
        tag=0x01,
        display="COALESCE(TicketNumber + ' - ' + Subject, TicketNumber)",
    ),
    DataDefinition(
        COMMON,
        Form.SINGLE,
        by_name(
            chosen(
                "State",
                pickups.STATUS,
                Fixed(states.ACTIVE),
                storages={"ticket": Choice("state", states.STATES, states.FINER_STATES, "State", reset="new")},
            ),
            chosen(
                "Reason",
                pickups.REASON,
                InExtras("state", "Reason", Of.INT),
                storages={"ticket": Choice("close_reason", states.REASONS)},
            ),
            attribute("TypeID", Of.GUID, Computed(Literal(None)), read_only=True),
            stamp("CreatedDate", Fact.CREATED),
            stamp("ModifiedDate", Fact.UPDATED),
            chosen("ErrorType", pickups.ERROR_TYPE, InExtras("state", "ErrorType", Of.INT)),
            chosen("ServicesAvailability", pickups.AVAILABILITY, InExtras("state", "ServicesAvailability", Of.INT)),
            chosen("AssetsAvailability", pickups.AVAILABILITY, InExtras("state", "AssetsAvailability", Of.INT)),
        ),
        labels=labels(COMMON),
        kinds=("ticket", *STATELESS),
        tag=0x02,
        facet="state",
        class_type=ClassType.COMMON,
    ),
    DataDefinition(
        INCIDENT,
        Form.SINGLE,
        by_name(chosen("ErrorType", pickups.ERROR_TYPE, InExtras("error", "ErrorType", Of.INT))),
        labels=labels(INCIDENT),
        kinds=("ticket",),
        classes=("incident",),
        tag=0x03,
        facet="error",
    ),
    DataDefinition(
        CHANGE,
        Form.SINGLE,
        by_name(
            attribute("StartDateChange", Of.DATE, InField("start")),
            attribute("EndDateChange", Of.DATE, InField("planned_end")),
        ),
        labels=labels(CHANGE),
        kinds=("ticket",),
        classes=("change",),
        tag=0x04,
        facet="period",
    ),
    DataDefinition(
        JOURNAL,
        Form.MULTI,
        by_name(
            attribute("OriginalSolutionHtml", Of.TEXT, IN_ROW("text")),
            attribute("OriginalSolution", Of.TEXT, IN_ROW("extra OriginalSolution")),
            attribute("SolutionParams", Of.TEXT, IN_ROW("extra SolutionParams")),
            chosen(
                "ActivityAction",
                pickups.ENTRY_TYPE,
                Computed(Coalesce((Mapped(Stored("action"), states.ACTIONS), Literal(0)))),
            ),
            attribute("VisibleInPortal", Of.BOOL, IN_ROW("public")),
            relation("Creator", USER, IN_ROW("author")),
            attribute("TypeID", Of.GUID, IN_ROW("extra TypeID")),
            stamp("CreatedDate", Fact.CREATED),
        ),
        labels=labels(JOURNAL),
        display="OriginalSolutionHtml",
        owner=OWNER,
    ),
    DataDefinition(
        TIMES,
        Form.MULTI,
        by_name(
            attribute("Minutes", Of.INT, InField("minutes"), required=True),
            chosen("ActivityType", pickups.ACTIVITY_TYPE, Choice("activity", states.ACTIVITIES), required=True),
            attribute("Begin", Of.DATE, InField("begin"), required=True),
            attribute("End", Of.DATE, InField("end"), required=True),
            relation("User", USER, InField("person")),
            attribute("Description", Of.TEXT, InField("description")),
            stamp("CreatedDate", Fact.CREATED),
        ),
        labels=labels(TIMES),
        kinds=("time-entry",),
        display="Description",
        owner="ticket",
    ),
    DataDefinition(
        ATTACHMENT,
        Form.MULTI,
        by_name(
            attribute("Name", Of.STRING, IN_ROW("name"), read_only=True),
            attribute("FileSize", Of.INT, IN_ROW("size"), read_only=True),
            stamp("CreatedDate", Fact.CREATED),
            attribute("UniqueFileId", Of.GUID, IN_ROW("file_id"), read_only=True),
        ),
        labels=labels(ATTACHMENT),
        display="Name",
        owner=OWNER,
    ),
)
