"""Errors in this dialect's words (specification, section 3)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from chalicelib.dialects.squiz import wire
from chalicelib.dialects.squiz.serializer.answers import respond
from chalicelib.dialects.squiz.vocabulary.messages import MESSAGES, READING_ONLY
from chalicelib.errors import Fault, Invalid, Malformed, MethodNotAllowed, PolydeskError, Unauthorized, Unavailable
from chalicelib.request import Request
from chalicelib.response import Response

_OUR_FAULT: Final = 500
_MOST: Final = 1_000  # faults in one answer
_LONGEST: Final = 200  # characters of one step of a path, which repeats what was sent
_CHALLENGE: Final = 'Bearer realm="Matrix", error="invalid_token"'
_RETRY_AFTER: Final = "1"
_MEMBER_BY_FIELD: Final = {"metadata": "metadata_values", "schemas": "metadata_schemas", "file": "attributes"}


def render(error: PolydeskError, request: Request) -> Response:
    """The answer to a refused request."""
    status = error.status if error.status in MESSAGES else _OUR_FAULT
    faults = [wire.Fault(_path(fault, request), fault.message) for fault in islice(_faults(error), _MOST)]
    refusal = wire.Refusal(status, _message(error, request, status, len(faults)))
    if faults:
        refusal.faults = faults
    return respond(wire.Error(refusal), status, _headers(error))


def _faults(error: PolydeskError) -> Iterator[Fault]:
    if isinstance(error, Malformed):
        yield Fault((), "syntax", error.message or "can't be read")
    elif isinstance(error, Invalid):
        yield from error.faults


def _message(error: PolydeskError, request: Request, status: int, faults: int) -> str:
    if faults:
        return f"The request has {faults} fault{'' if faults == 1 else 's'}."
    if isinstance(error, MethodNotAllowed) and request.is_identified and request.caller.read_only:
        return READING_ONLY
    if status >= _OUR_FAULT or isinstance(error, Unauthorized) or not error.message:
        return MESSAGES[status]
    return _printable(error.message)


def _path(fault: Fault, request: Request) -> str:
    """`$.asset.type`, `?contextid`; the core names fields."""
    steps = fault.path
    if steps and str(steps[0]).startswith("?"):
        return str(steps[0])
    if steps and steps[0] in _MEMBER_BY_FIELD:
        steps = (_MEMBER_BY_FIELD[str(steps[0])], *steps[1:])
    if steps and request.route.endswith("/assets") and steps[0] not in ("asset", "parent"):
        steps = ("asset", *steps)
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{_printable(step)}" for step in steps)


def _printable(text: str) -> str:
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return shown.encode("utf-8", "replace").decode()


def _headers(error: PolydeskError) -> dict[str, str]:
    if isinstance(error, Unauthorized):
        return {"WWW-Authenticate": _CHALLENGE}
    return {"Retry-After": _RETRY_AFTER} if isinstance(error, Unavailable) else {}
