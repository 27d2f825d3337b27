"""Objects of configuration items (specification, 7)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from chalicelib.dialects import late
from chalicelib.dialects.matrix42.data import objects
from chalicelib.dialects.matrix42.parser.body import document
from chalicelib.dialects.matrix42.parser.ids import guid
from chalicelib.dialects.matrix42.parser.query import Query
from chalicelib.dialects.matrix42.serializer.answers import created, empty, shown
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.request import Request
from chalicelib.response import Response

if TYPE_CHECKING:
    from chalicelib.dialects.matrix42.data import changing, creating, removing
else:  # who reads does without them
    changing, creating, removing = late.rooms("chalicelib.dialects.matrix42.data", "changing", "creating", "removing")


def get(request: Request) -> Response:
    """One object, `null` where there is none."""
    visit = Visit(request)
    item = visit.catalogue.item(request.params["ciName"])
    full = Query(request).truth("full") or False
    return shown(objects.read(visit, item, guid(request.params["objectId"], "objectId"), full=full))


def create(request: Request) -> Response:
    """A new object; its id."""
    visit = Visit(request)
    item = visit.catalogue.item(request.params["ciName"])
    return created(creating.object_(visit, item, partial(document, request)))


def update(request: Request) -> Response:
    """Change what is named of an object."""
    visit = Visit(request)
    item = visit.catalogue.item(request.params["ciName"])
    full = Query(request).truth("full") or False
    changing.object_(visit, item, partial(document, request), full=full)
    return empty()


def delete(request: Request) -> Response:
    """Throw away an object."""
    visit = Visit(request)
    item = visit.catalogue.item(request.params["ciName"])
    removing.object_(visit, item, partial(guid, request.params["objectId"], "objectId"))
    return empty()
