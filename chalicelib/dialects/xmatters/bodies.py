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

NEW_PERSON: Final[dict[str, Any]] = {
    "targetName": "jdoe",
    "firstName": "Jo",
    "lastName": "Doe",
    "externallyOwned": False,
    "roles": [{"id": "4c5be5ab-eb4d-44cd-baec-5fed0a20dceb"}],
}
NEW_SITE: Final[dict[str, Any]] = {"name": "Branch Office", "city": "San Ramon", "country": "United States"}
PROPERTY_VALUES: Final = ["Shelter", "Evacuate", "Avoid area", "None*"]
"""Samples that the documentation starts a person off with."""
