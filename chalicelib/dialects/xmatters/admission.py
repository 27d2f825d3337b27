"""What a call must pass before its view, in the order of the specification (1.3): who calls, version, path, method, rate.

Permission is the next, and stands with each view. Size, type and content of a body come after what the path names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from chalicelib.dialects.xmatters.vocabulary.messages import NO_URL
from chalicelib.dialects.xmatters.vocabulary.versions import VERSIONS
from chalicelib.errors import Forbidden, MethodNotAllowed, NotFound

if TYPE_CHECKING:
    from chalicelib.dialects.base import Dialect
    from chalicelib.dialects.route import Route
    from chalicelib.request import Request


def placed(dialect: Dialect, request: Request, route: Route) -> Request:
    """Refuse versions, paths and methods that there are not. Raises NotFound, MethodNotAllowed."""
    if request.params.get("version", next(iter(VERSIONS))) not in VERSIONS:
        raise NotFound(NO_URL)
    if route is dialect.unknown:
        if request.allowed:
            raise MethodNotAllowed(request.method, request.allowed)
        raise NotFound(NO_URL)
    return request


def fetching(_: Dialect, request: Request, __: Route) -> Request:
    """Let in only whose roles may act as an agent. Raises Forbidden."""
    if not request.caller.permissions.has(AGENT):
        raise Forbidden(f"User {request.caller.login} does not have permission to act as an integration agent.")
    return request


AGENT: Final = "agent"
"""The ability of integration agents."""
