"""The two formats of the Tickets API, both as plain values: an entity is a dictionary, a list of entities is a list.

Copy this file together with `client.py`.
"""

from __future__ import annotations

import json
from typing import Any, Final, Protocol
from xml.etree import ElementTree

Entity = dict[str, Any]
"""Property names are the API's own: `{"Id": 7, "Description": "Mail is down", "Services": [{"Id": 2, "Name": "E-mail"}]}`."""

_NIL: Final = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_NUMBERS: Final = frozenset({"Id", "OperatorId"})


class Format(Protocol):
    """How entities are written and answers are read."""

    media_type: str

    def write(self, name: str, entity: Entity) -> bytes:
        """The body that says `entity`, which is a `name`: "Ticket", "Customer" …"""
        ...

    def read(self, body: bytes) -> Any:
        """What a body says: an entity, a list of entities, or an error."""
        ...


class Json:
    """JSON, the shorter one."""

    media_type = "application/json"

    def write(self, name: str, entity: Entity) -> bytes:
        """The name is not said in JSON."""
        return json.dumps(entity).encode()

    def read(self, body: bytes) -> Any:
        """Numbers, texts, null and lists come as such."""
        return json.loads(body)


class Xml:
    """XML, where everything is text until somebody knows better: numbers, null and lists are told by name or attribute."""

    media_type = "application/xml"

    def write(self, name: str, entity: Entity) -> bytes:
        """`<Ticket><Description>Mail is down</Description></Ticket>`; None is an element that says so."""
        body: bytes = ElementTree.tostring(_element(name, entity), encoding="utf-8")
        return body

    def read(self, body: bytes) -> Any:
        """`<ArrayOfTicket>` is a list, every other root one entity."""
        root = ElementTree.fromstring(body)
        if root.tag.startswith("ArrayOf"):
            return [_value(child) for child in root]
        return _value(root)


def _element(name: str, value: Any) -> ElementTree.Element:
    element = ElementTree.Element(name)
    if value is None:
        element.set(_NIL, "true")
    elif isinstance(value, dict):
        element.extend(_element(child, each) for child, each in value.items())
    elif isinstance(value, list):  # <Services> holds a <Service> for each
        element.extend(_element(name.removesuffix("s"), each) for each in value)
    elif isinstance(value, bool):
        element.text = "true" if value else "false"
    else:
        element.text = str(value)
    return element


def _value(element: ElementTree.Element) -> Any:
    if element.get(_NIL) == "true":
        return None
    if element.tag == "Services":
        return [_value(child) for child in element]
    if len(element):
        return {child.tag: _value(child) for child in element}
    return int(element.text or 0) if element.tag in _NUMBERS else element.text or ""
