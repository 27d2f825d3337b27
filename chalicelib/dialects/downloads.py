"""Answers that hand out a file, so that no browser runs it and every client keeps its name."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from chalicelib.response import Response

_NO_TOKEN: Final = re.compile(r"[^\x20-\x7e]|[\"\\%]")
# What RFC 8187 lets stand as it is.
_PLAIN: Final = "!#$&+-.^_`|~"


def attachment(content: bytes, *, name: str, media_type: str) -> Response:
    """The bytes of a file, to be saved under its name."""
    headers = {"Content-Disposition": disposition(name), "X-Content-Type-Options": "nosniff"}
    return Response(200, content, headers, media_type=media_type)


def disposition(name: str) -> str:
    """The value of Content-Disposition (RFC 6266): a name in ASCII for old clients, and beside it the true one in UTF-8."""
    plain = _NO_TOKEN.sub("_", name)
    said = f'attachment; filename="{plain}"'
    if plain == name:
        return said
    return f"{said}; filename*=UTF-8''{quote(name.encode('utf-8', 'replace'), safe=_PLAIN)}"
