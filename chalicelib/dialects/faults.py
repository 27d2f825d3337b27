"""msgspec's complaints as our errors, so that a parser may let them pass and the errors room sees paths and codes."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from chalicelib.errors import Fault, Invalid, Malformed, PolydeskError


def meaning(error: Exception) -> PolydeskError | None:
    """What `error` says of the caller's input, or None if the input is not to blame."""
    if isinstance(error, msgspec.ValidationError):
        return Invalid((fault(error),))
    if isinstance(error, msgspec.DecodeError):
        return Malformed("The body can't be read.")
    if isinstance(error, RecursionError):  # msgspec, on a body that is nested a thousand deep
        return Malformed("The body is nested too deeply.")
    return None


def fault(error: msgspec.ValidationError) -> Fault:
    """The wrong place that msgspec stopped at, with path and code: `$.services[0]` → `("services", 0)`, `type`."""
    text = str(error)
    complaint, _, place = text.partition(" - at `")
    path = _path(place.rstrip("`"))
    for code, pattern in _CODES:
        if found := pattern.search(complaint):
            if code in ("required", "unknown"):
                path = (*path, found.group(1))
            return Fault(path, code, f"{complaint}.")
    return Fault(path, "type", f"{complaint}.")


def _path(place: str) -> tuple[str | int, ...]:
    """Member names and positions of a JSON path; what msgspec leaves open (`[...]`) is left out."""
    return tuple(
        int(position) if position else member
        for member, position in _STEP.findall(place.partition("$")[2].replace("[...]", ""))
        if member or position
    )


_STEP: Final = re.compile(r"\.([^.\[`]+)|\[(\d+)\]")
_CODES: Final = tuple(
    (code, re.compile(pattern))
    for code, pattern in (
        ("required", r"missing required field `([^`]*)`"),
        ("unknown", r"contains unknown field `([^`]*)`"),
        ("choice", r"^Invalid enum value"),
        ("format", r"matching regex|^Invalid (?!value)"),
        ("count", r"^Expected `(?:array|object)` of (?:at least |at most )?length"),
        ("too_long", r"of length <="),
        ("count", r"of length"),
        ("range", r"^Expected `(?:int|float|decimal)` (?:[<>]|that's)|out of range"),
    )
)
