"""Errors in this dialect's words: every refusal has one shape, and says of each wrong field where it stands (1.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Final

import msgspec

from chalicelib.dialects.xmatters import wire
from chalicelib.dialects.xmatters.serializer.answers import respond
from chalicelib.dialects.xmatters.vocabulary.messages import (
    FORM,
    MALFORMED,
    MESSAGES,
    STYLES_BY_NOUN,
    TYPES_BY_STATUS,
    UNRECOGNIZED,
    Style,
)
from chalicelib.domain import clock
from chalicelib.errors import Fault, Forbidden, Invalid, Malformed, PolydeskError, SearchTimeout
from chalicelib.request import Request
from chalicelib.response import Response

_OUR_FAULT: Final = 500
_UNSAID: Final = Invalid().message
_CHALLENGE: Final = 'Basic realm="Polydesk"'
_LONGEST: Final = 2_000  # characters of a message, which may repeat what was sent
_ROOM: Final = 400_000  # characters of all faults: they are told twice, a character may take four bytes
_MEMBERS: Final = 200  # what a fault takes beside its message


def render(error: PolydeskError, request: Request) -> Response:
    """The answer to a refused call."""
    status = _status(error)
    if status == HTTPStatus.UNAUTHORIZED:
        return _stranger(request)
    style = _style(request)
    refusal = wire.Refusal(
        type=MALFORMED if _is_malformed(error) else TYPES_BY_STATUS[status],
        message=_message(error, status, style),
        code=status,
        reason=HTTPStatus(status).phrase,
    )
    if isinstance(error, Invalid) and error.faults:
        refusal = _detailed(refusal, error.faults, style)
    headers = {"X-Error-Message": _in_a_line(refusal.message)} if isinstance(error, Forbidden) else {}
    return respond(refusal, status, headers)


def _stranger(request: Request) -> Response:
    """Word for word what the gateway's authorizer has said of whom it does not let in."""
    reason = HTTPStatus(HTTPStatus.UNAUTHORIZED).phrase
    refusal = wire.Stranger(
        type=TYPES_BY_STATUS[401],
        message=MESSAGES[401],
        code=401,
        reason=reason,
        error=reason,
        url=request.base_path + request.path,
        timestamp=clock.now().strftime("%d/%b/%Y:%H:%M:%S +0000"),
    )
    return respond(refusal, 401, {"WWW-Authenticate": _CHALLENGE})


def _is_malformed(error: PolydeskError) -> bool:
    if isinstance(error, Invalid):
        return any(fault.code == UNRECOGNIZED for fault in error.faults)
    return isinstance(error, Malformed)


def _status(error: PolydeskError) -> int:
    if isinstance(error, SearchTimeout):
        return 503
    return error.status if error.status in TYPES_BY_STATUS else _OUR_FAULT


def _message(error: PolydeskError, status: int, style: Style) -> str:
    if isinstance(error, Invalid) and error.message == _UNSAID:
        return style.message
    if status >= _OUR_FAULT or not error.message:
        return MESSAGES[status]
    return error.message if len(error.message) <= _LONGEST else f"{error.message[:_LONGEST]}…"


def _style(request: Request) -> Style:
    """The one of the route: `/reapi/{version}/people`."""
    _, _, below = request.route.partition("{version}/")
    return STYLES_BY_NOUN.get(below.partition("/")[0], FORM)


def _detailed(refusal: wire.Refusal, every: tuple[Fault, ...], style: Style) -> wire.Refusal:
    faults = list(_fitting(every))
    errors = [wire.ErrorDetail(_slashed(fault), fault.message) for fault in faults]
    if not style.both:
        return msgspec.structs.replace(refusal, error_details=errors)
    return msgspec.structs.replace(
        refusal, details=[{_dotted(fault): fault.message} for fault in faults], error_details=errors
    )


def _fitting(every: Iterable[Fault]) -> Iterator[Fault]:
    """As many of many faults as one answer carries."""
    room = _ROOM
    for fault in every:
        room -= len(fault.message) + _MEMBERS
        if room < 0:
            return
        yield fault


def _dotted(fault: Fault) -> str:
    """`$.recipients[0].devices[1]`, unless the fault says otherwise."""
    said: str | None = fault.params.get("details")
    return said or "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in fault.path)


def _slashed(fault: Fault) -> str:
    """`recipients[0]/devices[1]`, unless the fault says otherwise."""
    said: str | None = fault.params.get("errorDetails")
    return said or "".join(f"[{step}]" if isinstance(step, int) else f"/{step}" for step in fault.path).lstrip("/")


def _in_a_line(text: str) -> str:
    """A text as a header carries it: what is no printable ASCII is a question mark."""
    return "".join(each if " " <= each <= "~" else "?" for each in text)
