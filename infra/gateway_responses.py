"""What the gateway says by itself, without asking the app: one shape of body for all, which every dialect's clients accept.

The local gateway answers from this table, and the template's `AWS::ApiGateway::GatewayResponse` resources are made from
it. Bodies are API Gateway's templates: `$context.…` is filled in per request. Nothing of the request's query or headers
gets into them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

_READABLE: Final[Mapping[str, str]] = {"Access-Control-Allow-Origin": "*"}
"""On all of them, because API Gateway can't tell verbs apart here: scripts of any page may read why they can't read."""


@dataclass(frozen=True, slots=True)
class GatewayResponse:
    """One of API Gateway's response types, as this API answers it."""

    type: str
    status: int
    message: str
    kind: str
    headers: Mapping[str, str] = field(default_factory=lambda: _READABLE)

    @property
    def template(self) -> str:
        """The body, with `$context.path` and `$context.requestTime` to be filled in."""
        reason = HTTPStatus(self.status).phrase
        return json.dumps(
            {
                "type": self.kind,
                "message": self.message,
                "code": self.status,
                "reason": reason,
                "error": reason,
                "url": "$context.path",
                "timestamp": "$context.requestTime",
            },
            separators=(",", ":"),
        )

    def body(self, *, path: str, time: str) -> bytes:
        """The body for one request; `path` without query, percent-encoded as it came."""
        text = self.template.replace('"$context.path"', json.dumps(path))
        return text.replace('"$context.requestTime"', json.dumps(time)).encode()


_CHALLENGES: Final = (
    'Bearer realm="Polydesk", error="invalid_token"',
    'Bearer realm="Matrix", error="invalid_token"',
    'Basic realm="Polydesk"',
)
_CHALLENGE: Final = {**_READABLE, "WWW-Authenticate": ", ".join(_CHALLENGES)}
_LATER: Final = {**_READABLE, "Retry-After": "60"}
_FAULT: Final = "The request could not be carried out. Please try again later."

RESPONSES: Final[Mapping[str, GatewayResponse]] = {
    response.type: response
    for response in (
        GatewayResponse("UNAUTHORIZED", 401, "User could not be authenticated", "AUTHENTICATION_ERROR", _CHALLENGE),
        GatewayResponse("ACCESS_DENIED", 403, "Access is denied.", "ACCESS_DENIED"),
        GatewayResponse("INVALID_API_KEY", 403, "Access is denied.", "ACCESS_DENIED"),
        GatewayResponse("MISSING_AUTHENTICATION_TOKEN", 404, "There is nothing at this address.", "NOT_FOUND"),
        GatewayResponse("REQUEST_TOO_LARGE", 413, "The request entity is too large.", "REQUEST_TOO_LARGE"),
        GatewayResponse("THROTTLED", 429, "Try again in 60 seconds.", "TOO_MANY_REQUESTS", _LATER),
        GatewayResponse("QUOTA_EXCEEDED", 429, "Try again in 60 seconds.", "TOO_MANY_REQUESTS", _LATER),
        GatewayResponse("AUTHORIZER_FAILURE", 500, _FAULT, "SERVER_ERROR"),
        GatewayResponse("INTEGRATION_FAILURE", 504, _FAULT, "SERVER_ERROR"),
        GatewayResponse("INTEGRATION_TIMEOUT", 504, "The request took too long.", "TIMEOUT"),
        GatewayResponse("DEFAULT_5XX", 502, _FAULT, "SERVER_ERROR"),
    )
}

# Refused before API Gateway proper sees the request, so no GatewayResponse resource can word these in the cloud.
HEADERS_TOO_LARGE: Final = GatewayResponse("", 431, "The headers are too large.", "REQUEST_TOO_LARGE")
NOT_READY: Final = GatewayResponse("", 503, "The local cloud is starting.", "UNAVAILABLE")
