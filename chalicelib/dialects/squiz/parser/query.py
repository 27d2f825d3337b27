"""Parameters of the query. A fault's path is the parameter's name behind a question mark."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Container
from typing import Final

from chalicelib.dialects.squiz.parser.values import number_of
from chalicelib.errors import Faults
from chalicelib.request import Query

DIRECTIONS: Final = ("up", "down", "both")
MAX_CHILDREN: Final = 200
USUAL_CHILDREN: Final = 50
DEFAULT_CONTEXT: Final = 0
_PLACE: Final = re.compile(r"[0-9]{10}#[0-9]{10}")
_UP: Final = re.compile(r"u(0|[1-9][0-9]{0,9})")


def triggers(query: Query, faults: Faults) -> bool:
    """Whether a write sets off triggers; `disable-triggers`."""
    said = query.first("disable-triggers")
    if said not in (None, "0", "1"):
        faults.add("?disable-triggers", "choice", "must be 0 or 1")
    return said != "1"


def context(query: Query, known: Container[int], faults: Faults) -> int:
    """The context of the request, which must be the default one or known; `contextid`."""
    said = query.first("contextid")
    if said is None:
        return DEFAULT_CONTEXT
    number = number_of(said)
    if number is None:
        faults.add("?contextid", "type", "must be an integer from 0 on")
    elif said != "0" and number not in known:
        faults.add("?contextid", "choice", "must be the number of a context")
    return number or DEFAULT_CONTEXT


def direction(query: Query, faults: Faults) -> str:
    """Which links of an asset are wanted; `direction`."""
    said = query.first("direction")
    if said is not None and said not in DIRECTIONS:
        faults.add("?direction", "choice", f"must be one of {', '.join(DIRECTIONS)}")
    return said or DIRECTIONS[-1]


def limit(query: Query, faults: Faults) -> int:
    """How many children are wanted; `limit`."""
    said = query.first("limit")
    if said is None:
        return USUAL_CHILDREN
    number = number_of(said)
    if not number or number > MAX_CHILDREN:
        faults.add("?limit", "range", f"must be an integer from 1 to {MAX_CHILDREN}")
    return number or USUAL_CHILDREN


def child_cursor(query: Query, faults: Faults) -> str | None:
    """The place behind which the list of children goes on; `cursor`."""
    said = query.first("cursor")
    if said is None:
        return None
    place = _decoded(said)
    if _PLACE.fullmatch(place) is None:
        _note_cursor(faults)
        return None
    return place


def link_cursor(query: Query, faults: Faults) -> tuple[int | None, str | None]:
    """Behind which link to an asset, or behind which place of links from it, a list of links goes on; `cursor`."""
    said = query.first("cursor")
    if said is None:
        return None, None
    place = _decoded(said)
    if up := _UP.fullmatch(place):
        return int(up[1]), None
    if place[:1] == "d" and _PLACE.fullmatch(place[1:]):
        return None, place[1:]
    _note_cursor(faults)
    return None, None


def opaque(place: str) -> str:
    """A place as a cursor."""
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


def _decoded(said: str) -> str:
    try:
        padded = said + "=" * (-len(said) % 4)
        return base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, UnicodeError):
        return ""


def _note_cursor(faults: Faults) -> None:
    faults.add("?cursor", "format", "must be the cursor of a previous answer")
