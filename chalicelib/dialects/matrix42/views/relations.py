"""What fragments lead to (specification, 6.2.5)."""

from __future__ import annotations

from functools import partial

from chalicelib.dialects.matrix42.data import relations
from chalicelib.dialects.matrix42.data.access import Id
from chalicelib.dialects.matrix42.data.lists import Listing
from chalicelib.dialects.matrix42.parser.ids import guid
from chalicelib.dialects.matrix42.parser.query import Query
from chalicelib.dialects.matrix42.schema.model import DataDefinition
from chalicelib.dialects.matrix42.serializer.answers import empty, shown
from chalicelib.dialects.matrix42.views.fragments import asked, paging
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.request import Request
from chalicelib.response import Response


def get_list(request: Request) -> Response:
    """The rows that a fragment leads to."""
    return shown(_listing(request).rows)


def get_list_with_schema(request: Request) -> Response:
    """The same with what the rows are made of."""
    texts = Query(request).truth("includeLocalizations") or False
    return shown(_listing(request, texts=texts).with_schema)


def add(request: Request) -> Response:
    """Have a fragment lead to another one."""
    visit = Visit(request)
    relations.add(visit, *_path(visit))
    return empty()


def remove(request: Request) -> Response:
    """Have it no longer lead there."""
    visit = Visit(request)
    relations.remove(visit, *_path(visit))
    return empty()


def _path(visit: Visit) -> tuple[DataDefinition, Id, str, Id]:
    params = visit.request.params
    one, other = (partial(guid, params[name], name) for name in ("fragmentId", "relationFragmentId"))
    return visit.definition(params["ddName"]), one, params["relationName"], other


def _listing(request: Request, *, texts: bool = False) -> Listing:
    visit, query, params = Visit(request), Query(request), request.params
    definition = visit.definition(params["ddName"])
    own = guid(params["fragmentId"], "fragmentId")
    return relations.read(visit, definition, own, params["relationName"], asked(query), paging(query), texts=texts)
