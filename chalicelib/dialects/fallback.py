"""What a path says that has no view for the verb: unknown paths, undefined verbs, and OPTIONS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.errors import MethodNotAllowed, NotFound
from chalicelib.response import Response

if TYPE_CHECKING:
    from chalicelib.request import Request


def refuse(request: Request) -> Response:
    """Raise MethodNotAllowed where the path knows other verbs, else NotFound."""
    if request.allowed:
        raise MethodNotAllowed(request.method, request.allowed)
    raise NotFound("There is nothing at this address.")


def say_allowed(request: Request) -> Response:
    """Name the verbs of the path; an unknown one is not found."""
    if not request.allowed:
        return refuse(request)
    return Response(200, headers={"Allow": ", ".join(request.allowed)})
