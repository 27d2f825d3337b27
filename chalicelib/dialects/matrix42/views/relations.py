"""What fragments lead to (specification, 6.2.5)."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from chalicelib.dialects.matrix42.data import relations
from chalicelib.dialects.matrix42.data.lists import Listing
from chalicelib.dialects.matrix42.parser.ids import guid
from chalicelib.dialects.matrix42.parser.query import Query
from chalicelib.dialects.matrix42.schema.model import DataDefinition
from chalicelib.dialects.matrix42.serializer.answers import empty, shown
from chalicelib.dialects.matrix42.views.fragments import asked, paging
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.request import Request
from chalicelib.response import Response


class _Path(NamedTuple):
    """The relation of a fragment."""

    visit: Visit
    definition: DataDefinition
    fragment: UUID
    name: str


def get_list(request: Request) -> Response:
    """The rows that a fragment leads to."""
    return shown(_listing(request).rows)


def get_list_with_schema(request: Request) -> Response:
    """The same with what the rows are made of."""
    texts = Query(request).truth("includeLocalizations") or False
    return shown(_listing(request, texts=texts).with_schema)


def add(request: Request) -> Response:
    """Have a fragment lead to another one."""
    relations.add(*_path(request), guid(request.params["relationFragmentId"], "relationFragmentId"))
    return empty()


def remove(request: Request) -> Response:
    """Have it no longer lead there."""
    relations.remove(*_path(request), guid(request.params["relationFragmentId"], "relationFragmentId"))
    return empty()


def _path(request: Request) -> _Path:
    visit, params = Visit(request), request.params
    definition = visit.definition(params["ddName"])
    return _Path(visit, definition, guid(params["fragmentId"], "fragmentId"), params["relationName"])


def _listing(request: Request, *, texts: bool = False) -> Listing:
    query = Query(request)
    return relations.read(*_path(request), asked(query), paging(query), texts=texts)
