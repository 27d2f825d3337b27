"""The shapes of what is answered, as the OpenAPI document shows them; members in the order of writing.

Names are Python's; on the wire they are in camel case, but where that is said otherwise.
"""

from __future__ import annotations

from typing import Annotated, Final

from msgspec import UNSET, Meta, Struct, UnsetType, field

Uuid = Annotated[str, Meta(examples=["c04d43ef-2153-41de-b3f9-1be359509681"], extra_json_schema={"format": "uuid"})]
Path = Annotated[str, Meta(description="An address without scheme and host.")]
Next = Annotated[str | None, Meta(description="Address of the next page without scheme and host.")]
NextOrBlank = Annotated[str, Meta(description="Address of the next page without scheme and host, or empty.")]


class Shape(Struct, frozen=True, gc=False, rename="camel"):
    """What all shapes have in common."""


# Specification, 1.5: errors.


class ErrorDetail(Shape, frozen=True):
    """What is wrong in one place."""

    json_path: Annotated[str, Meta(examples=["recipients[0]/devices[1]"])]
    details: Annotated[str, Meta(examples=["Required field"])]


class Refusal(Shape, frozen=True, kw_only=True):
    """Why a call was refused. `details` and `errorDetails` say the same of each wrong place, in the same order."""

    type: Annotated[str, Meta(examples=["DATA_VALIDATION_ERROR"])]
    message: str
    details: list[dict[str, str]] | UnsetType = UNSET
    error_details: list[ErrorDetail] | UnsetType = UNSET
    code: Annotated[int, Meta(description="The HTTP status.", examples=[400])]
    reason: Annotated[str, Meta(description="The name of the status.", examples=["Bad Request"])]


class Stranger(Refusal, frozen=True, kw_only=True):
    """Why nobody is let in; the gateway says the same."""

    error: str
    url: str
    timestamp: str


# Specification, 8.1 and 8.2: people.


class SiteLink(Shape, frozen=True):
    """A site as a person names it."""

    name: str
    href: Path


class ProfilesLink(Shape, frozen=True):
    """Where the profiles of a person would be."""

    href: Path


class Person(Shape, frozen=True, kw_only=True):
    """A person. `targetName` and `externalKey` came with 2015-04-01."""

    identifier: Annotated[str | None, Meta(description="The UUID; before 2014-06-01 the user id.")]
    short_name: str | None
    target_name: str | UnsetType | None = UNSET
    first_name: str | None
    last_name: str | None
    status: Annotated[str, Meta(examples=["active"])]
    language: Annotated[str, Meta(examples=["en"])]
    timezone: Annotated[str, Meta(examples=["US/Pacific"])]
    externally_owned: bool
    external_key: str | UnsetType | None = UNSET
    web_login: str | None
    phone_login: str | None
    site: SiteLink | None
    profiles: ProfilesLink


class PersonId(Shape, frozen=True):
    """A new person."""

    id: Uuid


# Specification, 5: groups.


class Group(Shape, frozen=True):
    """A group."""

    name: str
    description: str
    active: bool
    external_key: str | None


class GroupsHead(Shape, frozen=True):
    """What stands before the groups of a list."""

    total: int
    next_records_url: Annotated[str | None, Meta(description="Address of the next page.")]


class Groups(GroupsHead, frozen=True):
    """A page of groups, the oldest first."""

    records: list[Group]


# Specification, 8.3: sites.


class Site(Shape, frozen=True):
    """A site; what is not known is empty."""

    identifier: Annotated[str, Meta(description="The UUID; before 2015-04-01 the number.")]
    name: str
    status: Annotated[str, Meta(examples=["ACTIVE"])]
    language: Annotated[str, Meta(examples=["English"])]
    timezone: Annotated[str, Meta(examples=["US/Pacific"])]
    address1: str
    address2: str
    city: str
    state: str
    country: str
    postal_code: str
    latitude: Annotated[str, Meta(examples=["37.773085"])]
    longitude: Annotated[str, Meta(examples=["-121.959379"])]


class SitesHead(Shape, frozen=True):
    """What stands before the sites of a list."""

    total: Annotated[str, Meta(description="A number as text; empty with `startAfterSite`.", examples=["112"])]
    next_records_url: NextOrBlank
    also_next: NextOrBlank = field(name="nextRecordsURL")


class Sites(SitesHead, frozen=True):
    """A page of sites, the newest first."""

    sites: list[Site]


class SiteId(Shape, frozen=True):
    """A new site; its number only before 2015-04-01."""

    uuid: Uuid
    identifier: str | UnsetType = UNSET


# Specification, 2 and 3: events.


class EventLink(Shape, frozen=True):
    """An event as a list names it."""

    href: Annotated[str, Meta(examples=["/reapi/2015-04-01/events/5118655"])]


class Events(Shape, frozen=True):
    """A page of events, the newest first."""

    total: int
    next_records_url: Next
    records: list[EventLink]


class EventId(Shape, frozen=True):
    """A new event."""

    id: Annotated[str, Meta(description="The number of the event, as text.", examples=["5118655"])]
    resolved: (
        Annotated[str, Meta(description="How many people it reaches, where these are many.", examples=["1439"])]
        | UnsetType
    ) = field(name="numberResolvedPeople", default=UNSET)


# Specification, 4: feeds.


class FeedLink(Shape, frozen=True):
    """A new subscription."""

    href: Annotated[str, Meta(examples=["/feeds/697a7ff1-3558-4f89-a976-20af10c28e1c"])]


# Specification, 6: notifications.


class NotifiedUser(Shape, frozen=True):
    """Whom a notification was for."""

    last_name: str
    target_name: str
    first_name: str


class Notification(Shape, frozen=True):
    """A message to a device; what is not known is empty."""

    identifier: int
    user: NotifiedUser
    incident: Annotated[str, Meta(examples=["WEB_MESSAGE_1363125608316"])]
    device_name: Annotated[str, Meta(examples=["Work Email"])]
    event: int
    domain: Annotated[str, Meta(examples=["messaging"])]
    created: Annotated[str, Meta(examples=["2013-03-12T22:00:17+0000"])]
    delivered: str
    responded: str
    response: Annotated[str, Meta(description="Text of the answer that was chosen.")]
    sender: Annotated[str, Meta(description="Web login of who made the event.")]
    device_type: Annotated[str, Meta(examples=["Email"])]
    protocol: Annotated[str, Meta(examples=["SMTP"])]
    protocol_provider: Annotated[str, Meta(examples=["SES"])]
    subscription: Annotated[str, Meta(description="UUID of the feed that it is due to.")]
    subscription_name: str


class Notifications(Shape, frozen=True):
    """A page of notifications, the newest first."""

    total: Annotated[str, Meta(description="A number as text.", examples=["112"])]
    next_records_url: NextOrBlank
    notifications: list[Notification]


HEAD: Final = 64 << 10
"""Bytes of an answer that are kept for what is no entry of its list."""
