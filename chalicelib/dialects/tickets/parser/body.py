"""A body's bytes as plain members: media type, charset, syntax."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.dialects.tickets import negotiation
from chalicelib.dialects.tickets.parser import json
from chalicelib.dialects.tickets.resource import Resource, Type
from chalicelib.dialects.tickets.vocabulary.charsets import CODECS_BY_CHARSET
from chalicelib.errors import Malformed
from chalicelib.request import Request

Members = Mapping[str, Any]  # plain values by property name in lower case


def read(request: Request, resource: Resource) -> Members:
    """The members of a POST or PUT; JSON and XML look alike from here on. Raises Malformed."""
    media_type = negotiation.body_type(request.media_type, request.body)
    text = _decode(request.body, request.charset or "utf-8")
    if not text or text.isspace():
        raise Malformed("The body is empty.")
    if not negotiation.is_xml(media_type):
        return json.read(text)
    from chalicelib.dialects.tickets.parser import xml  # few clients send XML, and its parser is costly to load

    return xml.read(
        text,
        names=frozenset(each.name.lower() for each in resource.properties) | {"id"},
        texts=frozenset(each.name.lower() for each in resource.properties if each.type in (Type.TEXT, Type.EMAIL)),
        lists=frozenset(each.name.lower() for each in resource.properties if each.type is Type.SERVICES),
    )


def _decode(body: bytes, charset: str) -> str:
    codec = CODECS_BY_CHARSET.get(charset)
    if codec is None:
        raise Malformed("The charset of the body is not known.")
    try:
        return body.decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise Malformed(f"The body is not valid {codec}.") from None
