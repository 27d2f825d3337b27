"""The interface itself: services, operations, examples, release notes (specification, 12.2)."""

from __future__ import annotations

from chalicelib.dialects.matrix42.manual import audience as audiences
from chalicelib.dialects.matrix42.manual import listing, notes
from chalicelib.dialects.matrix42.manual import services as catalogue
from chalicelib.dialects.matrix42.manual.services import Operation
from chalicelib.dialects.matrix42.parser.ids import guid
from chalicelib.dialects.matrix42.parser.query import Query
from chalicelib.dialects.matrix42.serializer.answers import MEDIA_TYPE, shown
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.errors import NotFound
from chalicelib.request import Request
from chalicelib.response import Response


def services(request: Request) -> Response:
    """All services and operations, of the other dialects, too."""
    query = Query(request)
    found = listing.listed(
        request,
        Visit(request).language,
        public=query.truth("public") or False,
        dialect=query.text("dialect"),
    )
    return shown(found)


def service_operation(request: Request) -> Response:
    """What one operation wants and gives."""
    from chalicelib.dialects.matrix42.manual import contract  # only readers of the documentation pay for it

    visit = Visit(request)
    return shown(contract.shown(_operation(request), request, visit.language, visit.catalogue))


def audience(request: Request) -> Response:
    """Who may call an operation."""
    return shown(audiences.shown(_operation(request), Visit(request).catalogue))


def code_example(request: Request) -> Response:
    """Examples of a call."""
    from chalicelib.dialects.matrix42.manual import examples

    return examples.download(_operation(request), request, Query(request).text("language"))


def release_notes(request: Request) -> Response:
    """What became of operations."""
    return shown(notes.listed())


def openapi(request: Request) -> Response:
    """The OpenAPI document of this dialect."""
    from chalicelib.dialects.matrix42.routes import dialect
    from chalicelib.openapi import document

    answer = document(dialect, request)
    answer.headers["Content-Type"] = MEDIA_TYPE
    return answer


def _operation(request: Request) -> Operation:
    """The operation whose id the path says. Raises NotFound."""
    found = catalogue.of(request.mounts).find(guid(request.params["id"], "id"))
    if found is None:
        raise NotFound
    return found
