"""Errors in this dialect's words, in the format of the answer."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.tickets import wire
from chalicelib.dialects.tickets.resource import Resource
from chalicelib.dialects.tickets.serializer import answers
from chalicelib.dialects.tickets.vocabulary.messages import MESSAGES
from chalicelib.dialects.tickets.vocabulary.resources import NAMES_BY_OTHER_FIELD, of_route
from chalicelib.dialects.tickets.wording import sentence
from chalicelib.errors import (
    Fault,
    Invalid,
    Malformed,
    MethodNotAllowed,
    PolydeskError,
    TooManyRequests,
    UnsupportedMediaType,
)
from chalicelib.request import Request
from chalicelib.response import Response

_OUR_FAULT: Final = 500


def render(error: PolydeskError, request: Request) -> Response:
    """The answer to a refused request: a message, and for wrong content every fault by property."""
    status = error.status if error.status in MESSAGES else _OUR_FAULT
    message = MESSAGES[status].format(
        path=_printable(request.path),
        method=request.method,
        media_type=error.media_type if isinstance(error, UnsupportedMediaType) else "",
    )
    shape = wire.Error(message)
    if isinstance(error, Invalid):
        shape = wire.Error(message, ModelState=_model_state(error, request))
    elif isinstance(error, Malformed) and error.message:
        shape = wire.Error(message, MessageDetail=error.message)
    return answers.error(request, status, shape, _headers(error))


def _model_state(error: Invalid, request: Request) -> dict[str, list[str]]:
    """Sentences by `ticket.StartTime`, alphabetical; one that says a thing twice says it once."""
    resource = of_route(request.route)
    state: dict[str, list[str]] = {}
    for fault in error.faults:
        name = _name(fault, resource)
        key = ".".join(part for part in ((resource.name.lower() if resource else "request"), name) if part)
        said = state.setdefault(key, [])
        text = sentence(name, fault.code, fault.params, fault.message)
        # The core misses a value that the parser left out because it is wrong in itself.
        if text not in said and not (said and fault.code == "required"):
            said.append(text)
    return dict(sorted(state.items()))


def _name(fault: Fault, resource: Resource | None) -> str:
    """The property that a fault is about: parsers name it, the core names the canonical field behind it."""
    name = str(fault.path[0]) if fault.path else ""
    if resource is None or name in resource.properties_by_name or name == "Id":
        return name
    return resource.names_by_field.get(name) or NAMES_BY_OTHER_FIELD.get(name, "")


def _headers(error: PolydeskError) -> dict[str, str]:
    if isinstance(error, MethodNotAllowed):
        return {"Allow": ", ".join(error.allowed)}
    if isinstance(error, TooManyRequests):
        return {"Retry-After": str(error.retry_after)}
    return {}


def _printable(path: str) -> str:
    return path.encode("utf-8", "replace").decode()
