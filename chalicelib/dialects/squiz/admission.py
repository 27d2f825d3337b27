"""What a request must pass before its view, in the order of the specification (section 3): switch, token, path, verb.

Whether what the path names is there, permission and the body come after that, in the views.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from chalicelib.dialects.squiz.vocabulary.messages import NOTHING
from chalicelib.dialects.squiz.vocabulary.settings import DIALECT, SETTINGS, SWITCH
from chalicelib.errors import MethodNotAllowed, NotFound, Reason, Unauthorized
from chalicelib.services import profiles, settings

if TYPE_CHECKING:
    from chalicelib.dialects.base import Dialect
    from chalicelib.dialects.route import Route
    from chalicelib.request import Request

_TOKEN: Final = re.compile(r"Bearer [A-Za-z0-9]+")
_READING: Final = ("GET",)


def switched_on(_: Dialect, request: Request, __: Route) -> Request:
    """Refuse everything while the interface is switched off. Raises NotFound."""
    if not settings.get(section=DIALECT, declared=SETTINGS)[SWITCH]:
        raise NotFound(NOTHING)
    return request


def identified(dialect: Dialect, request: Request, route: Route) -> Request:
    """Find out who asks, by a token in exactly the right form whose user is somebody. Raises Unauthorized."""
    if route.public or _is_open(dialect, request, route):
        return request
    header = request.headers.get("authorization")
    if header is None:
        raise Unauthorized(Reason.MISSING)
    if _TOKEN.fullmatch(header) is None:
        raise Unauthorized(Reason.MALFORMED)
    caller = dialect.identify(request, accepts=dialect.accepts, dialect=dialect.name)
    if caller.person is None or not profiles.is_active(number=caller.person.number):
        raise Unauthorized(Reason.DISABLED)
    return request.identified(caller)


def placed(dialect: Dialect, request: Request, route: Route) -> Request:
    """Refuse paths and verbs that there are not, and writes with a token for reading. Raises NotFound, MethodNotAllowed."""
    if route is dialect.unknown and not request.allowed:
        raise NotFound(NOTHING)
    if request.is_identified and request.caller.read_only and request.method not in _READING:
        raise MethodNotAllowed(request.method, _READING)
    if route is dialect.unknown:
        raise MethodNotAllowed(request.method, request.allowed)
    return request


def _is_open(dialect: Dialect, request: Request, route: Route) -> bool:
    """Whether this is an undefined verb on a path that is open to all, who are told so."""
    return route is dialect.unknown and any(
        each.public and request.route.endswith(each.path) for each in dialect.every_route() if request.allowed
    )
