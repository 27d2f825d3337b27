"""What browsers ask before they read (specification, section 3: CORS)."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects import fallback
from chalicelib.request import Request
from chalicelib.response import Response

EVERYBODY: Final = {"Access-Control-Allow-Origin": "*"}
_READING: Final = {
    **EVERYBODY,
    "Access-Control-Allow-Methods": "GET, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
}


def say_allowed(request: Request) -> Response:
    """Every path that there is may be read from anywhere. Raises NotFound for the others."""
    return Response(204, headers=_READING) if request.allowed else fallback.refuse(request)


def finish(request: Request, response: Response) -> Response:
    """What is read may be shown to scripts from anywhere; nothing is kept on the way."""
    if request.method == "GET":
        response.headers |= EVERYBODY
    response.headers.setdefault("Cache-Control", "no-store")
    return response
