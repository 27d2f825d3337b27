"""What a call must pass before its view (specification, 7 and 8.2): the module's switch, token, limit, module right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from chalicelib.dialects import admission
from chalicelib.dialects.esm import settings
from chalicelib.dialects.esm.vocabulary.messages import MODULE_OFF, NO_MODULE
from chalicelib.errors import Forbidden, NotFound, Unauthorized
from chalicelib.services import limits

if TYPE_CHECKING:
    from chalicelib.dialects.base import Dialect
    from chalicelib.dialects.route import Route
    from chalicelib.domain.role import Permissions
    from chalicelib.request import Request

MODULE: Final = "external-api"
"""The ability of roles that may use this interface at all."""


def enabled(_: Dialect, request: Request, __: Route) -> Request:
    """Where the module is switched off, there is nothing at all. Raises NotFound."""
    if not settings.current().enabled:
        raise NotFound(MODULE_OFF)
    return request


def identified(dialect: Dialect, request: Request, route: Route) -> Request:
    """Find out who asks. Calls with no good token count against the address they come from. Raises Unauthorized.

    Where nobody need say who calls, a good token counts nevertheless, and a bad one is as good as none.
    """
    is_open = route.public and route.limited and route.operation is not None
    if route.public and not (is_open and "authorization" in request.headers):
        return request
    try:
        return request.identified(dialect.identify(request, accepts=dialect.accepts, dialect=dialect.name))
    except Unauthorized:
        if is_open:
            return request
        count_address(dialect, request)
        raise


def counted(dialect: Dialect, request: Request, route: Route) -> Request:
    """Count the call against the caller's minute, or the address's where nobody says who calls."""
    if route.limited and route.operation is not None and not request.is_identified:
        count_address(dialect, request)
    return admission.counted(dialect, request, route)


def permitted(_: Dialect, request: Request, route: Route) -> Request:
    """Let in only whose roles have the module. Raises Forbidden."""
    if not route.public:
        check_module(request.caller.permissions)
    return request


def check_module(permissions: Permissions) -> None:
    """Raise Forbidden for roles without the module."""
    if not permissions.has(MODULE):
        raise Forbidden(NO_MODULE)


def count_address(dialect: Dialect, request: Request) -> None:
    """Count a call that has no account. Raises TooManyRequests."""
    dialect.take(dialect=dialect.name, who=limits.address(request.source_ip), default=dialect.requests_per_minute)
