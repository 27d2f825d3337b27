"""Tickets found (specification, 9.1)."""

from __future__ import annotations

from chalicelib.dialects.matrix42.parser.query import Query
from chalicelib.dialects.matrix42.serializer.answers import shown
from chalicelib.dialects.matrix42.verbs import searching
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.request import Request
from chalicelib.response import Response


def tickets(request: Request) -> Response:
    """Of all types."""
    return _found(request)


def incidents(request: Request) -> Response:
    """Incidents."""
    return _found(request, "incident")


def changes(request: Request) -> Response:
    """Changes."""
    return _found(request, "change")


def tasks(request: Request) -> Response:
    """Tasks."""
    return _found(request, "task")


def service_requests(request: Request) -> Response:
    """Service requests."""
    return _found(request, "request")


def problems(request: Request) -> Response:
    """Problems."""
    return _found(request, "problem")


def _found(request: Request, *classes: str) -> Response:
    return shown({"Tickets": searching.find(Visit(request), Query(request), *classes)})
