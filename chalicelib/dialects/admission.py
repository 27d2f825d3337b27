"""What a request must pass before its view is called: one small step each, in the order that the dialect names.

A step takes the dialect, the request and the route, and gives the request on, or raises the reason for refusing it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.errors import TooLarge, UnsupportedMediaType

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.dialects.base import Dialect
    from chalicelib.dialects.route import Route
    from chalicelib.request import Request

    Step = Callable[[Dialect, Request, Route], Request]


def identified(dialect: Dialect, request: Request, route: Route) -> Request:
    """Find out who asks, unless the route is public. Raises Unauthorized."""
    if route.public:
        return request
    return request.identified(dialect.identify(request, accepts=dialect.accepts, dialect=dialect.name))


def counted(dialect: Dialect, request: Request, route: Route) -> Request:
    """Count the call of an identified caller. Raises TooManyRequests when the minute is used up."""
    if route.limited and request.is_identified:
        dialect.take(dialect=dialect.name, who=request.caller.account, default=dialect.requests_per_minute)
    return request


def typed(dialect: Dialect, request: Request, _: Route) -> Request:
    """Refuse a body of a type that is never read here; an untyped one passes. Raises UnsupportedMediaType."""
    if dialect.media_types is not None and request.body:
        media_type = request.media_type
        if media_type and media_type not in dialect.media_types:
            raise UnsupportedMediaType(media_type)
    return request


def weighed(dialect: Dialect, request: Request, route: Route) -> Request:
    """Refuse a body that is too long. Raises TooLarge."""
    most = dialect.max_body if route.max_body is None else route.max_body
    if len(request.body) > most:
        raise TooLarge(most)
    return request


USUAL: tuple[Step, ...] = (identified, counted, typed, weighed)
"""The order of most dialects. One with another order, or with steps of its own, names its own."""
