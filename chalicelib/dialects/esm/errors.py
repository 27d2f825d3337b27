"""Errors in this dialect's words: every refusal of every operation has one shape (specification, 3.2)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from chalicelib.dialects.esm import wire
from chalicelib.dialects.esm.serializer import stamps
from chalicelib.dialects.esm.serializer.answers import ENCODER, short
from chalicelib.dialects.esm.vocabulary.messages import MESSAGES
from chalicelib.errors import Invalid, PolydeskError, SearchTimeout, TooManyRequests
from chalicelib.request import Request
from chalicelib.response import Response

_OUR_FAULT: Final = 500
_TIMEOUT_SETTING: Final = "external.api.datacard.list.search.timeout"


def render(error: PolydeskError, request: Request) -> Response:
    """An ApiException. Our own faults say nothing but the id by which they are found in the log."""
    status = error.status if error.status in MESSAGES else _OUR_FAULT
    shape = wire.ApiException(
        code=status,
        error=HTTPStatus(status).phrase,
        message=short(_message(error, status, request)),
        url=address(request),
        timestamp=stamps.now(),
    )
    headers = {"WWW-Authenticate": _CHALLENGE} if status == HTTPStatus.UNAUTHORIZED else {}
    return Response(status, ENCODER.encode(shape), headers, media_type="application/json")


def address(request: Request) -> str:
    """The absolute address of a call, without its query, which may hold personal data."""
    return f"{request.base_url}{request.path}"


def _message(error: PolydeskError, status: int, request: Request) -> str:
    match error:
        case TooManyRequests(retry_after=seconds, limit=limit):
            return f"Try again in {seconds} seconds. At most {limit} requests per minute are allowed."
        case SearchTimeout(limit=limit):
            return f"The search took longer than {limit:g} seconds, as {_TIMEOUT_SETTING} allows."
        case Invalid(faults=faults) if faults and error.message == _UNSAID:
            return " ".join(dict.fromkeys(fault.message for fault in faults))
    if status == _OUR_FAULT:
        return f"{MESSAGES[status]} Request {request.request_id}."
    return error.message or MESSAGES[status]


_UNSAID: Final = Invalid().message
_CHALLENGE: Final = 'Bearer realm="Polydesk"'
