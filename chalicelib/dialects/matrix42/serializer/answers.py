"""Responses: JSON, a bare id, nothing (specification, 1.8)."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

import msgspec

from chalicelib.dialects.base import MAX_BODY
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.vocabulary import refusals
from chalicelib.response import Response

MEDIA_TYPE: Final = "application/json; charset=utf-8"
ENCODER: Final = msgspec.json.Encoder()


def shown(value: Any) -> Response:
    """A value; Refused where it would be more than 4 MiB, because there is no next page to go on with."""
    body = ENCODER.encode(value)
    if len(body) > MAX_BODY:
        raise Refused(refusals.ANSWER_TOO_LARGE)
    return Response(200, body, media_type=MEDIA_TYPE)


def created(guid: UUID) -> Response:
    """The id of what was made, as a bare string."""
    return shown(str(guid))


def empty() -> Response:
    """There is nothing to say."""
    return Response(204)
