"""Saved queries (specification, 11.1)."""

from __future__ import annotations

from chalicelib.dialects.matrix42.data.lists import Paging
from chalicelib.dialects.matrix42.parser import body
from chalicelib.dialects.matrix42.parser.ids import guid
from chalicelib.dialects.matrix42.parser.query import Query
from chalicelib.dialects.matrix42.queries import groups, saved
from chalicelib.dialects.matrix42.queries.groups import Group
from chalicelib.dialects.matrix42.serializer.answers import shown
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.request import Request
from chalicelib.response import Response

USUAL = 50  # rows of a page


def get(request: Request) -> Response:
    """The rows of a saved query, page by page."""
    return _rows(request, None)


def query(request: Request) -> Response:
    """Those of them that fulfil a filter group."""
    return _rows(request, groups.read(body.document(request)))


def _rows(request: Request, group: Group | None) -> Response:
    visit, said = Visit(request), Query(request)
    refinement = saved.Refinement(
        group=group,
        search=said.text("search"),
        order=said.text("orderBy"),
        columns=saved.names(said.text("columns")),
        since=saved.since(said.text("startDate")),
        until=saved.until(said.text("endDate")),
    )
    paging = Paging(said.whole("pageSize", lowest=1) or USUAL, said.whole("page") or 0)
    found = saved.find(visit, guid(request.params["dataQueryId"], "dataQueryId"))
    return shown(saved.rows(visit, found, refinement, paging))
