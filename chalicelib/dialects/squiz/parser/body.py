"""The object that a body is, judged in the order of the specification (section 3): media type, size, syntax."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.base import MAX_BODY
from chalicelib.dialects.squiz.parser import json
from chalicelib.dialects.squiz.parser.json import Inside, Members
from chalicelib.errors import Faults, TooLarge, UnsupportedMediaType
from chalicelib.request import Request

_JSON: Final = "application/json"
_SUFFIX: Final = "+json"


def read(request: Request, inside: Inside, faults: Faults, *, steps: int) -> Members | None:
    """The members of the body; None, with one fault, where it can't be read.

    `inside`: which of them are taken apart, too. `steps`: how many members of a path name what is nested too deeply. Raises
    UnsupportedMediaType, TooLarge.
    """
    if request.body and not _is_json(request.media_type):
        raise UnsupportedMediaType(request.media_type)
    if len(request.body) > MAX_BODY:
        raise TooLarge(MAX_BODY)
    try:
        text = request.body.decode().removeprefix("\ufeff")
    except UnicodeDecodeError:
        faults.add((), "syntax", "must be JSON in UTF-8")
        return None
    if json.is_too_deep(text):
        faults.add(
            json.deepest_path(text, steps), "depth", f"must not make the body deeper than {json.MAX_DEPTH} levels"
        )
        return None
    try:
        return json.members(text, inside)
    except ValueError:
        if json.is_json(text):
            faults.add((), "type", "must be an object")
        else:
            faults.add((), "syntax", "must be JSON")
    return None


def _is_json(media_type: str) -> bool:
    return media_type in ("", _JSON) or media_type.endswith(_SUFFIX)
