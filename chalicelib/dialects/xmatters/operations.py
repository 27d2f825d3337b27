"""What the OpenAPI document says of each operation, by verb and path below the version."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from msgspec import Meta

from chalicelib.dialects.operation import Answer, Operation, Parameter
from chalicelib.dialects.xmatters import bodies, wire
from chalicelib.dialects.xmatters.vocabulary.notifications import COURSES_BY_STATUS
from chalicelib.dialects.xmatters.vocabulary.versions import VERSIONS

PEOPLE, GROUPS, SITES, PROPERTIES = "People", "Groups", "Sites", "Properties"
EVENTS, FEEDS, NOTIFICATIONS = "Events", "Feeds", "Notifications"

_REASONS: Final = {
    400: "The request is not understood, or fields of it are wrong.",
    401: "The login or the password is missing or wrong.",
    403: "The account may not do this; the header says what is missing.",
    404: "There is no such thing.",
    409: "What is asked for contradicts what is stored.",
    413: "The body is too large.",
    415: "The body is not JSON.",
    429: "Too many calls in a minute.",
    500: "Our fault.",
}
_HEADERS: Final = {
    403: (Parameter("X-Error-Message", "The message of the body."),),
    429: (Parameter("Retry-After", "Seconds to wait.", Annotated[int, Meta(ge=1, le=60)]),),
}


def refusals(*statuses: int) -> dict[int, Any]:
    """Refusals by status, those that any call may meet included."""
    return {
        status: Answer(
            wire.Stranger if status == _UNAUTHORIZED else wire.Refusal, _REASONS[status], _HEADERS.get(status, ())
        )
        for status in sorted({*statuses, *_ANY})
    }


_UNAUTHORIZED: Final = 401
_ANY: Final = (401, 403, 500)
READS: Final = refusals(400, 404)
WRITES: Final = refusals(400, 404, 413, 415)

VERSION: Final[dict[str, Any]] = {
    "version": Annotated[str, Meta(description=f"One of {', '.join(VERSIONS)}.", examples=["2015-04-01"])]
}
_PERSON: Final[dict[str, Any]] = VERSION | {
    "id": Annotated[str, Meta(description="UUID or user id of the person.", examples=["bsmith"])]
}
_SITE: Final[dict[str, Any]] = VERSION | {
    "id": Annotated[
        str, Meta(description="UUID or number of the site. Before 2015-04-01 a site is changed by its name.")
    ]
}

READ_PERSON: Final = Operation(
    "Read a person by UUID or user id", path=_PERSON, answers={200: wire.Person, **READS}, tags=(PEOPLE,)
)
FIND_PERSON: Final = Operation(
    "Read a person by user id",
    path=VERSION,
    query=(Parameter("targetName", "User id, whatever its letter case.", required=True, example="bsmith"),),
    answers={200: wire.Person, **READS},
    tags=(PEOPLE,),
)
CREATE_PERSON: Final = Operation(
    "Create a person",
    "The person has an account that can be used as soon as an administrator sets its password.",
    path=VERSION,
    body=bodies.NewPerson,
    example=bodies.NEW_PERSON,
    answers={201: wire.PersonId, **WRITES},
    tags=(PEOPLE,),
)
LIST_GROUPS: Final = Operation(
    "List groups",
    "A hundred at a time, the oldest first.",
    path=VERSION,
    query=(Parameter("startAfter", "Only groups behind the one with this number.", Annotated[int, Meta(ge=0)]),),
    answers={200: wire.Groups, **READS},
    tags=(GROUPS,),
)
LIST_SITES: Final = Operation(
    "List sites",
    "A hundred at a time, the newest first, inactive ones, too. A page of a hundred names a next one, which may be empty.",
    path=VERSION,
    query=(
        Parameter("name", "The whole name, whatever its letter case; `*` stands for anything.", example="UK_*"),
        Parameter("startAfterSite", "Only sites behind the one with this identifier."),
    ),
    answers={200: wire.Sites, **READS},
    tags=(SITES,),
)
READ_SITE: Final = Operation("Read a site", path=_SITE, answers={200: wire.Site, **READS}, tags=(SITES,))
CREATE_SITE: Final = Operation(
    "Create a site",
    path=VERSION,
    body=bodies.NewSite,
    example=bodies.NEW_SITE,
    answers={200: wire.SiteId, **WRITES},
    tags=(SITES,),
)
CHANGE_SITE: Final = Operation(
    "Change a site", path=_SITE, body=bodies.SiteChange, answers={200: wire.Site, **WRITES}, tags=(SITES,)
)
REPLACE_VALUES: Final = Operation(
    "Replace the values of a property",
    "At most 10,000, those of all levels counted. They are in force for the next event; earlier ones keep theirs.",
    path=VERSION | {"uuid": Annotated[str, Meta(description="UUID of a combo, list or hierarchy.")]},
    body=bodies.PropertyValues,
    example=bodies.PROPERTY_VALUES,
    answers={204: None, **WRITES},
    tags=(PROPERTIES,),
)

_EVENT_STATUS: Final = Parameter("status", "Only those that stand so.", Literal["ACTIVE", "SUSPENDED", "TERMINATED"])
_RANGE: Final = Parameter(
    "range",
    "Only those made between two moments, both included.",
    example="2013-03-12T14:45:48.011/2013-03-12T15:00:48.011",
)
LIST_EVENTS: Final = Operation(
    "List events",
    "A hundred at a time, the newest first.",
    path=VERSION,
    query=(
        _EVENT_STATUS,
        _RANGE,
        Parameter("properties", "Only those with these values; may be given again.", example="severity=HIGH,Room=12"),
        Parameter("startAfterEvent", "Only events with a number below this one.", Annotated[int, Meta(ge=0)]),
    ),
    answers={200: wire.Events, **READS},
    tags=(EVENTS,),
)
CHANGE_EVENT: Final = Operation(
    "Suspend, reactivate or end an event",
    "An event that has ended stays ended.",
    path=VERSION | {"event": Annotated[int, Meta(description="Number of the event.", ge=1)]},
    body=bodies.EventChange,
    answers={200: None, **refusals(400, 404, 409, 413, 415)},
    tags=(EVENTS,),
)
_LIMIT: Final = (
    Parameter("X-Rate-Limit-Limit", "Triggers a minute.", int),
    Parameter("X-Rate-Limit-Resource", "`FormEventPost`."),
)
_FORM: Final = VERSION | {"form": Annotated[str, Meta(description="UUID of the form.")]}
_NAMES: Final = VERSION | {
    "engine": Annotated[str, Meta(description="Name of the engine.", examples=["Incident Alerts"])],
    "form": Annotated[str, Meta(description="Name of the form.", examples=["New Incident"])],
}
_NAME: Final = VERSION | {"form": _NAMES["form"]}
_SAYS: Final = (
    "The answer comes when the event is stored; its messages and reports follow within seconds. Sixty calls a minute, all "
    "addresses together."
)


def _trigger(summary: str, path: dict[str, Any], *, deprecated: bool = False) -> Operation:
    answers = {200: Answer(wire.EventId, "The event is made.", _LIMIT), **refusals(400, 404, 413, 415, 429)}
    return Operation(
        summary,
        _SAYS,
        path=path,
        body=bodies.Trigger,
        example=bodies.TRIGGER,
        answers=answers,
        tags=(EVENTS,),
        deprecated=deprecated,
    )


TRIGGER: Final = _trigger("Make an event from a form", _FORM)
CREATE_EVENT: Final = _trigger("Make an event from a form by its name", _NAMES, deprecated=True)
CREATE_EVENT_OF_FORMS: Final = _trigger(
    "Make an event from a form by its name, in an engine called forms", _NAME, deprecated=True
)
CREATE_FEED: Final = Operation(
    "Subscribe people to events whose properties match",
    path=VERSION,
    body=bodies.NewFeed,
    example=bodies.NEW_FEED,
    answers={201: wire.FeedLink, **WRITES},
    tags=(FEEDS,),
)
LIST_NOTIFICATIONS: Final = Operation(
    "List notifications",
    "A hundred at a time, the newest first. A page of a hundred names a next one, which may be empty.",
    path=VERSION,
    query=(
        Parameter("status", "Only those that stand so.", Literal[*COURSES_BY_STATUS], default="ALL"),
        Parameter(
            "range", "Only those made between two moments; by default in the last 15 minutes.", example=_RANGE.example
        ),
        Parameter(
            "startAfterNotification", "Only notifications with a number below this one.", Annotated[int, Meta(ge=0)]
        ),
    ),
    answers={200: wire.Notifications, **READS},
    tags=(NOTIFICATIONS,),
)
