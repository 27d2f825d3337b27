"""Bodies in JSON, judged when whatever the path names is found: size, type, content (specification, 1.3 and 1.4)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

import msgspec

from chalicelib.dialects.xmatters.vocabulary.messages import NOT_JSON, NOT_LIST, NOT_OBJECT
from chalicelib.errors import Malformed, TooLarge, UnsupportedMediaType
from chalicelib.request import Request

MAX_BODY: Final = 1 << 20  # bytes
_JSON: Final = "application/json"
_EXACT: Final = msgspec.json.Decoder(float_hook=Decimal)


def read_object(request: Request, *, most: int = MAX_BODY, exact: bool = False) -> dict[str, Any]:
    """The object that a body is. `exact`: numbers with a fraction are Decimals, as they were written.

    Raises TooLarge, UnsupportedMediaType, Malformed.
    """
    content = _read(request, most, exact)
    if not isinstance(content, dict):
        raise Malformed(NOT_OBJECT)
    return content


def read_list(request: Request, *, most: int = MAX_BODY) -> list[Any]:
    """The array that a body is. Raises TooLarge, UnsupportedMediaType, Malformed."""
    content = _read(request, most, exact=False)
    if not isinstance(content, list):
        raise Malformed(NOT_LIST)
    return content


def _read(request: Request, most: int, exact: bool) -> Any:
    if len(request.body) > most:
        raise TooLarge(most)
    if request.media_type not in ("", _JSON):
        raise UnsupportedMediaType(request.media_type)
    try:
        return (_EXACT.decode if exact else msgspec.json.decode)(request.body.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError, ArithmeticError):
        raise Malformed(NOT_JSON) from None
