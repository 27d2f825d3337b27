"""What browsers ask before they call, and what is said with every answer (specification, 1.9 and 3)."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects import fallback
from chalicelib.dialects.matrix42 import languages
from chalicelib.dialects.matrix42.vocabulary.settings import DIALECT, EVERYBODY, ORIGINS, SETTINGS, origins
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.services import settings

_REQUEST_HEADERS: Final = "Authorization, Content-Type, Explicit-Language"
_ANSWER_HEADERS: Final = (
    "Content-Disposition, Content-Language, Deprecation, Link, Retry-After, Sunset, Warning, WWW-Authenticate"
)
_KEPT: Final = "600"  # seconds that a browser may remember what it was told


def say_allowed(request: Request) -> Response:
    """Which verbs scripts from the caller's origin may use. Raises NotFound, and MethodNotAllowed for other origins."""
    if not request.allowed or _allowed_origin(request) is None:
        return fallback.refuse(request)
    headers = {
        "Access-Control-Allow-Methods": ", ".join(request.allowed),
        "Access-Control-Allow-Headers": _REQUEST_HEADERS,
        "Access-Control-Max-Age": _KEPT,
    }
    return Response(204, headers=headers)


def finish(request: Request, response: Response) -> Response:
    """The language of the answer, which scripts may read it, and that nothing is kept on the way."""
    response.headers.setdefault("Content-Language", languages.of(request))
    response.headers.setdefault("Cache-Control", "no-store")
    origin = _allowed_origin(request)
    if origin is not None:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = _ANSWER_HEADERS
        if origin != EVERYBODY:
            response.headers["Vary"] = "Origin"
    return response


def _allowed_origin(request: Request) -> str | None:
    """What the answer says of the origin of the script that calls; None where there is none, or it is none of those."""
    origin = request.headers.get("origin")
    if not origin:
        return None
    allowed = origins(settings.get(section=DIALECT, declared=SETTINGS)[ORIGINS])
    if EVERYBODY in allowed:
        return EVERYBODY
    return origin if origin in allowed else None
