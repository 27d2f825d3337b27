"""What agents get: the tokens of each callback, behind its receipt (specification, 7.6)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from chalicelib.dialects.xmatters.serializer import answers
from chalicelib.response import Response
from chalicelib.services.agents import Handed

_EMPTY: Final = "{}"


def handed_out(several: Iterable[Handed]) -> Response:
    """The callbacks that an agent gets; their tokens leave as they were written when something was to be told."""
    return answers.respond({"callbacks": [msgspec.Raw(_entry(each).encode()) for each in several]})


def _entry(handed: Handed) -> str:
    receipt = f'{{"receipt":"{handed.receipt}"'  # of letters that need no escape
    return receipt + ("}" if handed.body == _EMPTY else f",{handed.body.removeprefix('{')}")
