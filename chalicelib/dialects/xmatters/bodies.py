"""The shapes of what callers send, for the OpenAPI document alone: bodies are read key by key."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from msgspec import UNSET, Meta, UnsetType

from chalicelib.dialects.xmatters.parser import properties
from chalicelib.dialects.xmatters.vocabulary import people, sites
from chalicelib.dialects.xmatters.wire import Shape, Uuid

Name = Annotated[str, Meta(min_length=1, max_length=people.MAX_LENGTH)]
Text = Annotated[str, Meta(max_length=100)]
Language = Annotated[str, Meta(description="A language of the company, by its code.", examples=["en"])]
Zone = Annotated[str, Meta(description="Name of a time zone.", examples=["US/Pacific"])]
Coordinate = Annotated[str | float, Meta(description="Decimal degrees.", examples=["37.773085"])]


class Named(Shape, frozen=True):
    """Something by its UUID."""

    id: Uuid


class NewPerson(Shape, frozen=True, kw_only=True):
    """A person to be created. Without `supervisors` it is the caller who supervises."""

    target_name: Name
    first_name: Name
    last_name: Name
    status: Literal["active", "inactive"] | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    timezone: Zone | UnsetType = UNSET
    externally_owned: bool
    web_login: (
        Annotated[str, Meta(max_length=people.MAX_LENGTH, description="By default the targetName.")] | UnsetType
    ) = UNSET
    phone_login: Annotated[str, Meta(pattern="^[0-9]+$")] | UnsetType = UNSET
    roles: Annotated[list[Named], Meta(min_length=1, max_length=people.MAX_ENTRIES)]
    site: Named | UnsetType = UNSET
    supervisors: Annotated[list[Named], Meta(max_length=people.MAX_ENTRIES)] | UnsetType = UNSET


class SiteChange(Shape, frozen=True, kw_only=True):
    """What shall be different about a site; what is left out stays, null empties."""

    name: Annotated[str, Meta(min_length=1, max_length=sites.MAX_NAME)] | UnsetType = UNSET
    status: Literal["ACTIVE", "INACTIVE"] | UnsetType = UNSET
    language: Annotated[str, Meta(description="Code or name.", examples=["English"])] | UnsetType = UNSET
    timezone: Zone | UnsetType = UNSET
    address1: Text | UnsetType = UNSET
    address2: Text | UnsetType = UNSET
    city: Text | UnsetType = UNSET
    state: Text | UnsetType = UNSET
    country: Text | UnsetType = UNSET
    postal_code: Annotated[str, Meta(max_length=10)] | UnsetType = UNSET
    latitude: Coordinate | UnsetType = UNSET
    longitude: Coordinate | UnsetType = UNSET


class NewSite(SiteChange, frozen=True, kw_only=True):
    """A site to be created."""

    name: Annotated[str, Meta(min_length=1, max_length=sites.MAX_NAME)]


class PropertyValue(Shape, frozen=True, kw_only=True):
    """A value of a hierarchy, with those below it."""

    name: Annotated[str, Meta(min_length=1, max_length=properties.MAX_LENGTH)]
    is_default: bool | UnsetType = UNSET
    child_nodes: list[PropertyValue] | UnsetType = UNSET


PropertyValues = Annotated[
    list[str | PropertyValue],
    Meta(description="Texts for a combo or list, a `*` behind a default; nodes for a hierarchy."),
]


class EventChange(Shape, frozen=True):
    """How an event shall stand."""

    status: Literal["TERMINATED", "SUSPENDED", "ACTIVE"]


class Recipient(Shape, frozen=True, kw_only=True):
    """A person, a group, or `person|Device name`."""

    target_name: Annotated[str, Meta(examples=["bsmith"])]
    devices: Annotated[list[str], Meta(description="Names of the person's devices; all without it.")] | UnsetType = (
        UNSET
    )


class Conference(Shape, frozen=True, kw_only=True):
    """A bridge: a hosted one by its id, an external one by its name; a new hosted one without a name."""

    name: str | UnsetType | None = UNSET
    bridge_number: str | UnsetType = UNSET


class Callback(Shape, frozen=True, kw_only=True):
    """Where an event is reported to."""

    url: Annotated[str, Meta(description="`http://`, `https://` or `ia://`.", examples=["https://host.example/status"])]
    type: Literal["status", "deliveryStatus", "response"]
    auth_type: Literal["none", "basic"] | UnsetType = UNSET
    auth_user_name: str | UnsetType = UNSET
    auth_password: str | UnsetType = UNSET
    iaid: Annotated[str, Meta(description="The agent that is meant.")] | UnsetType = UNSET


class Trigger(Shape, frozen=True, kw_only=True):
    """A new event; what is left out is as the form says."""

    properties: Annotated[dict[str, Any], Meta(description="Values by name.")] | UnsetType = UNSET
    recipients: list[Recipient] | UnsetType = UNSET
    conferences: list[Conference] | UnsetType = UNSET
    responses: Annotated[list[Uuid], Meta(description="UUIDs of response options.")] | UnsetType = UNSET
    priority: Literal["low", "medium", "high"] | UnsetType = UNSET
    callbacks: Annotated[list[Callback], Meta(max_length=20)] | UnsetType = UNSET


class Criterion(Shape, frozen=True, kw_only=True):
    """What a property must be like: `values` of a combo, list or hierarchy, `value` of any other."""

    uuid: Uuid
    operator: Annotated[str, Meta(examples=["CONTAINS"])]
    value: str | UnsetType = UNSET
    values: list[str] | UnsetType = UNSET


class Subscriber(Shape, frozen=True):
    """A person, a group, or `person|Device name`."""

    target_name: str


class NewFeed(Shape, frozen=True, kw_only=True):
    """A subscription to be created."""

    form_uuid: Uuid
    name: Annotated[str, Meta(min_length=1, max_length=200)]
    description: Annotated[str, Meta(max_length=200)] | UnsetType = UNSET
    owner: Annotated[str, Meta(description="User id; by default who calls.")] | UnsetType = UNSET
    devices: Annotated[list[str], Meta(description="Names; needed where the form has none.")] | UnsetType = UNSET
    subscriptions: list[Subscriber] | UnsetType = UNSET
    properties: Annotated[list[Criterion], Meta(min_length=1)]
    notification_delay: Annotated[int, Meta(ge=0, le=1_440, description="Minutes.")] | UnsetType = UNSET


NEW_PERSON: Final[dict[str, Any]] = {
    "targetName": "jdoe",
    "firstName": "Jo",
    "lastName": "Doe",
    "externallyOwned": False,
    "roles": [{"id": "4c5be5ab-eb4d-44cd-baec-5fed0a20dceb"}],
}
NEW_SITE: Final[dict[str, Any]] = {"name": "Branch Office", "city": "San Ramon", "country": "United States"}
PROPERTY_VALUES: Final = ["Shelter", "Evacuate", "Avoid area", "None*"]
TRIGGER: Final[dict[str, Any]] = {
    "properties": {"message": "The disk is full.", "severity": "HIGH"},
    "recipients": [{"targetName": "bsmith"}],
}
NEW_FEED: Final[dict[str, Any]] = {
    "formUuid": "96234526-9498-4b71-a3ce-4e20877b7835",
    "name": "Fire alarm",
    "properties": [{"uuid": "b362f639-faad-4af8-80c7-493bb76aa092", "operator": "CONTAINS", "value": "smoke"}],
}
"""Samples that the documentation starts a person off with."""
