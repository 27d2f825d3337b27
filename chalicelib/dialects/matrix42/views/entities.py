"""Rows to choose from (specification, 11.5)."""

from __future__ import annotations

from chalicelib.dialects.matrix42.parser.ids import optional
from chalicelib.dialects.matrix42.parser.query import Query
from chalicelib.dialects.matrix42.queries import choices
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.serializer.answers import shown
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import messages_queries
from chalicelib.request import Request
from chalicelib.response import Response


def fragments(request: Request) -> Response:
    """Rows of a data definition whose names contain something."""
    visit, query = Visit(request), Query(request)
    name = query.text("entityClass")
    if name is None:
        raise Refused(messages_queries.NO_ROWS_OF, name="entityClass")
    choice = choices.Choice(
        query.text("searchFilter"), optional(query.text("parent"), "parent"), query.truth("includeRoot") or False
    )
    top = query.whole("top", lowest=1, highest=choices.MOST) or choices.USUAL
    return shown(choices.rows(visit, visit.definition(name), choice, top=top))
