"""How operations of every dialect age, and whom they admit: a step before the view, and headers on every answer.

An operation is called `Service.Operation`. The service of a route is its dialect, unless the route says another; the operation
is the name of the route. What a vendor documents is public: it changes only with notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from chalicelib import logs
from chalicelib.dialects import catalogue
from chalicelib.domain.api import State
from chalicelib.errors import Gone
from chalicelib.services import apis

if TYPE_CHECKING:
    from datetime import date

    from chalicelib.dialects.base import Dialect
    from chalicelib.dialects.route import Route
    from chalicelib.domain.api import Standing
    from chalicelib.request import Request
    from chalicelib.response import Response

    Standings = tuple[tuple[str, Standing], ...]


def governed(dialect: Dialect, request: Request, route: Route) -> Request:
    """Refuse who calls an operation that is no more, or that is not for him. Raises Gone, Forbidden."""
    if route.is_operation:
        standing = standing_of(route)
        if standing.state is State.DECOMMISSIONED:
            raise Gone(route.operation_name, standing.successor)
        if request.is_identified:
            apis.admit(operation=route.operation_name, caller=request.caller)
    return request


def standing_of(route: Route) -> Standing:
    """How the operation of a route stands now."""
    return apis.standing(operation=route.operation_name, declared=route.standing)


def standings(dialect: Dialect) -> Standings:
    """How the operations of a dialect stand now, by name; nothing where they don't age."""
    if not dialect.governs:
        return ()
    return tuple({route.operation_name: standing_of(route) for route in dialect.routes if route.is_operation}.items())


def marked(dialect: Dialect, request: Request, route: Route, response: Response) -> Response:
    """An answer with what its caller should know of the age of the operation (RFC 9745, RFC 8594)."""
    standing = standing_of(route)
    if standing.state is State.ACTIVE:
        return response
    headers = response.headers
    if standing.successor and (target := _address(dialect, request, standing.successor)):
        headers["Link"] = ", ".join(filter(None, (headers.get("Link"), f'<{target}>; rel="successor-version"')))
    if standing.state is State.DECOMMISSIONED:
        return response
    if standing.deprecated_on:
        headers["Deprecation"] = f"@{int(standing.deprecated_on.timestamp())}"
    if standing.sunset_on:
        headers["Sunset"] = _http_date(standing.sunset_on)
    if standing.state is State.OBSOLETE:
        advice = f"; use {standing.successor}" if standing.successor else ""
        headers["Warning"] = f'299 - "{route.operation_name} is obsolete{advice}"'
        logs.obsolete(request, operation=route.operation_name)
    return response


def _address(dialect: Dialect, request: Request, operation: str) -> str | None:
    """Where an operation is, with its variables as they are documented: of the same dialect below the prefix in use."""
    for route in dialect.routes:
        if route.operation_name == operation:
            return f"{request.base_url}{request.prefix}{route.path}"
    for entry in catalogue.entries(request.mounts):
        if entry.name == operation:
            return f"{request.base_url}{entry.path}"
    return None


def _http_date(day: date) -> str:
    """The beginning of a day, as HTTP says it."""
    return f"{_DAYS[day.weekday()]}, {day.day:02d} {_MONTHS[day.month - 1]} {day.year:04d} 00:00:00 GMT"


_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
