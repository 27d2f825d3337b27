"""Tickets made, closed, transformed, sorted (specification, 9.1)."""

from __future__ import annotations

from chalicelib.dialects.matrix42.parser.body import document
from chalicelib.dialects.matrix42.parser.query import Query
from chalicelib.dialects.matrix42.serializer.answers import created, empty, shown
from chalicelib.dialects.matrix42.verbs import closing, creating, sorting, transforming
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.request import Request
from chalicelib.response import Response


def create(request: Request) -> Response:
    """A new ticket; answers the id of the object."""
    activity_type = Query(request).whole("activityType")
    return created(creating.create(Visit(request), document(request), activity_type=activity_type).guid)


def close(request: Request) -> Response:
    """Close tickets."""
    closing.close(Visit(request), document(request))
    return empty()


def close_problems(request: Request) -> Response:
    """Close problems."""
    closing.close(Visit(request), document(request), only="problem")
    return empty()


def transform(request: Request) -> Response:
    """Make tickets objects of another configuration item."""
    transforming.transform(Visit(request), document(request))
    return empty()


def classify(request: Request) -> Response:
    """What a text asks for."""
    return shown(sorting.classify(Visit(request), document(request)))
