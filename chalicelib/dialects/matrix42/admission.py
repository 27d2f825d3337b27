"""What a request must pass before its view, in the order of the specification (13.3): caller, limit, path, age, size, type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from chalicelib.errors import MethodNotAllowed, NotFound, UnsupportedMediaType

if TYPE_CHECKING:
    from chalicelib.dialects.base import Dialect
    from chalicelib.dialects.route import Route
    from chalicelib.request import Request

_BODIES: Final = ("POST", "PUT", "PATCH")
_JSON: Final = ("application/json", "text/json")
ANY_TYPE: Final = frozenset(
    {
        "ApiToken.GenerateAccessTokenFromApiToken",
        "FileStorage.Upload",
        "FileStorage.Add",
        "CommonStorage.FinishUploading",
    }
)
"""Operations whose bodies are bytes, or are not looked at."""


def placed(dialect: Dialect, request: Request, route: Route) -> Request:
    """Refuse paths and verbs that there are not. Raises NotFound, MethodNotAllowed."""
    if route is dialect.unknown:
        if request.allowed:
            raise MethodNotAllowed(request.method, request.allowed)
        raise NotFound
    return request


def typed(_: Dialect, request: Request, route: Route) -> Request:
    """Refuse a body that is not said to be JSON. Raises UnsupportedMediaType."""
    if request.method not in _BODIES or (route.is_operation and route.operation_name in ANY_TYPE):
        return request
    if request.method == "POST" and not request.body:
        return request
    media_type = request.media_type
    if media_type not in _JSON and not media_type.endswith("+json"):
        raise UnsupportedMediaType(media_type)
    return request
