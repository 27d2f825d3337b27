"""Rows of data definitions (specification, 6)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from chalicelib.dialects import late
from chalicelib.dialects.matrix42.data import lists, reading
from chalicelib.dialects.matrix42.data.lists import Listing, Paging
from chalicelib.dialects.matrix42.data.sources import Asked
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


def get_list(request: Request) -> Response:
    """Rows of a data definition."""
    return shown(_listing(request).rows)


def get_list_with_schema(request: Request) -> Response:
    """The same with what the rows are made of."""
    texts = Query(request).truth("includeLocalizations") or False
    return shown(_listing(request, texts=texts).with_schema)


def get(request: Request) -> Response:
    """One fragment, `null` where there is none."""
    visit = Visit(request)
    definition = visit.definition(request.params["ddName"])
    return shown(reading.fragment(visit, definition, guid(request.params["fragmentId"], "fragmentId")))


def get_with_schema(request: Request) -> Response:
    """The same with what the row is made of."""
    visit = Visit(request)
    definition = visit.definition(request.params["ddName"])
    named = guid(request.params["fragmentId"], "fragmentId")
    texts = Query(request).truth("includeLocalizations") or False
    return shown(reading.fragment_with_schema(visit, definition, named, texts=texts))


def create(request: Request) -> Response:
    """A new fragment; its id."""
    visit = Visit(request)
    definition = visit.definition(request.params["ddName"])
    return created(creating.fragment(visit, definition, partial(document, request)))


def update(request: Request) -> Response:
    """Change what is named of a fragment."""
    visit = Visit(request)
    definition = visit.definition(request.params["ddName"])
    changing.fragment(visit, definition, partial(document, request))
    return empty()


def delete(request: Request) -> Response:
    """Throw away a fragment, or the object of which it is the main one."""
    visit = Visit(request)
    definition = visit.definition(request.params["ddName"])
    removing.fragment(visit, definition, partial(guid, request.params["fragmentId"], "fragmentId"))
    return empty()


def asked(query: Query) -> Asked:
    """Which rows a query asks for, in what order, and what of them."""
    return Asked(query.text("where"), query.text("columns"), query.text("sort"))


def paging(query: Query) -> Paging:
    """Which page of them."""
    return Paging(query.whole("pagesize"), query.whole("pagenumber"))


def _listing(request: Request, *, texts: bool = False) -> Listing:
    visit, query = Visit(request), Query(request)
    definition = visit.definition(request.params["ddName"])
    return lists.read(visit, definition, asked(query), paging(query), texts=texts)
