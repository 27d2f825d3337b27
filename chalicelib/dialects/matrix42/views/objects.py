"""Objects of configuration items (specification, 7)."""

from __future__ import annotations

from chalicelib.dialects.matrix42.data import objects
from chalicelib.dialects.matrix42.parser.ids import guid
from chalicelib.dialects.matrix42.parser.query import Query
from chalicelib.dialects.matrix42.serializer.answers import shown
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.request import Request
from chalicelib.response import Response


def get(request: Request) -> Response:
    """One object, `null` where there is none."""
    visit = Visit(request)
    item = visit.catalogue.item(request.params["ciName"])
    full = Query(request).truth("full") or False
    return shown(objects.read(visit, item, guid(request.params["objectId"], "objectId"), full=full))
