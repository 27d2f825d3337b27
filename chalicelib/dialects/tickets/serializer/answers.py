"""Responses: a shape in the negotiated format, with its status and headers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from chalicelib.dialects.pile import Pile
from chalicelib.dialects.tickets import negotiation, wire
from chalicelib.dialects.tickets.parser.paging import Paging
from chalicelib.dialects.tickets.resource import Resource
from chalicelib.dialects.tickets.serializer import xml
from chalicelib.request import Request
from chalicelib.response import Response

_JSON: Final = msgspec.json.Encoder()


def entity(request: Request, resource: Resource, shape: wire.Entity) -> Response:
    """An entity."""
    media_type = _media_type(request)
    return _respond(media_type, _document(media_type, resource.name, shape))


def created(request: Request, resource: Resource, shape: wire.Entity) -> Response:
    """A new entity, with its address."""
    media_type = _media_type(request)
    headers = {"Location": f"{_address(request, resource)}/{shape.Id}"}
    return _respond(media_type, _document(media_type, resource.name, shape), 201, headers)


def entities(
    request: Request, resource: Resource, shapes: Iterable[wire.Entity], *, more: bool, paging: Paging
) -> Response:
    """A list as far as one answer carries it, with the address of what follows; `more`: something follows the last shape."""
    media_type = _media_type(request)
    pile, last = Pile(), 0
    for shape in shapes:
        if not pile.add(_part(media_type, resource.name, shape), forced=not pile):
            more = True
            break
        last = shape.Id
    headers = {}
    if more:
        headers["Link"] = f'<{_address(request, resource)}?top={paging.top}&after={last}>; rel="next"'
    return _respond(media_type, _array(media_type, resource.name, pile.parts), headers=headers)


def error(request: Request, status: int, shape: wire.Error, headers: Mapping[str, str] | None = None) -> Response:
    """What went wrong."""
    media_type = _media_type(request)
    return _respond(media_type, _part(media_type, "Error", shape), status, headers)


def _media_type(request: Request) -> str:
    body_type = negotiation.body_type(request.media_type, request.body)
    return negotiation.choose(request.headers.get("accept"), body_type)


def _address(request: Request, resource: Resource) -> str:
    """Of a collection, in its documented spelling. The key is no part of any address that is written."""
    return f"{request.base_url}{request.prefix}/{resource.collection}"


def _document(media_type: str, name: str, shape: wire.Entity) -> bytes:
    if negotiation.is_xml(media_type):
        return xml.element(name, shape, xml.DECLARATION).encode()
    return _JSON.encode(shape)


def _part(media_type: str, name: str, shape: wire.Entity | wire.Error) -> bytes:
    return xml.element(name, shape).encode() if negotiation.is_xml(media_type) else _JSON.encode(shape)


def _array(media_type: str, name: str, parts: list[bytes]) -> bytes:
    return xml.array(f"ArrayOf{name}", parts) if negotiation.is_xml(media_type) else b"[" + b",".join(parts) + b"]"


def _respond(media_type: str, body: bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(status, body, headers, media_type=f"{media_type}; charset=utf-8")
