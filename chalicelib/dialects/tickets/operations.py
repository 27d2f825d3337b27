"""What the OpenAPI document says of the routes."""

from __future__ import annotations

from typing import Annotated, Any, Final

from msgspec import Meta

from chalicelib.dialects.operation import Operation, Parameter
from chalicelib.dialects.tickets import wire
from chalicelib.dialects.tickets.negotiation import MEDIA_TYPES
from chalicelib.dialects.tickets.parser.paging import MAX_SKIP, MAX_TOP
from chalicelib.dialects.tickets.resource import Resource
from chalicelib.dialects.tickets.vocabulary.resources import RESOURCES_BY_COLLECTION

_KEY: Final = Parameter("key", "The secret of the deployment. Its name is read whatever its case.", required=True)
_PAGING: Final = (
    Parameter("top", "At most so many.", Annotated[int, Meta(ge=1, le=MAX_TOP)], default=MAX_TOP),
    Parameter("skip", "Leave out so many at the beginning.", Annotated[int, Meta(ge=0, le=MAX_SKIP)], default=0),
    Parameter("after", "Only ids greater than this one.", Annotated[int, Meta(ge=0)]),
)
_LISTS: Final = {"GET": "List the {many}", "POST": "Create {one}"}
_ENTITIES: Final = {"GET": "Read {one}", "PUT": "Replace {one}", "DELETE": "Delete {one}"}
_DESCRIPTIONS: Final = {
    "PUT": "What is left out, or sent as null, is erased. The body carries the `Id` of the address once more.",
    "DELETE": "The answer is the entity as it was.",
}
_TICKET_PUT: Final = (
    "A `ClosedTime` other than the present one closes the ticket, a `ReopenedTime` other than the present one reopens it; "
    "of two new ones the later decides. `Services` and `OperatorId` stay as they are. Subscribed customers get an e-mail "
    "when anything changes, unless `DoNotSendEmail` is true."
)


def operation(collection: str, method: str, *, is_list: bool) -> Operation:
    """The documentation of one verb on a collection or on one of its entities."""
    resource = RESOURCES_BY_COLLECTION[collection]
    article = "an" if resource.name[0] in "AEIO" else "a"
    summary = (_LISTS if is_list else _ENTITIES)[method]
    description = _DESCRIPTIONS.get(method, "")
    if resource.name == "Ticket" and method == "PUT":
        description = f"{description} {_TICKET_PUT}"
    return Operation(
        summary=summary.format(many=resource.collection.lower(), one=f"{article} {resource.name.lower()}"),
        description=description,
        path={} if is_list else {"id": wire.Number},
        query=(_KEY, *_PAGING) if is_list and method == "GET" else (_KEY,),
        body={"POST": resource.creation, "PUT": resource.replacement}.get(method),
        answers=_answers(resource, method, is_list=is_list),
        tags=(resource.collection,),
        media_types=MEDIA_TYPES,
    )


def _answers(resource: Resource, method: str, *, is_list: bool) -> dict[int, Any]:
    success: dict[int, Any] = {200: resource.shape}
    if is_list:
        success = {201: resource.shape} if method == "POST" else {200: list[resource.shape]}  # type: ignore[name-defined]
    failures = {401: wire.Error}
    if method in ("POST", "PUT"):
        failures |= {413: wire.Error, 415: wire.Error}
    if is_list or method == "PUT":
        failures[400] = wire.Error
    if not is_list:
        failures[404] = wire.Error
    return success | dict(sorted(failures.items()))
