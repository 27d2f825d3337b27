"""Errors in this dialect's words, and in the caller's language (specification, 4)."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from chalicelib.dialects.matrix42 import languages
from chalicelib.dialects.matrix42.asql.faults import ExpressionError, UnknownAttribute
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.serializer.answers import MEDIA_TYPE
from chalicelib.dialects.matrix42.vocabulary import messages, refusals
from chalicelib.errors import (
    Changed,
    Conflict,
    Forbidden,
    Gone,
    Invalid,
    Malformed,
    MethodNotAllowed,
    NotFound,
    OutsideAudience,
    PolydeskError,
    Reason,
    SearchTimeout,
    TooLarge,
    TooManyRequests,
    Unauthorized,
    Unavailable,
    UnsupportedMediaType,
)
from chalicelib.request import Request
from chalicelib.response import Response

CHALLENGE: Final = 'Bearer realm="Polydesk", error="invalid_token", Basic realm="Polydesk"'
_RETRY_AFTER: Final = "1"
_LONGEST: Final = 2_000  # characters of a sentence, which may repeat what was sent


def render(error: PolydeskError, request: Request) -> Response:
    """The answer to a refused request."""
    language = languages.of(request)
    refused = error if isinstance(error, Refused) else _meant(error, request)
    status = 500 if isinstance(error, ExpressionError) else refused.code
    body = {"Message": _printable(refused.in_language(language))}
    detail = refused.detail if isinstance(error, Refused) else _detail(error)
    if detail and detail != body["Message"]:
        body["ExceptionMessage"] = _printable(detail)
    return Response(status, msgspec.json.encode(body), _headers(error), media_type=MEDIA_TYPE)


def _meant(error: PolydeskError, request: Request) -> Refused:
    """The sentence for an error that all dialects know."""
    text = next((text for kind, text in _TEXTS if isinstance(error, kind)), refusals.OUR_FAULT)
    said: dict[str, Any] = {}
    match error:
        case UnknownAttribute():
            text, said = messages.UNKNOWN_ATTRIBUTE, {"definition": error.table, "name": error.name}
        case ExpressionError():
            text, said = refusals.EXPRESSION, {"sentence": error.message, "position": error.position}
        case Unauthorized():
            text = _UNAUTHORIZED.get(error.reason, text)
        case OutsideAudience():
            text, said = refusals.OUTSIDE, {"operation": error.operation}
        case NotFound() if request.route.endswith("+}"):
            text, said = refusals.NO_RESOURCE, {"uri": f"{request.base_url}{request.path}"}
        case MethodNotAllowed():
            said = {"method": error.method}
        case Gone():
            text = refusals.DECOMMISSIONED_FOR if error.successor else text
            said = {"operation": error.operation, "successor": error.successor}
        case TooManyRequests():
            said = {"seconds": str(error.retry_after)}
        case SearchTimeout():
            said = {"seconds": f"{error.limit:g}"}
    return Refused(text, **said)


_UNAUTHORIZED: Final = {
    Reason.EXPIRED: refusals.TOKEN_EXPIRED,
    Reason.WRONG_KIND: refusals.NOT_EXCHANGED,
    Reason.REVOKED: refusals.NOT_EXCHANGED,
}
_TEXTS: Final[tuple[tuple[type[PolydeskError], messages.Text], ...]] = (
    (Unauthorized, refusals.UNAUTHORIZED),
    (Forbidden, refusals.FORBIDDEN),
    (NotFound, refusals.NOT_FOUND),
    (MethodNotAllowed, refusals.WRONG_VERB),
    (SearchTimeout, refusals.TIMED_OUT),
    (Gone, refusals.DECOMMISSIONED),
    (TooManyRequests, refusals.TOO_MANY),
    (Changed, messages.CONCURRENCY),
    (Conflict, refusals.CONFLICT),
    (Invalid, refusals.INVALID),
    (Malformed, refusals.INVALID),
    (TooLarge, refusals.TOO_LARGE),
    (UnsupportedMediaType, refusals.MEDIA_TYPE),
    (Unavailable, refusals.UNAVAILABLE),
)


def _detail(error: PolydeskError) -> str:
    """What can be said in English beside it."""
    match error:
        case Invalid():
            return " ".join(f"{_place(fault.path)}{fault.message}" for fault in error.faults)
        case ExpressionError():
            return error.message
        case Forbidden() | NotFound() | Conflict() if not isinstance(error, OutsideAudience):
            return error.message
    return ""


def _place(path: tuple[str | int, ...]) -> str:
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return f"{steps.lstrip('.')}: " if steps else ""


def _printable(text: str) -> str:
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return shown.encode("utf-8", "replace").decode()


def _headers(error: PolydeskError) -> dict[str, Any]:
    if isinstance(error, Unauthorized) and error.reason not in _UNAUTHORIZED:
        return {"WWW-Authenticate": CHALLENGE}
    return {"Retry-After": _RETRY_AFTER} if isinstance(error, Unavailable) else {}
